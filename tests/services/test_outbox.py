"""The messages that a Change owes to webhooks are stored with it, or neither is."""

from __future__ import annotations

import pytest

from claims.choices import ChangeKind
from claims.models import Delivery
from claims.services.changes import changing
from tests.factories import TagFactory, WebhookFactory
from tests.receiving import make_change

pytestmark = pytest.mark.django_db


def test_a_message_waits_for_each_webhook_that_wants_the_kind() -> None:
    every, decisions = WebhookFactory(), WebhookFactory(kinds=["decide", "tag"])
    off, edits = WebhookFactory(active=False), WebhookFactory(kinds=["edit"])
    change = make_change()
    assert set(Delivery.objects.filter(change=change).values_list("webhook", flat=True)) == {every.pk, edits.pk}
    assert not Delivery.objects.filter(webhook__in=[off, decisions]).exists()


def test_a_change_and_its_messages_are_stored_or_neither() -> None:
    WebhookFactory()
    before = Delivery.objects.count()

    def broken_off() -> None:
        with changing(ChangeKind.EDIT, by="a test"):
            TagFactory()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert Delivery.objects.count() == before


def test_what_changes_nothing_sends_nothing() -> None:
    WebhookFactory()
    before = Delivery.objects.count()
    with changing(ChangeKind.EDIT, by="a test"):
        pass
    assert Delivery.objects.count() == before
