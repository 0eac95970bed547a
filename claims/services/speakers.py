"""Who is meant by a printed name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from claims.choices import SpeakerKind
from claims.extraction import Party
from claims.models import Alias, Article, Claim, Speaker
from claims.models.names import normal_form
from claims.services.errors import ConflictError


class SpeakerMatcher:
    """Finds or makes the Speaker of each party of one article, with a number of queries that does not grow.

    A full name means the speaker who bears it in normal form. A bare surname means the one person known by it; nobody
    where several are known (an editor decides), a new speaker where none is. An unnamed party becomes a speaker of
    this article only.
    """

    def __init__(self, article: Article, parties: Iterable[Party]) -> None:
        self.article = article
        distinct = {self._key(party): party for party in parties if self._key(party)[1]}
        self._speakers: dict[tuple[bool, str], Speaker | None] = {}
        self._load(distinct)
        self._make({key: party for key, party in distinct.items() if key not in self._speakers})
        self._add_aliases(parties)

    def speaker_of(self, party: Party | None) -> Speaker | None:
        return self._speakers.get(self._key(party)) if party else None

    @staticmethod
    def _key(party: Party) -> tuple[bool, str]:
        unnamed = party.kind == SpeakerKind.UNNAMED.value
        return unnamed, normal_form(party.name_as_printed if unnamed or not party.name else party.name)

    def _load(self, distinct: dict[tuple[bool, str], Party]) -> None:
        descriptors = [name for unnamed, name in distinct if unnamed]
        for speaker in Speaker.objects.filter(article=self.article, normal_name__in=descriptors):
            self._speakers[True, speaker.normal_name] = speaker
        names = [name for unnamed, name in distinct if not unnamed]
        bare = [key for key, party in distinct.items() if not key[0] and _is_bare_surname(key[1], party)]
        known = Alias.objects.exclude(speaker__kind=SpeakerKind.UNNAMED).select_related("speaker").order_by("pk")
        for alias in known.filter(normal_name__in=[name for name in names if (False, name) not in bare]):
            self._speakers.setdefault((False, alias.normal_name), alias.speaker)
        self._load_bare([name for _, name in bare])

    def _load_bare(self, surnames: list[str]) -> None:
        bearers: dict[str, list[Speaker]] = {}
        for speaker in Speaker.objects.filter(surname__in=surnames, kind=SpeakerKind.PERSON):
            bearers.setdefault(speaker.surname, []).append(speaker)
        for name, speakers in bearers.items():
            self._speakers[False, name] = speakers[0] if len(speakers) == 1 else None

    def _make(self, missing: dict[tuple[bool, str], Party]) -> None:
        for key, party in missing.items():
            unnamed = key[0]
            self._speakers[key] = Speaker.objects.create(
                name=(party.name or party.name_as_printed)[:300],
                kind=party.kind,
                article=self.article if unnamed else None,
            )

    def _add_aliases(self, parties: Iterable[Party]) -> None:
        wanted: dict[tuple[int, str], Alias] = {}
        for party in parties:
            speaker = self.speaker_of(party)
            if not speaker or speaker.kind == SpeakerKind.UNNAMED:
                continue
            for name in filter(None, (party.name, party.name_as_printed)):
                if _is_name_of(name, party):
                    short = name[:300]
                    alias = Alias(speaker=speaker, name=short, normal_name=normal_form(short))
                    wanted.setdefault((speaker.pk, short), alias)
        speakers = {speaker_id for speaker_id, _ in wanted}
        known = set(Alias.objects.filter(speaker__in=speakers).values_list("speaker", "name"))
        bulk_create_with_history([alias for key, alias in wanted.items() if key not in known], Alias)


def _is_bare_surname(name: str, party: Party) -> bool:
    return party.kind == SpeakerKind.PERSON.value and " " not in name


def _is_name_of(printed: str, party: Party) -> bool:
    """Whether the printed words are a name and not "he" or "the spokesman": they share a word with the full name."""
    full = party.name or party.name_as_printed
    return bool(set(normal_form(printed).split()) & set(normal_form(full).split())) and printed[:1].isupper()


def save_named(speaker: Speaker) -> Speaker:
    """Save the speaker, new or under a new name, and see to it that the name is one of the aliases."""
    with transaction.atomic():
        speaker.save()
        if speaker.kind != SpeakerKind.UNNAMED and not speaker.aliases.filter(name=speaker.name).exists():
            Alias.objects.create(speaker=speaker, name=speaker.name)
    return speaker


def delete_speaker(speaker: Speaker) -> None:
    """Delete a speaker to whom no words are attributed.

    Raises ConflictError with the number of claims where there are some.
    """
    count = Claim.objects.filter(hops__speaker=speaker).distinct().count()
    if count:
        noun = "claim is" if count == 1 else "claims are"
        raise ConflictError("speaker-has-claims", f"{count} {noun} attributed to or through this speaker.")
    speaker.delete()
