"""Quotations that the network leaves out are kept if they are long enough to be somebody's words."""

import pytest

from claims.extraction.layout import read
from claims.extraction.rules.quoted import alone
from tests.extraction.tagging import tagged

TEXT = "There it stood: “taxes rise and rise again.” The “fair tax” passed, “as it had to pass that day,” they said."


def words(found):
    return [TEXT[start:end] for record in found for start, end in record.content]


def test_five_words_in_marks_are_kept_and_fewer_are_not():
    assert words(alone(read(TEXT), [])) == ["“taxes rise and rise again.”", "“as it had to pass that day,”"]


def test_chinese_words_are_counted_though_no_spaces_part_them():
    layout = read("部长说：“我们永远不会让步，罢工将继续。”")
    assert len(alone(layout, [])) == 1


@pytest.mark.parametrize("content", ["“taxes rise and rise again.”", "rise and rise", "again.” The"])
def test_a_quotation_that_is_taken_is_not_given_twice(content):
    assert words(alone(read(TEXT), [tagged(TEXT, content)])) == ["“as it had to pass that day,”"]


@pytest.mark.parametrize(
    ("before", "cue", "who"),
    [
        ("It was, in the words of one aide, ", "in the words of", "one aide"),
        ("In the words of Jo Lee, who built it, ", "In the words of", "Jo Lee"),
        ("To quote Jo Lee, ", "To quote", "Jo Lee"),
    ],
)
def test_a_short_one_is_kept_where_the_words_before_it_say_whose_it_is(before, cue, who):
    text = f"{before}“a mess”."
    (found,) = alone(read(text), [])
    assert [text[slice(*spans[0])] for spans in (found.content, found.cue, found.speaker_words)] == [
        "“a mess”",
        cue,
        who,
    ]


@pytest.mark.parametrize(
    "words",
    ["“The Long Road to the Sea,”", "“How to Foster Long-Term Innovation”", "“Act Against the Sponsors of Terror”"],
)
def test_a_title_in_marks_is_no_quotation(words):
    assert alone(read(f"They had read {words} which won a prize."), []) == []


@pytest.mark.parametrize(
    "text", ["Mayor Calls Tax “A Long Road to Ruin” in Fiery Speech\nIt rained.", "“The Long road to the Sea”, it was."]
)
def test_words_in_marks_that_are_no_title_are_kept(text):
    assert len(alone(read(text), [])) == 1
