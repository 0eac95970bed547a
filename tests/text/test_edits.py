"""What an edit did to quotations and denials."""

from __future__ import annotations

import pytest

from claims.text.difference import difference
from claims.text.edits import count_words, edits


def notes(before: str, after: str) -> list[tuple[str | None, str | None]]:
    """The quotation and the denial of each piece that has one."""
    found = edits(difference(before, after))
    return [(edit.quotation, edit.denial) for edit in found if edit.quotation or edit.denial]


@pytest.mark.parametrize(
    ("before", "after", "quotation", "denial"),
    [
        ("“We will pay,” she said.", "“We will not pay,” she said.", "changed", "added"),
        ("“We won't pay,” she said.", "“We will pay,” she said.", "changed", "dropped"),
        ('She said "the old town" was hers.', 'She said "the new town" was hers.', "changed", None),
        ("He left the room.", "He never left the room.", None, "added"),
        ("The mayor denied it on Monday.", "The mayor confirmed it on Monday.", None, "dropped"),
        ("It rained.", "It rained. “Bring a coat,” he said.", "added", None),
        ("It rained. “Bring a coat,” he said.", "It rained.", "dropped", None),
        ("It was “all” over town.", "It was all over town.", None, None),
    ],
)
def test_a_quotation_that_was_changed_and_a_denial_that_came_or_went_are_marked(before, after, quotation, denial):
    assert notes(before, after) == ([(quotation, denial)] if quotation or denial else [])


def test_one_denial_in_place_of_another_and_words_outside_of_marks_are_not_marked():
    assert notes("He did not go. “Yes,” he said.", "He never did go. “Yes,” he added.") == []


def test_a_paragraph_that_moved_changed_no_quotation():
    texts = ["“No,” he said.", "It rained all day.", "She went home."]
    assert notes("\n\n".join(texts), "\n\n".join([*texts[1:], texts[0]])) == []


def test_no_texts_have_no_edits():
    assert edits([]) == []


def test_words_are_counted_as_people_count_them():
    assert count_words("“Well-known,” he said — twice.\n") == 4
