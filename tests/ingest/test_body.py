"""Words of an article that a page keeps where the extractor does not look, and paragraphs that it runs together."""

import json
from html import escape

import pytest

from claims.ingest import read

TITLE = "Mill closes after a hundred years"
LONG = [
    "The mill on the Tarn closed on Friday after a hundred years, its owners said in a letter to all who work there.",
    "“It was a hard choice for us all,” director Ann Roe said, and thanked the four hundred people of the mill.",
    "The town will buy the land from the owners and means to build a school there, mayor John Poe told the council.",
    "Nobody has yet said what is to become of the old wheel, which is kept by a trust of friends of the river valley.",
]
LEAD = "Owners of the mill speak of a hard choice."


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"


def marked(paragraphs: list[str]) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def linked(body: object, key: str = "articleBody") -> str:
    article = {"@type": "NewsArticle", "headline": TITLE, key: body}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def test_an_article_in_linked_data_alone_keeps_its_paragraphs() -> None:
    document = read(page('<div id="app"></div>', linked("\n\n".join(LONG))))
    assert (document.title, document.text) == (TITLE, "\n\n".join(LONG))


def test_linked_data_serve_where_the_page_shows_a_teaser_and_not_where_it_shows_all() -> None:
    teaser = page(f"<main><h1>{TITLE}</h1><p>{LONG[0]}</p></main>", linked("\n".join(LONG)))
    assert read(teaser).text == "\n\n".join(LONG)
    whole = page(f"<main><h1>{TITLE}</h1>{marked(LONG)}</main>", linked("".join(LONG)))
    assert read(whole).text == "\n\n".join(LONG)


@pytest.mark.parametrize(
    "body",
    [
        marked(LONG),
        escape(marked(LONG)),
        escape(escape(marked(LONG))),
        "\n".join(f"{words} <b></b>" for words in LONG),
        "".join(f"<div>{words}<br></div>" for words in LONG),
    ],
)
def test_mark_up_in_linked_data_is_read_as_such(body: str) -> None:
    assert read(page("<div id=app></div>", linked(body))).text == "\n\n".join(LONG)
    record = json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "articleBody": body}
    )
    assert read(record).text == "\n\n".join(LONG)


def test_letters_that_linked_data_escape_are_read() -> None:
    assert read(page("<p></p>", linked(f"Caf&eacute; owner Ann Roe said so. {LONG[0]}&nbsp;"))).text.startswith("Café")


@pytest.mark.parametrize(
    "written",
    [
        "<!--\n{}\n-->",
        "//<![CDATA[\n{}\n//]]>",
        '{{"@graph": [{}, ], }}',
        '{{"@type": "WebPage", "mainEntity": {}}}',
        "{};",
        '{}{{"@type": "WebSite"}}',
    ],
)
def test_linked_data_are_read_as_sites_write_them(written: str) -> None:
    told = {"@type": "http://schema.org/NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(LONG)}
    head = f'<script type="application/ld+json">{written.format(json.dumps(told))}</script>'
    document = read(page("<div id=app></div>", head).replace(f"<title>{TITLE}", "<title>The Gazette"))
    assert (document.title, document.text) == (TITLE, "\n\n".join(LONG))


@pytest.mark.parametrize("body", ["<br><br>".join(LONG), "<br />\n<br />".join(LONG), LONG])
def test_paragraphs_of_linked_data_may_be_parted_by_breaks_or_in_a_list(body: str | list[str]) -> None:
    assert read(page("<div id=app></div>", linked(body))).text == "\n\n".join(LONG)


@pytest.mark.parametrize(
    ("key", "body"),
    [
        ("text", "\n\n".join(LONG)),
        ("articleBody", [{"@type": "WebPageElement", "text": words} for words in LONG]),
        ("articleBody", {"@type": "rdf:HTML", "@value": marked(LONG)}),
        ("liveBlogUpdate", [{"@type": "BlogPosting", "headline": "10:20", "articleBody": words} for words in LONG]),
    ],
    ids=["text", "elements", "typed-value", "live-blog"],
)
def test_linked_data_keep_the_words_in_other_ways_too(key: str, body: object) -> None:
    assert read(page("<div id=app></div>", linked(body, key))).text == "\n\n".join(LONG)


def test_a_second_description_does_not_fuse_the_first() -> None:
    teaser = page(f"<main><h1>{TITLE}</h1><p>{LONG[0]}</p></main>", linked(LONG[0]) + linked("\n\n".join(LONG)))
    assert read(teaser).text == "\n\n".join(LONG)


def test_a_short_article_keeps_its_paragraphs_and_their_order() -> None:
    short = ["The mill closed on Friday.", "“It was hard,” director Ann Roe said."]
    assert read(page(f"<article><h1>{TITLE}</h1><p>By Jane Doe</p>{marked(short)}</article>")).text == "\n\n".join(
        short
    )
    boxes = f'<div><h1>{TITLE}</h1><p class="lead">{LONG[0]}</p><div class="text"><p>{LONG[1]}</p></div></div>'
    assert read(page(boxes)).text == f"{LONG[0]}\n\n{LONG[1]}"


def test_words_behind_a_block_in_a_paragraph_are_kept() -> None:
    broken = f"<p><div class=box><ul><li><a href=/x>More</a></li></ul></div>{LONG[0][:60]}<b>{LONG[0][60:]}</b></p>"
    assert LONG[0] in read(page(f"<article><h1>{TITLE}</h1><div>{broken}{marked(LONG[1:])}</div></article>")).text


def test_a_summary_between_headline_and_article_is_part_of_it() -> None:
    above = f"<header><h1>{TITLE}</h1><p class=standfirst>{LEAD}</p></header>"
    assert read(page(f"<main>{above}<article>{marked(LONG)}</article></main>")).text == "\n\n".join([LEAD, *LONG])


@pytest.mark.parametrize("name", ["description", "twitter:description"])
def test_what_the_page_describes_itself_with_is_the_summary_whatever_its_box_is_called(name: str) -> None:
    above = f"<header><h1>{TITLE}</h1><div class=x1>{LEAD}</div></header>"
    body = f"<main>{above}<article>{marked(LONG)}</article></main>"
    described = f'<meta name="{name}" content="{LEAD} More below.">'
    assert read(page(body, described)).text == "\n\n".join([LEAD, *LONG])
    assert read(page(body)).text == "\n\n".join(LONG)


@pytest.mark.parametrize(
    "summary",
    [
        "<p class=standfirst>{}</p>",
        "<div class=chapo>{}</div>",
        "<p itemprop=description>{}</p>",
        "<h2 class=subtitle>{}</h2>",
        "<ul class=summary><li>{}</li></ul>",
        "<div class=key-points><ul><li>{}</li></ul></div>",
    ],
    ids=["paragraph", "chapo", "described", "heading", "points", "key-points"],
)
def test_a_summary_need_be_no_sentence(summary: str) -> None:
    lead = LEAD.rstrip(".")
    above = f"<header><h1>{TITLE}</h1>{summary.format(lead)}</header>"
    assert read(page(f"<main>{above}<article>{marked(LONG)}</article></main>")).text == "\n\n".join([lead, *LONG])


def test_an_article_in_two_boxes_of_one_class_is_read_whole() -> None:
    first, second = (f"<div class=story>{marked(LONG[start : start + 2])}</div>" for start in (0, 2))
    document = read(page(f"<div><h1>{TITLE}</h1>{first}<div class=promo><p>Sign up</p></div>{second}</div>"))
    assert document.text == "\n\n".join(LONG)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<article>{}</article>", "<article>{}</article>"),
        ('<div><div class="article-body">{}</div></div>', '<div><div class="article-body">{}</div></div>'),
    ],
)
def test_an_article_in_two_articles_or_wrappers_is_read_whole(first: str, second: str) -> None:
    paragraphs = [f"{words} It was the {number}. of its kind." for number, words in enumerate(LONG * 3)]
    halves = first.format(marked(paragraphs[:6])), second.format(marked(paragraphs[6:]))
    text = read(page(f"<main><h1>{TITLE}</h1>{'<form>Sign up</form>'.join(halves)}</main>")).text
    assert text == "\n\n".join(paragraphs)


COMMENT = "The owner said it himself that the mill is a joke, and all of us here know it very well."


@pytest.mark.parametrize(
    "box",
    [
        'id="kommentarbereich"',
        'class="article-commentaires"',
        'class="lesermeinungen"',
        'class="c-comentarios-lista"',
        'class="opiniones-lectores"',
        'class="fb-comments"',
        'id="coral_talk"',
        'itemscope itemtype="https://schema.org/Comment"',
    ],
)
def test_what_readers_wrote_is_no_part_of_the_article(box: str) -> None:
    comments = f"<div {box}><h3>2</h3><div><b>Sal</b><p>{COMMENT}</p></div><div><b>Bob</b><p>{COMMENT}</p></div></div>"
    text = read(page(f"<div class=x><h1>{TITLE}</h1>{marked(LONG)}</div>{comments}")).text
    assert text == "\n\n".join(LONG)


def test_an_opinion_that_is_named_a_comment_is_read() -> None:
    body = f'<h1>{TITLE}</h1><div class="kommentar">{marked(LONG)}</div>'
    assert read(page(body)).text == "\n\n".join(LONG)
