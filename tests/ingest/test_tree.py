"""Pages of hostile size are refused or read in time that grows with their length; what nobody sees is not read."""

import contextlib
from collections.abc import Callable

import pytest

from claims.ingest import IngestError, read
from tests.growth import is_linear

PARAGRAPHS = (
    "<p>The council met on Monday to hear what the new bridge will cost the town in the coming years.</p>"
    "{between}"
    "<p>“It will be open in May,” said Ada Lind, the engineer who has led the work since it began.</p>"
    "<p>Nobody in the hall asked her about the price, which has doubled since the first stone was laid.</p>"
)


def article(between: str) -> bytes:
    body = PARAGRAPHS.format(between=between)
    return (
        f"<!DOCTYPE html><html><head><title>Bridge</title></head><body><article>{body}</article></body></html>".encode()
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<div hidden>{}</div>",
        "<template>{}</template>",
        '<p class="sr-only">{}</p>',
        '<p class="note visually-hidden">{}</p>',
        '<p class="is-hidden-visually">{}</p>',
        '<p class="elementor-screen-only">{}</p>',
        '<span class="screen-reader-text">{}</span>',
        '<div aria-hidden="true">{}</div>',
        '<div style="color: red; display: none">{}</div>',
        '<div style="VISIBILITY:HIDDEN">{}</div>',
        "<noscript>{}</noscript>",
        '<p class="u-visually-hidden">{}</p>',
        '<p class="VisuallyHidden">{}</p>',
        '<p class="show-for-sr">{}</p>',
        '<p class="hidden">{}</p>',
        '<div class="note d-none">{}</div>',
        '<p style="position: absolute; left: -9999px">{}</p>',
        '<p style="clip: rect(0, 0, 0, 0)">{}</p>',
    ],
)
def test_what_a_reader_of_the_page_does_not_see_is_not_read(hidden: str) -> None:
    text = read(article(hidden.format("Omar Berg said that no ship has ever come to this harbour."))).text
    assert "Omar Berg" not in text
    assert "Ada Lind" in text


def test_what_is_hidden_on_small_screens_alone_is_read() -> None:
    assert "Omar Berg" in read(article('<p class="hidden md:block">A ship came in on Sunday, Omar Berg said.</p>')).text


@pytest.mark.parametrize("between", [f"<!-- {'x ' * 3_000_000} -->", f"<img src=data:{'QUJD' * 1_500_000}>"])
def test_what_is_too_long_to_be_parsed_leaves_nothing_behind(between: str) -> None:
    assert read(article(between)).text == read(article("")).text


def test_a_page_that_a_script_shows_is_read() -> None:
    page = article("").replace(b"<body>", b'<body style="visibility:hidden">')
    assert "Ada Lind" in read(page).text


def attributes(number: int, form: str) -> str:
    return "".join(form.format(n) for n in range(number))


FORMS = [" x{}=1", ' x{}="1"', 'x{}="1"', " x{}='>'", ' x{}="<"', "/x{}", " x{}", '" x{}=1']


@pytest.mark.parametrize("form", FORMS)
def test_a_tag_of_very_many_attributes_is_refused(form: str) -> None:
    with pytest.raises(IngestError, match="more than 500 attributes"):
        read(article(f"<p {attributes(60_000, form)}>Hello.</p>"))


@pytest.mark.parametrize("form", FORMS)
def test_a_tag_of_many_attributes_is_read(form: str) -> None:
    assert "Ada Lind" in read(article(f"<p {attributes(100, form)}></p>")).text


def test_letters_that_grow_in_lower_case_hide_no_attributes() -> None:
    with pytest.raises(IngestError, match="more than 500 attributes"):
        read(article(f"{'İ' * 1_000}<p {attributes(60_000, ' x{}=1')}>Hello.</p>"))


def test_a_script_may_look_like_a_tag_of_many_attributes() -> None:
    assert "Ada Lind" in read(article(f"<script>if (a <b {'a = b ' * 5_000}) run()</script>")).text


SHAPES: dict[str, Callable[[int], str]] = {
    "opened": lambda n: "<a" * (n // 2),
    "comments": lambda n: "<!--" * (n // 4),
    "closed": lambda n: "</" * (n // 2),
    "marks": lambda n: "<!" * (n // 2),
    "scripts": lambda n: "<script>" * (n // 8),
    "values": lambda n: '<a="' * (n // 4),
    "equals": lambda n: "<a=" * (n // 3),
    "references": lambda n: "&#1" * (n // 3),
    "declarations": lambda n: "<?xml " * (n // 6),
    "spaces": lambda n: "<p" + " " * n,
    "quotation marks": lambda n: "<q>" * 1_000 + '"' * n,
    "names": lambda n: f'<div class="{"comments-" * (n // 9)}">{PARAGRAPHS}</div>',
    "underlines in names": lambda n: f'<div class="comments{"_a" * 40}! {"_a" * 99}">{PARAGRAPHS}</div>' * (n // 1_000),
    "names without end": lambda n: f'<div id="{"related_" * (n // 8)}">{PARAGRAPHS}</div>',
    "loose letters": lambda n: f"<div>{PARAGRAPHS}{'x' * n}</div>",
    "short headings": lambda n: "<h1>Mill closes</h1>" * (n // 60),
    "short blocks": lambda n: "<blockquote>a</blockquote><center>b</center><legend>c</legend>" * (n // 58),
    "loose words": lambda n: f"<div>{PARAGRAPHS}{'x ' * (n // 2)}</div>",
    "loose links": lambda n: f"<div>{PARAGRAPHS}{'<a href=x>y</a>' * (n // 15)}</div>",
    "linked data": lambda n: f"{LINKED}{'[' * n}</script>",
    "marks in linked data": lambda n: LINKED + '"\\' * (n // 2) + "</script>",
    "values in linked data": lambda n: f"{LINKED}{'1 ' * (n // 2)}</script>",
    "spaces in linked data": lambda n: f"{LINKED}<!--{' ' * n}x</script>",
    "slashes in linked data": lambda n: f"{LINKED}<!--{'//' * (n // 2)}x</script>",
    "brackets in a name": lambda n: f"<meta name=author content='{'([{' * (n // 3)}'>{PARAGRAPHS}",
    "marks in a linked name": lambda n: (
        LINKED + '{"@type": "Article", "author": "' + "<!--" * (n // 4) + '"}</script>' + PARAGRAPHS
    ),
    "marks in linked words": lambda n: (
        LINKED + '{"@type": "Article", "articleBody": "' + "<!--" * (n // 4) + '"}</script>' + PARAGRAPHS
    ),
    "names in broken linked data": lambda n: LINKED + "{" + '"author":' * (n // 9) + "</script>" + PARAGRAPHS,
}
LINKED = '<script type="application/ld+json">'


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_length_only(shape: str) -> None:
    assert is_linear(_read_or_refuse, SHAPES[shape], 125_000)


def _read_or_refuse(page: str) -> None:
    with contextlib.suppress(IngestError):
        read(page.encode(), filename="page.html")
