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


@pytest.mark.parametrize(
    "logo",
    [
        '<h1><a href="/">The Evening Post of all the Northern Valleys</a></h1>',
        '<h1 id="site-title">The Evening Post of all the Northern Valleys</h1>',
    ],
)
def test_a_heading_that_leads_to_the_front_page_is_the_name_of_the_site(logo: str) -> None:
    title = "Bridge opens in May | The Evening Post of all the Northern Valleys"
    assert (
        read(page(title, "<h1>Bridge opens in May</h1>", site=logo), filename="x.html").title == "Bridge opens in May"
    )
    assert read(page(title, "", site=logo), filename="x.html").title == "Bridge opens in May"


@pytest.mark.parametrize(
    "small",
    ['<span class="kicker">Roads</span> ', "<small>Roads</small>", '<time datetime="2024-05-01">1 May</time> '],
)
def test_a_topic_or_date_that_stands_small_in_the_heading_is_no_part_of_the_headline(small: str) -> None:
    found = read(page("Roads - Bridge opens in May", f"<h1>{small}Bridge opens in May</h1>"), filename="x.html")
    assert found.title == "Bridge opens in May"
    assert found.text.startswith("The council met")


def test_a_heading_that_adds_the_site_s_name_is_read_without_it_where_a_title_says_so() -> None:
    told = '<meta property="og:title" content="Bridge opens in May at last">'
    above = "<h1>Bridge opens in May at last | EVENING.NET</h1>"
    page_of_it = page("Bridge opens in May at last | Post.example", above, head=told)
    assert read(page_of_it, filename="x.html").title == "Bridge opens in May at last"


def test_an_h1_comes_before_a_longer_h2_that_the_metadata_repeat() -> None:
    told = '<meta property="og:title" content="At last: the bridge opens in the month of May">'
    above = "<h1>Bridge opens in May</h1><h2>At last: the bridge opens in the month of May</h2>"
    assert read(page("Bridge opens in May | Post", above, head=told), filename="x.html").title == "Bridge opens in May"


def test_a_heading_above_the_article_that_shares_the_title_s_words_counts_where_no_heading_repeats_it() -> None:
    found = read(
        page("New bridge of Northport - Evening Post", "<h2>The new bridge of Northport in pictures</h2>"),
        filename="x.html",
    )
    assert found.title == "The new bridge of Northport in pictures"


@pytest.mark.parametrize("title", ["Evening Post -", "Evening Post"])
def test_where_the_page_s_title_is_the_site_s_alone_the_heading_above_the_article_is_the_headline(title: str) -> None:
    assert read(page(title, "<h2>Bridge opens in May</h2>"), filename="x.html").title == "Bridge opens in May"


def test_soft_hyphens_are_no_letters() -> None:
    found = read(page("Roads - Bridge opens in May", "<h1>Bridge o&shy;pens in May</h1>"), filename="x.html")
    assert found.title == "Bridge opens in May"


def test_the_site_s_name_is_known_without_its_domain() -> None:
    named = '<meta property="og:site_name" content="post.example">'
    assert read(page("Bridge opens in May | post", "", head=named), filename="x.html").title == "Bridge opens in May"


@pytest.mark.parametrize("title", ["Northern Valley Post", "Northern Valley Post | Bridge opens in May"])
def test_a_sign_that_nothing_marks_is_known_by_the_heading_in_the_article_s_own_box(title: str) -> None:
    sign = "<div><h1>Northern Valley Post</h1></div>"
    assert (
        read(page(title, "<h3>Bridge opens in May</h3>", site=sign), filename="x.html").title == "Bridge opens in May"
    )


def test_a_short_headline_above_the_box_of_the_article_is_no_sign() -> None:
    found = read(page("Bridge Opens | Evening Post", "<h3>What it costs</h3>", site="<h1>Bridge Opens</h1>"))
    assert found.title == "Bridge Opens"


@pytest.mark.parametrize(
    "named",
    [
        '<div class="itc-headline">Bridge opens in May</div>',
        '<div class="title-text"><p><em>Bridge opens in May</em></p></div>',
        '<p itemprop="headline">Bridge opens in May</p>',
        "<h5>Bridge opens in May</h5>",
    ],
)
def test_what_is_named_a_headline_is_one_where_no_title_says_more_than_the_site(named: str) -> None:
    assert read(page("Evening Post", named), filename="x.html").title == "Bridge opens in May"


def test_the_only_heading_of_a_page_is_the_headline_however_short() -> None:
    assert read(page("Evening Post - Bridge", "<h2>Bridge opens</h2>"), filename="x.html").title == "Bridge opens"


@pytest.mark.parametrize("title", ["Post of Northport: Bridge opens in May", "Bridge opens in May (Post of Northport)"])
def test_a_site_that_says_its_name_is_taken_off_before_a_colon_and_in_brackets(title: str) -> None:
    named = '<meta property="og:site_name" content="Post of Northport">'
    assert read(page(title, "", head=named), filename="page.html").title == "Bridge opens in May"


def test_of_two_first_headings_the_one_outside_the_article_is_the_sign() -> None:
    sign = "<header><h1>Northern Valley Post</h1><p>News of the valley</p></header>"
    found = read(page("Northern Valley Post", "<h1>Bridge opens in May</h1>", site=sign), filename="x.html")
    assert found.title == "Bridge opens in May"
