"""Forms that a page fetches when they are asked for, and opens in place."""

from __future__ import annotations

from typing import Any

from claims import rules
from claims.api.articles.views import ArticleViewSet
from claims.api.claims.views import ClaimViewSet
from claims.api.outlets.views import OutletViewSet
from claims.api.urls import view_of
from claims.choices import QuoteType
from claims.pages.base import Page
from claims.pages.feeds import Feed


class ClaimDetails(Page):
    """The form for what a card does not show of a claim: its kind, its day, its chain. Cards open it in place."""

    template_name = "claims/_details.html"
    rule = rules.may_tag_claim
    feeds = {
        "claim": Feed(view_of(ClaimViewSet, "retrieve")),
        "misreadings": Feed(view_of(ClaimViewSet, "misreadings"), optional=True),
    }

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        claim = answers["claim"]
        first = {name: claim[name] for name in ("speaker", "name_as_printed", "role_as_printed")}
        joint = [{**hop, "together": True} for hop in claim["joint_speakers"]]
        return {"hops": [first, *joint, *claim["chain"]], "quote_types": QuoteType.choices}


class ArticleFacts(Page):
    """The form for what is known of an article: title, outlet, author, dates, address. Its page opens it in place."""

    template_name = "articles/_facts_form.html"
    rule = rules.may_change_article
    feeds = {
        "article": Feed(
            view_of(ArticleViewSet, "retrieve"), {"fields": "title,url,outlet,author,published_at,modified_at,revision"}
        ),
        "outlets": Feed(view_of(OutletViewSet)),
    }
