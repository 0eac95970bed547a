"""Roles that stand elsewhere in the text, in clauses, in rows, and with abbreviations."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.speakers import Speakers


def roles(text: str, words: str) -> tuple[str, ...]:
    start = text.index(words)
    return Speakers(read(text)).party_at((start, start + len(words))).roles


def test_an_office_spoken_of_by_itself_is_that_of_whom_the_text_was_about():
    assert roles("Carl Beck said no. The whole trip of the chancellor was called off.", "Carl Beck") == ("chancellor",)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Carl Beck said no. He wrote to the chancellor.",
        "Carl Beck said no. Ana Ruiz wrote to the chancellor of Troy.",
        "Carl Beck said no to Chancellor Ana Ruiz. She is the chancellor.",
    ],
)
def test_an_office_of_another_is_not_theirs(text):
    assert "chancellor" not in roles(text, "Carl Beck")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("U.S. Secretary of Labor Ana Ruiz", "U.S. Secretary of Labor"),
        ("Danish singer, actor, and farmer Ana Ruiz", "Danish singer, actor, and farmer"),
        ("Record holder and sports pundit Ana Ruiz", "Record holder and sports pundit"),
        ("Ana Ruiz, formerly the mayor of Troy,", "formerly the mayor of Troy"),
        ("Ana Ruiz is the head of the Harbour Board. She", "head of the Harbour Board"),
        ("Ana Ruiz, who follows steel as an analyst at Beck,", "analyst at Beck"),
    ],
)
def test_the_role_before_or_behind_a_name(words, role):
    assert role in roles(f"{words} said no. Ruiz said so twice.", "Ruiz said"[:4])


def test_the_office_of_another_behind_is_is_no_role():
    assert roles("Ana Ruiz is the target of a mayor. Ruiz said so twice.", "Ruiz") == ()
