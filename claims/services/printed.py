"""What an article prints of a speaker, once a person says that it was somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims.choices import SpeakerKind
from claims.models import Attribution, Speaker
from claims.services.changes import update_all
from claims.text.names import normal_form


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
    somebody unnamed stays: the article still calls them that.
    """
    former = {hop.speaker_id for hop, _ in corrected}
    names = _names_of(former | {speaker.pk for _, speaker in corrected if speaker})
    for hop, speaker in corrected:
        if hop.speaker_id and speaker:
            _forget_another(hop, names[hop.speaker_id], names[speaker.pk])
        hop.speaker = speaker
    update_all([hop for hop, _ in corrected], ["speaker", "name_as_printed", "role_as_printed"])


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
