"""Where words stand in a new text although some of them were changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.alignment import ALIKE, Alignment

HEAD, TAIL = "The council met on Monday.\n\n", " said Mara Lind.\n\nNobody else spoke."


def carried(before: str, now: str) -> tuple[str, float]:
    """What the words of a sentence have become in the midst of two that stay, and how like they are."""
    old, new = HEAD + before + TAIL, HEAD + now + TAIL
    alignment = Alignment(old, new)
    span = (len(HEAD), len(HEAD) + len(before))
    place = alignment.carry(*span)
    assert place is not None
    return new[slice(*place)], alignment.likeness([span], [place])


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("“We have the money but no slates,”", '"We have the money but no slates,"'),
        ("“We have the money but no slates,”", "“We have the money, but no slates,”"),
        ("“We have the money but no slates,”", "“WE HAVE the money—but no slates!”"),
        ("“A long term plan,”", "“A long-term plan,”"),
        ("“They will cooperate,”", "“They will co-operate,”"),
        ("“We have the money,”", "« We have the money, »"),
        ("“We have the money,”", "``We have the money,''"),
        ("that we have the money", "we have the money"),
        ("“It’s cafe\u0301 culture,”", "“It's café culture,”"),
    ],
)
def test_case_punctuation_hyphens_and_forms_of_marks_alter_nothing(before, now):
    assert carried(before, now) == (now, 1)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("“We will fine patients,”", "“We will not fine patients,”"),
        ("“We lost 412 of them,”", "“We lost 142 of them,”"),
        ("“It costs $5,000 a year,”", "“It costs €5,000 a year,”"),
        ("“It rose by 4.2 percent,”", "“It rose by 42 percent,”"),
        ("“It grew by 2 percent,”", "“It grew by -2 percent,”"),
        ("“We shall pay for the greenhouse,”", "“We shall pay for the greenhouses,”"),
        ("“I am a little leary of that,”", "“I am a little leery of that,”"),
    ],
)
def test_a_word_or_a_figure_that_changed_is_told(before, now):
    words, likeness = carried(before, now)
    assert words == now
    assert ALIKE <= likeness < 1


def test_words_in_the_place_of_others_are_not_like_them():
    assert carried("“We will fine patients,”", "“Rain fell all night,”")[1] < ALIKE


def test_words_that_are_gone_have_no_place():
    alignment = Alignment(f"{HEAD}“We will fine patients,”{TAIL}", HEAD + TAIL.lstrip())
    assert alignment.carry(len(HEAD), len(HEAD) + 24) is None


def test_words_in_another_paragraph_are_found_where_they_are_many():
    words = "“We have the money but we lack slates,”"
    old, new = f"{words} one said.\n\nB c.", "B c.\n\n“We have the money, but we lack slates,” another said."
    place = Alignment(old, new).find(0, len(words))
    assert place is not None
    assert new[slice(*place)] == "“We have the money, but we lack slates,”"
    assert Alignment("“No way,” one said. B c.", "B c. “No, way,” another said.").find(0, 9) is None


def test_only_words_put_in_within_a_paragraph_add_to_others():
    old, new = f"“We go,”{TAIL}", f"“We go if it rains,”{TAIL}"
    alignment = Alignment(old, new)
    assert alignment.adds([(6, 18)])
    assert not alignment.adds([(6, 26)]), "“said” stood there before"
    assert not alignment.adds([(18, 20)]), "marks are no words"


PIECES = st.lists(st.sampled_from(["a", "b c", "d. ", "“", ",”", "\n", "12", "é", "😀", " "]), max_size=14).map("".join)


@given(PIECES, PIECES, st.integers(0, 30), st.integers(1, 12))
def test_a_place_lies_in_the_text(old, new, start, length):
    place = Alignment(old, new).carry(start, start + length)
    assert place is None or 0 <= place[0] < place[1] <= len(new)


@given(PIECES, PIECES)
def test_whole_words_stay_where_they_are_in_a_text_that_only_grew(old, more):
    alignment = Alignment(f"{old}\n\n", f"{old}\n\n{more}")
    for start, end in ((match.start(), match.end()) for match in re.finditer(r"\w+", old)):
        assert alignment.carry(start, end) == (start, end)
