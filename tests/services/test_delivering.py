"""Messages to webhooks: signed, sent once by one worker, tried again for a day."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from claims.choices import DeliveryState
from claims.models import Change, Delivery
from claims.services import working
from claims.services.delivering import LEASE, WAITS, message_id, send_next, send_test
from claims.services.webhooks import roll_secret
from tests.factories import ClaimFactory, WebhookFactory
from tests.news_site import NewsSite, answer, redirect
from tests.receiving import OK, all_sent, bring_on, fail_for_good, make_change, secret_of, state_of, webhook_at

pytestmark = pytest.mark.django_db


class TestTheMessage:
    def test_is_signed_and_tells_what_the_stream_tells(self, receiver: NewsSite, as_reader: Any) -> None:
        webhook = webhook_at(receiver)
        ClaimFactory()
        change = Change.objects.latest("id")
        delivery = Delivery.objects.get(change=change)
        Delivery.objects.exclude(pk=delivery.pk).delete()
        assert all_sent() == 1
        ((headers, body),) = receiver.messages
        message = Verifier(secret_of(webhook)).verify(body, headers)
        assert headers["content-type"] == "application/json"
        assert headers["webhook-id"] == message_id(delivery)
        assert (message["type"], message["timestamp"]) == ("change.made", message["data"]["at"])
        records = message["data"].pop("records")
        assert {record["record"] for record in records} >= {"claim", "article", "speaker"}
        assert message["data"] == as_reader.get(f"/api/v1/changes/{change.pk}/").json()

    def test_has_another_id_than_one_that_had_its_number_before_a_copy_was_brought_back(self) -> None:
        webhook = WebhookFactory()
        first = Delivery.objects.create(webhook=webhook)
        number = first.pk
        first.delete()
        assert message_id(Delivery.objects.create(pk=number, webhook=webhook)) != f"msg_{number}" != message_id(first)

    def test_another_body_or_another_secret_does_not_pass(self, receiver: NewsSite) -> None:
        webhook = webhook_at(receiver)
        make_change()
        all_sent()
        ((headers, body),) = receiver.messages
        with pytest.raises(WebhookVerificationError):
            Verifier(secret_of(webhook)).verify(body + b" ", headers)
        with pytest.raises(WebhookVerificationError):
            Verifier(secret_of(WebhookFactory())).verify(body, headers)

    def test_is_signed_with_the_old_secret_too_for_a_day_after_a_roll(self, receiver: NewsSite) -> None:
        webhook = webhook_at(receiver)
        old = secret_of(webhook)
        new = roll_secret(webhook, by="a test")
        Delivery.objects.all().delete()
        make_change()
        all_sent()
        ((headers, body),) = receiver.messages
        for secret in (old, new):
            Verifier(secret).verify(body, headers)
        webhook.secrets.exclude(until=None).update(until=timezone.now())
        make_change()
        all_sent()
        _, (headers, body) = receiver.messages
        Verifier(new).verify(body, headers)
        with pytest.raises(WebhookVerificationError):
            Verifier(old).verify(body, headers)


class TestSending:
    def test_what_is_taken_is_delivered_and_logged(self, receiver: NewsSite) -> None:
        webhook_at(receiver)
        delivery = Delivery.objects.get(change=make_change())
        assert all_sent() == 1
        assert state_of(delivery) == DeliveryState.DELIVERED
        assert (delivery.status, delivery.error, delivery.attempts, delivery.next_at) == (204, "", 1, None)
        assert delivery.tried_at is not None
        assert delivery.finished_at is not None

    @pytest.mark.parametrize(
        ("given", "status"), [(answer(b"", 500), 500), (redirect("/elsewhere"), 302), (answer(b"", 404), 404)]
    )
    def test_what_is_not_taken_is_tried_again_under_the_same_number(
        self, receiver: NewsSite, given: Any, status: int
    ) -> None:
        webhook_at(receiver)
        receiver.serve(given, "/changes")
        delivery = Delivery.objects.get(change=make_change())
        assert all_sent() == 1
        assert state_of(delivery) == DeliveryState.WAITING
        assert (delivery.status, delivery.error) == (status, f"The server answered {status}.")
        receiver.serve(OK, "/changes")
        bring_on()
        assert all_sent() == 1
        assert state_of(delivery) == DeliveryState.DELIVERED
        first, second = receiver.messages
        assert first[0]["webhook-id"] == second[0]["webhook-id"]
        assert first[1] == second[1]
        assert [path for path, _ in receiver.requests] == ["/changes", "/changes"]

    def test_an_address_inside_is_refused_unless_the_setting_allows_it(self, receiver: NewsSite) -> None:
        webhook_at(receiver)
        delivery = Delivery.objects.get(change=make_change())
        with override_settings(FETCH_PRIVATE_ADDRESSES=False):
            assert all_sent() == 1
        assert state_of(delivery) == DeliveryState.WAITING
        assert "inside" in delivery.error
        assert receiver.messages == []

    def test_the_waits_grow_and_take_most_of_a_day(self, receiver: NewsSite) -> None:
        webhook_at(receiver)
        receiver.serve(answer(b"", 500), "/changes")
        delivery = Delivery.objects.get(change=make_change())
        for wait in WAITS:
            before = timezone.now()
            assert all_sent() == 1
            assert state_of(delivery) == DeliveryState.WAITING
            assert delivery.next_at is not None
            assert before <= delivery.next_at - wait <= timezone.now()
            bring_on()
        assert all_sent() == 1
        assert state_of(delivery) == DeliveryState.FAILED
        assert delivery.attempts == len(WAITS) + 1
        assert timedelta(hours=12) < sum(WAITS, timedelta()) < timedelta(days=1)


class TestATest:
    def test_is_sent_at_once_signed_and_logged(self, receiver: NewsSite) -> None:
        webhook = webhook_at(receiver)
        delivery = send_test(webhook)
        ((headers, body),) = receiver.messages
        assert Verifier(secret_of(webhook)).verify(body, headers)["type"] == "webhook.test"
        assert (delivery.state, delivery.status, delivery.change) == (DeliveryState.DELIVERED, 204, None)

    def test_that_fails_is_not_tried_again_and_switches_nothing_off(self, receiver: NewsSite) -> None:
        webhook = webhook_at(receiver)
        receiver.serve(answer(b"", 500), "/changes")
        delivery = send_test(webhook)
        webhook.refresh_from_db()
        assert (delivery.state, delivery.status, webhook.active) == (DeliveryState.FAILED, 500, True)


class TestWorkers:
    def test_what_a_killed_worker_was_sending_is_sent_again_once_its_lease_has_run_out(
        self, receiver: NewsSite
    ) -> None:
        webhook_at(receiver)
        delivery = Delivery.objects.get(change=make_change())
        killed = {"state": DeliveryState.SENDING, "attempts": 1}
        Delivery.objects.filter(pk=delivery.pk).update(**killed, next_at=timezone.now() + LEASE)
        assert all_sent() == 0
        Delivery.objects.filter(pk=delivery.pk).update(next_at=timezone.now())
        assert all_sent() == 1
        assert (state_of(delivery), delivery.attempts) == (DeliveryState.DELIVERED, 2)

    def test_even_where_it_was_killed_at_the_last_attempt(self, receiver: NewsSite) -> None:
        webhook_at(receiver)
        delivery = Delivery.objects.get(change=make_change())
        killed = {"state": DeliveryState.SENDING, "attempts": len(WAITS) + 1}
        Delivery.objects.filter(pk=delivery.pk).update(**killed, next_at=timezone.now())
        assert all_sent() == 1
        assert state_of(delivery) == DeliveryState.DELIVERED

    def test_what_a_killed_one_left_goes_first_and_then_the_rest(self, receiver: NewsSite) -> None:
        webhook_at(receiver)
        waiting, left = (Delivery.objects.get(change=make_change()) for _ in range(2))
        killed = {"state": DeliveryState.SENDING, "attempts": 1, "next_at": timezone.now()}
        Delivery.objects.filter(pk=left.pk).update(**killed)
        assert all_sent() == 2
        sent = [headers["webhook-id"] for headers, _ in receiver.messages]
        assert sent == [message_id(left), message_id(waiting)]

    def test_a_receiver_that_is_at_it_gets_no_second_one_meanwhile(self, receiver: NewsSite) -> None:
        webhook_at(receiver)
        first, second = (Delivery.objects.get(change=make_change()) for _ in range(2))
        at_it = {"state": DeliveryState.SENDING, "next_at": timezone.now() + LEASE}
        Delivery.objects.filter(pk=first.pk).update(**at_it)
        assert all_sent() == 0
        assert state_of(second) == DeliveryState.WAITING

    def test_they_forget_what_was_made_a_month_ago(self) -> None:
        WebhookFactory()
        old, new = (Delivery.objects.get(change=make_change()) for _ in range(2))
        Delivery.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
        working.beat("a worker")
        assert set(Delivery.objects.filter(pk__in=[old.pk, new.pk])) == {new}


@pytest.mark.django_db(transaction=True)
def test_workers_send_no_message_twice_and_a_webhook_one_at_a_time(receiver: NewsSite) -> None:
    webhooks = [webhook_at(receiver) for _ in range(3)]
    sending, at_once = Delivery.objects.filter(state=DeliveryState.SENDING), []

    def slow(request: Any) -> None:
        at_once.extend(Counter(sending.values_list("webhook", flat=True)).values())
        connection.close()
        OK(request)

    receiver.serve(slow, "/changes")
    for _ in range(6):
        make_change()
    waiting = Delivery.objects.count()
    assert waiting == 6 * len(webhooks)
    start = Barrier(4)

    def work() -> None:
        start.wait()
        # One may find all receivers busy while the others are at them.
        while Delivery.objects.exclude(state=DeliveryState.DELIVERED).exists():
            send_next()
        connection.close()

    threads = [Thread(target=work) for _ in range(start.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(at_once) == 1
    sent = [headers["webhook-id"] for headers, _ in receiver.messages]
    assert sorted(sent) == sorted(set(sent))
    assert len(sent) == waiting
    assert {json.loads(body)["type"] for _, body in receiver.messages} == {"change.made"}


@pytest.mark.django_db(transaction=True)
def test_a_sender_that_was_overtaken_says_nothing_of_what_became_of_its_attempt(receiver: NewsSite) -> None:
    webhook = webhook_at(receiver)
    delivery = Delivery.objects.get(change=make_change())

    def overtaking(request: Any) -> None:
        Delivery.objects.filter(pk=delivery.pk).update(attempts=len(WAITS) + 2)
        connection.close()
        answer(b"", 500)(request)

    receiver.serve(overtaking, "/changes")
    fail_for_good(delivery)
    webhook.refresh_from_db()
    assert (state_of(delivery), delivery.error, webhook.active) == (DeliveryState.SENDING, "", True)
