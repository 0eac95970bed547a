"""Where words that somebody quoted stand."""

from __future__ import annotations

import pytest

from claims.text.quotes import NotAnchoredError, Quote, QuotedText

TEXT = "“It opens in May,” she said.\n\nThe mayor’s office: “It opens in May,” he said – twice."
FIRST, SECOND = TEXT.index("It opens"), TEXT.rindex("It opens")
WORDS = "It opens in May"


def place(exact: str, **around: object) -> str | tuple[int, int]:
    """Where the words stand, or the code that says why not."""
    try:
        return QuotedText(TEXT).place_of(Quote(exact, **around))  # type: ignore[arg-type]
    except NotAnchoredError as error:
        return error.code


def test_words_that_stand_once_need_nothing_else() -> None:
    start = TEXT.index("office")
    assert place("office") == (start, start + 6)


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ({"prefix": "office: “"}, SECOND),
        ({"suffix": ",” she said"}, FIRST),
        ({"prefix": "nothing like it", "suffix": ",” he said"}, SECOND),
        ({"position": (SECOND + 3, SECOND + 9)}, SECOND),
        ({"position": (0, 4)}, FIRST),
        ({"suffix": ",” she", "position": (SECOND, SECOND + 15)}, FIRST),
    ],
)
def test_of_several_places_the_words_around_decide_then_the_position(around: dict[str, object], expected: int) -> None:
    assert place(WORDS, **around) == (expected, expected + len(WORDS))


def test_the_form_of_marks_and_white_space_counts_for_nothing() -> None:
    start = TEXT.index("she said.\n\nThe mayor’s")
    assert place("  she said. The mayor's ") == (start, start + len("she said.\n\nThe mayor’s"))


def test_a_place_counts_code_points() -> None:
    assert QuotedText("🌉🌉 May").place_of(Quote("May")) == (3, 6)


@pytest.mark.parametrize(
    ("exact", "around", "code"),
    [
        (WORDS, {}, "several-places"),
        (WORDS, {"prefix": "“"}, "several-places"),
        ("It opens in June", {"position": (FIRST, FIRST + 15)}, "not-found"),
        ("", {}, "no-selector"),
        ("", {"position": (5, 5)}, "outside"),
        ("", {"position": (-1, 5)}, "outside"),
        ("", {"position": (0, len(TEXT) + 1)}, "outside"),
    ],
)
def test_words_without_one_place_are_refused(exact: str, around: dict[str, object], code: str) -> None:
    assert place(exact, **around) == code


def test_a_position_alone_is_believed() -> None:
    assert place("", position=(2, 5)) == (2, 5)
