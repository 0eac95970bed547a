"""Webhooks that take nothing are switched off, and say why."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from claims.choices import ChangeKind, DeliveryState
from claims.models import Delivery
from claims.services.changes import changing
from claims.services.delivering import LEASE
from newsapp.accounts.roles import Role
from tests.news_site import NewsSite, answer
from tests.receiving import OK, all_sent, bring_on, fail_for_good, make_change, state_of, webhook_at

pytestmark = pytest.mark.django_db


def test_one_that_takes_nothing_for_a_day_is_switched_off_and_says_why(receiver: NewsSite) -> None:
    webhook = webhook_at(receiver)
    receiver.serve(answer(b"", 500), "/changes")
    fail_for_good(Delivery.objects.get(change=make_change()))
    webhook.refresh_from_db()
    assert not webhook.active
    assert webhook.notice.endswith("The server answered 500.")
    change = webhook.history.latest().change
    assert (change.actor, change.note) == ("manage.py worker", webhook.notice)


def test_what_waits_then_goes_when_a_person_switches_it_on_again(receiver: NewsSite) -> None:
    webhook = webhook_at(receiver)
    receiver.serve(answer(b"", 500), "/changes")
    failing, waiting = (Delivery.objects.get(change=make_change()) for _ in range(2))
    fail_for_good(failing)
    receiver.serve(OK, "/changes")
    assert all_sent() == 0
    webhook.refresh_from_db()
    webhook.active = True
    with changing(ChangeKind.EDIT, by="a test"):
        webhook.save()
    assert webhook.notice == ""
    assert all_sent() == 2  # and that it was switched on
    assert (state_of(failing), state_of(waiting)) == (DeliveryState.FAILED, DeliveryState.DELIVERED)


def test_one_that_takes_others_meanwhile_stays_on(receiver: NewsSite) -> None:
    webhook = webhook_at(receiver)
    refused, taken = (Delivery.objects.get(change=make_change()) for _ in range(2))
    Delivery.objects.filter(pk=refused.pk).update(next_at=timezone.now() + LEASE)
    assert all_sent() == 1
    receiver.serve(answer(b"", 400), "/changes")
    bring_on()
    fail_for_good(refused)
    webhook.refresh_from_db()
    assert (state_of(refused), state_of(taken)) == (DeliveryState.FAILED, DeliveryState.DELIVERED)
    assert webhook.active


def test_one_that_is_gone_is_switched_off_at_once(receiver: NewsSite) -> None:
    webhook = webhook_at(receiver)
    receiver.serve(answer(b"", 410), "/changes")
    make_change()
    assert all_sent() == 1
    webhook.refresh_from_db()
    assert not webhook.active


@pytest.mark.parametrize("loss", [{"role": Role.EDITOR}, {"is_active": False}])
def test_one_whose_maker_may_have_none_any_more_is_told_nothing(receiver: NewsSite, loss: dict[str, Any]) -> None:
    webhook = webhook_at(receiver)
    for name, value in loss.items():
        setattr(webhook.author, name, value)
    webhook.author.save()
    make_change()
    assert all_sent() == 1
    webhook.refresh_from_db()
    assert not webhook.active
    assert webhook.author.username in webhook.notice
    assert receiver.messages == []
