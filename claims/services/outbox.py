"""The messages that a Change owes to webhooks, stored with it: both or neither."""

from __future__ import annotations

from claims.models import Change, Delivery, Webhook


def queue_for(change: Change) -> None:
    """Queue a message of the Change for each webhook that wants it."""
    webhooks = Webhook.objects.filter(active=True).order_by("id").only("kinds")
    Delivery.objects.bulk_create(
        Delivery(webhook=webhook, change=change) for webhook in webhooks if webhook.wants(change.kind)
    )
