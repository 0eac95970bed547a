"""Whoever's statement it is said what it says."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.types import Party

LEAD = "Senator Ann Lee spoke. "


def party(words: str) -> Party:
    text = f"{LEAD}{words} said no."
    return Speakers(read(text)).party_at((len(LEAD), len(LEAD) + len(words)))


@pytest.mark.parametrize("words", ["Lee's statement", "Lee’s latest remarks", "Ann Lee's own explanations"])
def test_the_words_of_a_person_are_the_person_s(words):
    found = party(words)
    assert (found.kind, found.name, found.roles) == ("person", "Ann Lee", ("Senator",))


@pytest.mark.parametrize("words", ["Lee's lawyer", "Lee's report", "the ministry's statement", "a statement"])
def test_others_and_what_others_write_are_not(words):
    assert party(words).name != "Ann Lee"


@pytest.mark.parametrize(
    ("words", "maker"),
    [
        ("Oxfam's Paying the Price report", "Oxfam"),
        ("Greenpeace's 2018 report", "Greenpeace"),
        ("the World Bank's Doing Business report", "World Bank"),
        ("a report by the World Bank", "World Bank"),
    ],
)
def test_a_document_is_whose_it_is_whatever_its_title(words: str, maker: str) -> None:
    found = party(words)
    assert (found.kind, found.name) == ("document", maker)
