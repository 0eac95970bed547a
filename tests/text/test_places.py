"""Where words of an earlier text stand in a new one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import places
from claims.text.places import Places, RangeSet

WORDS = st.text(alphabet="ab. \n“", max_size=12)
SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda one: (one[0], one[0] + one[1])), max_size=6
)


@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(st.integers(0, 5), max_size=6), st.lists(WORDS, max_size=6))
def test_words_move_to_the_same_words_and_no_two_places_become_one(pieces, order, inserted):
    old = "".join(pieces)
    chosen = [pieces[at % len(pieces)] for at in order]
    new = "".join(part for pair in zip(chosen, [*inserted, *[""] * 6], strict=False) for part in pair)
    found = Places(old, new) if old or new else None
    for length in (1, 3, 7) if found else ():
        moves = {start: found.find(start, start + length) for start in range(len(old) - length + 1)}
        there = [place for place in moves.values() if place is not None]
        assert len(there) == len(set(there))
        for start, place in moves.items():
            assert place is None or new[place : place + length] == old[start : start + length]


@given(st.lists(WORDS, min_size=1, max_size=6), st.integers(0, 6), WORDS)
def test_words_beside_an_insertion_are_all_found_in_their_order(pieces, at, inserted):
    old, at = "".join(pieces), len("".join(pieces[:at]))
    new = f"{old[:at]} {inserted} {old[at:]}"
    found = Places(old, new) if new else None
    for start, end in ((0, at), (at, len(old))):
        if found and start < end:
            assert found.find(start, end) is not None


@pytest.mark.parametrize(
    ("old", "new", "start", "end"),
    [("the glass house", "the glass houses", 4, 15), ("He said no", "He said northern no", 8, 10)],
)
def test_words_are_not_found_inside_of_longer_ones(old, new, start, end):
    place = Places(old, new).find(start, end)
    assert place is None or new[place - 1 : place + end - start + 1].strip() == old[start:end]


def test_words_that_now_stand_at_two_places_as_likely_are_doubtful():
    found = Places("A. No! B.", "X. No! Y. Z. No! Y.")
    assert found.find(3, 6) is not None
    assert found.is_doubtful(3, 6)


@given(SPANS, st.integers(0, 25), st.integers(1, 6))
def test_a_set_of_ranges_knows_which_ones_meet_another(ranges, start, length):
    end = start + length
    expected = any(start < other_end and other_start < end for other_start, other_end in ranges)
    assert RangeSet(ranges).meet(start, end) == expected


def test_ranges_that_touch_are_two():
    assert RangeSet([(0, 4), (4, 8)]).holding(3, 5) is None
    assert RangeSet([(0, 4), (4, 8)]).holding(5, 8) == 4


def text_of(sentences: int) -> str:
    return "\n\n".join(f"“It would be bridge {number},” Ada Lind said." for number in range(sentences))


@pytest.mark.parametrize("sentences", [100, 200])
def test_sentences_that_stayed_the_same_are_not_searched_for(sentences, monkeypatch):
    searched = []
    search = places._places
    monkeypatch.setattr(places, "_places", lambda words, *rest: searched.append(words) or search(words, *rest))
    old = text_of(sentences)
    new = f"On top.\n\n{old[: len(old) // 2]} Between. {old[len(old) // 2 :]}\n\nBelow."
    found = Places(old, new)
    for number in range(sentences):
        words = f"“It would be bridge {number},”"
        found.find(old.index(words), old.index(words) + len(words))
    assert len(set(searched)) <= 2


def test_words_in_texts_of_which_nothing_is_the_same_are_searched_for_so_long_and_no_longer(monkeypatch):
    old = "“Yes,” said Lind. “No,” said Berg."
    new = "Lind said: “Yes,” and Berg “No,” too"
    assert Places(old, new).find(0, 6) == new.index("“Yes,”")
    monkeypatch.setattr(places, "_SEARCHED_AT_MOST", 10)
    assert Places(old, new).find(0, 6) is None


def test_words_that_stand_in_very_many_places_are_not_told_apart(monkeypatch):
    assert Places("yes no yes", "no yes").find(7, 10) == 3
    monkeypatch.setattr(places, "_PLACES_AT_MOST", 1)
    assert Places("yes, no, yes, yes", "no; yes").find(0, 3) is None
