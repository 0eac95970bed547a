"""What an article prints of a speaker, once a person says that it was somebody else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.choices import SpeakerKind
from claims.models import Attribution, Misreading, Speaker
from claims.services.changes import create_all, update_all
from claims.text.names import normal_form


class Taken(NamedTuple):
    """What a claim's article prints, and the number of the speaker for whom it was taken and who is not meant."""

    claim: int
    printed: str
    speaker: int


@dataclass(slots=True)
class _Names:
    """The names of a speaker in normal form."""

    main: str
    unnamed: bool
    """Whether these are no names but descriptions, which hold of whoever it was."""
    all: set[str] = field(default_factory=set)

    def may_mean_the_same(self, other: _Names) -> bool:
        """Whether one bears the main name of the other, as namesakes and second records of one person do."""
        return self.main in other.all or other.main in self.all

    def has_part_of(self, printed: set[str]) -> bool:
        return any(printed & set(name.split()) for name in self.all)

    def has_all_of(self, printed: set[str]) -> bool:
        return any(printed <= set(name.split()) for name in self.all)


def give_to_others(corrected: Sequence[tuple[Attribution, Speaker | None]]) -> None:
    """Store another speaker for each hop, within the Change that is open.

    The role was printed of whoever the article was held to name, so it is not the other's, unless they are called the
    same. A printed name goes with it, unless it may mean the other too, or names nobody ("he"). What is printed of
    somebody unnamed stays: the article still calls them that. Of a name that stays though its bearer went, it is
    remembered that it does not mean them.
    """
    former = {hop.speaker_id for hop, _ in corrected}
    names = _names_of(former | {speaker.pk for _, speaker in corrected if speaker})
    taken = []
    for hop, speaker in corrected:
        if hop.speaker_id and speaker:
            _forget_another(hop, names[hop.speaker_id], names[speaker.pk])
        if hop.speaker_id and hop.speaker_id != (speaker and speaker.pk):
            taken.append(Taken(hop.claim_id, hop.name_as_printed, hop.speaker_id))
        hop.speaker = speaker
    _remember(taken, names)
    update_all([hop for hop, _ in corrected], ["speaker", "name_as_printed", "role_as_printed"])


def remember(taken: Collection[Taken]) -> None:
    """Store, within the Change that is open, of whom the names that stay printed were taken and are not meant."""
    if taken:
        _remember(taken, _names_of(speaker for _, _, speaker in taken))


def _remember(taken: Iterable[Taken], names: Mapping[int, _Names]) -> None:
    """Of a pronoun, or of a description, which is nobody's name, there is nothing to remember."""
    misreadings = {}
    for claim, printed, speaker in taken:
        name = normal_form(printed)
        if name and not names[speaker].unnamed and names[speaker].has_all_of(set(name.split())):
            misreadings[claim, name, speaker] = Misreading(claim_id=claim, normal_name=name, speaker=speaker)
    if not misreadings:
        return
    for row in Misreading.objects.filter(claim__in={claim for claim, *_ in misreadings}):
        misreadings.pop((row.claim_id, row.normal_name, row.speaker), None)
    create_all(misreadings.values())


def _forget_another(hop: Attribution, former: _Names, new: _Names) -> None:
    if former.unnamed or former.may_mean_the_same(new):
        return
    hop.role_as_printed = ""
    printed = set(normal_form(hop.name_as_printed).split())
    if former.has_part_of(printed) and not new.has_all_of(printed):
        hop.name_as_printed = ""


def _names_of(speakers: Iterable[int | None]) -> dict[int, _Names]:
    names: dict[int, _Names] = {}
    rows = Speaker.objects.filter(pk__in=[number for number in speakers if number]).order_by()
    for number, kind, main, alias in rows.values_list("pk", "kind", "normal_name", "aliases__normal_name"):
        own = names.setdefault(number, _Names(main, kind == SpeakerKind.UNNAMED, {main}))
        own.all.update(filter(None, [alias]))
    return names
