"""An article whose bytes are the body itself, as `curl --data-binary @page.html` sends them."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Article, Intake
from tests.api.helpers import V1, fields_of, problem_of
from tests.ingest.papers import PAGE as MILL
from tests.ingest.papers import RTF, TITLE, docx_of, odt_of, pdf_of
from tests.news_site import PAGE

pytestmark = pytest.mark.django_db

ARTICLES = f"{V1}articles/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann Roe>The mill is shut."
MAIL = f"From: a@post.example\nTo: b@post.example\nSubject: {TITLE}\n\nThe mill is shut, Ann Roe said."


def sent(client: APIClient, data: bytes | str, media_type: str, query: str = "", **headers: str) -> Any:
    return client.post(f"{ARTICLES}{query}", data, content_type=media_type, headers=headers)


@pytest.mark.parametrize(
    ("data", "media_type", "name"),
    [
        ("The mill is shut, Ann Roe said.", "text/plain", "article.txt"),
        (PAGE, "text/html; charset=utf-8", "article.html"),
        ("# The mill\n\nIt is shut, Ann Roe said.", "text/markdown", "article.md"),
        (pdf_of(MILL), "application/pdf", "article.pdf"),
        (docx_of(), WORD, "article.docx"),
        (odt_of(), "application/vnd.oasis.opendocument.text", "article.odt"),
        (RTF, "application/rtf", "article.rtf"),
        (MAIL, "message/rfc822", "article.eml"),
        (VTT, "text/vtt", "article.vtt"),
        (PAGE, "application/octet-stream", "article"),
        (PAGE, "application/pdf", "article.pdf"),  # what it is said to be is no more than a hint
    ],
)
def test_it_is_taken_in_as_a_file_is(as_editor: APIClient, data: bytes | str, media_type: str, name: str) -> None:
    answer = sent(as_editor, data, media_type)
    assert answer.status_code == 201, answer.content
    intake, article = Intake.objects.select_related("original").get(), Article.objects.get()
    assert (intake.origin, intake.filename, intake.media_type, intake.article) == ("file", name, media_type, article)
    assert intake.original
    assert intake.original.data() == (data.encode() if isinstance(data, str) else data)


def test_its_charset_is_told_by_its_media_type(as_editor: APIClient) -> None:
    answer = sent(as_editor, "Die Mühle ist zu, sagte Ann Roe.".encode("cp437"), "text/plain; charset=cp437")
    assert "Die Mühle" in answer.json()["version"]["text"]


def test_what_the_sender_says_of_it_is_in_the_query(as_editor: APIClient) -> None:
    query = "?outlet=Morning%20Post&title=Another&url=post.example/2&published_at=2026-03-03"
    taken = sent(as_editor, PAGE, "text/html", query).json()
    assert (taken["outlet"]["name"], taken["title"]) == ("Morning Post", "Another")
    assert taken["url"] == "https://post.example/2"
    assert taken["published_at"] == "2026-03-03T00:00:00+00:00"


@pytest.mark.parametrize(("query", "field"), [("?outlt=Post", "outlt"), ("?url=nowhere:1", "url")])
def test_what_is_wrong_in_the_query_is_named(as_editor: APIClient, query: str, field: str) -> None:
    assert fields_of(sent(as_editor, PAGE, "text/html", query)) == {field}


def test_a_query_beside_a_body_with_fields_is_refused(as_editor: APIClient) -> None:
    refused = as_editor.post(f"{ARTICLES}?outlet=Post", {"text": "The mill is shut, Ann Roe said."})
    assert fields_of(refused) == {"outlet"}
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ('attachment; filename="bridge.html"', "bridge.html"),
        ("attachment; filename*=UTF-8''br%C3%BCcke.html", "brücke.html"),
        ('attachment; filename="C:\\\\pages\\\\bridge.html"', "bridge.html"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename=".."', "article.html"),
        ("attachment; filename*=klingon''x", "article.html"),
        ("attachment; filename*=UTF-8''a%00b.html", "ab.html"),
        ("nonsense", "article.html"),
    ],
)
def test_its_name_is_told_by_content_disposition(as_editor: APIClient, told: str, name: str) -> None:
    answer = sent(as_editor, PAGE, "text/html", **{"Content-Disposition": told})
    assert answer.status_code == 201, answer.content
    assert Intake.objects.get().filename == name


@pytest.mark.parametrize(
    ("data", "media_type", "code"),
    [
        (b"\x89PNG\r\n\x1a\n", "text/html", "binary"),
        (pdf_of([]), "application/pdf", "no-text"),
        (b" ", "text/plain", "empty"),
    ],
)
def test_what_is_no_article_is_refused_as_a_file_is(
    as_editor: APIClient, data: bytes, media_type: str, code: str
) -> None:
    (error,) = problem_of(sent(as_editor, data, media_type), 400, code)["errors"]
    assert error["field"] == "file"


def test_nothing_at_all_is_refused(as_editor: APIClient) -> None:
    answer = sent(as_editor, b"", "text/html")
    assert fields_of(answer) == {"text"}
    assert "give the article's text, a file of it, or its address" in answer.content.decode()


@pytest.mark.parametrize("media_type", ["image/png", "text/csv", "application/x-www-form-urlencoded", "nonsense"])
def test_other_media_types_are_refused(as_editor: APIClient, media_type: str) -> None:
    problem_of(sent(as_editor, PAGE, media_type), 415, "unsupported-media-type")


@pytest.mark.parametrize("media_type", ["application/json", "text/plain", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize("encoding", ["gzip", "br", "identity, gzip"])
def test_a_compressed_body_is_refused_as_one(as_editor: APIClient, media_type: str, encoding: str) -> None:
    body = gzip.compress(b'{"text": "The mill is shut."}')
    answer = sent(as_editor, body, media_type, **{"Content-Encoding": encoding})
    assert "Content-Encoding" in problem_of(answer, 415, "unsupported-media-type")["detail"]


def test_a_body_that_is_said_to_be_as_it_is_is_taken(as_editor: APIClient) -> None:
    answer = sent(as_editor, "The mill is shut.", "text/plain", **{"Content-Encoding": "identity"})
    assert answer.status_code == 201


def test_an_article_is_not_changed_by_a_file(as_editor: APIClient) -> None:
    article = sent(as_editor, PAGE, "text/html").json()
    answer = as_editor.patch(f"{ARTICLES}{article['id']}/", PAGE, content_type="text/html", headers={"If-Match": "*"})
    problem_of(answer, 415, "unsupported-media-type")


def test_under_the_same_key_it_is_taken_in_once(as_editor: APIClient) -> None:
    first, again = (sent(as_editor, PAGE, "text/html", **{"Idempotency-Key": "1"}) for _ in range(2))
    assert (first.content, again["Idempotency-Replayed"]) == (again.content, "true")
    problem_of(sent(as_editor, PAGE, "text/plain", **{"Idempotency-Key": "1"}), 422, "key-used")


def test_who_may_not_take_in_is_refused(as_visitor: APIClient) -> None:
    problem_of(sent(as_visitor, PAGE, "text/html"), 401, "not-authenticated")
