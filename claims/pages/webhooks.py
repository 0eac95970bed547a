"""The pages of webhooks: the addresses that are told of Changes, and one of them with what was sent to it."""

from __future__ import annotations

from typing import Any

from claims import rules
from claims.api.urls import view_of
from claims.api.webhooks.views import DeliveryViewSet, WebhookViewSet
from claims.choices import ChangeKind, DeliveryState
from claims.pages.base import Page
from claims.pages.feeds import EVERYTHING, Feed


class WebhooksPage(Page):
    """All webhooks, and a form to add one, whose secret it shows this once."""

    template_name = "webhooks/list.html"
    rule = rules.may_have_webhooks
    feeds = {"webhooks": Feed(view_of(WebhookViewSet), passes=EVERYTHING)}

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {"kinds": dict(ChangeKind.choices)}


class WebhookPage(Page):
    """One webhook: what it is told of, its secret, and what became of the messages to it."""

    template_name = "webhooks/detail.html"
    rule = rules.may_have_webhooks
    feeds = {
        "webhook": Feed(view_of(WebhookViewSet, "retrieve")),
        "deliveries": Feed(view_of(DeliveryViewSet), passes=("cursor", "page_size", "state"), under="webhook"),
    }

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {"query": self.query, "kinds": dict(ChangeKind.choices), "states": DeliveryState.choices}
