"""The pages of what an article was before: its versions, and what changed from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from claims.api.articles.views import ArticleVersionViewSet, ArticleViewSet
from claims.api.claims.views import ClaimViewSet
from claims.api.urls import view_of
from claims.pages.base import Page
from claims.pages.feeds import Feed, MovedError
from claims.text.marking import marked


class VersionPage(Page):
    """One text that the article had, with the claims that stand in it alone; the present one leads on to the article.

    Its address is permanent: it tells the article and the number of the version.
    """

    template_name = "articles/version.html"
    feeds = {"article": Feed(view_of(ArticleViewSet, "retrieve"))}

    def feeds_after(self, answers: dict[str, Any]) -> Mapping[str, Feed]:
        article, number = answers["article"], self.kwargs["number"]
        if number == article["version"]["number"]:
            raise MovedError(article["id"], page="article")
        version = next((version["id"] for version in article["versions"] if version["number"] == number), None)
        if version is None:
            raise Http404
        query = {"version": str(version), "order": "text", "page_size": "500"}
        return {
            "version": Feed(view_of(ArticleVersionViewSet, "retrieve"), record=version),
            "claims": Feed(view_of(ClaimViewSet), query),
        }

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        claims = answers["claims"]["results"]
        return {
            "paragraphs": marked(answers["version"]["text"], claims),
            "statuses": {claim["id"]: claim["status"] for claim in claims},
            "numbers": {},
        }


class DifferencePage(Page):
    """What changed from one version of an article to another, by words."""

    template_name = "articles/difference.html"
    feeds = {
        "difference": Feed(view_of(ArticleViewSet, "difference"), passes=("from", "to")),
        "article": Feed(view_of(ArticleViewSet, "retrieve")),
    }

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        difference = answers["difference"]
        return {"sides": [("from", difference["before"]["number"]), ("to", difference["after"]["number"])]}
