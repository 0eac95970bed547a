"""Articles through the API: taking one in by text, by file, again; what is known of it; its versions; outlets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.choices import Status
from claims.models import Article, ArticleVersion, Outlet
from tests.api.helpers import ANY, V1, fields_of, listed, problem_of
from tests.factories import ArticleFactory, ArticleVersionFactory, ClaimFactory, OutletFactory
from tests.ingest.papers import PAGE as MILL
from tests.ingest.papers import RTF, TITLE, docx_of, odt_of, pdf_of

pytestmark = pytest.mark.django_db

ARTICLES = f"{V1}articles/"
BODY = (
    "“The bridge opens in May,” Mayor Ada Holm said on Monday.\n\n"
    "“Nobody has asked the harbour,” said Omar Berg, the director of the port."
)
PAGE = """<!doctype html><html><head><title>Bridge opens in May</title>
<meta property="article:published_time" content="2026-03-02T18:30:00+01:00"></head>
<body><nav>Menu</nav><script>alert(1)</script><article><h1>Bridge opens in May</h1>
<p>“The bridge opens in May,” Mayor Ada Holm said on Monday.</p>
<p>“Nobody has asked the harbour,” said Omar Berg, the director of the port.</p></article></body></html>"""


def take_in(client: APIClient, **body: Any) -> Any:
    return client.post(ARTICLES, {"text": BODY, **body})


def upload(client: APIClient, data: bytes, name: str, kind: str = "text/plain", **fields: str) -> Any:
    return client.post(ARTICLES, {"file": SimpleUploadedFile(name, data, kind), **fields}, format="multipart")


def test_a_text_becomes_an_article_with_suggested_claims(as_fact_checker: APIClient) -> None:
    answer = take_in(as_fact_checker, title="Bridge", outlet="Morning Post", published_at="2026-03-02T18:30:00+01:00")
    taken = answer.json()
    assert (answer.status_code, answer["ETag"]) == (201, '"1"')
    assert (taken["created"], taken["new_version"], taken["new_claims"]) == (True, False, 2)
    assert (taken["title"], taken["outlet"]["name"]) == ("Bridge", "Morning Post")
    assert taken["published_at"] == "2026-03-02T18:30:00+01:00"
    assert taken["version"]["text"] == BODY
    assert taken["claim_counts"] == {"suggested": 2, "confirmed": 0, "rejected": 0}
    claims = as_fact_checker.get(f"{V1}claims/", {"article": taken["id"], "order": "text"}).json()["results"]
    assert [claim["speaker"]["name"] for claim in claims] == ["Ada Holm", "Omar Berg"]
    for claim in claims:
        ((start, end),) = claim["spans"]["content"]
        assert BODY[start:end] == claim["content"]


def test_files_of_other_programs_are_read_and_a_scan_is_refused_as_one(as_fact_checker: APIClient) -> None:
    kinds = {"pdf": pdf_of(MILL), "docx": docx_of(), "odt": odt_of(), "rtf": RTF.encode()}
    taken = [upload(as_fact_checker, data, "mill", "application/octet-stream") for data in kinds.values()]
    # Three hold the same words, which are one article.
    assert [(answer.status_code, answer.json()["title"]) for answer in taken] == [
        (201, TITLE), (201, TITLE), (200, TITLE), (200, TITLE)
    ]  # fmt: skip
    cues = (b"1.000 --> 00:02.000\n<v Ann Roe>The mill is shut.", b"2.000 --> 00:03.000\n<v Bob Lee>No.")
    transcript = upload(as_fact_checker, b"WEBVTT\n\n" + b"".join(b"00:0" + cue + b"\n\n" for cue in cues), "a.vtt")
    assert transcript.json()["version"]["text"] == "Ann Roe: The mill is shut.\n\nBob Lee: No."
    refused = upload(as_fact_checker, pdf_of([]), "scan.pdf", "application/pdf")
    (error,) = refused.json()["errors"]
    assert (refused.status_code, error["field"], error["code"]) == (400, "file", "no-text")
    assert "a scan" in error["message"]


@pytest.mark.parametrize(
    "send",
    [
        lambda client: take_in(client),
        lambda client: take_in(client, text=PAGE),
        lambda client: upload(client, BODY.encode(), "bridge.txt"),
        lambda client: upload(client, BODY.encode("utf-16"), "bridge.txt"),
        lambda client: upload(client, BODY.encode("cp1252"), "bridge.txt"),
        lambda client: upload(client, PAGE.encode(), "bridge.html", "text/html"),
        lambda client: client.post(ARTICLES, {"text": BODY}, format="multipart"),
    ],
    ids=["text", "html as text", "txt", "txt in UTF-16", "txt in Windows-1252", "html", "text in a form"],
)
def test_each_way_in_gives_the_same_body_and_the_same_claims(send: Callable[[Any], Any], as_editor: APIClient) -> None:
    answer = send(as_editor)
    assert answer.status_code == 201, answer.content
    assert answer.json()["version"]["text"] == BODY
    assert answer.json()["new_claims"] == 2


def test_what_the_sender_says_overrules_what_the_page_says_of_itself(as_editor: APIClient) -> None:
    itself = upload(as_editor, PAGE.encode(), "a.html", "text/html").json()
    assert (itself["title"], itself["published_at"]) == ("Bridge opens in May", "2026-03-02T18:30:00+01:00")
    fields = {"title": "Another", "published_at": "2026-03-03", "url": "https://post.example/2"}
    overruled = upload(as_editor, PAGE.replace("May", "June").encode(), "a.html", "text/html", **fields).json()
    assert (overruled["title"], overruled["published_at"]) == ("Another", "2026-03-03T00:00:00+00:00")


def test_the_same_text_taken_in_twice_is_one_article_and_says_so(as_editor: APIClient) -> None:
    first, second = take_in(as_editor, title="A title"), take_in(as_editor, title="Another title")
    assert (first.status_code, second.status_code) == (201, 200)
    again = second.json()
    assert (again["id"], again["title"]) == (first.json()["id"], first.json()["title"])
    assert (again["created"], again["new_version"], again["new_claims"]) == (False, False, 0)
    assert len(listed(as_editor, "claims")) == 2


def test_another_text_at_the_same_address_is_a_new_version(as_editor: APIClient) -> None:
    url = "https://post.example/1"
    first = take_in(as_editor, url=url).json()
    changed = f"{BODY}\n\n“We were not heard,” Ines Dal told the council."
    answer = take_in(as_editor, url=url, text=changed)
    again = answer.json()
    assert (answer.status_code, again["id"]) == (200, first["id"])
    assert (again["created"], again["new_version"], again["new_claims"]) == (False, True, 1)
    assert again["anchored"] == {"held": 2, "moved": 0, "altered": 0, "unsure": 0, "vanished": 0}
    assert [version["number"] for version in again["versions"]] == [1, 2]
    assert (again["version"]["number"], again["version"]["text"]) == (2, changed)
    assert again["claim_counts"]["suggested"] == 3
    back = take_in(as_editor, url=url).json()
    assert (back["new_version"], back["version"]["number"], back["anchored"]["vanished"]) == (True, 3, 1)
    assert back["claim_counts"]["suggested"] == 2
    assert len(listed(as_editor, "claims", in_text="true")) == 2
    assert len(listed(as_editor, "claims", in_text="false")) == 1


def test_the_same_text_at_two_addresses_is_two_articles(as_editor: APIClient) -> None:
    one, other = (take_in(as_editor, url=f"https://post.example/{number}") for number in (1, 2))
    assert (one.status_code, other.status_code) == (201, 201)
    assert one.json()["id"] != other.json()["id"]


REFUSED = [
    ("nothing", {}, "text-or-file", "text"),
    ("an empty text", {"text": ""}, "empty", "text"),
    ("blanks", {"text": " \n\t\u00a0 "}, "empty", "text"),
    ("5 MB", {"text": "A word. " * 640_000}, "too-large", "text"),
    ("a NUL", {"text": f"{BODY}\0"}, "null-characters-not-allowed", "text"),
    ("nothing but tags", {"text": "<html><body><script>x</script></body></html>"}, "no-text", "text"),
    ("no date", {"text": BODY, "published_at": "next week"}, "invalid-date", "published_at"),
    (
        "a date beyond the calendar",
        {"text": BODY, "published_at": "0001-01-01T00:00+14:00"},
        "invalid-date",
        "published_at",
    ),
    (
        "an offset beyond the earth",
        {"text": BODY, "modified_at": "2026-01-01T00:00+23:59"},
        "invalid-date",
        "modified_at",
    ),
    ("no address", {"text": BODY, "url": "bridge"}, "invalid", "url"),
    ("a script for an address", {"text": BODY, "url": "javascript:alert(1)"}, "invalid", "url"),
    ("an unknown field", {"text": BODY, "headline": "x"}, "unknown-field", "headline"),
    ("a title of 501 characters", {"text": BODY, "title": "x" * 501}, "max-length", "title"),
]


@pytest.mark.parametrize(("body", "code", "field"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_taken_in_is_refused_and_leaves_nothing(
    body: dict[str, Any], code: str, field: str, as_editor: APIClient
) -> None:
    (error,) = problem_of(as_editor.post(ARTICLES, body), 400, code)["errors"]
    assert error["field"] == field
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b" \n ", "a.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, "a.txt", "binary"),
        (b"x" * 5_000_000, "a.txt", "too-large"),
        (b"<html><body></body></html>", "a.html", "no-text"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_refused_and_leaves_nothing(
    data: bytes, name: str, code: str, as_editor: APIClient
) -> None:
    (error,) = problem_of(upload(as_editor, data, name), 400, code)["errors"]
    assert error["field"] == "file"
    assert not Article.objects.exists()


def test_text_and_file_together_are_refused(as_editor: APIClient) -> None:
    assert fields_of(upload(as_editor, BODY.encode(), "a.txt", text=BODY)) == {"text"}


@pytest.mark.parametrize(
    "text",
    [
        "Nothing is quoted here.",
        "“Unbalanced, she said.",
        "😀😀 “The bridge é opens,” Ada Holm said.",
        "قال العمدة: «سيفتح الجسر في مايو».",
    ],
    ids=["without quotations", "unbalanced", "emoji and combining signs", "right to left"],
)
def test_a_strange_text_is_taken_in_and_its_spans_stand_at_their_words(text: str, as_editor: APIClient) -> None:
    taken = take_in(as_editor, text=text).json()
    stored = taken["version"]["text"]
    for claim in as_editor.get(f"{V1}claims/").json()["results"]:
        words = " … ".join(stored[start:end] for start, end in claim["spans"]["content"])
        assert words == claim["content"]


def test_what_is_known_of_an_article_can_be_changed(as_editor: APIClient) -> None:
    article, outlet = ArticleFactory(), OutletFactory()
    changes = {"title": "Later", "outlet": outlet.pk, "author": "", "published_at": "2026-05-01T08:00:00-04:00"}
    after = as_editor.patch(f"{ARTICLES}{article.pk}/", changes, headers=ANY).json()
    assert (after["title"], after["author"]) == ("Later", "")
    assert after["outlet"] == {"id": outlet.pk, "name": outlet.name}
    assert after["published_at"] == "2026-05-01T08:00:00-04:00"
    cleared = as_editor.patch(f"{ARTICLES}{article.pk}/", {"outlet": None, "published_at": None}, headers=ANY).json()
    assert (cleared["outlet"], cleared["published_at"]) == (None, None)


def test_an_outlet_is_given_by_its_name_and_made_where_there_is_none(as_editor: APIClient) -> None:
    article, known = ArticleFactory(outlet=None), OutletFactory(name="Morning Post")
    address = f"{ARTICLES}{article.pk}/"
    assert as_editor.patch(address, {"outlet_name": "morning post"}, headers=ANY).json()["outlet"]["id"] == known.pk
    made = as_editor.patch(address, {"outlet_name": "Evening Post"}, headers=ANY)
    assert (made.json()["outlet"]["name"], Outlet.objects.count()) == ("Evening Post", 2)
    undone = as_editor.post(f"{V1}changes/{made['Change-Id']}/undo/")
    assert undone.status_code == 201
    assert (as_editor.get(address).json()["outlet"]["id"], Outlet.objects.count()) == (known.pk, 1)
    assert as_editor.patch(address, {"outlet_name": ""}, headers=ANY).json()["outlet"] is None
    both = as_editor.patch(address, {"outlet_name": "Evening Post", "outlet": known.pk}, headers=ANY)
    assert fields_of(both) == {"outlet_name"}


def test_an_outlet_that_was_made_goes_when_the_deed_is_taken_back(as_editor: APIClient) -> None:
    address = f"{ARTICLES}{ArticleFactory(outlet=OutletFactory(name='Morning Post')).pk}/"
    made = as_editor.patch(address, {"outlet_name": "Harbour Times"}, headers=ANY)
    assert made.json()["outlet"]["name"] == "Harbour Times"
    as_editor.post(f"{V1}changes/{made['Change-Id']}/undo/", {})
    assert as_editor.get(address).json()["outlet"]["name"] == "Morning Post"
    assert not Outlet.objects.filter(name="Harbour Times").exists()


def test_who_comes_second_is_told_who_came_first(as_editor: APIClient, as_administrator: APIClient) -> None:
    address = f"{ARTICLES}{ArticleFactory(title='').pk}/"
    seen = as_editor.get(address)["ETag"]
    first = as_administrator.patch(address, {"title": "Bridge opens"}, headers={"If-Match": seen})
    refused = as_editor.patch(address, {"title": "The bridge opens"}, headers={"If-Match": seen})
    problem = problem_of(refused, 412, "stale")
    assert problem["current"]["title"] == "Bridge opens"
    told = [(change["id"], change["actor"]) for change in problem["changes"]]
    assert told == [(int(first["Change-Id"]), "administrator")]


def test_claims_move_with_the_date_of_their_article(as_editor: APIClient) -> None:
    older, newer = ClaimFactory(), ClaimFactory()
    body = {"published_at": "2027-01-01"}
    as_editor.patch(f"{ARTICLES}{older.article_id}/", body, headers=ANY)
    assert listed(as_editor, "claims") == [older.pk, newer.pk]


def test_an_article_cannot_take_the_address_of_another(as_editor: APIClient) -> None:
    one, other = ArticleFactory(), ArticleFactory()
    answer = as_editor.patch(f"{ARTICLES}{one.pk}/", {"url": other.url}, headers=ANY)
    assert problem_of(answer, 409, "article-exists")["errors"][0]["field"] == "url"


@pytest.mark.parametrize("status", [Status.CONFIRMED, Status.REJECTED])
def test_an_article_with_decided_claims_stays(status: Status, as_administrator: APIClient) -> None:
    claim = ClaimFactory(status=status)
    ClaimFactory(article=claim.article)
    answer = as_administrator.delete(f"{ARTICLES}{claim.article_id}/", headers=ANY)
    assert problem_of(answer, 409, "article-has-decisions")["detail"].startswith("1 claim ")
    assert listed(as_administrator, "articles") == [claim.article_id]


def test_an_article_that_nobody_has_worked_on_goes_with_its_claims(as_administrator: APIClient) -> None:
    taken = take_in(as_administrator).json()
    assert as_administrator.delete(f"{ARTICLES}{taken['id']}/", headers=ANY).status_code == 204
    assert [listed(as_administrator, family) for family in ("articles", "claims", "article-versions")] == [[], [], []]


def test_articles_in_a_list_carry_their_outlet_dates_and_counts(as_reader: APIClient) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    ClaimFactory(article=claim.article)
    (row,) = as_reader.get(ARTICLES).json()["results"]
    article = claim.article
    assert row["outlet"] == {"id": article.outlet_id, "name": article.outlet.name}
    assert row["published_at"] == "2026-03-02T18:30:00+01:00"
    assert row["claim_counts"] == {"suggested": 1, "confirmed": 1, "rejected": 0}
    assert "version" not in row


def test_a_visitor_sees_only_confirmed_claims_counted(as_visitor: APIClient) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    ClaimFactory(article=claim.article)
    (row,) = as_visitor.get(ARTICLES).json()["results"]
    assert row["claim_counts"] == {"suggested": 0, "confirmed": 1, "rejected": 0}


def test_articles_are_filtered_by_words_of_the_title_outlet_and_address(as_reader: APIClient) -> None:
    one = ArticleFactory(title="Ferry sinks", url="https://post.example/ferry")
    other = ArticleFactory(title="100% of bridges")
    assert listed(as_reader, "articles", q="FERRY") == [one.pk]
    assert listed(as_reader, "articles", q="100%") == [other.pk]
    assert listed(as_reader, "articles", q="%") == [other.pk]
    assert listed(as_reader, "articles", outlet=other.outlet_id) == [other.pk]
    assert listed(as_reader, "articles", url=one.url) == [one.pk]
    assert listed(as_reader, "articles", order="oldest") == [one.pk, other.pk]


def test_every_version_of_an_article_can_be_read_with_its_text(as_reader: APIClient) -> None:
    version = ArticleVersionFactory()
    ArticleFactory()
    rows = as_reader.get(f"{V1}article-versions/", {"article": version.article_id}).json()["results"]
    assert [(row["number"], "text" in row) for row in rows] == [(1, False), (2, False)]
    one = as_reader.get(f"{V1}article-versions/{version.pk}/").json()
    assert (one["text"], one["text_hash"]) == (version.text, ArticleVersion.objects.get(pk=version.pk).text_hash)
    assert (one["title"], one["outlet"]) == (version.article.title, version.article.outlet.name)


def test_an_article_is_shown_with_its_present_text_alone(as_reader: APIClient) -> None:
    article = ArticleFactory()
    ArticleVersionFactory.create_batch(3, article=article)
    with CaptureQueriesContext(connection) as asked:
        shown = as_reader.get(f"{ARTICLES}{article.pk}/").json()
    assert shown["version"]["text"] == article.current_version.text
    assert [version["number"] for version in shown["versions"]] == [1, 2, 3, 4]
    texts = [query["sql"] for query in asked.captured_queries if '"claims_articleversion"."text"' in query["sql"]]
    assert len(texts) == 1
    assert "LIMIT 1" in texts[0]


def test_articles_with_undecided_claims_are_found(as_reader: APIClient) -> None:
    undecided = ClaimFactory(status=Status.SUGGESTED).article
    done = ClaimFactory(status=Status.CONFIRMED).article
    assert listed(as_reader, "articles", undecided="true") == [undecided.pk]
    assert listed(as_reader, "articles", undecided="false") == [done.pk]
    assert as_reader.get(ARTICLES, {"undecided": ""}).status_code == 400


def test_articles_whose_page_is_missing_are_found(as_reader: APIClient) -> None:
    missing, there = ArticleFactory(page_missing_since=datetime(2026, 5, 1, 12, tzinfo=UTC)), ArticleFactory()
    assert listed(as_reader, "articles", page_missing="true") == [missing.pk]
    assert listed(as_reader, "articles", page_missing="false") == [there.pk]
    assert as_reader.get(f"{ARTICLES}{missing.pk}/").json()["page_missing_since"] == "2026-05-01T12:00:00Z"
    assert as_reader.get(f"{ARTICLES}{there.pk}/").json()["page_missing_since"] is None
