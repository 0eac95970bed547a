"""Which answers of the API make which page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, QueryDict

from claims import rules
from claims.api.articles.views import ArticleViewSet
from claims.api.assessments.views import AssessmentViewSet
from claims.api.batches.views import BatchViewSet
from claims.api.claims.views import ClaimViewSet
from claims.api.comments.views import CommentViewSet
from claims.api.feeds.views import FeedViewSet
from claims.api.intakes.views import IntakeViewSet
from claims.api.links.views import LinkViewSet
from claims.api.outlets.views import OutletViewSet
from claims.api.ratings.views import RatingViewSet
from claims.api.urls import view_of
from claims.choices import Form, IntakeState, Relation, Status
from claims.pages import filters
from claims.pages.base import Page
from claims.pages.chain import picture
from claims.pages.feeds import EVERYTHING, Feed
from claims.reading.related import Row
from claims.text.marking import marked

_FACETS = "facets_without_"


def _facets(fixed: Mapping[str, str], without: str) -> Feed:
    return Feed(view_of(ClaimViewSet, "facets"), fixed, passes=EVERYTHING, without=("cursor", without))


class ClaimsPage(Page):
    """The front page: all claims, searched, filtered and sorted."""

    template_name = "claims/list.html"
    action = "list"
    always: Mapping[str, str] = {}
    """What is asked for whatever the page's own query is."""
    unless_asked: Mapping[str, str] = {}
    """What is asked for where the page's own query does not say."""

    def feeds_for(self, request: HttpRequest) -> Mapping[str, Feed]:
        unless_asked = {name: word for name, word in self.unless_asked.items() if not request.GET.get(name)}
        fixed = {**self.always_asked(request.GET), **unless_asked}
        feeds = {
            "claims": Feed(view_of(ClaimViewSet, self.action), fixed, passes=EVERYTHING),
            "facets": _facets(fixed, "page_size"),
        }
        for name in filters.FACETS:
            if request.GET.get(name):
                feeds[_FACETS + name] = _facets(fixed, name)
        return feeds

    def always_asked(self, query: QueryDict) -> Mapping[str, str]:
        return self.always

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        query = self.query
        counts = {
            name: filters.with_chosen(answers.get(_FACETS + name, {}).get(name, []), answers["facets"][name])
            for name in filters.FACETS
        }
        counts["assignee"] = filters.assignees(counts["assignee"], self.request.user.get_username(), query)
        return {
            "groups": filters.groups(query, counts),
            "chips": filters.chips(query, counts, answers["claims"]["results"]),
            "fitting": filters.fitting(query, self.always_asked(query)),
            "certainty": filters.links(query, filters.CERTAINTY),
            "orders": filters.orders(query, self.unless_asked.get("order")),
            "kept_by_search": filters.kept(query, "q"),
            "kept_by_order": filters.kept(query, "order"),
            "query": query,
        }


class ReviewPage(ClaimsPage):
    """The queue: the claims of all articles that await a decision, or about which people disagree, each in its
    paragraph.
    """

    template_name = "claims/review.html"
    action = "in_context"
    always: Mapping[str, str] = {"undecided": "true"}
    unless_asked: Mapping[str, str] = {"order": "least-certain"}

    def always_asked(self, query: QueryDict) -> Mapping[str, str]:
        """Claims about which people disagree have been decided on."""
        return {} if query.get("disagreement") == "true" else self.always

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        claims = answers["claims"]["results"]
        return super().more(answers) | {
            "paragraphs_of": {
                claim["id"]: marked(claim["context"]["text"], [claim], offset=claim["context"]["start"])
                for claim in claims
            },
            "statuses": {claim["id"]: claim["status"] for claim in claims},
            "numbers": {},
        }


class ClaimPage(Page):
    """One claim: its words in context, its chain, links, assessments, comments, history, and how to cite it."""

    template_name = "claims/detail.html"
    feeds = {
        "claim": Feed(view_of(ClaimViewSet, "retrieve")),
        "json_ld": Feed(view_of(ClaimViewSet, "retrieve"), {"format": "jsonld"}, written=True),
        "appearances": Feed(view_of(ClaimViewSet, "appearances")),
        "links": Feed(view_of(LinkViewSet), {"claim": "{pk}", "page_size": "200"}, ("cursor",), cursor="links"),
        "assessments": Feed(
            view_of(AssessmentViewSet), {"shown_on": "{pk}", "page_size": "50"}, ("cursor",), cursor="assessments"
        ),
        "ratings": Feed(view_of(RatingViewSet), {"page_size": "100"}),
        "comments": Feed(
            view_of(CommentViewSet),
            {"claim": "{pk}", "page_size": "500"},
            ("cursor",),
            cursor="comments",
            optional=True,
        ),
        "history": Feed(view_of(ClaimViewSet, "history"), optional=True),
        "misreadings": Feed(view_of(ClaimViewSet, "misreadings"), optional=True),
    }

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        claim = answers["claim"]
        context = claim["context"]
        return {
            "paragraphs": marked(context["text"], [claim], offset=context["start"]),
            "statuses": {claim["id"]: claim["status"]},
            "numbers": {},
            "picture": picture(claim),
            "relations": Relation.choices,
        }


class ClaimCard(Page):
    """One claim as a card, to put in place of the one that a change has made old."""

    template_name = "claims/_card.html"
    feeds = {"claim": Feed(view_of(ClaimViewSet, "retrieve"))}


class ArticlesPage(Page):
    template_name = "articles/list.html"
    feeds = {"articles": Feed(view_of(ArticleViewSet), passes=EVERYTHING)}

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {"query": self.query}


class ArticlePage(Page):
    """The text with its claims marked, and the claims beside it.

    What somebody believes, wishes or plans is left out of both and of what is counted, unless ``stances`` says "shown".
    """

    template_name = "articles/detail.html"
    own = ("stances",)

    def feeds_for(self, request: HttpRequest) -> Mapping[str, Feed]:
        query = {"article": "{pk}", "order": "text", "page_size": "500"} | self._form(request.GET)
        return {
            "article": Feed(view_of(ArticleViewSet, "retrieve")),
            "claims": Feed(view_of(ClaimViewSet), query, passes=("cursor",)),
        }

    def feeds_after(self, answers: dict[str, Any]) -> Mapping[str, Feed]:
        """On a later page of claims, the number of those before it: theirs go on from there. Where all claims are
        decided, the next article that has undecided ones.
        """
        claims, version = answers["claims"], answers["article"]["version"]
        feeds = {}
        if claims["previous"] and claims["results"]:
            query = {"before_claim": str(claims["results"][0]["id"]), "version": str(version["id"])}
            feeds["before"] = Feed(view_of(ClaimViewSet, "count"), query | self._form(self.query))
        if not self._counts(answers["article"])[Status.SUGGESTED]:
            feeds["next_undecided"] = Feed(view_of(ArticleViewSet), {"undecided": "true", "page_size": "1"})
        return feeds

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        version, claims = answers["article"]["version"], answers["claims"]["results"]
        before = answers["before"]["count"] if "before" in answers else 0
        present = [claim for claim in claims if claim["version"]["id"] == version["id"]]
        return {
            "paragraphs": marked(version["text"], present),
            "statuses": {claim["id"]: claim["status"] for claim in present},
            "numbers": {claim["id"]: number for number, claim in enumerate(present, start=before + 1)},
            "present": present,
            "earlier": [claim for claim in claims if claim["version"]["id"] != version["id"]],
            "counts": self._counts(answers["article"]),
            "stances": sum(answers["article"]["stance_counts"].values()),
            "stances_shown": not self._form(self.query),
        }

    @staticmethod
    def _form(query: QueryDict) -> dict[str, str]:
        """The form of the claims asked for: any, where stances are shown."""
        return {} if query.get("stances") == "shown" else {"form": Form.SPEECH.value}

    def _counts(self, article: Row) -> dict[str, int]:
        """The numbers of what is shown, by status."""
        hidden = article["stance_counts"] if self._form(self.query) else {}
        return {status: number - hidden.get(status, 0) for status, number in article["claim_counts"].items()}


class TakeInPage(Page):
    """The form that takes an article in; it sends what it is given to the API. It offers a first few outlets, and asks
    for others while one types.
    """

    template_name = "articles/take_in.html"
    rule = rules.may_take_in_article
    feeds = {"outlets": Feed(view_of(OutletViewSet))}


class IntakesPage(Page):
    """Every attempt to take something in, the failed ones with the reason."""

    template_name = "intakes/list.html"
    rule = rules.may_take_in_article
    feeds = {"intakes": Feed(view_of(IntakeViewSet), passes=EVERYTHING)}

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {"query": self.query, "states": IntakeState.choices}


class FeedsPage(Page):
    """The feeds that news comes in by; a form to add one, which offers a first few outlets as `TakeInPage` does."""

    template_name = "feeds/list.html"
    rule = rules.may_take_in_article
    feeds = {
        "feed_list": Feed(view_of(FeedViewSet), passes=EVERYTHING),
        "stopped": Feed(view_of(FeedViewSet), {"state": "stopped", "page_size": "100"}),
        "outlets": Feed(view_of(OutletViewSet)),
    }

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {"query": self.query}


class IntakePage(Page):
    """One attempt: how it stands and, once it is done, the article."""

    template_name = "intakes/detail.html"
    rule = rules.may_take_in_article
    feeds = {"intake": Feed(view_of(IntakeViewSet, "retrieve"))}


class BatchesPage(Page):
    """The form that takes in many articles at once, and how far each such batch is."""

    template_name = "batches/list.html"
    rule = rules.may_take_in_article
    feeds = {"batches": Feed(view_of(BatchViewSet), passes=EVERYTHING), "outlets": Feed(view_of(OutletViewSet))}


class BatchPage(Page):
    """One batch: how far it is, and what became of each of its articles."""

    template_name = "batches/detail.html"
    rule = rules.may_take_in_article
    feeds = {
        "batch": Feed(view_of(BatchViewSet, "retrieve")),
        "intakes": Feed(
            view_of(IntakeViewSet), {"batch": "{pk}"}, passes=("cursor", "page_size", "state", "taking_back")
        ),
    }

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {"query": self.query, "states": IntakeState.choices}
