"""Webhooks through the API: made, tried, changed and read of by administrators."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient
from standardwebhooks import Webhook as Verifier

from claims.choices import DeliveryState
from claims.models import Delivery, Webhook
from claims.services.delivering import send_next
from newsapp.accounts.models import User
from tests.api.helpers import ANY, V1, fields_of, ids_of, problem_of
from tests.api.test_schema import CLOSED, SCHEMA, mismatches
from tests.api.test_tokens_of_outlets import client_of
from tests.factories import OutletFactory, TagFactory, WebhookFactory
from tests.news_site import NewsSite, answer

pytestmark = pytest.mark.django_db

WEBHOOKS = f"{V1}webhooks/"


def make(client: APIClient, **values: Any) -> Any:
    return client.post(WEBHOOKS, {"address": "https://receiver.example/changes"} | values)


def test_one_is_made_with_a_secret_that_is_shown_once(as_administrator: APIClient) -> None:
    made = make(as_administrator, kinds=["decide", "assess"])
    assert made.status_code == 201
    body = made.json()
    secret = body.pop("secret")
    assert secret.startswith("whsec_")
    assert (body["kinds"], body["active"], body["notice"]) == (["decide", "assess"], True, "")
    assert body["author"] == "administrator"
    shown = as_administrator.get(f"{WEBHOOKS}{body['id']}/")
    assert shown.json() == body
    assert shown["ETag"] == made["ETag"] == '"1"'
    for path in ("", f"{body['id']}/", f"{body['id']}/deliveries/"):
        assert secret not in as_administrator.get(f"{WEBHOOKS}{path}").content.decode()


@pytest.mark.parametrize(
    "address",
    ["", "receiver.example", "ftp://receiver.example/", "https://ada:secret@receiver.example/", "https://", 7, None],
)
def test_what_is_no_address_of_the_web_is_refused(address: Any, as_administrator: APIClient) -> None:
    assert fields_of(make(as_administrator, address=address)) == {"address"}


@pytest.mark.parametrize(
    ("field", "value"),
    [("kinds", ["gossip"]), ("kinds", "edit"), ("kinds", ["edit"] * 99), ("secret", "whsec_mine"), ("active", "maybe")],
)
def test_what_cannot_be_said_of_one_is_refused_by_name(field: str, value: Any, as_administrator: APIClient) -> None:
    (named,) = fields_of(make(as_administrator, **{field: value}))
    assert named.partition(".")[0] == field


def test_one_is_made_with_a_filter_in_the_words_of_the_list_of_claims(as_administrator: APIClient) -> None:
    made = make(as_administrator, filter="?speaker=3&outlet=2&tag=1&status=confirmed&q=").json()
    assert (made["filter"], made["outlets"]) == ("speaker=3&outlet=2&tag=1&status=confirmed&q=", None)
    path = f"{WEBHOOKS}{made['id']}/"
    assert as_administrator.patch(path, {"filter": ""}, headers=ANY).json()["filter"] == ""


@pytest.mark.parametrize(
    "query",
    [
        *("speakr=3", "speakr=3&outlt=2", "status=gossip", "speaker=x", "speaker=0", "status=", "tag_any=1,x", "q=%00"),
        *("assignee=" + "x" * 151, "said_from=yesterday", "speaker=x&status=gossip", "nothing"),
    ],
)
def test_a_filter_is_refused_as_the_list_refuses_it(query: str, as_administrator: APIClient) -> None:
    by_list = as_administrator.get(f"{V1}claims/?{query}").json()["errors"]
    refused = make(as_administrator, filter=query)
    assert refused.status_code == 400
    by_field = {(error["field"], error["code"]) for error in refused.json()["errors"]}
    assert by_field == {(f"filter.{error['field']}", error["code"]) for error in by_list}
    assert not Webhook.objects.exists()


@pytest.mark.parametrize("name", ["cursor", "page_size", "order", "fields", "expand", "format"])
def test_what_says_how_a_list_is_shown_is_no_filter(name: str, as_administrator: APIClient) -> None:
    assert fields_of(make(as_administrator, filter=f"status=confirmed&{name}=id")) == {f"filter.{name}"}


@pytest.mark.parametrize("given", ["a&" * 449, "x" * 901, ["status=confirmed"], {"status": "confirmed"}, None])
def test_what_is_no_query_is_refused(given: Any, as_administrator: APIClient) -> None:
    assert {field.partition(".")[0] for field in fields_of(make(as_administrator, filter=given))} == {"filter"}


def test_a_token_of_outlets_has_webhooks_of_its_own(administrator: User, as_administrator: APIClient) -> None:
    others, (first, second) = WebhookFactory(author=administrator), OutletFactory.create_batch(2)
    limited = client_of(administrator, second, first)
    made = make(limited, filter="status=confirmed")
    assert made.status_code == 201
    assert made.json()["outlets"] == [first.pk, second.pk]
    number = made.json()["id"]
    assert ids_of(limited.get(WEBHOOKS)) == [number]
    assert set(ids_of(as_administrator.get(WEBHOOKS))) == {others.pk, number}
    assert ids_of(client_of(administrator, first).get(WEBHOOKS)) == []
    own = f"{WEBHOOKS}{number}/"
    assert limited.patch(own, {"kinds": ["decide"]}, headers=ANY).status_code == 200
    assert limited.get(f"{own}deliveries/").status_code == 200
    for path in ("", "deliveries/"):
        problem_of(limited.get(f"{WEBHOOKS}{others.pk}/{path}"), 404, "not-found")
    problem_of(limited.post(f"{WEBHOOKS}{others.pk}/roll/"), 404, "not-found")
    problem_of(limited.patch(f"{WEBHOOKS}{others.pk}/", {"filter": ""}, headers=ANY), 404, "not-found")
    assert make(limited, outlets=None).json()["outlets"] == [first.pk, second.pk]
    assert limited.delete(own, headers=ANY).status_code == 204


def test_a_change_of_one_needs_its_etag_and_is_a_change(as_administrator: APIClient) -> None:
    webhook = WebhookFactory()
    path = f"{WEBHOOKS}{webhook.pk}/"
    problem_of(as_administrator.patch(path, {"active": False}), 428, "if-match-missing")
    stale = as_administrator.patch(path, {"active": False}, headers={"If-Match": '"7"'})
    assert problem_of(stale, 412, "stale")["current"]["active"] is True
    changed = as_administrator.patch(path, {"active": False}, headers={"If-Match": '"1"'})
    assert (changed.json()["active"], changed["ETag"]) == (False, '"2"')
    told = as_administrator.get(f"{V1}changes/{changed['Change-Id']}/").json()
    assert (told["kind"], told["actor"]) == ("edit", "administrator")


def test_switching_one_on_again_clears_the_notice(as_administrator: APIClient) -> None:
    webhook = WebhookFactory(active=False, notice="Switched off. The server answered 500.")
    path = f"{WEBHOOKS}{webhook.pk}/"
    assert as_administrator.get(path).json()["notice"] == webhook.notice
    answered = as_administrator.patch(path, {"active": True}, headers=ANY)
    assert (answered.json()["active"], answered.json()["notice"]) == (True, "")


def test_one_goes_with_its_secrets_and_its_log(as_administrator: APIClient) -> None:
    webhook = WebhookFactory()
    assert as_administrator.delete(f"{WEBHOOKS}{webhook.pk}/", headers=ANY).status_code == 204
    assert not Webhook.objects.exists()
    assert not Delivery.objects.exists()
    TagFactory()
    assert not send_next()


def test_its_making_cannot_be_undone_as_that_of_a_record(as_administrator: APIClient) -> None:
    change = make(as_administrator)["Change-Id"]
    problem_of(as_administrator.post(f"{V1}changes/{change}/undo/"), 409, "nothing-to-undo")


def test_a_test_tells_at_once_what_the_receiver_answered(as_administrator: APIClient, news_site: NewsSite) -> None:
    made = make(as_administrator, address=news_site.serve(answer(b"", 204))).json()
    tried = as_administrator.post(f"{WEBHOOKS}{made['id']}/test/")
    assert (tried.status_code, tried.json()["state"], tried.json()["status"]) == (201, "delivered", 204)
    ((headers, body),) = news_site.messages
    assert Verifier(made["secret"]).verify(body, headers)["type"] == "webhook.test"
    news_site.serve(answer(b"", 500))
    tried = as_administrator.post(f"{WEBHOOKS}{made['id']}/test/").json()
    assert (tried["state"], tried["status"], tried["error"]) == ("failed", 500, "The server answered 500.")


def test_a_rolled_secret_is_shown_once_and_signs(as_administrator: APIClient, news_site: NewsSite) -> None:
    made = make(as_administrator, address=news_site.serve(answer(b"", 204))).json()
    rolled = as_administrator.post(f"{WEBHOOKS}{made['id']}/roll/")
    secret = rolled.json()["secret"]
    assert secret.startswith("whsec_")
    assert secret != made["secret"]
    assert "Change-Id" in rolled.headers
    as_administrator.post(f"{WEBHOOKS}{made['id']}/test/")
    ((headers, body),) = news_site.messages
    for known in (secret, made["secret"]):
        Verifier(known).verify(body, headers)


def test_its_log_is_newest_first_by_state_and_its_own(administrator: User, as_administrator: APIClient) -> None:
    webhook, other = WebhookFactory.create_batch(2, author=administrator)
    for _ in range(3):
        TagFactory()
    path = f"{WEBHOOKS}{webhook.pk}/deliveries/"
    own = list(webhook.deliveries.order_by("-id"))
    assert ids_of(as_administrator.get(path)) == [delivery.pk for delivery in own]
    assert other.deliveries.exists()
    done = {"state": DeliveryState.DELIVERED, "next_at": None, "finished_at": own[0].created_at}
    webhook.deliveries.exclude(pk=own[1].pk).update(**done)
    assert ids_of(as_administrator.get(path, {"state": "waiting"})) == [own[1].pk]
    first = as_administrator.get(path, {"page_size": 2}).json()
    assert [row["id"] for row in first["results"]] == [own[0].pk, own[1].pk]
    assert ids_of(as_administrator.get(first["next"])) == [delivery.pk for delivery in own[2:4]]
    assert fields_of(as_administrator.get(path, {"webhook": other.pk})) == {"webhook"}
    problem_of(as_administrator.get(f"{WEBHOOKS}999999999/deliveries/"), 404, "not-found")


@pytest.mark.parametrize("path", ["", "{}/deliveries/"])
def test_a_list_of_twenty_costs_the_queries_of_a_list_of_one(
    path: str, as_administrator: APIClient, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    address = WEBHOOKS + path.format(WebhookFactory().pk)
    for_one = query_count(lambda: as_administrator.get(address))
    WebhookFactory.create_batch(19)
    assert len(ids_of(as_administrator.get(address))) == 20
    assert query_count(lambda: as_administrator.get(address)) == for_one


def test_the_description_says_what_is_sent(as_administrator: APIClient, news_site: NewsSite) -> None:
    made = make(as_administrator, address=news_site.serve(answer(b"", 204))).json()
    TagFactory()
    while send_next():
        pass
    as_administrator.post(f"{WEBHOOKS}{made['id']}/test/")
    messages = [(headers, json.loads(body)) for headers, body in news_site.messages]
    assert {message["type"] for _, message in messages} == set(SCHEMA["webhooks"]) == {"change.made", "webhook.test"}
    for headers, message in messages:
        described = CLOSED["webhooks"][message["type"]]["post"]
        assert mismatches(message, described["requestBody"]["content"]["application/json"]["schema"]) == []
        assert {parameter["name"] for parameter in described["parameters"]} <= set(headers)
