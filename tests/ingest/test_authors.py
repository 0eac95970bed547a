"""The field of the author holds names of people, and nothing that pages write beside them."""

import json

import pytest

from claims.ingest import read
from claims.ingest.authors import names_of_authors


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Jane Doe; CNN", "Jane Doe"),
        ("The Gazette; Jane Doe", "Jane Doe"),
        ("AFP", "AFP"),
        ("Por Ana Roe", "Ana Roe"),
        ("3 May 2024", ""),
        ("https://example.org/jane", ""),
        ("Comment", ""),
        ("Ed Li; Bo Ek", "Ed Li; Bo Ek"),
        ("Byron Poe", "Byron Poe"),
        ("Article by", ""),
        ("Text; Ana Roe", "Ana Roe"),
        ("Ana Roe February", "Ana Roe"),
        ("Theresa May", "Theresa May"),
        ("", ""),
        ("Ada Finch; Education Correspondent", "Ada Finch"),
        ("Ada Finch; Reuters", "Ada Finch"),
        ("Leave a reply", ""),
        ("Ada Finch; Updated", "Ada Finch"),
        ("Ada Finch; PhD", "Ada Finch"),
        ("Autorin: Ada Finch", "Ada Finch"),
        ("责任编辑：孔德明", "孔德明"),
        ("Written by Ada Finch", "Ada Finch"),
        ("gazette.example.com; Ada Finch", "Ada Finch"),
        ("The Gazette; Northport; England", "The Gazette; Northport; England"),
        ("Friends of the River e.V.; Ada Finch", "Ada Finch"),
    ],
)
def test_only_names_are_authors(printed: str, names: str) -> None:
    assert names_of_authors(printed, outlet="The Gazette") == names


BODY = "".join(
    f"<p>The council met on {day} to hear what the new bridge will cost the town in all the coming years.</p>"
    for day in ("Monday", "Tuesday", "Friday")
)


def page(head: str = "", *, above: str = "", below: str = "") -> bytes:
    address = '<link rel="canonical" href="https://www.northport-post.example/bridge">'
    body = f"<article><h1>Bridge opens in May</h1>{above}{BODY}</article>{below}"
    return f"<html><head><title>Bridge opens in May</title>{address}{head}</head><body>{body}</body></html>".encode()


def linked(name: str) -> str:
    article = {"@type": "NewsArticle", "headline": "Bridge opens in May", "author": {"@type": "Person", "name": name}}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "above", "author"),
    [
        (linked("Ada Finch") + meta("author", "Ada Finch, Desk Team"), "", "Ada Finch"),
        (linked("adafinch"), "<p>By Ada Finch</p>", "Ada Finch"),
        (linked("Northport Post"), "<p>By Ada Finch</p>", "Ada Finch"),
        (meta("author", "northport-post.example"), "<p>Von Ada Finch am 26. Februar 2014</p>", "Ada Finch"),
        (meta("author", "Bridges Ltd"), '<p>By <a rel="author" href="/ada">Ada Finch</a></p>', "Ada Finch"),
        ("", '<p>by <span class="author vcard"><a class="url fn n" href="/ada">ada</a></span></p>', "Ada"),
        (meta("twitter:label1", "Verfasst von") + meta("twitter:data1", "AFP/The Post"), "", "AFP/The Post"),
        (meta("cXenseParse:author", "Ada Finch") + meta("author", "Northport Post"), "", "Ada Finch"),
        (linked("Northport Post"), "", "Northport Post"),
        ("", '<div class="autor">Ada Finch, Redakteurin</div>', "Ada Finch"),
    ],
)
def test_a_person_stands_before_who_signs_in_and_these_before_an_office(head: str, above: str, author: str) -> None:
    assert read(page(head, above=above), filename="x.html").author == author


def test_readers_who_comment_are_no_authors() -> None:
    comment = '<div class="comments"><a rel="author" href="/x">Bob Crow</a><p>The bridge is a bad joke.</p></div>'
    assert read(page(below=comment), filename="x.html").author == ""
