"""Intakes through the API: what comes in later, what became of everything, and the bytes that came."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from claims.choices import IntakeState
from claims.limits import MAX_PAGE_AT_ONCE, MAX_TEXT_AT_ONCE
from claims.models import Article, Intake
from newsapp.accounts.models import User
from tests.api.helpers import V1, problem_of
from tests.factories import IntakeFactory
from tests.working import work_off

pytestmark = pytest.mark.django_db

ARTICLES, INTAKES = f"{V1}articles/", f"{V1}intakes/"
TEXT = "“It opens in May,” Ada Lind said on Monday.\n\n"
ASYNC = {"Prefer": "respond-async"}


def upload(client: APIClient, data: bytes, name: str = "bridge.txt", media_type: str = "text/plain") -> Any:
    file = SimpleUploadedFile(name, data, media_type)
    return client.post(ARTICLES, {"file": file}, format="multipart")


class TestTakingIn:
    def test_at_once_leaves_an_intake_that_tells_of_it(self, as_editor: APIClient) -> None:
        answer = as_editor.post(ARTICLES, {"text": TEXT, "title": "A bridge"})
        (intake,) = as_editor.get(INTAKES).json()["results"]
        assert answer.status_code == 201
        assert (intake["state"], intake["outcome"], intake["new_claims"]) == ("done", "created", 1)
        assert intake["article"] == {"id": answer.json()["id"], "title": "A bridge"}
        assert (intake["origin"], intake["actor"], intake["error"]) == ("paste", "editor", None)
        assert intake["change"] == int(answer["Change-Id"])

    @pytest.mark.parametrize("prefer", ["respond-async", "return=minimal, Respond-Async; foo, wait=10"])
    def test_later_where_the_client_prefers_it(self, as_editor: APIClient, prefer: str) -> None:
        answer = as_editor.post(ARTICLES, {"text": TEXT, "title": "A bridge"}, headers={"Prefer": prefer})
        assert (answer.status_code, answer["Preference-Applied"]) == (202, "respond-async")
        assert (answer.json()["state"], answer.json()["article"]) == ("waiting", None)
        work_off()
        intake = as_editor.get(answer["Location"]).json()
        assert (intake["state"], intake["article"]["title"]) == ("done", "A bridge")

    @pytest.mark.parametrize("prefer", ["", "respond-asynchronously", "wait=10"])
    def test_other_preferences_change_nothing(self, as_editor: APIClient, prefer: str) -> None:
        assert as_editor.post(ARTICLES, {"text": TEXT}, headers={"Prefer": prefer}).status_code == 201

    def test_later_where_the_text_is_long(self, as_editor: APIClient) -> None:
        text = TEXT * (MAX_TEXT_AT_ONCE // len(TEXT.encode()) + 1)
        answer = as_editor.post(ARTICLES, {"text": text})
        assert (answer.status_code, "Preference-Applied" in answer) == (202, False)

    def test_later_where_the_page_is_longer(self, as_editor: APIClient) -> None:
        page = f"<html><body><p>{TEXT}</p><script>{'x' * MAX_PAGE_AT_ONCE}</script></body></html>"
        assert upload(as_editor, page.encode(), "page.html", "text/html").status_code == 202

    def test_what_is_no_article_is_refused_at_once_however_long(self, as_editor: APIClient) -> None:
        answer = upload(as_editor, b"\x89PNG\r\n" + bytes(MAX_TEXT_AT_ONCE))
        problem_of(answer, 400, "binary")
        assert Intake.objects.get().state == IntakeState.FAILED

    @pytest.mark.parametrize(("body", "code"), [({"text": ""}, "empty"), ({}, "text-or-file")])
    def test_what_is_empty_or_unsound_is_refused_at_once_though_later_was_asked_for(
        self, as_editor: APIClient, body: dict[str, str], code: str
    ) -> None:
        problem_of(as_editor.post(ARTICLES, body, headers=ASYNC), 400, code)
        assert not Intake.objects.exists()

    def test_what_is_refused_later_says_why(self, as_editor: APIClient) -> None:
        answer = as_editor.post(ARTICLES, {"text": "BEGIN:VCALENDAR\nEND:VCALENDAR"}, headers=ASYNC)
        work_off()
        error = as_editor.get(answer["Location"]).json()["error"]
        assert (error["code"], error["field"]) == ("no-article", "text")
        assert "calendar" in error["message"]


class TestTheList:
    def test_is_newest_first_and_filtered_by_state(self, as_editor: APIClient) -> None:
        old, failed, new = IntakeFactory(), IntakeFactory(failed=True), IntakeFactory()
        ids = [intake["id"] for intake in as_editor.get(INTAKES).json()["results"]]
        assert ids == [new.pk, failed.pk, old.pk]
        (only,) = as_editor.get(INTAKES, {"state": "failed"}).json()["results"]
        assert only["id"] == failed.pk

    def test_refuses_a_state_that_there_is_not(self, as_editor: APIClient) -> None:
        assert as_editor.get(INTAKES, {"state": "lost"}).status_code == 400


class TestTryingAgain:
    def test_a_failed_one_waits_and_is_taken_in(self, as_editor: APIClient) -> None:
        address = f"{INTAKES}{IntakeFactory(failed=True).pk}/"
        answer = as_editor.post(f"{address}retry/")
        assert (answer.status_code, answer.json()["state"], answer.json()["error"]) == (202, "waiting", None)
        assert answer["Location"].endswith(address)
        work_off()
        assert as_editor.get(address).json()["state"] == "done"
        assert Article.objects.count() == 1

    def test_twice_at_once_is_refused(self, as_editor: APIClient) -> None:
        address = f"{INTAKES}{IntakeFactory(failed=True).pk}/retry/"
        as_editor.post(address)
        problem_of(as_editor.post(address), 409, "intake-not-failed")


class TestDeleting:
    def test_is_for_who_asked_for_it_and_for_editors(
        self, fact_checker: User, as_fact_checker: APIClient, as_editor: APIClient
    ) -> None:
        own, others = IntakeFactory(failed=True, user=fact_checker), IntakeFactory(failed=True)
        assert as_fact_checker.delete(f"{INTAKES}{own.pk}/").status_code == 204
        problem_of(as_fact_checker.delete(f"{INTAKES}{others.pk}/"), 403, "permission-denied")
        assert as_editor.delete(f"{INTAKES}{others.pk}/").status_code == 204
        assert not Intake.objects.exists()


class TestTheOriginal:
    @pytest.mark.parametrize(
        ("name", "disposition"),
        [
            ("bridge.txt", 'attachment; filename="bridge.txt"'),
            ('a"b\\.html', 'attachment; filename="a\\"b\\\\.html"'),
            ("brücke.txt", "attachment; filename*=utf-8''br%C3%BCcke.txt"),
        ],
    )
    def test_is_the_bytes_to_be_saved_and_never_shown(self, as_editor: APIClient, name: str, disposition: str) -> None:
        page = b"<script>alert(1)</script>\x00\xff"
        intake = IntakeFactory(data=page, filename=name, media_type="text/html")
        answer = as_editor.get(f"{INTAKES}{intake.pk}/original/")
        assert answer.content == page
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
        assert answer["Content-Disposition"] == disposition

    def test_of_what_was_pasted_has_a_name_too(self, as_editor: APIClient) -> None:
        intake = IntakeFactory(filename="")
        answer = as_editor.get(f"{INTAKES}{intake.pk}/original/", headers={"Accept": "application/octet-stream"})
        assert as_editor.options(f"{INTAKES}{intake.pk}/original/")["Content-Type"] == "application/json"
        assert answer["Content-Disposition"] == f'attachment; filename="intake-{intake.pk}.txt"'


def test_a_new_text_that_came_later_says_what_became_of_the_claims(as_editor: APIClient) -> None:
    sent = {"url": "https://post.example/bridge", "text": f"{TEXT}“The roof leaks,” Bea Holm said."}
    as_editor.post(ARTICLES, sent)
    again = as_editor.post(ARTICLES, sent | {"text": f"News.\n\n{TEXT}"}, headers=ASYNC).json()
    assert as_editor.get(f"{INTAKES}{again['id']}/").json()["anchored"] is None
    work_off()
    anchored = as_editor.get(f"{INTAKES}{again['id']}/").json()["anchored"]
    assert anchored == {"held": 1, "moved": 0, "altered": 0, "unsure": 0, "vanished": 1}
