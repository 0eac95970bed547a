""" "Both" and "the two", and bodies that are called "it". No network is asked."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.speakers import Speakers


def names(text: str, words: str) -> list[str | None]:
    start = text.rindex(words)
    return [party.name for party in Speakers(read(text)).parties_at((start, start + len(words)))]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Ann Holm met Jim Lee. Both said no.", "Both", ["Ann Holm", "Jim Lee"]),
        ("Ann Holm met Jim Lee. They talked. The two said no.", "The two", ["Ann Holm", "Jim Lee"]),
        ("Jim Lee met Carl Beck and Ann Holm. Both men said no.", "Both men", ["Jim Lee", "Carl Beck"]),
        ("Jim Lee, Carl Beck and Ann Holm met. Both said no.", "Both", [None]),
        ("Jim Lee came. Both said no.", "Both", [None]),
        ("Ann Holm and Jim Lee met. They said no.", "They", ["Ann Holm", "Jim Lee"]),
        ("Ann Holm met Jim Lee. They said no.", "They", [None]),
    ],
)
def test_two_who_were_named_before(text, words, found):
    assert names(text, words) == found


def test_whoever_is_it_is_no_person():
    text = "Tern Lines said it would sail. The company said no. Tern went on."
    assert names(text, "The company") == ["Tern Lines"]
    assert Speakers(read(text)).party_at((text.rindex("Tern"), text.rindex("Tern") + 4)).kind == "organization"


@pytest.mark.parametrize(
    ("text", "pronoun", "roles"),
    [
        ("Asked about it, the senator laughed. No, he said.", "he", ("the senator",)),
        ("A police officer came. It rained. She said no.", "She", ("A police officer",)),
        ("It came from the senator. He said no.", "He", ()),
        ("It was a doctor of old. He said no.", "He", ()),
        ("The senator came. It rained. It rained. It rained. He said no.", "He", ()),
        ("The senators came. He said no.", "He", ()),
        ("The senator met Ann Holm. She said no.", "She", ()),
    ],
)
def test_he_is_whom_the_sentences_before_are_about_where_nobody_is_named(text, pronoun, roles):
    start = text.rindex(f" {pronoun} ") + 1
    assert Speakers(read(text)).party_at((start, start + len(pronoun))).roles == roles
