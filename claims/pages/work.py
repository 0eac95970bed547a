"""The page of one's own open work."""

from __future__ import annotations

from claims import rules
from claims.api.assessments.views import AssessmentViewSet
from claims.api.claims.views import ClaimViewSet
from claims.api.feeds.views import FeedViewSet
from claims.api.mentions.views import MentionViewSet
from claims.api.urls import view_of
from claims.pages.base import Page
from claims.pages.feeds import Feed

_SHORT = {"page_size": "20"}
_claims, _assessments = view_of(ClaimViewSet), view_of(AssessmentViewSet)


def _assessments_of(name: str, **query: str) -> Feed:
    return Feed(_assessments, {**query, **_SHORT, "expand": "claim"}, ("cursor",), cursor=name)


class WorkPage(Page):
    """What awaits the signed-in: each list is one of the API, under a filter that anybody can ask for."""

    template_name = "work/detail.html"
    rule = rules.may_read_comments
    feeds = {
        "mentions": Feed(view_of(MentionViewSet), {"open": "true", **_SHORT}, ("cursor",), cursor="mentions"),
        "assigned": Feed(_claims, {"assignee": "me", "open": "true", **_SHORT}, ("cursor",), cursor="assigned"),
        "reviews": _assessments_of("reviews", for_my_review="true", order="oldest"),
        "drafts": _assessments_of("drafts", author="me", status="draft"),
        "changed": Feed(_claims, {"decided_by": "me", "changed": "true", **_SHORT}, ("cursor",), cursor="changed"),
        "stopped": Feed(
            view_of(FeedViewSet), {"state": "stopped", **_SHORT}, ("cursor",), cursor="stopped", optional=True
        ),
        "outdated": _assessments_of("outdated", author="me", words_changed="true"),
    }
