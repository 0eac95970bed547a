"""The pages of speakers: all of them, those who may be on record twice, one, and one who is to become two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest

from claims import rules
from claims.api.claims.views import ClaimViewSet
from claims.api.speakers.views import SpeakerViewSet
from claims.api.urls import view_of
from claims.choices import SpeakerKind
from claims.pages.base import Page
from claims.pages.feeds import EVERYTHING, Feed
from claims.pages.timeline import timeline
from claims.reading.related import Row

KINDS = [choice for choice in SpeakerKind.choices if choice[0] != SpeakerKind.UNNAMED]
"""That a speaker can be given."""
AT_ONCE = "500"
"""Claims that the API moves in one deed, and lists on one page."""


class SpeakersPage(Page):
    """All speakers; the unnamed ones, where they are asked for, by the outlets that leave them so."""

    template_name = "speakers/list.html"

    def feeds_for(self, request: HttpRequest) -> Mapping[str, Feed]:
        speakers = Feed(view_of(SpeakerViewSet), {"expand": "article"}, passes=EVERYTHING)
        if request.GET.get("kind") != SpeakerKind.UNNAMED:
            return {"speakers": speakers}
        held_back = ("cursor", "page_size", "order", "outlet")
        outlets = Feed(view_of(SpeakerViewSet, "outlets"), passes=EVERYTHING, without=held_back)
        return {"speakers": speakers, "outlets": outlets}

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = {"query": self.query, "kinds": SpeakerKind.choices}
        if "outlets" in answers:
            context["by_outlet"] = list(_by_outlet(answers["speakers"]["results"], answers["outlets"]))
        return context


def _by_outlet(speakers: list[Row], outlets: list[Row]) -> Iterator[Row]:
    """The outlets of these unnamed speakers, in the order of the outlets, with theirs."""
    of_outlet: dict[int | None, list[Row]] = {}
    for speaker in speakers:
        article = speaker["expanded"]["article"] or {}
        of_outlet.setdefault((article.get("outlet") or {}).get("id"), []).append(speaker | {"in": article})
    for row in outlets:
        if of_this_outlet := of_outlet.pop(row["outlet"] and row["outlet"]["id"], None):
            yield row | {"shown": of_this_outlet}
    if rest := [speaker for of_this_outlet in of_outlet.values() for speaker in of_this_outlet]:
        yield {"outlet": None, "speakers": None, "shown": rest}


class DuplicatesPage(Page):
    """All speakers who may be on record twice, each pair with the reason."""

    template_name = "speakers/duplicates.html"
    rule = rules.may_change_speaker
    feeds = {"again": Feed(view_of(SpeakerViewSet, "all_duplicates"), passes=("cursor",))}


class SpeakerPage(Page):
    """One speaker: names, roles as printed, claims in time, who passes them on, who contradicts them."""

    template_name = "speakers/detail.html"
    feeds = {
        "speaker": Feed(view_of(SpeakerViewSet, "retrieve")),
        "overview": Feed(view_of(SpeakerViewSet, "overview")),
        "claims": Feed(view_of(ClaimViewSet), {"speaker": "{pk}"}, passes=("cursor", "order", "page_size")),
        "duplicates": Feed(view_of(SpeakerViewSet, "duplicates"), optional=True),
        "months": Feed(view_of(ClaimViewSet, "months"), {"speaker": "{pk}"}),
    }

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {"timeline": timeline(answers["months"]), "kinds": KINDS}


class SplitPage(Page):
    """Claims of one speaker by the name that each prints, to be chosen and moved to another speaker or a new one."""

    template_name = "speakers/split.html"
    rule = rules.may_change_speaker
    feeds = {
        "speaker": Feed(view_of(SpeakerViewSet, "retrieve")),
        "claims": Feed(view_of(ClaimViewSet), {"speaker": "{pk}", "page_size": AT_ONCE}, passes=("cursor",)),
    }

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        groups: dict[str, list[Row]] = {}
        for claim in answers["claims"]["results"]:
            hop = _hop_of(answers["speaker"]["id"], claim)
            row = {"claim": claim, "role": hop["role_as_printed"]}
            groups.setdefault(hop["name_as_printed"], []).append(row)
        by_size = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
        return {"groups": by_size, "kinds": KINDS}


def _hop_of(speaker: int, claim: Row) -> Row:
    """How the claim prints the speaker: the first hop or one of those who spoke together with it."""
    joint = (hop for hop in claim["joint_speakers"] if hop["speaker"] and hop["speaker"]["id"] == speaker)
    first = claim["speaker"] and claim["speaker"]["id"] == speaker
    return claim if first else next(joint, claim)
