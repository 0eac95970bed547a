"""Bad input at each door: a clear error or a right result, and nothing half-written.

The doors are those of the API that the form uses (a file, pasted words), JSON, and the command line.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from rest_framework.test import APIClient

from claims.models import Article, ArticleVersion, Claim, Intake, Original
from newsapp.accounts.models import User
from tests.factories import ArticleFactory, ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/articles/"
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Outcome:
    """What a door answered: an error in words, with its code and field at the API, or "" and a stored article."""

    error: str = ""
    code: str = ""
    field: str = ""


@dataclass(frozen=True)
class Door:
    name: str
    give: Callable[..., Outcome]
    field: str  # what the door calls the text


def answered(response: Any) -> Outcome:
    if response.status_code in (200, 201):
        return Outcome()
    assert response.headers["Content-Type"] == PROBLEM, response.content[:200]
    problem = response.json()
    assert problem["status"] == response.status_code
    assert 400 <= response.status_code < 500
    (error,) = problem.get("errors") or [{"message": problem["detail"], "code": problem["code"], "field": ""}]
    assert problem["code"] == error["code"]
    return Outcome(error["message"], error["code"], error["field"])


def by_json(data: bytes, client: APIClient, folder: Path, **stated: str) -> Outcome:
    return answered(client.post(URL, {"text": data.decode(), **stated}, format="json"))


def by_paste(data: bytes, client: APIClient, folder: Path, **stated: str) -> Outcome:
    return answered(client.post(URL, {"text": data.decode(), **stated}, format="multipart"))


def by_upload(data: bytes, client: APIClient, folder: Path, **stated: str) -> Outcome:
    file = SimpleUploadedFile("article.txt", data, content_type="text/plain")
    return answered(client.post(URL, {"file": file, **stated}, format="multipart"))


def by_command(data: bytes, client: APIClient, folder: Path, **stated: str) -> Outcome:
    path = folder / "article.txt"
    path.write_bytes(data)
    told = io.StringIO()
    options = {name.removesuffix("_at"): value for name, value in stated.items()}
    try:
        call_command("ingest", str(path), stdout=io.StringIO(), stderr=told, **options)
    except CommandError as error:
        last, code = str(error), error.returncode
    else:
        last, code = "", 0
    lines = told.getvalue().splitlines()
    assert (len(lines) <= 1, code) == (True, 1 if last else 0)
    return Outcome(lines[0].removeprefix(f"{path}: error: ") if lines else last)


JSON = Door("json", by_json, "text")
PASTE = Door("paste", by_paste, "text")
UPLOAD = Door("upload", by_upload, "file")
COMMAND = Door("command", by_command, "")
ALL = [JSON, PASTE, UPLOAD, COMMAND]
BYTES = [UPLOAD, COMMAND]  # doors that take what is no text at all


def at(*doors: Door) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("door", doors, ids=lambda door: door.name)


@pytest.fixture
def client(editor: User, as_user: Callable[[User], APIClient]) -> APIClient:
    client = as_user(editor)
    client.raise_request_exception = False  # a 500 is an answer too, and a wrong one
    return client


@pytest.fixture
def nothing_changes(client: APIClient) -> Any:
    """After the test every table holds as many rows as before it, but for those that keep what was refused."""
    before = row_counts()
    yield
    assert row_counts() == before


def row_counts() -> dict[str, int]:
    models = set(apps.get_app_config("claims").get_models()) - {Intake, Original}
    return {model._meta.label: model._base_manager.count() for model in models}


def taken_in(door: Door, text: str, client: APIClient, folder: Path) -> tuple[str, list[Claim]]:
    """The text as stored and its claims in order, each of which must hold the words at its spans."""
    assert door.give(text.encode(), client, folder) == Outcome()
    version = ArticleVersion.objects.get()
    claims = list(Claim.objects.order_by("start", "id"))
    for claim in claims:
        content = [(span.start, span.end) for span in claim.spans.filter(part="content")]
        assert version.words(content) == claim.content
        assert all(0 <= span.start < span.end <= len(version.text) for span in claim.spans.all())
    return version.text, claims


# What cannot be taken in


@at(*ALL)
@pytest.mark.parametrize("data", [b"", b"   \n\t \r\n", "\u00a0\u2003\n\ufeff".encode()], ids=["empty", "blank", "odd"])
@pytest.mark.usefixtures("nothing_changes")
def test_nothing_at_all_is_refused(door, data, client, tmp_path):
    outcome = door.give(data, client, tmp_path)
    assert "empty" in outcome.error
    assert (outcome.code, outcome.field) == (("empty", door.field) if door is not COMMAND else ("", ""))


@at(*ALL)
@pytest.mark.usefixtures("nothing_changes")
def test_five_megabytes_are_refused_with_the_limit(door, client, tmp_path):
    outcome = door.give(b"It is late. " * 437_000, client, tmp_path)
    assert "2 MB" in outcome.error or "bytes" in outcome.error
    if door is not COMMAND:
        assert outcome.code == "too-large"


@pytest.mark.usefixtures("nothing_changes")
def test_a_body_of_any_size_is_refused_as_a_problem(client):
    response = client.post(URL, json.dumps({"text": "x" * 30_000_000}), content_type="application/json")
    assert (response.status_code, response.headers["Content-Type"]) == (413, PROBLEM)
    assert response.json()["code"] == "too-large"


@pytest.mark.usefixtures("nothing_changes")
def test_more_fields_than_any_form_has_are_refused_as_a_problem(client):
    outcome = answered(client.post(URL, {f"field{number}": "x" for number in range(2_000)}, format="multipart"))
    assert (outcome.code, "exceeded" in outcome.error) == ("parse-error", True)


@at(*BYTES)
@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04 word/document.xml",
        b"a\x00b\x01c" * 9,
    ],
    ids=["picture", "pdf", "office", "nul"],
)
@pytest.mark.usefixtures("nothing_changes")
def test_what_is_no_text_is_refused(door, data, client, tmp_path):
    outcome = door.give(data, client, tmp_path)
    assert "paste the article's text instead" in outcome.error
    assert (outcome.code, outcome.field) == (("binary", "file") if door is UPLOAD else ("", ""))


@at(JSON, PASTE)
@pytest.mark.usefixtures("nothing_changes")
def test_control_characters_are_no_text_either(door, client, tmp_path):
    outcome = door.give(("\x00\x01\x02\x03\x04\x05" * 9).encode(), client, tmp_path)
    assert outcome.field == "text"
    assert outcome.error != ""


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize("body", ['{"text": "“Nein"}'.encode("cp1252"), rb'{"text": "\ud800 half"}', b"\xff\xfe{}"])
def test_json_in_another_encoding_is_refused(client, body):
    response = client.generic("POST", URL, body, content_type="application/json")
    assert answered(response).error.startswith("This is not JSON")


@at(*ALL)
@pytest.mark.parametrize("date", ["next Tuesday", "2018-13-45", "29/09/2018 19:06 o'clock", "0000-00-00"])
@pytest.mark.usefixtures("nothing_changes")
def test_a_date_that_does_not_parse_is_refused(door, date, client, tmp_path):
    outcome = door.give(b"The bridge is old. It stays so.", client, tmp_path, published_at=date)
    assert "is no date; write it as 2018-09-29 or 2018-09-29T19:06:00-04:00" in outcome.error
    assert (outcome.code, outcome.field) == (("invalid-date", "published_at") if door is not COMMAND else ("", ""))


@at(*ALL)
@pytest.mark.usefixtures("nothing_changes")
def test_a_page_without_an_article_is_refused(door, client, tmp_path):
    outcome = door.give(b"<!doctype html><html><body><nav><a href='/'>Home</a></nav></body></html>", client, tmp_path)
    assert "No article text was found" in outcome.error
    assert (outcome.code, outcome.field) == (("no-text", door.field) if door is not COMMAND else ("", ""))


@pytest.mark.usefixtures("nothing_changes")
def test_neither_text_nor_file_is_refused_and_so_are_both(client):
    for given in ({}, {"text": "It is late.", "file": SimpleUploadedFile("a.txt", b"It is late.")}):
        response = client.post(URL, given, format="multipart")
        assert (response.status_code, answered(response).field) == (400, "text")


# What is taken in all the same


@at(*BYTES)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_text_in_another_encoding_is_read_right(door, encoding, client, tmp_path):
    text = "The café’s bridge is old.\n\n“It opens in May,” Ada Lind said. Nobody at the café objected."
    assert door.give(text.encode(encoding), client, tmp_path) == Outcome()
    assert ArticleVersion.objects.get().text == text
    assert [claim.content for claim in Claim.objects.all()] == ["“It opens in May,”"]


PAGE = """<!doctype html><html lang="en"><head><title>The bridge opens &lt;soon&gt;</title>
<script>document.write("“Steal it,” Omar Berg said.")</script><style>p { color: red }</style></head>
<body onload="alert(1)"><main><article><h1>The bridge opens &lt;soon&gt;</h1>
<p>The bridge over the harbour has been closed for a year, and the town has waited long for this day.</p>
<p onclick="alert(2)">“It opens in May,” <a href="javascript:alert(3)">Ada Lind</a> said on Monday to the council.</p>
<script>alert("“Burn it,” Omar Berg said.")</script><img src=x onerror="alert(4)">
<p>The council meets again in the spring, and it will hear the engineers before it votes on the matter.</p>
</article></main></body></html>"""


@at(*ALL)
def test_a_page_with_scripts_is_read_without_them(door, client, tmp_path):
    text, claims = taken_in(door, PAGE, client, tmp_path)
    assert [(claim.content, claim.speaker.name) for claim in claims] == [("“It opens in May,”", "Ada Lind")]
    assert not any(word in text for word in ("alert", "script", "Berg", "color", "onclick", "<"))
    assert Article.objects.get().title == "The bridge opens <soon>"


@at(*ALL)
def test_a_script_in_pasted_words_is_words_and_shown_as_such(door, client, tmp_path):
    text, _ = taken_in(door, "The mayor wrote <b>it</b> and <script>alert(1)</script> too.", client, tmp_path)
    assert text == "The mayor wrote <b>it</b> and <script>alert(1)</script> too."
    page = client.get(f"/articles/{Article.objects.get().pk}/")
    assert page.status_code == 200
    assert b"<script>alert(1)" not in page.content


@at(*ALL)
def test_a_text_without_statements_is_stored_without_claims(door, client, tmp_path):
    text = "The bridge is old. It was built in the year of the flood.\n\nIt has four arches of stone."
    assert taken_in(door, text, client, tmp_path) == (text, [])


@at(*ALL)
@pytest.mark.parametrize(
    "text",
    [
        "“It opens in May, Ada Lind said.\n\nThe council meets again.\n\n“It is paid for,” Omar Berg said.",
        "It opens in May,” Ada Lind said.\n\nThe council meets again.\n\n“It is paid for,” Omar Berg said.",
        '"It opens in May, Ada Lind said.\n\nThe council meets again.\n\n"It is paid for," Omar Berg said.',
        "““It opens in May,” Ada Lind said.\n\n””The council meets.\n\n“It is paid for,” Omar Berg said.",
    ],
    ids=["never closed", "never opened", "straight", "too many"],
)
def test_an_unbalanced_mark_spoils_no_other_paragraph(door, text, client, tmp_path):
    stored, claims = taken_in(door, text, client, tmp_path)
    assert stored == text
    last = claims[-1]
    assert (last.content.strip('“”"'), last.speaker.name) == ("It is paid for,", "Omar Berg")
    assert all("\n" not in claim.content for claim in claims)


@at(*ALL)
@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير يوم الجمعة إن القنصلية ستغلق.\n\n“لن نغادر المدينة،” قال أحمد.",
        "השר אמר ביום שישי: “לא נעזוב את העיר”.\n\n\u202bהמועצה תתכנס שוב.\u202c",
        "The minister, \u202eأحمد\u202c, was short.\n\n“لن نغادر,” Ahmad Karim said.",
    ],
    ids=["Arabic", "Hebrew", "both directions"],
)
def test_right_to_left_text_is_stored_as_it_is_and_its_spans_hold(door, text, client, tmp_path):
    stored, claims = taken_in(door, text, client, tmp_path)
    assert stored == text
    if "Karim" in text:
        assert [claim.content for claim in claims] == ["“لن نغادر,”"]


@at(*ALL)
@pytest.mark.parametrize(
    "before",
    ["😀👩‍👩‍👧 ", "The cafe\u0301 is here. ", "🇳🇴 Hej! ", "e\u0301\u0323\u0301 ", "𝔄 script. "],
    ids=["emoji", "combining", "flag", "marks upon marks", "beyond 16 bits"],
)
def test_spans_count_code_points_whatever_stands_before_the_quotation(door, before, client, tmp_path):
    text = f"{before}The harbour opened.\n\n{before}“It is 😀 late,” Ada Lind said."
    stored, claims = taken_in(door, text, client, tmp_path)
    assert stored == text
    (claim,) = claims
    assert (claim.content, claim.start) == ("“It is 😀 late,”", text.index("“It"))
    shown = client.get(f"/api/v1/claims/{claim.pk}/").json()
    (start, end) = shown["spans"]["content"][0]
    assert stored[start:end] == shown["content"] == claim.content


@at(*ALL)
def test_a_date_line_that_nobody_can_read_is_no_date_and_no_error(door, client, tmp_path):
    text = "Bridge over the harbour to open soon\n\nPosted at half past never\n\nThe bridge is old, and it stays so."
    taken_in(door, text, client, tmp_path)
    article = Article.objects.get()
    assert (article.title, article.published_at) == ("Bridge over the harbour to open soon", None)


# Claims: the API is their only door


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory()


def patched(client: APIClient, claim: Claim, change: dict[str, Any], revision: int | str = "*") -> Any:
    tag = revision if revision == "*" else f'"{revision}"'
    return client.patch(f"/api/v1/claims/{claim.pk}/", change, HTTP_IF_MATCH=tag)


@pytest.mark.parametrize(
    ("spans", "code", "field"),
    [
        ({"content": [[0, 100_000]]}, "span-outside-text", "spans.content"),
        ({"content": [[7, 7]]}, "span-outside-text", "spans.content"),
        ({"content": [[9, 3]]}, "span-outside-text", "spans.content"),
        ({"cue": [[0, 3], [2, 5]]}, "spans-overlap", "spans.cue"),
        ({"content": []}, "no-content", "spans.content"),
        ({"content": [[-1, 3]]}, "min-value", "spans.content.0.0"),
        ({"content": [[0, 2**40]]}, "max-value", "spans.content.0.1"),
        ({"content": [["a", 3]]}, "invalid", "spans.content.0.0"),
        ({"words": [[0, 3]]}, "unknown-field", "spans.words"),
    ],
)
def test_spans_that_do_not_fit_the_text_are_refused(client, claim, spans, code, field):
    before = row_counts()
    change = answered(patched(client, claim, {"spans": spans, "status": "confirmed"}))
    whole = {"content": [[0, 3]]} | spans
    made = answered(client.post("/api/v1/claims/", {"version": claim.version_id, "spans": whole}))
    for outcome in (change, made):
        assert (outcome.code, outcome.field) == (code, field)
        assert outcome.error != ""
    assert row_counts() == before
    claim.refresh_from_db()
    assert (claim.status, claim.revision) == ("suggested", 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"speaker": 10**6}, "speaker"),
        ({"hops": [{"speaker": 10**6, "name_as_printed": "Nobody"}]}, "hops.0.speaker"),
        ({"tags": [10**6]}, "tags.0"),
    ],
)
def test_a_speaker_that_does_not_exist_is_refused(client, claim, change, field):
    before = row_counts()
    content = [[0, 3]]
    outcomes = [
        answered(patched(client, claim, change)),
        answered(
            client.post("/api/v1/claims/", {"version": claim.version_id, "spans": {"content": content}, **change})
        ),
    ]
    assert [(outcome.code, outcome.field) for outcome in outcomes] == [("does-not-exist", field)] * 2
    assert row_counts() == before


def test_a_speaker_that_does_not_exist_has_no_page_and_no_record(client):
    for address in ("/api/v1/speakers/1000000/", f"/api/v1/speakers/{10**30}/"):
        response = client.get(address)
        assert (response.status_code, response.headers["Content-Type"]) == (404, PROBLEM)
    assert client.get("/speakers/1000000/").status_code == 404
    assert client.get(f"/speakers/{10**30}/").status_code == 404


def test_the_second_of_two_editors_is_told_what_the_first_one_did(client, claim):
    speaker = SpeakerFactory(name="Omar Berg")
    assert patched(client, claim, {"status": "confirmed"}, claim.revision).status_code == 200
    before = row_counts()
    response = patched(client, claim, {"speaker": speaker.pk, "status": "rejected"}, claim.revision)
    assert (response.status_code, response.headers["Content-Type"]) == (412, PROBLEM)
    problem = response.json()
    assert (problem["code"], problem["current"]["status"], problem["current"]["revision"]) == ("stale", "confirmed", 2)
    assert row_counts() == before
    claim.refresh_from_db()
    assert (claim.status, claim.speaker == speaker) == ("confirmed", False)


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_the_very_same_time_one_wins_whole(editor, administrator, as_user):
    claim, others = ClaimFactory(), SpeakerFactory.create_batch(2)
    barrier, statuses = Barrier(2, timeout=20), []

    def correct(user: User, status: str, speaker: Any) -> None:
        client = as_user(user)
        barrier.wait()
        response = patched(client, claim, {"status": status, "speaker": speaker.pk}, 1)
        statuses.append((response.status_code, status))
        connection.close()

    threads = [
        Thread(target=correct, args=arguments)
        for arguments in ((editor, "confirmed", others[0]), (administrator, "rejected", others[1]))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(code for code, _ in statuses) == [200, 412]
    winner = dict(statuses)[200]
    claim.refresh_from_db()
    assert (claim.status, claim.revision) == (winner, 2)
    assert claim.speaker == claim.hops.get(position=0).speaker == others[winner == "rejected"]


def test_two_editors_who_take_in_one_article_have_one_article(client, administrator, as_user):
    first = client.post(URL, {"text": "The bridge is old. It stays so."})
    second = as_user(administrator).post(URL, {"text": "The bridge is old. It stays so."})
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]


def test_an_article_that_does_not_exist_can_hold_no_claim(client):
    ArticleFactory()
    outcome = answered(client.post("/api/v1/claims/", {"version": 10**6, "spans": {"content": [[0, 3]]}}))
    assert (outcome.code, outcome.field) == ("does-not-exist", "version")
