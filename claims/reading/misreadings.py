"""Printed names of which somebody said, of a claim in one outlet, that they do not mean who they were taken for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from claims.models import Attribution, Claim, MergedSpeaker, Misreading, Speaker
from claims.reading.related import Row
from claims.reading.visibility import visible
from claims.text.names import normal_form
from newsapp.accounts.models import User

SHOWN_AT_MOST = 20


@dataclass(slots=True)
class Misread:
    """What was said of one name."""

    speakers: set[int] = field(default_factory=set)
    """The numbers of those whom it does not mean."""
    unsure: bool = False
    """Whether somebody left open whom it means."""

    def bars(self, speaker: int) -> bool:
        return self.unsure or speaker in self.speakers


def misread_in(outlet: int | None, names: Collection[str]) -> Mapping[str, Misread]:
    """By name, in normal form, what was said of those that were misread in articles of the outlet."""
    misread: dict[str, Misread] = defaultdict(Misread)
    if outlet is None or not names:
        return {}
    rows = Misreading.objects.filter(normal_name__in=names, claim__article__outlet=outlet)
    said = list(rows.order_by().values_list("normal_name", "speaker", "claim__speaker"))
    now = dict(MergedSpeaker.objects.filter(pk__in={speaker for _, speaker, _ in said}).values_list("pk", "speaker"))
    for name, number, meant in said:
        speaker = now.get(number, number)
        if speaker != meant:
            misread[name].speakers.add(speaker)
            misread[name].unsure |= meant is None
    return dict(misread)


def misreadings_about(claim: Claim, user: User) -> list[Row]:
    """What was said in its outlet of the name that the claim's article prints for who spoke, the latest first.

    SHOWN_AT_MOST at most, one for each who is not meant and who is, with who said it first.
    """
    hop = Attribution.objects.filter(claim=claim, position=0).first()
    name = normal_form(hop.name_as_printed) if hop else ""
    if claim.article.outlet_id is None or not hop or not name:
        return []
    shown = _standing(visible(Claim.objects, user).filter(article__outlet=claim.article.outlet_id), name)
    told = Misreading.history.filter(id__in=[row.pk for row, _ in shown], history_type="+").select_related("change")
    changes = {row.id: row.change for row in told}
    return [
        {
            "claim": row.claim_id,
            "name": hop.name_as_printed,
            "speaker": _brief(speaker),
            "meant": row.claim.speaker and _brief(row.claim.speaker),
            "said_by": changes[row.pk].actor,
            "said_at": changes[row.pk].at,
        }
        for row, speaker in shown
    ]


def _standing(claims: QuerySet[Claim], name: str) -> list[tuple[Misreading, Speaker]]:
    """Those of the name that still mean something, the first of each sort, with who is not meant."""
    rows = list(Misreading.objects.filter(normal_name=name, claim__in=claims).select_related("claim__speaker"))
    now = dict(MergedSpeaker.objects.filter(pk__in={row.speaker for row in rows}).values_list("pk", "speaker"))
    speakers = Speaker.objects.in_bulk({now.get(row.speaker, row.speaker) for row in rows})
    first: dict[tuple[int, int | None], Misreading] = {}
    for row in rows:
        number = now.get(row.speaker, row.speaker)
        if number in speakers and number != row.claim.speaker_id:
            first.setdefault((number, row.claim.speaker_id), row)
    latest = sorted(first.items(), key=lambda item: -item[1].pk)[:SHOWN_AT_MOST]
    return [(row, speakers[number]) for (number, _), row in latest]


def _brief(speaker: Speaker) -> Row:
    return {"id": speaker.pk, "name": speaker.name, "kind": speaker.kind}
