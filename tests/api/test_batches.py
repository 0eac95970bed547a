"""Batches through the API: many articles in one request, how far they are, and what failed."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from claims.limits import MAX_FILES
from claims.models import Article, Batch, Intake
from tests.api.helpers import V1, problem_of
from tests.factories import BatchFactory
from tests.ingest.batches import jsonl_of, texts, zip_of
from tests.working import work_off

pytestmark = pytest.mark.django_db

BATCHES, INTAKES = f"{V1}batches/", f"{V1}intakes/"
CALENDAR = "BEGIN:VCALENDAR\nEND:VCALENDAR\n"


def send(client: APIClient, *files: tuple[str, bytes], **fields: Any) -> Any:
    given = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(BATCHES, {"files": given, **fields}, format="multipart")


def failed(client: APIClient, batch: dict[str, Any]) -> bytes:
    answer = client.get(f"{BATCHES}{batch['id']}/failed/")
    assert answer["Content-Type"] == "application/octet-stream"
    return b"".join(answer.streaming_content)


class TestSending:
    @pytest.mark.parametrize(
        ("files", "form", "name"),
        [
            ([("quays.jsonl", jsonl_of(*texts(2)))], "jsonl", "quays.jsonl"),
            ([("QUAYS.CSV", b"text;title\nOne.;Quay\nTwo.;Mole\n")], "csv", "QUAYS.CSV"),
            ([("quays.zip", zip_of({"a.txt": b"One.", "b/c.md": b"Two."}))], "zip", "quays.zip"),
            ([("a.txt", b"One."), ("b.md", b"Two.")], "files", "2 files"),
        ],
    )
    def test_is_answered_at_once_and_taken_in_later(
        self, as_fact_checker: APIClient, files: list[tuple[str, bytes]], form: str, name: str
    ) -> None:
        answer = send(as_fact_checker, *files)
        batch = answer.json()
        counts = {"waiting": 2, "working": 0, "done": 0, "failed": 0, "cancelled": 0}
        assert (answer.status_code, batch["form"], batch["name"], batch["rows"]) == (202, form, name, 2)
        assert (batch["state"], batch["counts"], batch["actor"]) == ("working", counts, "fact_checker")
        work_off()
        batch = as_fact_checker.get(answer["Location"]).json()
        assert (batch["state"], batch["counts"]) == ("done", counts | {"waiting": 0, "done": 2})
        assert Article.objects.count() == 2

    def test_an_outlet_holds_for_rows_that_name_none(self, as_editor: APIClient) -> None:
        send(as_editor, ("a.csv", b"text,outlet\nOne.,\nTwo.,Herald\n"), outlet="Wire")
        work_off()
        assert set(Article.objects.values_list("outlet__name", flat=True)) == {"Wire", "Herald"}

    @pytest.mark.parametrize(
        ("files", "code"),
        [
            ([("a.csv", b"words\nOne.\n")], "wrong-header"),
            ([("a.csv", b"text\nBr\xfccke\n")], "encoding"),
            ([("a.csv", b"text\n")], "empty"),
            ([("a.jsonl", b"[]")], "invalid-row"),
            ([("a.jsonl", b'{"url": "http://"}')], "invalid-address"),
            ([("a.zip", b"PK")], "binary"),
            ([("a.zip", zip_of({"b.zip": b""}))], "nested"),
            ([("a.txt", b"One."), ("b.zip", zip_of({}))], "nested"),
        ],
    )
    def test_what_is_wrong_is_one_problem_and_nothing_is_kept(
        self, as_editor: APIClient, files: list[tuple[str, bytes]], code: str
    ) -> None:
        problem = problem_of(send(as_editor, *files), 400, code)
        assert [error["field"] for error in problem["errors"]] == ["files"]
        assert not Batch.objects.exists()
        assert not Intake.objects.exists()

    @pytest.mark.parametrize("form", ["jsonl", "csv"])
    def test_a_row_that_cannot_be_read_fails_by_itself(self, as_editor: APIClient, form: str) -> None:
        broken = [{"text": "One.", "published": "soon"}, {"url": "http://", "text": "Two."}]
        header = b"text,url,title,outlet,author,published\r\n"
        written = {
            "jsonl": b"".join(orjson.dumps(row) + b"\n" for row in broken),
            "csv": header + b"One.,,,,,soon\r\nTwo.,http://,,,,\r\n",
        }[form]
        sound = {"jsonl": b'{"text": "Three."}\n', "csv": b"Three.,,,,,\r\n"}[form]
        batch = send(as_editor, (f"a.{form}", written + sound)).json()
        work_off()
        results = as_editor.get(INTAKES, {"batch": batch["id"]}).json()["results"]
        codes = [row["error"] and row["error"]["code"] for row in results]
        assert codes == ["invalid-date", "invalid-address", None]
        assert failed(as_editor, batch) == written
        as_editor.post(f"{BATCHES}{batch['id']}/retry/")
        work_off()
        counts = as_editor.get(f"{BATCHES}{batch['id']}/").json()["counts"]
        assert (counts["failed"], counts["done"], Article.objects.count()) == (2, 1, 1)
        problem_of(send(as_editor, (f"b.{form}", written)), 400, "invalid-date")

    def test_more_files_than_are_taken_belong_into_a_zip(self, as_editor: APIClient) -> None:
        problem = problem_of(send(as_editor, *[("a.txt", b"x")] * (MAX_FILES + 1)), 413, "too-large")
        assert "Put more into a ZIP" in problem["detail"]


class TestResults:
    def test_are_intakes_in_the_order_of_the_rows(self, as_editor: APIClient) -> None:
        BatchFactory()
        batch = send(as_editor, ("a.jsonl", jsonl_of(*texts(1), {"text": CALENDAR}))).json()
        work_off()
        done, refused = as_editor.get(INTAKES, {"batch": batch["id"]}).json()["results"]
        assert (done["row"], done["batch"], done["article"]["title"]) == (1, batch["id"], "Quay 1")
        assert (refused["row"], refused["error"]["code"]) == (2, "no-article")
        (only,) = as_editor.get(INTAKES, {"batch": batch["id"], "state": "failed"}).json()["results"]
        assert only["id"] == refused["id"]

    def test_are_paged(self, as_editor: APIClient) -> None:
        batch = BatchFactory(states=["waiting"] * 5)
        answer = as_editor.get(INTAKES, {"batch": batch.pk, "page_size": 3}).json()
        rest = as_editor.get(answer["next"]).json()
        assert [row["row"] for row in answer["results"] + rest["results"]] == [1, 2, 3, 4, 5]


class TestTheFailedOnes:
    def test_of_a_jsonl_come_as_they_came(self, as_editor: APIClient) -> None:
        row = {
            "text": CALENDAR,
            "url": "https://example.org/a",
            "title": "“Ä”",
            "author": "Ann",
            "published": "2021-03-02T10:00:00+02:00",
        }
        batch = send(as_editor, ("a.jsonl", jsonl_of(*texts(1), row))).json()
        work_off()
        assert json.loads(failed(as_editor, batch)) == row

    def test_of_a_csv_can_be_sent_again(self, as_editor: APIClient) -> None:
        data = f'text,title\r\nOne.,Quay\r\n"{CALENDAR}","=1+1, “Ä”"\r\n'.encode()
        batch = send(as_editor, ("a.csv", data)).json()
        work_off()
        back = failed(as_editor, batch)
        header = b"text,url,title,outlet,author,published\r\n"
        assert back == header + f'"{CALENDAR}",,"=1+1, “Ä”",,,\r\n'.encode()
        assert send(as_editor, ("failed.csv", back)).json()["rows"] == 1

    @pytest.mark.parametrize("packed", [True, False])
    def test_of_files_come_as_a_zip_under_their_names(self, as_editor: APIClient, packed: bool) -> None:
        files = {"a.txt": b"One.", "Zoë.ics": CALENDAR.encode(), "c.txt": b""}
        sent = [("files.zip", zip_of(files))] if packed else list(files.items())
        batch = send(as_editor, *sent).json()
        work_off()
        with zipfile.ZipFile(io.BytesIO(failed(as_editor, batch))) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == {
                name: files[name] for name in ("Zoë.ics", "c.txt")
            }

    def test_are_saved_under_a_name_of_their_own_and_never_shown(self, as_editor: APIClient) -> None:
        batch = BatchFactory()
        answer = as_editor.get(f"{BATCHES}{batch.pk}/failed/")
        assert answer["Content-Disposition"] == f'attachment; filename="failed-of-batch-{batch.pk}.jsonl"'
        assert answer["X-Content-Type-Options"] == "nosniff"


class TestTurning:
    @pytest.mark.parametrize(
        ("turn", "counts", "code"),
        [
            ("cancel", {"waiting": 0, "failed": 1, "cancelled": 2}, "batch-not-waiting"),
            ("retry", {"waiting": 2, "failed": 0, "cancelled": 1}, "batch-not-failed"),
            ("resume", {"waiting": 2, "failed": 1, "cancelled": 0}, "batch-not-cancelled"),
        ],
    )
    def test_answers_with_how_it_stands_and_is_refused_twice(
        self, as_fact_checker: APIClient, turn: str, counts: dict[str, int], code: str
    ) -> None:
        address = f"{BATCHES}{BatchFactory().pk}/"
        answer = as_fact_checker.post(f"{address}{turn}/")
        assert (answer.status_code, answer.json()["counts"]) == (202, counts | {"working": 0, "done": 0})
        assert answer["Location"].endswith(address)
        problem_of(as_fact_checker.post(f"{address}{turn}/"), 409, code)


class TestTakingBack:
    def test_the_whole_is_answered_at_once_and_done_later(self, as_fact_checker: APIClient) -> None:
        address = f"{BATCHES}{send(as_fact_checker, ('quays.jsonl', jsonl_of(*texts(2)))).json()['id']}/"
        work_off()
        assert as_fact_checker.get(address).json()["taking_back"] is None
        answer = as_fact_checker.post(f"{address}take-back/")
        expected = {"by": "fact_checker", "state": "working", "waiting": 2, "taken_back": 0, "kept": 0}
        assert (answer.status_code, answer.json()["taking_back"]) == (202, expected)
        assert answer["Location"].endswith(address)
        work_off()
        expected |= {"state": "done", "waiting": 0, "taken_back": 2}
        batch = as_fact_checker.get(address).json()
        assert (batch["state"], batch["counts"]["done"], batch["taking_back"]) == ("done", 2, expected)
        again = as_fact_checker.post(f"{address}take-back/")
        assert (again.status_code, again.json()) == (202, batch)
        assert not Article.objects.exists()

    def test_what_is_kept_says_why(self, as_editor: APIClient) -> None:
        first, second = (send(as_editor, ("a.jsonl", jsonl_of(*texts(count)))).json()["id"] for count in (2, 1))
        work_off()
        as_editor.post(f"{BATCHES}{first}/take-back/")
        work_off()
        (kept,) = as_editor.get(INTAKES, {"batch": first, "taking_back": "kept"}).json()["results"]
        assert (kept["row"], kept["kept_because"]) == (1, "The article has come in by another way too.")
        assert kept["article"]["title"] == "Quay 1"
        (gone,) = as_editor.get(INTAKES, {"batch": first, "taking_back": "taken_back"}).json()["results"]
        assert (gone["row"], gone["article"], gone["kept_because"]) == (2, None, "")
        assert as_editor.get(INTAKES, {"batch": second}).json()["results"][0]["taking_back"] == ""

    def test_is_refused_while_some_of_it_is_still_taken_in(self, as_administrator: APIClient) -> None:
        problem = problem_of(as_administrator.post(f"{BATCHES}{BatchFactory().pk}/take-back/"), 409, "batch-not-done")
        assert "Wait until that is done, or cancel it first." in problem["detail"]

    def test_of_the_change_of_the_whole_is_refused_and_says_how_it_is_done(self, as_editor: APIClient) -> None:
        pk = send(as_editor, ("quays.jsonl", jsonl_of(*texts(2)))).json()["id"]
        work_off()
        change = Batch.objects.get().change_id
        problem = problem_of(as_editor.post(f"{V1}changes/{change}/undo/"), 409, "nothing-to-undo")
        assert f"POST /api/v1/batches/{pk}/take-back/" in problem["detail"]
        where = f"/api/v1/intakes/?batch={pk}"
        assert where in problem["detail"]
        changes = [one["change"] for one in as_editor.get(where).json()["results"]]
        assert [as_editor.post(f"{V1}changes/{one}/undo/").status_code for one in changes] == [201, 201]
        assert not Article.objects.exists()
