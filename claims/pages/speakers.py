"""The pages of speakers: all of them, and one."""

from __future__ import annotations

from typing import Any

from claims.api.claims.views import ClaimViewSet
from claims.api.speakers.views import SpeakerViewSet
from claims.api.urls import view_of
from claims.choices import SpeakerKind
from claims.pages.base import Page
from claims.pages.feeds import EVERYTHING, Feed
from claims.pages.timeline import timeline

KINDS = [choice for choice in SpeakerKind.choices if choice[0] != SpeakerKind.UNNAMED]
"""That a speaker can be given."""


class SpeakersPage(Page):
    template_name = "speakers/list.html"
    feeds = {"speakers": Feed(view_of(SpeakerViewSet), passes=EVERYTHING)}

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {"query": self.query, "kinds": SpeakerKind.choices}


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
