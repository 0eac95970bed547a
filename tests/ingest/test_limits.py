"""What is taken in may be large; the words of an article in it may not."""

import pytest

from claims.ingest import MAX_BYTES, IngestError, read
from tests.growth import is_linear

ARTICLE = "<article><p>The mill closed on Friday, its owners said.</p><p>“It was hard,” Ann Roe said.</p></article>"
TEXT = "The mill closed on Friday, its owners said.\n\n“It was hard,” Ann Roe said."


@pytest.mark.parametrize("long", ["<script>{}</script>", "<style>{}</style>", "<!--{}-->", '<img src="data:{}">'])
@pytest.mark.parametrize("size", [3_000_000, 12_000_000])
def test_a_page_of_many_megabytes_is_read_where_its_words_are_few(long: str, size: int) -> None:
    assert read(f"<html><body>{long.format('x' * size)}{ARTICLE}</body></html>").text == TEXT


def test_a_page_of_too_many_words_is_refused_with_their_size_and_the_limit() -> None:
    body = "".join(f"<p>It is late, {number} of them said. {'Nobody knew why. ' * 100}</p>" for number in range(1_300))
    with pytest.raises(IngestError) as caught:
        read(f"<html><body><article>{body}</article></body></html>")
    assert (caught.value.code, caught.value.field) == ("too-large", "text")
    assert "2 MB" in caught.value.message


@pytest.mark.parametrize("start", ["<html><body>", "MIME-Version: 1.0\nContent-Type: text/html\n\n", ""])
def test_more_than_the_limit_is_refused_unread(start: str) -> None:
    with pytest.raises(IngestError) as caught:
        read(start.encode() + b"a" * MAX_BYTES)
    assert (caught.value.code, caught.value.field) == ("too-large", "file")
    assert "at most" in caught.value.message


@pytest.mark.parametrize("shape", ["<h1><a href=/>Mill</a> closes today</h1>", "<title>{}</title>"])
def test_headings_and_white_space_without_end_take_time_that_grows_with_their_length(shape: str) -> None:
    def page(count: int) -> str:
        many = shape.format("Mill" + " " * 40 * count) if "{}" in shape else shape * count
        return f"<html><body>{many}{ARTICLE}</body></html>"

    assert is_linear(read, page, 2_000)


@pytest.mark.parametrize("white", [" ", "\t \u00a0"])
def test_white_space_without_end_in_a_line_takes_time_that_grows_with_its_length(white: str) -> None:
    def line(length: int) -> str:
        return f"The mill{white * (length // len(white))}closed.\n\n{TEXT}"

    assert is_linear(read, line, 8_000)
