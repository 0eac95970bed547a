"""The day that a page prints around its article serves where its metadata give none."""

import pytest

from claims.ingest import read

TITLE = "Mill closes after a hundred years"
FIRST = "The mill on the Tarn closed after a hundred years, its owners said in a letter to all who work there."
REST = (
    "<p>“It was a hard choice for us all,” director Ann Roe said, and thanked the four hundred people of the mill.</p>"
    "<p>The town will buy the land from the owners and means to build a school there, the mayor told the council.</p>"
)


def day_of(above: str = f"<h1>{TITLE}</h1>", first: str = FIRST, below: str = "") -> str:
    body = f"<div>{above}<p>{first}</p>{REST}</div>{below}"
    published = read(f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>").published_at
    return published.isoformat() if published else ""


@pytest.mark.parametrize(
    "line",
    ["05.02.2020 - Redaktion: Jo Low", "5 февраля 2020", "5 de febrero de 2020 | Economía", "Town, February 5th, 2020"],
)
def test_a_day_in_a_line_beside_the_headline_is_the_article_s(line: str) -> None:
    for above in (f"<p>{line}</p><h1>{TITLE}</h1>", f"<h1>{TITLE}</h1><p>{line}</p>"):
        assert day_of(above) == "2020-02-05T00:00:00+00:00"


def test_a_day_may_stand_a_few_lines_above_the_headline() -> None:
    assert (
        day_of(f"<p>5.2.2020</p><p>Print</p><p>© AP</p><p>Politics</p><h1>{TITLE}</h1>") == "2020-02-05T00:00:00+00:00"
    )


def test_what_is_called_a_caption_holds_the_day_where_it_stands_right_below_the_headline() -> None:
    line = '<p class="lead__caption">5. Februar 2020 | Nature</p>'
    assert day_of(f"<h1>{TITLE}</h1>{line}") == "2020-02-05T00:00:00+00:00"
    assert day_of(f"<h1>{TITLE}</h1><img alt='' src='/a.png'>{line}") == ""


def test_an_hour_that_stands_behind_the_day_is_kept() -> None:
    assert day_of(f"<p>Stars 05.02.2020 13:30 von Olga</p><h1>{TITLE}</h1>") == "2020-02-05T13:30:00+00:00"


@pytest.mark.parametrize(
    "day", ["5.2.2020 - ", "(5. Februar 2020) ", "5 February 2020. ", "Albi, (5.2.2020). ", "ALBI, 5 February 2020 – "]
)
def test_a_day_with_which_the_article_begins_is_its_own(day: str) -> None:
    assert day_of(first=day + FIRST) == "2020-02-05T00:00:00+00:00"


def test_a_labelled_day_below_the_article_is_its_own() -> None:
    assert day_of(below="<p>Erstellt am: 05.02.2020</p>") == "2020-02-05T00:00:00+00:00"


def test_several_days_beside_the_headline_and_days_within_or_below_the_article_are_not_taken() -> None:
    assert day_of(f"<p>5 May 2019, 6 May 2020</p><h1>{TITLE}</h1>") == ""
    assert day_of(first=FIRST.replace("closed", "closed on 5 May 2020")) == ""
    assert day_of(first="In Albi, 5 May 2020 is remembered. " + FIRST) == ""
    assert day_of(below="<div><a href='/x'>Mill burns</a> 5 May 2020</div>") == ""
