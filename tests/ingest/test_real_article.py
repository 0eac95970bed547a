"""The article that the project was asked to take in, as a reader copied it from its page."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from claims.ingest import Document, read
from tests.shared_articles import shared_article

SAMPLE = Path(__file__).parents[2] / "samples" / "basra-consulate.txt"


@pytest.fixture(scope="module")
def raw() -> str:
    return shared_article("basra-2018-09-29.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def document(raw: str) -> Document:
    return read(raw.encode(), filename="basra-2018-09-29.txt")


def test_its_headline_becomes_the_title(document: Document) -> None:
    assert document.title == "US pulls staff from Iraq, citing security threats from Iran"


def test_its_dates_keep_their_offset(document: Document) -> None:
    assert document.published_at is not None
    assert document.modified_at is not None
    assert document.published_at.isoformat() == "2018-09-29T19:06:00-04:00"
    assert document.modified_at.isoformat() == "2018-09-29T19:06:23-04:00"


def test_its_body_starts_with_the_story_and_is_whole(document: Document, raw: str) -> None:
    start = raw.index("The State Department announced Friday")
    assert document.text == raw[start:].strip()


def test_its_page_says_the_same(document: Document) -> None:
    blocks = "".join(f"<p>{paragraph}</p>" for paragraph in document.text.split("\n\n"))
    page = f"""<!doctype html><html lang="en"><head><title>{document.title}</title></head><body>
    <nav><a href="/news">News</a> <a href="/actions">Actions</a></nav><main><h1>{document.title}</h1>
    <p>Posted at 7:06 PM, Sep 29, 2018<br>and last updated 2018-09-29 19:06:23-04</p>{blocks}</main></body></html>"""
    assert read(page.encode(), filename="article.html") == replace(document, language="en")


def test_its_body_holds_every_statement_of_the_careful_reader(document: Document, raw: str) -> None:
    gold = json.loads(shared_article("basra-2018-09-29.gold.json").read_text(encoding="utf-8"))
    slices = [raw[start:end] for claim in gold["attributions"] for start, end in claim["content"]]
    assert len(slices) >= 20
    assert [words for words in slices if words not in document.text] == []


def test_a_sample_of_our_own_has_its_title_date_and_whole_body() -> None:
    raw = SAMPLE.read_text(encoding="utf-8")
    document = read(raw.encode(), filename=SAMPLE.name)
    assert document.title == "US orders staff out of Basra consulate, citing threats from Iran"
    assert document.published_at is not None
    assert document.published_at.isoformat() == "2018-09-28T21:40:00+00:00"
    assert document.text == raw[raw.index("The State Department said on Friday") :].strip()


def test_a_page_of_the_sample_says_the_same_words() -> None:
    document = read(SAMPLE.read_bytes(), filename=SAMPLE.name)
    blocks = "".join(f"<p>{paragraph}</p>" for paragraph in document.text.split("\n\n"))
    page = f"""<!doctype html><html lang="en"><head><title>{document.title}</title></head><body>
    <nav><a href="/news">News</a></nav><main><h1>{document.title}</h1>{blocks}</main></body></html>"""
    found = read(page.encode(), filename="article.html")
    assert (found.title, found.text) == (document.title, document.text)
