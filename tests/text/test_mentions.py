"""Which words of a comment name a colleague."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.mentions import mentions_in, names_of_nobody, possible_names


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("@ada looks", ["@ada"]),
        ("Ask @ada.", ["@ada"]),
        ("(@ada, @bob.stone)", ["@ada", "@bob.stone"]),
        ("@bob.stone. And @ada!", ["@bob.stone", "@ada"]),
        ("🌉 @ada's", ["@ada"]),
        ("mail ada@ada", []),
        ("@adam @Ada @", []),
        ("@@ada", []),
    ],
)
def test_an_at_before_a_colleagues_name_mentions_them(text: str, marked: list[str]) -> None:
    places = mentions_in(text, {"ada", "bob.stone"})
    assert [text[start:end] for start, end in places] == marked


def test_a_name_at_the_end_of_a_sentence_is_read_with_and_without_its_mark() -> None:
    assert possible_names("@ada. @bob @ada.") == ["ada.", "ada", "bob"]


def test_names_of_nobody_are_told_once_without_the_mark_that_ends_a_sentence() -> None:
    assert names_of_nobody("@adda, @ada. @Ada? @adda. mail eve@home; @...", {"ada"}) == ["adda", "Ada"]


@given(st.text(alphabet="@ab. -\n"))
def test_what_is_marked_stands_in_order_and_is_a_possible_name(text: str) -> None:
    end_before = 0
    for start, end in mentions_in(text, {"a", "b", "ab", "a.b"}):
        assert end_before <= start < end <= len(text)
        assert text[start] == "@"
        assert text[start + 1 : end] in possible_names(text)
        end_before = end
