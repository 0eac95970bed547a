"""What a site shows in place of an article is named and not taken for one; short articles on such matters are."""

import pytest

from claims.ingest import IngestError, read

NEWS = """<p>The harbour board met on Tuesday to weigh a new berth for the ferries, which cross the bay.</p>
<p>“We will not sail this week,” said Nora Vance, who is the president of the union of the crews.</p>
<p>Mayor Paul Reyes said the strike was “ill-timed” and asked the crews to come back to the table.</p>"""
CALL = "<div><h2>Subscribe to keep reading</h2><p>Already a subscriber? Sign in.</p></div>"
CONSENT = """<h1>Before you continue</h1>
<p>We and our 842 partners use cookies and process personal data, such as your address, to show you advertising.</p>
<p>Some of our partners process your data on the ground of their legitimate interest, which needs no consent.</p>
<p>You can change your choice at any time under the link “Privacy” at the bottom of each page of this site.</p>
<button>Accept all</button><button>Manage options</button>"""
UNPAID = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


def page(body: str, *, title: str = "The Gazette", head: str = "") -> bytes:
    head = f"<head><title>{title}</title>{head}</head>"
    return f"<!doctype html><html>{head}<body><main>{body}</main></body></html>".encode()


def told(page: bytes) -> str:
    with pytest.raises(IngestError) as refused:
        read(page, content_type="text/html")
    assert refused.value.code == "no-article"
    return refused.value.message


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Page not found</h1><p>Sorry, we could not find it. It may have been moved. Try the search instead.</p>",
        "<h1>404</h1><h2>Error 404</h2><p>Please go back to the front page and try from there once more.</p>",
        "<h1>Oops!</h1><p>The page you are looking for does not exist. Here is what others read today.</p>",
        "<h1>Sorry, this article is no longer available</h1><p>It was published more than a year ago by an agency.</p>",
        "<h1>Something went wrong</h1><p>Our engineers have been told of it. Please try again in a few minutes.</p>",
        "<h1>Seite nicht gefunden</h1><p>Leider gibt es diese Seite nicht mehr. Bitte nutzen Sie die Suche.</p>",
        "<h1>Page not found</h1>",
    ],
)
def test_an_error_page_that_a_server_calls_a_success(body: str) -> None:
    assert told(page(body)) == "This page is an error page; paste the text of the article instead."


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Just a moment...", "<p>Enable JavaScript and cookies to continue</p>"),
        ("Gazette", "<h1>Please verify you are a human</h1><p>Press and hold the button until it is green.</p>"),
        ("Access Denied", "<p>You don't have permission to access this server. Reference 18.4d2.</p>"),
    ],
)
def test_a_check_for_robots(title: str, body: str) -> None:
    assert "a check whether a person is reading" in told(page(body, title=title))


def test_a_consent_wall() -> None:
    assert "a question about cookies and consent" in told(page(CONSENT))


@pytest.mark.parametrize(("head", "call"), [("", CALL), (UNPAID, "")], ids=["by its call", "by its linked data"])
def test_the_start_of_an_article_for_subscribers(head: str, call: str) -> None:
    start = NEWS.split("\n")[0]
    assert "only the start of an article for subscribers" in told(page(f"<h1>New berth</h1>{start}{call}", head=head))


@pytest.mark.parametrize(
    "around",
    [
        page(f"<h1>New berth weighed</h1>{NEWS}{CALL}", head=UNPAID),
        page(f"<h1>New berth weighed</h1>{NEWS}{CONSENT}"),
        page(f"<h1>404 crew members on strike</h1>{NEWS}"),
        page(f"<h1>Story of the year: no longer a harbour</h1>{NEWS}"),
        page(f"<h1>Access denied: how the crews were locked out</h1>{NEWS * 3}"),
    ],
    ids=["more than a start", "a banner below", "a number", "a title", "a long one"],
)
def test_an_article_with_such_words_around_it_is_read(around: bytes) -> None:
    assert "“We will not sail this week,”" in read(around, content_type="text/html").text


def test_an_article_about_consent_is_read() -> None:
    story = """<p>Sites that ask for consent to cookies break the law, the data protection authority said on Monday.</p>
    <p>“We value your privacy is a lie,” said Ada Lind, who heads the authority, of what 300 publishers print.</p>
    <p>The publishers' union said that it would go to court, and that without advertising there is no press.</p>
    <p>A ruling is expected in May; until then nothing changes for the readers of the papers, it said.</p>"""
    assert "Ada Lind" in read(page(f"<h1>Papers break the law</h1>{story}"), content_type="text/html").text
