"""Bad input at each door: a clear error or a right result, and nothing half-written.

The doors are those of the API that the form uses (a file, pasted words), JSON, and the command line.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from claims.models import Article, ArticleVersion, Claim
from newsapp.accounts.models import User
from tests.doors import ALL, BYTES, COMMAND, JSON, PASTE, PROBLEM, UPLOAD, URL, Door, Outcome, answered, at, row_counts

pytestmark = pytest.mark.django_db


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


@pytest.mark.usefixtures("nothing_changes")
def test_a_wrong_host_is_refused_in_one_line_of_the_log(client, caplog):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    (record,) = caplog.records
    assert ("evil.example" in record.getMessage(), record.exc_info) == (True, None)


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
