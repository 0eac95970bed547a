"""How words are told to differ from an earlier form of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.wording import WORDS_AT_MOST, Piece, Sign, pieces, signs

TEXTS = st.lists(
    st.sampled_from(["We", "we", "not", " ", "  ", "\n", "…", "...", "[", "]", "“", "”", "’", "don’t", "é", "😀"])
).map("".join)


@given(TEXTS, TEXTS)
def test_the_pieces_joined_give_both_texts_back(earlier: str, later: str) -> None:
    compared = pieces(earlier, later)
    assert "".join(piece.earlier for piece in compared) == earlier
    assert "".join(piece.later for piece in compared) == later
    assert all(piece.same != following.same for piece, following in pairwise(compared))


@given(TEXTS)
def test_a_text_differs_from_itself_in_nothing(text: str) -> None:
    compared = pieces(text, text)
    assert all(piece.same for piece in compared)
    assert signs(compared) == []


@pytest.mark.parametrize(
    ("earlier", "later", "told"),
    [
        ("We will not leave the city", "We will leave the city", [Sign.CHANGED_WORDS, Sign.DROPPED_NOT]),
        ("We don’t leave", "We leave", [Sign.CHANGED_WORDS, Sign.DROPPED_NOT]),
        ("We will leave", "We will not leave", [Sign.CHANGED_WORDS, Sign.ADDED_NOT]),
        ("We didnt leave", "We leave", [Sign.CHANGED_WORDS, Sign.DROPPED_NOT]),
        ("We didn`t leave", "We leave", [Sign.CHANGED_WORDS, Sign.DROPPED_NOT]),
        ("We did not leave", "We didnt leave", [Sign.CHANGED_WORDS]),
        ("They could hardly leave", "They could leave", [Sign.CHANGED_WORDS, Sign.DROPPED_NOT]),
        ("We leave it", "We barely leave it", [Sign.CHANGED_WORDS, Sign.ADDED_NOT]),
        ("They scarcely leave", "They never leave", [Sign.CHANGED_WORDS]),
        ("They no longer leave", "They leave", [Sign.CHANGED_WORDS, Sign.DROPPED_NOT]),
        ("We will leave the city in May", "We will leave … in May", [Sign.ELLIPSIS]),
        ("We will leave the city in May", "We will leave ... in May", [Sign.ELLIPSIS]),
        ("We will leave the city in May", "We will leave . . . in May", [Sign.ELLIPSIS]),
        ("We will leave it in May", "We will leave [the city] in May", [Sign.BRACKETS]),
        ("We shall not, of course, leave", "We shall … leave", [Sign.ELLIPSIS, Sign.DROPPED_NOT]),
        ("We will leave the city", "We will flee the city", [Sign.CHANGED_WORDS]),
        ("“We don’t leave,”", '"we don\'t leave"', []),
        ("The mayor reports it", "[T]he mayor report[s] it", [Sign.BRACKETS]),
        ("They’re going to be held", "They are … held", [Sign.ELLIPSIS, Sign.CHANGED_WORDS]),
        ("We note it", "We it", [Sign.CHANGED_WORDS]),
    ],
)
def test_what_a_reader_has_to_know_is_flagged(earlier: str, later: str, told: list[Sign]) -> None:
    assert signs(pieces(earlier, later)) == told


@pytest.mark.parametrize("form", ["…", "...", ". . ."])
def test_the_forms_of_an_ellipsis_are_one_sign(form: str) -> None:
    assert [piece.same for piece in pieces("We … go", f"We {form} go")] == [True]


def test_an_ellipsis_that_joins_two_parts_of_a_quotation_leaves_nothing_out() -> None:
    compared = pieces("We go, in May", "We go … in May")
    assert signs(compared, joints=(0, 1)) == []
    assert signs(compared) == [Sign.ELLIPSIS]


def test_a_paraphrase_that_became_a_quotation_is_flagged_whatever_its_words() -> None:
    assert signs(pieces("it opens", "it opens"), now_quoted=True) == [Sign.NOW_QUOTED]


def test_texts_beyond_measure_are_one_piece() -> None:
    long = "we go " * WORDS_AT_MOST
    assert pieces(long, long + "on") == [Piece(False, long, long + "on")]
    assert pieces(long, long)[0].same
