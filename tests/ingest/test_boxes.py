"""Boxes within an article that are named as none of it, and lines that only lead to other articles, are left out."""

import pytest

from claims.ingest import read

TITLE = "Mill closes after a hundred years"
PARAGRAPHS = [
    "The mill on the Tarn closed on Friday after a hundred years, its owners said in a letter to all who work there.",
    "“It was a hard choice for us all,” director Ann Roe said, and thanked the four hundred people of the mill.",
    "The town will buy the land from the owners and means to build a school there, mayor John Poe told the council.",
]
OTHER = "Jo Low has written on mills and rivers for ten years, and lives with two dogs in a house of stone."


def text_with(between: str) -> str:
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = f"<article><h1>{TITLE}</h1>{first}{between}{''.join(rest)}</article>"
    return read(f"<html><body>{article}</body></html>").text


@pytest.mark.parametrize(
    "name",
    [
        "author-bio",
        "newsletter-box",
        "post__related",
        "wp-caption-text",
        "donation",
        "affiliate-note",
        "ez-toc-container",
    ],
)
def test_a_box_that_is_named_as_no_part_of_the_article_is_left_out(name: str) -> None:
    assert text_with(f'<div class="{name}"><p>{OTHER[:90]}</p></div>') == "\n\n".join(PARAGRAPHS)


def test_a_box_that_holds_the_article_stays_whatever_its_name() -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<html><body><h1>{TITLE}</h1><div class='newsletter'>{body}</div></body></html>"
    assert read(page).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        '<p><a href="/x">The old wheel still turns, and nobody knows why</a></p>',
        '<p>Lue lisää: <a href="/x">The old wheel still turns, and nobody knows why</a></p>',
        '<p>&gt;&gt; <a href="/x">The old wheel still turns, and nobody knows why</a> &lt;&lt;</p>',
    ],
)
def test_a_paragraph_that_is_one_link_leads_to_another_article(line: str) -> None:
    assert text_with(line) == "\n\n".join(PARAGRAPHS)


def test_links_within_sentences_stay() -> None:
    line = 'The owners said so in <a href="/x">a letter to all who work in the mill by the river</a> on Friday.'
    assert "a letter to all who work in the mill by the river on Friday." in text_with(f"<p>{line}</p>")
    said = '<a href="/x">“It was a hard choice for us all here,”</a> she said.'
    assert "she said." in text_with(f"<p>{said}</p>")
