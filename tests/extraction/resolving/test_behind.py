"""A quotation belongs to whom the words right behind it name, whatever the network made of it."""

import pytest

from claims.extraction.resolving.behind import with_own_reports
from tests.extraction.tagging import tagged

TWO = "“It is lost,” said Ann Lee. “It burnt,”"


def said(text: str, *records: object) -> list[tuple[str, str, str]]:
    """Speaker, cue and words of each record."""
    found = with_own_reports(text, records)  # type: ignore[arg-type]
    return [
        tuple(" ".join(text[start:end] for start, end in spans) for spans in (one.speaker_words, one.cue, one.content))
        for one in found
    ]


@pytest.mark.parametrize(
    ("report", "who", "cue"),
    [
        ("a guard who asked not to be named told CNN.", "a guard who asked not to be named", "told"),
        ("Bob Roe replied.", "Bob Roe", "replied"),
        ("another voter said.", "another voter", "said"),
        ("gloated Raul Paz, 12.", "Raul Paz", "gloated"),
        ("cried one of the guards.", "one of the guards", "cried"),
    ],
)
def test_a_quotation_with_a_report_of_its_own_is_no_part_of_the_one_before(report, who, cue):
    text = f"{TWO} {report}"
    record = tagged(text, ["“It is lost,”", "“It burnt,”"], cue="said", speaker="Ann Lee")
    assert said(text, record) == [("Ann Lee", "said", "“It is lost,”"), (who, cue, "“It burnt,”")]


@pytest.mark.parametrize("rest", ["", " and left.", " was her answer.", " called out by many."])
def test_a_quotation_that_nobody_else_reports_stays(rest):
    record = tagged(TWO + rest, ["“It is lost,”", "“It burnt,”"], cue="said", speaker="Ann Lee")
    assert with_own_reports(TWO + rest, [record]) == [record]


@pytest.mark.parametrize("who", ["Jo Lee", "the crowd", "one of the guards"])
def test_who_is_named_behind_the_verb_is_the_speaker(who):
    for text in (f"“It is dear,” Roe replied. “Not so!” cried {who}.", f"“Not so!” cried {who}. Roe left."):
        assert said(text, tagged(text, "“Not so!”", cue="cried", speaker="Roe")) == [(who, "cried", "“Not so!”")]


@pytest.mark.parametrize("behind", ["she.", "Friday.", "on Friday."])
def test_other_words_behind_the_verb_name_nobody(behind):
    text = f"Roe was there. “Not so,” said {behind}"
    record = tagged(text, "“Not so,”", cue="said", speaker="Roe")
    assert with_own_reports(text, [record]) == [record]


@pytest.mark.parametrize("who", ["Jo Lee", "the crowd", "an old man"])
def test_the_verb_in_front_of_the_speaker_is_the_cue(who):
    text = f"“It is dear,” rued {who}, who had paid."
    assert said(text, tagged(text, "“It is dear,”", speaker=f"rued {who}")) == [(who, "rued", "“It is dear,”")]
