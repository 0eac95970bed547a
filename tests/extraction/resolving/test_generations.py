"""Words of age mean somebody where the text tells which of two is the older, and else stay a description."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.speakers import Speakers


def meant(text: str, words: str) -> str | None:
    start = text.rindex(words)
    return Speakers(read(text)).party_at((start, start + len(words))).name


AGES = "Ann Lee, 34, and Tom Lee, 61, run the mill."


@pytest.mark.parametrize(("words", "name"), [("The younger Lee", "Ann Lee"), ("The elder Lee", "Tom Lee")])
def test_the_elder_of_two_is_told_by_age(words, name):
    assert meant(f"{AGES} {words} said no.", words) == name


def test_the_elder_of_two_is_told_by_whose_child_the_other_is():
    text = "Tom Lee and his daughter, Ann Lee, run the mill. The elder Lee said no."
    assert meant(text, "The elder Lee") == "Tom Lee"


@pytest.mark.parametrize(
    "before",
    ["Tom Lee, 61, runs the mill.", "Ann Lee and Tom Lee run the mill.", f"{AGES} Jo Lee, 70, does not."],
    ids=["one only", "no ages", "three"],
)
def test_who_is_the_younger_is_not_guessed(before):
    assert meant(f"{before} The younger Lee said no.", "The younger Lee") is None
