"""Idempotency-Key: what is sent twice is done once, whoever is killed when."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Article, Change, Claim, Intake, KeptAnswer, Tag, Webhook
from claims.services import answering, working
from newsapp.accounts.models import Token, User
from newsapp.accounts.roles import Role
from tests.api.helpers import V1, fields_of, problem_of
from tests.api.records import body_for, record_for
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

TAGS, BATCH = f"{V1}tags/", f"{V1}claims/batch/"
KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}
REPLAYED = "Idempotency-Replayed"
TEXT = "The bridge is old.\n\n“It opens in May,” Ada Lind said."


def with_token(user: User) -> APIClient:
    _, secret = Token.objects.create(user, name="a script")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
    return client


def rejecting(*claims: Claim, revision: int) -> dict[str, Any]:
    return {"claims": [{"id": claim.pk, "revision": revision, "status": "rejected"} for claim in claims]}


def twice(client: APIClient, address: str, body: Any, **options: Any) -> tuple[Any, Any]:
    return tuple(client.post(address, body, headers=KEY, **options) for _ in range(2))


@pytest.mark.django_db
class TestOneAfterTheOther:
    def test_the_first_answer_comes_again_with_its_headers(self, as_editor: APIClient) -> None:
        version = ArticleFactory().current_version
        body = {"version": version.pk, "spans": {"content": [[1, 9]]}}
        first, again = twice(as_editor, f"{V1}claims/", body)
        assert (first.status_code, again.status_code) == (201, 201)
        assert again.content == first.content
        for header in ("ETag", "Change-Id", "Content-Type"):
            assert again[header] == first[header]
        assert (first.get(REPLAYED), again[REPLAYED]) == (None, "true")
        assert Claim.objects.count() == 1

    def test_it_comes_as_it_was_whatever_became_of_the_record(self, as_editor: APIClient) -> None:
        first = as_editor.post(TAGS, {"name": "bridges"}, headers=KEY)
        as_editor.delete(f"{TAGS}{first.json()['id']}/", headers={"If-Match": "*"})
        again = as_editor.post(TAGS, {"name": "bridges"}, headers=KEY)
        assert again.content == first.content
        assert not Tag.objects.exists()

    def test_the_same_body_may_be_laid_out_otherwise(self, as_editor: APIClient) -> None:
        written = ['{"name": "bridges", "description": "x"}', '{ "description":"\\u0078",\n"name":"bridges" }']
        answers = [as_editor.post(TAGS, one, content_type="application/json", headers=KEY) for one in written]
        assert answers[0].content == answers[1].content

    @pytest.mark.parametrize("body", [{"name": "roads"}, {"name": "bridges", "description": "x"}, {}, []])
    def test_another_body_is_refused(self, body: Any, as_editor: APIClient) -> None:
        as_editor.post(TAGS, {"name": "bridges"}, headers=KEY)
        problem_of(as_editor.post(TAGS, body, headers=KEY), 422, "key-used")
        assert Tag.objects.count() == 1

    def test_so_is_another_address_or_query(self, as_editor: APIClient) -> None:
        as_editor.post(TAGS, {"name": "bridges"}, headers=KEY)
        for address in (f"{V1}outlets/", f"{TAGS}?order=oldest"):
            problem_of(as_editor.post(address, {"name": "bridges"}, headers=KEY), 422, "key-used")

    def test_a_key_is_its_users_own_and_its_tokens(self, editor: User, administrator: User) -> None:
        clients = [with_token(editor), with_token(editor), with_token(administrator)]
        numbers = [
            client.post(TAGS, {"name": f"bridges {n}"}, headers=KEY).json()["id"] for n, client in enumerate(clients)
        ]
        assert len(set(numbers)) == 3

    def test_what_is_refused_leaves_nothing_and_may_come_again(self, as_editor: APIClient) -> None:
        assert fields_of(as_editor.post(TAGS, {"name": ""}, headers=KEY)) == {"name"}
        assert not KeptAnswer.objects.exists()
        assert as_editor.post(TAGS, {"name": "bridges"}, headers=KEY).status_code == 201

    def test_who_may_not_is_refused_before_anything_is_kept(self, as_reader: APIClient, as_visitor: APIClient) -> None:
        assert as_reader.post(TAGS, {"name": "bridges"}, headers=KEY).status_code == 403
        assert as_visitor.post(TAGS, {"name": "bridges"}, headers=KEY).status_code == 401
        assert not KeptAnswer.objects.exists()

    @pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 256, "a\tb", "\x7f"])
    def test_what_is_no_key_is_refused_by_name(self, key: str, as_editor: APIClient) -> None:
        answer = as_editor.post(TAGS, {"name": "bridges"}, headers={"Idempotency-Key": key})
        assert fields_of(answer) == {"Idempotency-Key"}
        assert not Tag.objects.exists()

    @pytest.mark.parametrize("key", ["1", '"8e03978e"', "x" * 255])
    def test_what_can_be_seen_is_a_key(self, key: str, as_editor: APIClient) -> None:
        assert as_editor.post(TAGS, {"name": "bridges"}, headers={"Idempotency-Key": key}).status_code == 201

    def test_a_body_that_is_nested_without_end_is_refused(self, as_editor: APIClient) -> None:
        nested = '{"name": ' + "[" * 500 + "]" * 500 + "}"
        answer = as_editor.post(TAGS, nested, content_type="application/json", headers=KEY)
        problem_of(answer, 400, "parse-error")

    def test_files_are_told_apart_by_their_bytes(self, as_editor: APIClient) -> None:
        def sent(text: str, name: str = "article.txt") -> Any:
            file = SimpleUploadedFile(name, text.encode(), content_type="text/plain")
            return as_editor.post(f"{V1}articles/", {"file": file}, format="multipart", headers=KEY)

        first = sent(TEXT)
        assert first.status_code == 201, first.content
        assert sent(TEXT).content == first.content
        problem_of(sent(f"{TEXT} She may be right."), 422, "key-used")
        problem_of(sent(TEXT, "other.txt"), 422, "key-used")
        assert Article.objects.count() == 1

    def test_an_article_that_is_refused_leaves_its_intake(self, as_editor: APIClient) -> None:
        assert (
            as_editor.post(f"{V1}articles/", {"text": "BEGIN:VCALENDAR\nEND:VCALENDAR\n"}, headers=KEY).status_code
            == 400
        )
        assert Intake.objects.count() == 1
        assert not KeptAnswer.objects.exists()

    def test_an_answer_for_later_comes_again_with_its_place(self, as_editor: APIClient) -> None:
        headers = {**KEY, "Prefer": "respond-async"}
        first, again = (as_editor.post(f"{V1}articles/", {"text": TEXT}, headers=headers) for _ in range(2))
        assert (first.status_code, again.status_code) == (202, 202)
        assert (again["Location"], again["Preference-Applied"]) == (first["Location"], "respond-async")
        assert Intake.objects.count() == 1

    def test_a_secret_is_kept_nowhere(self, as_administrator: APIClient) -> None:
        for address, body in (
            (f"{V1}tokens/", {"name": "a script"}),
            (f"{V1}webhooks/", body_for("v1/webhooks/", "POST")),
        ):
            key = {"Idempotency-Key": address}
            secret = next(iter({"token", "secret"} & set(as_administrator.post(address, body, headers=key).json())))
            assert secret
            problem_of(as_administrator.post(address, body, headers=key), 409, "shown-once")
        assert set(KeptAnswer.objects.values_list("body", flat=True)) == {None}
        assert (Token.objects.count(), Webhook.objects.count()) == (1, 1)

    def test_a_deed_on_a_record_comes_again_without_its_old_revision(self, as_editor: APIClient) -> None:
        speaker = record_for("speaker", UserFactory())
        address, body = f"{V1}speakers/{speaker}/merge/", body_for("v1/speakers/1/merge/", "POST")
        headers = {**KEY, "If-Match": '"1"'}
        first, again = (as_editor.post(address, body, headers=headers) for _ in range(2))
        assert (first.status_code, again.status_code) == (200, 200)
        assert again.content == first.content

    def test_a_change_of_many_claims_comes_again_and_is_done_once(self, as_editor: APIClient) -> None:
        body = rejecting(ClaimFactory(), ClaimFactory(revision=2), revision=1)
        first, again = (as_editor.patch(BATCH, body, headers=KEY) for _ in range(2))
        assert [row["status"] for row in first.json()["results"]] == [200, 412]
        assert (again.content, again["Change-Id"]) == (first.content, first["Change-Id"])
        assert (first.get(REPLAYED), again[REPLAYED]) == (None, "true")
        assert sorted(Claim.objects.values_list("revision", flat=True)) == [2, 2]

    def test_without_its_key_it_is_stale(self, as_editor: APIClient) -> None:
        body = rejecting(ClaimFactory(), revision=1)
        as_editor.patch(BATCH, body, headers=KEY)
        assert [row["status"] for row in as_editor.patch(BATCH, body).json()["results"]] == [412]

    def test_its_key_takes_no_other_change_nor_another_method(self, as_editor: APIClient) -> None:
        first, second = ClaimFactory(), ClaimFactory()
        as_editor.patch(BATCH, rejecting(first, revision=1), headers=KEY)
        problem_of(as_editor.patch(BATCH, rejecting(second, revision=1), headers=KEY), 422, "key-used")
        problem_of(as_editor.post(BATCH, rejecting(first, revision=1), headers=KEY), 422, "key-used")
        assert list(Claim.objects.filter(status="rejected")) == [first]

    def test_a_change_that_is_refused_as_a_whole_leaves_the_key_free(self, as_editor: APIClient) -> None:
        claim = ClaimFactory()
        atomic = {**rejecting(claim, revision=7), "atomic": True}
        problem_of(as_editor.patch(BATCH, atomic, headers=KEY), 400, "stale")
        assert as_editor.patch(BATCH, rejecting(claim, revision=1), headers=KEY).json()["changed"] == 1


@pytest.mark.django_db
class TestForHowLong:
    def test_what_a_killed_process_was_at_is_done_at_once(self, as_editor: APIClient) -> None:
        as_editor.post(TAGS, {"name": "bridges"}, headers=KEY)
        Tag.objects.all()._raw_delete("default")  # what it wrote went with it
        KeptAnswer.objects.update(status=None, body=None)
        answer = as_editor.post(TAGS, {"name": "bridges"}, headers=KEY)
        assert (answer.status_code, answer.get(REPLAYED)) == (201, None)
        assert as_editor.post(TAGS, {"name": "bridges"}, headers=KEY)[REPLAYED] == "true"

    def test_what_commits_by_itself_is_known_to_be_dead_after_a_minute(self, as_editor: APIClient) -> None:
        first = as_editor.post(f"{V1}articles/", {"text": TEXT}, headers=KEY)
        KeptAnswer.objects.update(status=None, body=None)
        answer = as_editor.post(f"{V1}articles/", {"text": TEXT}, headers=KEY)
        problem_of(answer, 409, "still-running")
        assert answer["Retry-After"] == "1"
        KeptAnswer.objects.update(begun_at=timezone.now() - answering.LEASE)
        again = as_editor.post(f"{V1}articles/", {"text": TEXT}, headers=KEY)
        assert (again.json()["id"], again.json()["created"]) == (first.json()["id"], False)

    def test_whoever_was_overtaken_does_nothing(self, as_editor: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
        begin = answering.begin

        def begun_and_overtaken(**digests: Any) -> KeptAnswer:
            kept = begin(**digests)
            KeptAnswer.objects.update(begun_at=kept.begun_at + timedelta(seconds=1))
            return kept

        monkeypatch.setattr(answering, "begin", begun_and_overtaken)
        problem_of(as_editor.post(TAGS, {"name": "bridges"}, headers=KEY), 409, "still-running")
        assert not Tag.objects.exists()
        assert KeptAnswer.objects.get().status is None

    def test_after_a_day_the_key_is_new(self, as_editor: APIClient) -> None:
        as_editor.post(TAGS, {"name": "bridges"}, headers=KEY)
        KeptAnswer.objects.update(begun_at=timezone.now() - answering.KEPT)
        assert as_editor.post(TAGS, {"name": "roads"}, headers=KEY).json()["name"] == "roads"
        assert KeptAnswer.objects.count() == 1

    def test_workers_forget_what_was_kept_for_a_day(self, as_editor: APIClient) -> None:
        as_editor.post(TAGS, {"name": "bridges"}, headers=KEY)
        as_editor.post(TAGS, {"name": "roads"}, headers={"Idempotency-Key": "new"})
        old = KeptAnswer.objects.earliest("begun_at")
        KeptAnswer.objects.filter(pk=old.pk).update(begun_at=timezone.now() - answering.KEPT)
        working.beat("a worker")
        assert KeptAnswer.objects.count() == 1
        assert not KeptAnswer.objects.filter(pk=old.pk).exists()


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_of_many_at_once_one_is_done(self) -> None:
        editor, version = UserFactory(role=Role.EDITOR), ArticleFactory().current_version
        body = {"version": version.pk, "spans": {"content": [[1, 9]]}}
        answers: list[Any] = []
        start = Barrier(6)

        def post(client: APIClient) -> None:
            try:
                start.wait()
                answers.append(client.post(f"{V1}claims/", body, headers=KEY))
            finally:
                connection.close()

        _, secret = Token.objects.create(editor, name="a script")
        threads = []
        for _ in range(6):
            client = APIClient()
            client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
            threads.append(Thread(target=post, args=[client]))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        statuses = sorted(answer.status_code for answer in answers)
        assert set(statuses) <= {201, 409}
        assert Claim.objects.count() == 1
        done = {answer.content for answer in answers if answer.status_code == 201}
        assert [json.loads(body)["id"] for body in done] == [Claim.objects.get().pk]
        for answer in answers:
            if answer.status_code == 409:
                problem_of(answer, 409, "still-running")

    def test_while_one_is_at_it_the_next_is_told_and_then_gets_its_answer(
        self, as_user: Callable[[User], APIClient]
    ) -> None:
        client = as_user(UserFactory(role=Role.EDITOR))
        client.post(TAGS, {"name": "bridges"}, headers=KEY)
        done = KeptAnswer.objects.get()
        KeptAnswer.objects.update(status=None)
        is_held, is_told, answers = Event(), Event(), list[Any]()

        def be_at_it() -> None:
            try:
                with transaction.atomic():
                    answering.hold(done)
                    is_held.set()
                    is_told.wait(timeout=60 if connection.vendor == "postgresql" else 0.5)  # on SQLite it waits for us
                    answering.keep(done, status=201, headers={}, body=bytes(done.body or b""))
            finally:
                connection.close()

        holder = Thread(target=be_at_it)
        holder.start()
        assert is_held.wait(timeout=60)
        answers.append(client.post(TAGS, {"name": "bridges"}, headers=KEY))
        is_told.set()
        holder.join(timeout=60)
        answers.append(client.post(TAGS, {"name": "bridges"}, headers=KEY))
        assert answers[1][REPLAYED] == "true"
        assert answers[0].status_code == (409 if connection.vendor == "postgresql" else 201)
        assert Tag.objects.count() == 1

    def test_a_write_is_never_there_without_its_answer(
        self, as_user: Callable[[User], APIClient], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client = as_user(UserFactory(role=Role.EDITOR))

        def killed(*args: object, **kwargs: object) -> None:
            raise SystemExit

        monkeypatch.setattr(answering, "keep", killed)
        with pytest.raises(SystemExit):
            client.post(TAGS, {"name": "bridges"}, headers=KEY)
        assert not Tag.objects.exists()
        assert not Change.objects.exists()

    def test_a_database_that_fails_leaves_the_key_free(
        self, as_user: Callable[[User], APIClient], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client = as_user(UserFactory(role=Role.EDITOR))

        def busy(*args: object, **kwargs: object) -> None:
            raise OperationalError("database is locked")

        with monkeypatch.context() as patched:
            patched.setattr(answering, "keep", busy)
            problem_of(client.post(TAGS, {"name": "bridges"}, headers=KEY), 503, "busy")
        assert client.post(TAGS, {"name": "bridges"}, headers=KEY).status_code == 201
