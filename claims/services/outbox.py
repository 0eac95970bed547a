"""The messages that a Change owes to webhooks, stored with it: both or neither."""

from __future__ import annotations

from claims.filters.told import Told, told, touched_claims
from claims.models import Change, Delivery, Webhook
from newsapp.accounts.models import User


def queue_for(change: Change) -> None:
    """Queue a message of the Change for each webhook that wants it, and whose filter lets any claim of it through."""
    active = Webhook.objects.filter(active=True).select_related("author").order_by("id")
    webhooks = [webhook for webhook in active if webhook.wants(change.kind)]
    let_through = _let_through(change, [webhook for webhook in webhooks if webhook.filter])
    Delivery.objects.bulk_create(
        Delivery(webhook=webhook, change=change, claims=let_through.get(webhook.pk))
        for webhook in webhooks
        if not webhook.filter or webhook.pk in let_through
    )


def _let_through(change: Change, webhooks: list[Webhook]) -> dict[int, Told]:
    """By the number of a webhook which claims of the Change its filter lets through; of those that let any."""
    if not webhooks or not (touched := touched_claims(change)):
        return {}
    answers = {}
    for webhook in webhooks:
        answer = told(change, touched, query=webhook.filter, user=asker_of(webhook))
        if answer["fits"] or answer["left"]:
            answers[webhook.pk] = answer
    return answers


def asker_of(webhook: Webhook) -> User:
    """Its maker, who sees what the token showed that it was made with."""
    author: User = webhook.author
    author.outlets = None if webhook.outlets is None else frozenset(webhook.outlets)
    return author
