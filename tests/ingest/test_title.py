"""The headline of a page is what a reader sees above the article, and not what the site calls itself."""

import pytest

from claims.ingest import read

BODY = (
    "<p>The council met on Monday to hear what the new bridge will cost the town in the coming years.</p>"
    "<p>“It will be open in May,” said Ada Lind, the engineer who has led the work since it began.</p>"
    "<p>Nobody in the hall asked her about the price, which has doubled since the first stone was laid.</p>"
)


def page(title: str, above: str, *, head: str = "", site: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body>{site}<main><article>{above}{BODY}</article></main></body></html>"
    ).encode()


@pytest.mark.parametrize("separator", [" | ", " - ", " – ", " — ", " · ", " » ", ": "])
@pytest.mark.parametrize("order", ["{headline}{separator}{site}", "{site}{separator}{headline}"])
def test_the_name_of_the_site_is_no_part_of_the_headline(separator: str, order: str) -> None:
    headline = "Bridge opens in May"
    title = order.format(headline=headline, separator=separator, site="The Evening Post")
    found = read(page(title, f"<h1>{headline}</h1>"), filename="page.html")
    assert found.title == headline
    assert headline not in found.text


def test_a_site_that_says_its_name_is_taken_off_where_no_heading_tells() -> None:
    named = '<meta property="og:site_name" content="evening post of Northport">'
    found = read(page("Bridge opens in May - Evening Post of Northport", "", head=named), filename="page.html")
    assert found.title == "Bridge opens in May"


def test_a_separator_within_a_headline_stays() -> None:
    headline = "Bridge opens in May - but who will pay for it in the end?"
    told = f'<meta property="og:title" content="{headline}">'
    assert read(page(headline, "", head=told), filename="page.html").title == headline


def test_a_logo_is_no_headline_though_it_is_marked_up_as_one() -> None:
    logo = "<header><h1>Evening Post</h1></header>"
    found = read(
        page("Evening Post | Bridge opens in May", "<h2>Bridge opens in May</h2>", site=logo), filename="x.html"
    )
    assert found.title == "Bridge opens in May"
    assert "Evening Post" not in found.text


def test_a_headline_that_the_metadata_word_otherwise_is_no_paragraph() -> None:
    shown = "Who pays: new bridge opens in May after years of quarrels"
    found = read(page("Bridge opens", f"<h1>{shown}</h1>"), filename="page.html")
    assert found.title == shown
    assert found.text.startswith("The council met")
