"""Addresses of articles: spellings of one address are told from addresses of different articles."""

import pytest

from claims.ingest import read
from claims.ingest.addresses import address_key, article_address, is_above

BERTH = "https://gazette.example.org/2024/quay-closed"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://gazette.example.org/2024/quay-closed",
        "https://GAZETTE.example.org:443//2024/quay-closed/",
        "https://www.gazette.example.org/2024/quay-closed",
        "https://gazette.example.org/2024/quay-closed?utm_source=letter&utm_medium=mail",
        "https://gazette.example.org/2024/quay-closed/?fbclid=Iw5&CMP=tw",
        "https://gazette.example.org/2024/quay-closed#comments",
        "https://m.gazette.example.org/2024/quay-closed",
        "https://amp.gazette.example.org/2024/quay-closed",
        "https://gazette.example.org/2024/quay-closed/amp/",
        "https://gazette.example.org/amp/2024/quay-closed",
        "https://gazette.example.org/2024/quay-closed?amp=1",
        "https://gazette.example.org/2024/quay-closed?outputType=amp",
        "https://gazette.example.org/2024/quay-closed?_amp=true",
        "https://gazette.example.org/2024/quay-closed?nonamp=1&mobile=true",
        "https://gazette.example.org/2024/quay-closed/default.aspx",
        "https://gazette.example.org/2024/quay-closed/print/",
        "https://gazette.example.org/print/2024/quay-closed",
        "https://gazette.example.org/2024/quay-closed?print=1&tmpl=component",
        "https://gazette.example.org/2024/quay-closed?view=print",
        "https://gazette.example.org/2024/quay-closed;jsessionid=0A1B2C",
        "https://gazette.example.org/2024/quay-closed?PHPSESSID=7f3",
        "https://gazette.example.org/2024/quay-closed?sid=0a1b2c3d4e5f",
        "https://gazette.example.org/2024/quay-closed?replytocom=33",
        "https://gazette.example.org/2024/%71uay-closed",
        "https://gazette.example.org/2024/./7/../quay-closed",
        "http://gazette.example.org:443/2024/quay-closed",
        "https://gazette.example.org./2024/quay-closed",
        "https://reader:secret@gazette.example.org/2024/quay-closed",
        "https://www.bing.com/amp/s/gazette.example.org/2024/quay-closed",
        "https://gazette.example.org/2024/quay-closed/index.html",
        "https://www.google.com/amp/s/gazette.example.org/2024/quay-closed/amp",
        "https://gazette-example-org.cdn.ampproject.org/c/s/gazette.example.org/2024/quay-closed?usqp=mq3",
    ],
)
def test_spellings_of_one_address_have_one_key(spelling: str) -> None:
    assert address_key(spelling) == address_key(BERTH)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/?p=12", "https://example.org/?p=13"),
        ("https://example.org/view.php?cid=12", "https://example.org/view.php?cid=13"),
        ("https://example.org/quay?page=2", "https://example.org/quay"),
        ("https://example.org/#!/quay/1", "https://example.org/#!/quay/2"),
        ("https://sport.example.org/quay", "https://example.org/quay"),
        ("https://example.org:8443/quay", "https://example.org/quay"),
        ("https://example.org/quay?sid=1234567890", "https://example.org/quay?sid=1234567891"),
        ("https://example.org/print.php?id=3", "https://example.org/print.php?id=4"),
        ("https://example.org/print/quay", "https://example.org/quay"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://m.org/quay", "https://org/quay"),
        ("https://example.org/amplifiers", "https://example.org/lifiers"),
    ],
)
def test_addresses_of_different_articles_have_different_keys(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


def test_escaped_letters_are_the_letters_and_no_address_is_too_odd() -> None:
    assert address_key("https://example.org/caf%c3%a9") == address_key("https://example.org/café")
    assert address_key("https://[half") == "https://[half"


@pytest.mark.parametrize(
    ("canonical", "known_by"),
    [
        ("https://example.org/quay", "https://example.org/quay"),
        ("https://example.org/news", "https://amp.example.org/news/7/quay"),
        ("https://agency.example.com/quay", "https://amp.example.org/news/7/quay"),
        ("", "https://amp.example.org/news/7/quay"),
    ],
)
def test_an_article_is_known_by_the_address_its_page_names_unless_that_is_none_of_an_article(
    canonical: str, known_by: str
) -> None:
    assert article_address(given="https://amp.example.org/news/7/quay", canonical=canonical) == known_by
    assert article_address(given="", canonical=canonical) == canonical


def test_the_front_page_is_no_address_of_an_article() -> None:
    head = (
        """<link rel="canonical" href="https://example.org/"><meta property="og:url" content="https://example.org/q">"""
    )
    document = read(f"<html><head>{head}</head><body><p>The quay was closed on Friday, she said.</p></body></html>")
    assert (document.url, document.canonical) == ("https://example.org/q", "")


@pytest.mark.parametrize(
    ("address", "url", "expected"),
    [
        ("https://gazette.example.org/", BERTH, True),
        ("http://www.gazette.example.org/2024/?utm_source=gone", BERTH, True),
        ("https://gazette.example.org/", "https://gazette.example.org/?p=17", True),
        (BERTH, BERTH + "/amp/", False),
        ("https://gazette.example.org/2024/quay", BERTH, False),
        ("https://gazette.example.org/login?next=/2024/quay-closed", BERTH, False),
        ("https://gazette.example/", BERTH, False),
        ("https://consent.example.org/", BERTH, False),
        ("https://gazette.example.org/", "", False),
    ],
)
def test_a_front_page_and_a_section_are_above_an_article(address: str, url: str, expected: bool) -> None:
    assert is_above(address, url) is expected
