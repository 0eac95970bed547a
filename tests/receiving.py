"""Words for what tests do with webhooks and the messages to them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from claims.choices import ChangeKind, DeliveryState
from claims.models import Change, Delivery, Webhook
from claims.services.changes import changing
from claims.services.delivering import WAITS, send_next
from tests.factories import TagFactory, WebhookFactory
from tests.news_site import NewsSite, answer

OK = answer(b"", 204)


def webhook_at(receiver: NewsSite, **values: Any) -> Webhook:
    """A webhook to the receiver, for which nothing waits."""
    webhook: Webhook = WebhookFactory(address=f"{receiver.url}/changes", **values)
    Delivery.objects.all().delete()
    return webhook


def make_change(kind: ChangeKind = ChangeKind.EDIT) -> Change:
    with changing(kind, by="a test") as change:
        TagFactory()
    return change.stored()


def all_sent() -> int:
    """How many messages were due and have been sent."""
    count = 0
    while send_next():
        count += 1
    return count


def bring_on() -> None:
    """Let the time come of all that waits."""
    Delivery.objects.filter(state=DeliveryState.WAITING).update(next_at=timezone.now())


def state_of(delivery: Delivery) -> str:
    delivery.refresh_from_db()
    return delivery.state


def secret_of(webhook: Webhook) -> str:
    return webhook.secrets.get(until=None).text


def fail_for_good(delivery: Delivery) -> None:
    """Let the last attempt be made."""
    Delivery.objects.filter(pk=delivery.pk).update(attempts=len(WAITS))
    send_next()
