"""What a text has become, in pieces that give both texts back."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from claims.text.difference import Kind, difference
from claims.text.places import FORMS

PARAGRAPHS = [
    "The harbour froze on Monday.",
    "“We will pay,” said Ann Roe.",
    "Boats stay in port. Nobody left.",
    "Ice.",
]
_WORDS = st.sampled_from(
    ["the", "mayor", "not", "“", "”", '"', ".", "\n", "\n\n", " ", "is", "Ü", "’s", "😀", "x_y", "—"]
)
TEXTS = st.lists(_WORDS, max_size=60).map("".join)
ORDERS = st.permutations([f"Paragraph {number} has words of its own." for number in range(9)])


def pieces(before: str, after: str) -> list[tuple[str, str, str]]:
    return [(piece.kind.value, piece.before, piece.after) for piece in difference(before, after)]


def changed(before: str, after: str) -> list[tuple[str, str]]:
    return [(old.strip(), new.strip()) for kind, old, new in pieces(before, after) if kind == "changed"]


def test_what_differs_is_told_by_words_and_the_rest_is_the_same():
    assert pieces("The old mayor spoke.", "The new mayor spoke.") == [
        ("same", "The ", "The "),
        ("changed", "old", "new"),
        ("same", " mayor spoke.", " mayor spoke."),
    ]


def test_equal_texts_are_one_piece_and_no_texts_none():
    assert pieces("All of it.\n\nHere.", "All of it.\n\nHere.") == [
        ("same", "All of it.\n\nHere.", "All of it.\n\nHere.")
    ]
    assert pieces("", "") == []
    assert pieces("", "New.") == [("changed", "", "New.")]


def test_other_forms_of_marks_are_no_change():
    assert [kind for kind, *_ in pieces("“It’s a long–term plan”", '"It\'s a long-term plan"')] == ["same"]


def test_a_paragraph_that_moved_is_told_where_it_stood_and_where_it_stands():
    one, two, three, four = PARAGRAPHS
    moved = pieces("\n\n".join([one, two, three, four]), "\n\n".join([two, three, one, four]))
    assert [piece for piece in moved if piece[0] != "same"] == [
        ("moved_away", f"{one}\n\n", ""),
        ("moved_here", "", f"{one}\n\n"),
    ]


def test_a_paragraph_between_two_that_were_changed_may_move():
    before = "Ann left for town today.\n\nIce.\n\nBob stayed at home today.\n\nThe end."
    after = "Ann left for sea today.\n\nBob stayed at work today.\n\nThe end.\n\nIce."
    assert changed(before, after) == [("town", "sea"), ("home", "work"), ("", "")]
    assert [kind for kind, *_ in pieces(before, after) if kind.startswith("moved")] == ["moved_away", "moved_here"]


def test_of_two_that_changed_places_the_longer_one_stays():
    short, long = "It is old.", "Nobody in town knows who built it, or when."
    moved = pieces(f"{long}\n\n{short}\n\nEnd.", f"{short}\n\n{long}\n\nEnd.")
    assert [(kind, (old + new).strip()) for kind, old, new in moved if kind != "same"] == [
        ("moved_here", short),
        ("moved_away", short),
    ]


def test_what_was_rewritten_is_read_as_one_change_and_not_word_for_word():
    before = "He said the plan of the council would cost too much."
    after = "He said nobody in the whole of town understood it at all."
    assert len(changed(before, after)) < 3


def test_a_paragraph_put_in_is_one_piece():
    assert changed(f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[2]}", "\n\n".join(PARAGRAPHS[:3])) == [("", PARAGRAPHS[1])]


def assert_gives_both_back(before: str, after: str) -> None:
    found = difference(before, after)
    assert "".join(piece.before for piece in found) == before
    assert "".join(piece.after for piece in found) == after
    for piece in found:
        if piece.kind is Kind.SAME:
            assert piece.before.translate(FORMS) == piece.after.translate(FORMS) != ""
    away = sorted(piece.before.strip() for piece in found if piece.kind is Kind.MOVED_AWAY)
    assert away == sorted(piece.after.strip() for piece in found if piece.kind is Kind.MOVED_HERE)


@given(TEXTS, TEXTS)
def test_the_pieces_give_both_texts_back(before, after):
    assert_gives_both_back(before, after)


@given(ORDERS, ORDERS, TEXTS)
def test_whatever_moved_the_pieces_give_both_texts_back(order, other, more):
    assert_gives_both_back("\n\n".join(order), "\n".join([*other[:4], more, *other[5:]]))


def test_long_texts_take_no_longer_than_in_line_with_their_length():
    lines = "a\n" * 200_000
    words = [" ".join(f"w{seed * number % 9973}" for number in range(50_000)) for seed in (7, 11)]
    news = "".join(f"Paragraph {number} tells of day {number % 90}. It rained.\n\n" for number in range(3_000))
    pairs = [(lines, "b\n" + lines[2:-2]), (words[0], words[1]), (news, news.replace("tells", "told"))]
    start = time.process_time()
    for before, after in pairs:
        assert_gives_both_back(before, after)
    assert time.process_time() - start < 20
