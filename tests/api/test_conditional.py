"""If-None-Match: whoever still has an answer is told so, before a row of it is read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.choices import ChangeKind
from claims.models import Change, Intake
from claims.reading.newest import newest
from newsapp.accounts.models import Token, User
from tests.api.helpers import V1
from tests.factories import BatchFactory, ClaimFactory, CommentFactory, IntakeFactory, OutletFactory, WebhookFactory
from tests.writing import save

LISTS = (
    "claims",
    "articles",
    "speakers",
    "links",
    "assessments",
    "tags",
    "outlets",
    "claims/facets",
    "article-versions",
)


def again(client: APIClient, address: str, etag: str) -> Any:
    return client.get(address, headers={"If-None-Match": etag})


@pytest.fixture
def claim(db: None) -> Any:
    return ClaimFactory()


@pytest.mark.parametrize("path", [*LISTS, "claims/{}", "claims/{}/history"])
def test_what_a_client_has_is_not_sent_again(claim: Any, as_reader: APIClient, path: str) -> None:
    address = f"{V1}{path.format(claim.pk)}/"
    first = as_reader.get(address)
    assert first["Cache-Control"] == "private, no-cache"
    with CaptureQueriesContext(connection) as queries:
        second = again(as_reader, address, f'"else", {first["ETag"]}')
    assert (second.status_code, second.content) == (304, b"")
    assert [second[name] for name in ("ETag", "Last-Modified")] == [first[name] for name in ("ETag", "Last-Modified")]
    assert not [query["sql"] for query in queries if "claims_claim" in query["sql"]]


@pytest.mark.parametrize("path", ["claims.jsonld", "claims.atom", "articles/{}.ninjs", "articles/{}/annotations/"])
def test_nor_in_another_format(claim: Any, as_reader: APIClient, path: str) -> None:
    address = f"{V1}{path.format(claim.article_id)}"
    second = again(as_reader, address, as_reader.get(address)["ETag"])
    assert (second.status_code, second.content) == (304, b"")


def test_a_new_change_of_anything_makes_it_old(claim: Any, as_reader: APIClient) -> None:
    """A claim shows how many comments it has and the name that its speaker goes by: its revision tells of neither."""
    address = f"{V1}claims/{claim.pk}/"
    claim.speaker.name = "Another Name"
    for change in (lambda: CommentFactory(claim=claim), lambda: save(claim.speaker), lambda: save(claim)):
        etag = as_reader.get(address)["ETag"]
        assert again(as_reader, address, etag).status_code == 304
        change()
        assert again(as_reader, address, etag).status_code == 200


def test_a_change_that_is_stored_late_makes_it_old(claim: Any) -> None:
    """Its number was given to it before that of the newest."""
    before = newest()
    values = {"kind": ChangeKind.EDIT, "actor": "a test"}
    Change.objects.create(pk=before.number + 5, **values)
    ahead = newest()
    Change.objects.create(pk=before.number + 2, **values)
    assert len({before[:2], ahead[:2], newest()[:2]}) == 3


def test_not_all_who_ask_see_the_same(claim: Any, as_reader: APIClient, as_visitor: APIClient, editor: User) -> None:
    address = f"{V1}claims/"
    _, key = Token.objects.create(editor, name="wire", outlets=[OutletFactory().pk])
    clients = [as_reader, as_visitor, APIClient(headers={"Authorization": f"Token {key}"})]
    etags = [client.get(address)["ETag"] for client in clients]
    assert len(set(etags)) == 3
    assert [again(client, address, etags[0]).status_code for client in clients] == [304, 200, 200]


@pytest.mark.parametrize("query", ["?status=confirmed", "?format=jsonld", "?fields=content", "?page_size=1"])
def test_another_question_has_another_answer(claim: Any, as_reader: APIClient, query: str) -> None:
    etag = as_reader.get(f"{V1}claims/")["ETag"]
    assert again(as_reader, f"{V1}claims/{query}", etag).status_code == 200


def test_a_record_is_changed_by_the_etag_that_it_was_read_with(claim: Any, as_editor: APIClient) -> None:
    address = f"{V1}claims/{claim.pk}/"
    etag = as_editor.get(address, headers={"Accept-Encoding": "gzip"})["ETag"]
    plain = as_editor.get(address)["ETag"]
    assert etag == f'{plain[:-1]}-gzip"'  # strong, as If-Match wants it, and another, as the bytes are
    assert again(as_editor, address, etag).status_code == again(as_editor, address, f"W/{plain}").status_code == 304
    CommentFactory(claim=claim)  # no change of the claim itself
    changed = as_editor.patch(address, {"status": "confirmed"}, headers={"If-Match": etag})
    assert changed.status_code == 200
    assert as_editor.patch(address, {"status": "rejected"}, headers={"If-Match": etag}).status_code == 412


@pytest.mark.parametrize("header", ["*", "", "nonsense", '"1"', '"', "\xff", '"' * 5_000])
def test_what_no_answer_of_ours_was_known_by_gets_the_whole(claim: Any, as_reader: APIClient, header: str) -> None:
    assert again(as_reader, f"{V1}claims/{claim.pk}/", header).json()["id"] == claim.pk


def test_what_is_not_let_in_is_refused_all_the_same(claim: Any, as_reader: APIClient, as_visitor: APIClient) -> None:
    address = f"{V1}claims/{claim.pk}/history/"
    assert again(as_visitor, address, as_reader.get(address)["ETag"]).status_code == 401


def test_what_changes_without_a_change_is_always_sent(as_administrator: APIClient) -> None:
    """Deliveries and polls leave their traces in webhooks and feeds."""
    webhook = WebhookFactory()
    shown = as_administrator.get(f"{V1}webhooks/{webhook.pk}/")
    assert shown["ETag"] == f'"{webhook.revision}"'
    assert "Last-Modified" not in shown
    assert again(as_administrator, f"{V1}webhooks/{webhook.pk}/", shown["ETag"]).status_code == 200


@pytest.mark.parametrize("make", [IntakeFactory, BatchFactory])
def test_what_goes_on_without_a_change_is_known_by_its_answer(make: Any, as_editor: APIClient) -> None:
    record = make()
    family = f"{V1}{'intakes' if isinstance(record, Intake) else 'batches'}/"
    for address in (family, f"{family}{record.pk}/"):
        etag = as_editor.get(address, headers={"Accept-Encoding": "gzip"})["ETag"]
        same = again(as_editor, address, etag)
        assert (same.status_code, same.content, same["ETag"]) == (304, b"", etag)
        assert as_editor.head(address, headers={"If-None-Match": etag}).status_code == 304
        type(record).objects.update(created_at=record.created_at - timedelta(days=1))
        assert again(as_editor, address, etag).status_code == 200
        type(record).objects.update(created_at=record.created_at)
