"""Who is meant by a printed name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from claims.choices import ChangeKind, SpeakerKind
from claims.extraction import Party
from claims.models import Alias, Article, Claim, Speaker
from claims.reading.misreadings import Misread, misread_in
from claims.services.changes import changing, create_all
from claims.services.errors import ConflictError
from claims.services.locking import lock_names
from claims.text.names import normal_form, surname
from newsapp.accounts.models import User

# A "he" that nobody was found for describes nobody: the claim waits for an editor.
_PRONOUNS = frozenset(["i", "we", "you", "he", "she", "it", "they", "who", "this", "that"])


class Key(NamedTuple):
    """What two parties of one article share where they are the same: a person is no place of the same name."""

    kind: Literal["unnamed", "person", "other"]
    name: str


class SpeakerMatcher:
    """Finds or makes the Speaker of each party of one article, with a number of queries that does not grow.

    A full name means the speaker who bears it in normal form. A bare surname means the one person whom this article
    names in full, else the one known by it; a new speaker where none is. Where several bear a name, it means nobody
    until an editor decides. A party without a name becomes a speaker of this article only.

    A printed name of which somebody said, in an article of the same outlet, that it does not mean a speaker, does not
    mean them here either; where it is not known whom it means, or nobody else is left, it means nobody.

    Until the caller's transaction ends, no other takes in somebody of the same last name: of two articles taken in at
    once, the second would make a new person again.
    """

    def __init__(self, article: Article, parties: Iterable[Party]) -> None:
        self.article = article
        self._speakers: dict[Key, Speaker | None] = {}
        named = [party for party in parties if _key(party).name]
        names = {name for party in named for name in (_key(party).name, normal_form(party.name_as_printed))}
        self._misread: Mapping[str, Misread] = misread_in(article.outlet_id, names)
        wanted: dict[Key, Party] = {}
        for party in sorted(named, key=lambda party: not party.reason):
            wanted.setdefault(self._key(party), party)
        lock_names(key.name for key in wanted if key.kind != "unnamed")
        speakers = self._without_misread(_known(article, wanted))
        # Full names first: a bare one may mean one of them.
        self._find_or_make({key: party for key, party in wanted.items() if not _is_bare(key)}, speakers)
        named_here: dict[Key, set[Speaker | None]] = defaultdict(set)
        for key, speaker in self._speakers.items():
            if key.kind == "person":
                named_here[Key("person", surname(key.name))].add(speaker)
        in_full = {key: bearers for key, bearers in self._without_misread(named_here).items() if bearers}
        self._find_or_make({key: party for key, party in wanted.items() if _is_bare(key)}, speakers | in_full)
        self._add_aliases(named)

    def speaker_of(self, party: Party | None) -> Speaker | None:
        return self._speakers.get(self._key(party)) if party else None

    def _key(self, party: Party) -> Key:
        """By the full name, unless somebody said something of the name that is printed."""
        key = _key(party)
        printed = normal_form(party.name_as_printed)
        return Key(key.kind, printed) if printed in self._misread and key.kind != "unnamed" else key

    def _without_misread(self, speakers: Mapping[Key, set[Speaker | None]]) -> dict[Key, set[Speaker | None]]:
        left = dict(speakers)
        for key in left.keys() & {Key(kind, name) for kind in ("person", "other") for name in self._misread}:
            left[key] = {speaker for speaker in left[key] if not (speaker and self._misread[key.name].bars(speaker.pk))}
        return left

    def _find_or_make(self, wanted: Mapping[Key, Party], speakers: Mapping[Key, set[Speaker | None]]) -> None:
        new = {
            key: self._new(party)
            for key, party in wanted.items()
            if not speakers.get(key) and (key.kind == "unnamed" or key.name not in self._misread)
        }
        create_all(new.values())
        self._speakers |= {key: new.get(key) or _meant(key, speakers.get(key, set())) for key in wanted}

    def _new(self, party: Party) -> Speaker:
        unnamed = _key(party).kind == "unnamed"
        speaker = Speaker(
            name=_name(party),
            kind=SpeakerKind.UNNAMED if unnamed else party.kind,
            article=self.article if unnamed else None,
            reason=party.reason[:300] if unnamed else "",
        )
        speaker.follow_name()
        return speaker

    def _add_aliases(self, parties: Iterable[Party]) -> None:
        wanted: dict[tuple[int, str], Alias] = {}
        for party in parties:
            speaker = self.speaker_of(party)
            if not speaker or speaker.kind == SpeakerKind.UNNAMED:
                continue
            full = None if normal_form(party.name_as_printed) in self._misread else party.name
            for name in filter(None, (full, party.name_as_printed)):
                if _is_name_of(name, party):
                    short = name[:300]
                    alias = Alias(speaker=speaker, name=short, normal_name=normal_form(short))
                    wanted.setdefault((speaker.pk, short), alias)
        speakers = {speaker_id for speaker_id, _ in wanted}
        names = set(Alias.objects.filter(speaker__in=speakers).values_list("speaker", "name"))
        create_all(alias for key, alias in wanted.items() if key not in names)


def _key(party: Party) -> Key:
    if party.name is None or party.kind == SpeakerKind.UNNAMED.value:
        descriptor = normal_form(_name(party))
        return Key("unnamed", "" if descriptor in _PRONOUNS else descriptor)
    return Key("person" if party.kind == SpeakerKind.PERSON.value else "other", normal_form(_name(party)))


def _name(party: Party) -> str:
    """The name that a new speaker gets; an unnamed one is called as first printed: "she" is no other."""
    if party.kind != SpeakerKind.UNNAMED.value and party.name:
        return party.name[:300]
    printed, first = party.name_as_printed, next(iter(party.roles), "")
    return (printed if first.lower() in printed.lower() else first)[:300]


def _is_bare(key: Key) -> bool:
    return key.kind == "person" and " " not in key.name


def _known(article: Article, keys: Iterable[Key]) -> dict[Key, set[Speaker | None]]:
    """Those on record who bear the names."""
    speakers: dict[Key, set[Speaker | None]] = defaultdict(set)
    names = [key.name for key in keys if key.kind != "unnamed"]
    descriptors = [key.name for key in keys if key.kind == "unnamed"]
    for speaker in Speaker.objects.filter(article=article, normal_name__in=descriptors):
        speakers[Key("unnamed", speaker.normal_name)].add(speaker)
    aliases = Alias.objects.exclude(speaker__kind=SpeakerKind.UNNAMED).filter(normal_name__in=names)
    for alias in aliases.select_related("speaker"):
        is_person = alias.speaker.kind == SpeakerKind.PERSON
        # A single word may be somebody's surname and a town; a longer name stays whose it is, whatever kind they are.
        if is_person or " " in alias.normal_name:
            speakers[Key("person", alias.normal_name)].add(alias.speaker)
        if not is_person or " " in alias.normal_name:
            speakers[Key("other", alias.normal_name)].add(alias.speaker)
    surnames = [key.name for key in keys if _is_bare(key)]
    for speaker in Speaker.objects.filter(surname__in=surnames, kind=SpeakerKind.PERSON):
        speakers[Key("person", speaker.surname)].add(speaker)
    return speakers


def _meant(key: Key, bearers: set[Speaker | None]) -> Speaker | None:
    """The only one of the bearers; else, of a full name, whose main name it is and, of a surname, who is no "Jr."."""
    if len(bearers) > 1 and not _is_bare(key):
        bearers = {speaker for speaker in bearers if speaker and speaker.normal_name == key.name}
    elif len(bearers) > 1:
        bearers = {speaker for speaker in bearers if not speaker or speaker.normal_name.endswith(key.name)}
    return next(iter(bearers)) if len(bearers) == 1 else None


def _is_name_of(printed: str, party: Party) -> bool:
    """Whether the printed words are a name and not "he" or "the spokesman": they share a word with the full name."""
    full = party.name or party.name_as_printed
    return bool(set(normal_form(printed).split()) & set(normal_form(full).split())) and printed[:1].isupper()


def save_named(speaker: Speaker, *, by: User | str) -> Speaker:
    """Save the speaker, new or under a new name, and see to it that the name is one of the aliases."""
    with changing(ChangeKind.EDIT, by=by):
        speaker.save()
        if speaker.kind != SpeakerKind.UNNAMED and not speaker.aliases.filter(name=speaker.name).exists():
            Alias.objects.create(speaker=speaker, name=speaker.name)
    return speaker


def delete_speaker(speaker: Speaker, *, by: User | str) -> None:
    """Delete a speaker to whom no words are attributed.

    Raises ConflictError with the number of claims where there are some.
    """
    count = Claim.objects.filter(hops__speaker=speaker).distinct().count()
    if count:
        noun = "claim is" if count == 1 else "claims are"
        raise ConflictError("speaker-has-claims", f"{count} {noun} attributed to or through this speaker.")
    with changing(ChangeKind.EDIT, by=by):
        speaker.delete()
