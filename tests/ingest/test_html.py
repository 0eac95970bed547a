"""Web pages: the article's words and what the page says about it, and nothing of its machinery."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest import Document, IngestError, read

FIRST = "The harbour of Smalltown reopened on Saturday after a storm closed it for three days, the port authority said."
SECOND = "“We are glad to see the boats go out again,” harbour master Ann Roe said."
THIRD = "The town council will meet on Monday to discuss the cost of the repairs, which it puts at two million."
TITLE = "Harbour reopens after storm"


def page(head: str = "", body: str = "", *, lang: str = "en-GB") -> str:
    return f"""<!DOCTYPE html><html lang="{lang}"><head><title>{TITLE} | The Gazette</title>{head}</head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
    <article><h1>{TITLE}</h1>{body}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>
    <footer>All rights reserved</footer></body></html>"""


def linked(**article: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **article})}</script>'


def times(document: Document) -> tuple[str | None, str | None]:
    published, modified = document.published_at, document.modified_at
    return published and published.isoformat(), modified and modified.isoformat()


def test_the_body_is_the_article_without_headline_and_menus() -> None:
    document = read(page())
    assert document.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert document.title == TITLE
    assert document.language == "en"


def test_metadata_come_from_the_page() -> None:
    head = """<link rel="canonical" href="https://example.org/harbour"><meta name="author" content="Jane Doe">
    <meta property="og:site_name" content="The Gazette">
    <meta property="article:published_time" content="2024-03-02T08:15:00+01:00">
    <meta property="article:modified_time" content="2024-03-02T09:30:00+01:00">"""
    document = read(page(head))
    assert (document.url, document.outlet, document.author) == (
        "https://example.org/harbour", "The Gazette", "Jane Doe",
    )  # fmt: skip
    assert times(document) == ("2024-03-02T08:15:00+01:00", "2024-03-02T09:30:00+01:00")


def test_linked_data_are_read_at_any_depth_and_come_first() -> None:
    graph = {"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "datePublished": "2024-03-02T08:15:00-05:00",
             "dateModified": "2024-03-02T10:00:00", "publisher": {"name": "The Gazette"}}]}  # fmt: skip
    head = f"""<meta property="article:published_time" content="2020-01-01T00:00:00Z">
    <script type="application/ld+json">{json.dumps(graph)}</script>"""
    document = read(page(head))
    assert times(document) == ("2024-03-02T08:15:00-05:00", "2024-03-02T10:00:00-05:00")
    assert document.outlet == "The Gazette"


def test_printed_byline_and_dates_serve_where_metadata_are_missing() -> None:
    body = "<p>By Jane Doe</p><p>Published 7:06 PM EDT, Sat March 2, 2024</p>"
    document = read(page(body=body))
    assert document.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert document.author == "Jane Doe"
    assert times(document) == ("2024-03-02T19:06:00-04:00", None)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Posted at 7:06 PM, Mar 2, 2024</p><p>and last updated 2024-03-02 19:06:23-05</p>",
        "<div>Posted at 7:06 PM, Mar 2, 2024 <div>and last updated 2024-03-02 19:06:23-05</div></div>",
        "<span>Posted at 7:06 PM, <b>M</b>ar 2, 2024</span><br><span>and last updated 2024-03-02 19:06:23-05</span>",
    ],
)
def test_a_printed_date_line_is_read_even_where_extraction_leaves_it_out(line: str) -> None:
    document = read(page(body=f'<div class="meta">{line}</div>'))
    assert times(document) == ("2024-03-02T19:06:00-05:00", "2024-03-02T19:06:23-05:00")
    assert document.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_dates_in_menus_are_not_the_article_s() -> None:
    body = f"<nav><p>Published 1 January 2020</p></nav><p>{FIRST}</p>"
    assert times(read(f"<html><body><h1>{TITLE}</h1>{body}<p>{SECOND}</p></body></html>")) == (None, None)


def test_a_time_element_gives_the_hour_of_the_day_found() -> None:
    document = read(page(body='<time datetime="2024-03-02T08:15:00+01:00">this morning</time>'))
    assert times(document) == ("2024-03-02T08:15:00+01:00", None)


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>',
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        linked(datePublished="soon", publisher="The Gazette"),
        linked(datePublished={"@value": 5}, publisher={"name": ["x"]}),
        '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="http://[half">',
        '<link rel="canonical" href="/harbour">',
    ],
)
def test_broken_metadata_are_passed_over(head: str) -> None:
    document = read(page(head))
    assert document.text.startswith(FIRST)
    assert (document.url, times(document)) == ("", (None, None))


@pytest.mark.parametrize("told", [1538262363, ["2018-09-29T23:06:03Z"]])
def test_linked_data_may_count_seconds_or_list_one_date(told: object) -> None:
    assert times(read(page(linked(datePublished=told))))[0] == "2018-09-29T23:06:03+00:00"


def test_the_day_of_the_one_time_element_serves_and_any_meta_gives_its_hour() -> None:
    counted = page(body='<time datetime="1538262363">today</time>')
    assert times(read(counted))[0] == "2018-09-29T23:06:03+00:00"
    named = page('<meta name="sailthru.date" content="2018-09-29T23:06:03Z">')
    assert times(read(named))[0] == "2018-09-29T23:06:03+00:00"


def test_metadata_hold_no_characters_that_a_database_refuses() -> None:
    document = read(page(linked(publisher={"name": "The\x00 \ud800Gazette"}, author={"name": "Jane\x00 Doe"})))
    assert document.outlet == "The Gazette"
    assert "\x00" not in document.author + document.title + document.text


def test_scripts_styles_and_handlers_never_reach_the_text() -> None:
    body = """<script>steal("one")</script><style>p { color: red }</style><p onclick="steal('two')">He came back
    <img src="x" onerror="steal('three')">on Sunday, and he brought <b>all</b> of the <a href="javascript:steal()">boats
    </a>.</p><noscript>Turn scripts on</noscript><!-- a remark -->"""
    document = read(page(body=body))
    for hidden in ("steal", "color", "Turn scripts on", "remark", "<", "javascript"):
        assert hidden not in document.text
    assert "He came back on Sunday, and he brought all of the boats" in document.text


def test_quotations_marked_up_as_such_get_their_marks() -> None:
    document = read(page(body="<p>He said <q>no to <b>all</b></q> on Monday, and <q>never</q>.</p>"))
    assert "He said “no to all” on Monday, and “never”." in document.text


def test_captions_are_not_body() -> None:
    caption = "<figure><img src='x.png'><figcaption>Boats leave the harbour. Photo: Jane Doe</figcaption></figure>"
    assert read(page(body=caption)).text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert read(f"<html><body><article><p>She left.</p>{caption}<p>He stayed.</p></article></body></html>").text == (
        "She left.\n\nHe stayed."
    )


def test_mark_up_that_the_article_itself_prints_is_text() -> None:
    assert (
        "wrote <script> on the wall"
        in read(page(body="<p>Someone wrote &lt;script&gt; on the wall, she said.</p>")).text
    )


def test_numbered_quotation_marks_of_old_pages_are_read_as_browsers_do() -> None:
    document = read(page(body="<p>&#147;No,&#148; he&#7; said to the council on Friday &#60;again&#62;.</p>"))
    assert "“No,” he said to the council on Friday <again>." in document.text


@pytest.mark.parametrize(
    "nothing",
    [
        "<html></html>",
        "<html><script>alert('a long script that is no text at all.')</script></html>",
        '<!doctype html><html><body><ul><li><a href="/">Home</a></li><li>World</li></ul></body></html>',
    ],
)
def test_a_page_without_an_article_is_refused(nothing: str) -> None:
    with pytest.raises(IngestError) as caught:
        read(nothing.encode())
    assert (caught.value.code, caught.value.field) == ("no-text", "file")
    assert "paste" in caught.value.message


def test_a_page_of_tags_alone_is_refused_before_it_costs_time() -> None:
    with pytest.raises(IngestError) as caught:
        read("<p>" * 600_000)
    assert caught.value.code == "too-large"


@pytest.mark.parametrize("hints", [{"filename": "PAGE.HTM"}, {"content_type": "text/html; charset=utf-8"}])
def test_hints_tell_html_where_the_start_does_not(hints: dict[str, str]) -> None:
    fragment = f"<b>{FIRST}</b><p>{SECOND}</p>"
    assert "<" not in read(fragment, **hints).text
    assert "<" in read(fragment).text


def test_a_fragment_and_an_xml_declaration_are_html_too() -> None:
    assert read(f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>").title == TITLE
    assert read(f'<?xml version="1.0" encoding="utf-8"?>{page()}').title == TITLE


def test_plain_text_in_a_file_named_html_is_plain_text() -> None:
    assert read(b"He left.\n\nShe stayed.", filename="note.html").text == "He left.\n\nShe stayed."


def test_a_page_written_from_right_to_left_keeps_its_words() -> None:
    words = "قال الوزير يوم الجمعة إن القنصلية ستغلق أبوابها بسبب التهديدات الأمنية في المدينة."
    document = read(f'<html lang="ar" dir="rtl"><body><article><p>{words}</p></article></body></html>')
    assert (document.text, document.language) == (words, "ar")


@given(st.text(max_size=200))
def test_any_page_gives_a_document_or_an_ingest_error(inside: str) -> None:
    try:
        text, refused = read(f"<html><body>{inside}<p>She said so on Friday.</p></body></html>").text, ""
    except IngestError as error:
        text, refused = "", error.code
    assert text.strip() or refused in {"no-text", "binary"}
