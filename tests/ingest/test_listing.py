"""A page of several articles gives the first with its own headline, and a page of teasers none."""

import pytest

from claims.ingest import IngestError, read

PLACES = ("harbour", "airport", "library", "station")


def paragraphs(place: str, number: int) -> str:
    told = f"<p>The {place} stays closed until Friday, the town's engineers told the council on Monday evening,"
    return "".join(
        f"{told} as was plain to all who came to the {count} hearing of the year.</p>" for count in "abc"[:number]
    )


def page(boxes: str, head: str = "") -> str:
    return f"<html><head><title>Evening Post</title>{head}</head><body><main>{boxes}</main></body></html>"


def articles(tag: str, *, paragraphs_each: int, site: str = "", places: tuple[str, ...] = PLACES) -> str:
    headings = {place: f'<h2><a href="{site}/{place}">Town closes {place} for repairs</a></h2>' for place in places}
    return "".join(
        f"<{tag}>{heading}{paragraphs(place, paragraphs_each)}</{tag}>" for place, heading in headings.items()
    )


def test_of_two_whole_articles_the_first_is_read_under_its_own_headline() -> None:
    document = read(page(f"<div>{articles('article', paragraphs_each=4, places=PLACES[:2])}</div>"))
    assert document.title == "Town closes harbour for repairs"
    assert document.text.startswith("The harbour stays closed")


def test_more_whole_articles_are_refused() -> None:
    with pytest.raises(IngestError, match="several articles"):
        read(page(articles("article", paragraphs_each=3)))


@pytest.mark.parametrize("tag", ["article", "div", "li"])
@pytest.mark.parametrize("paragraphs_each", [1, 2])
def test_a_list_of_teasers_is_refused_and_said_to_be_one(tag: str, paragraphs_each: int) -> None:
    with pytest.raises(IngestError) as caught:
        read(page("<h1>News</h1><div>" + articles(tag, paragraphs_each=paragraphs_each) + "</div>"))
    assert (caught.value.code, caught.value.field) == ("no-article", "text")
    assert "several articles" in caught.value.message


def test_teasers_below_an_article_do_not_make_it_a_list() -> None:
    whole = f"<article><h1>Town closes mill for repairs</h1>{paragraphs('mill', 3)}</article>"
    document = read(page(whole + articles("section", paragraphs_each=1)))
    assert document.title == "Town closes mill for repairs"
    assert document.text.startswith("The mill stays closed")


def test_an_article_on_things_that_other_sites_sell_is_no_list_of_articles() -> None:
    own = '<link rel="canonical" href="https://post.example/best">'
    things = articles("div", paragraphs_each=2, site="https://shop.example")
    assert "library" in read(page(f"<h1>Best places of the year in town</h1><div>{things}</div>", own)).text


CARDS = {
    "link-in-item": "<li><a href='/{0}'>Town closes {0} for repairs</a>{1}</li>",
    "words-in-item": "<li><a href='/{0}'>Town closes {0} for repairs</a> It is closed until Friday, Jo said.</li>",
    "whole-card": "<a class=card href='/{0}'><h3>Town closes {0} for repairs</h3>{1}</a>",
    "whole-card-without-heading": "<a href='/{0}'><div>Town closes {0} for repairs</div><div>{1}</div></a>",
    "link-over-the-card": "<div class=t><a class=over href='/{0}'></a><h3>Town closes {0} for repairs</h3>{1}</div>",
    "cells": "<tr><td><a href='/{0}'>Town closes {0} for repairs</a></td><td>{1}</td></tr>",
    "terms": "<dt><a href='/{0}'>Town closes {0} for repairs</a></dt><dd>{1}</dd>",
    "picture-first": "<li><a href='/{0}'><img src=x></a><div><a href='/{0}'>Town closes {0} now</a></div>{1}</li>",
    "read-more": "<div class=t><h3>Town closes {0} for repairs</h3>{1}<a href='/{0}'>Read more</a></div>",
}


def box_of(card: str) -> str:
    return {"<t": "<table>{}</table>", "<d": "<dl>{}</dl>"}.get(card[:2] if card[2] in "rt" else "", "<ul>{}</ul>")


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_teasers_in_items_and_cards_are_a_list_too(card: str) -> None:
    cards = "".join(card.format(place, paragraphs(place, 1)) for place in PLACES)
    with pytest.raises(IngestError, match="several articles"):
        read(page(f"<h1>News</h1>{box_of(card)}".format(cards)))


def test_a_list_of_points_with_links_within_them_is_an_article() -> None:
    points = "".join(
        f"<li>The {place} stays closed, as <a href='/{place}'>we reported on Monday evening</a>, until Friday.</li>"
        for place in PLACES
    )
    document = read(page(f"<article><h1>What the town closes</h1>{paragraphs('mill', 1)}<ul>{points}</ul></article>"))
    assert "The station stays closed" in document.text
