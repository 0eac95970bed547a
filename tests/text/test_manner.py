"""The manner in which words are reported."""

import pytest

from claims.text.manner import manner_of


def read(line: str) -> str:
    """The manner of what a line reports: [content] and {cue}, each once."""
    text = line.translate(str.maketrans("", "", "[]{}"))
    places = []
    for opening, closing in ("{}", "[]"):
        start, end = line.index(opening), line.index(closing)
        places.append((start - _marks(line, start), end - _marks(line, end)))
    return manner_of(text, places[:1], places[1:])


def _marks(line: str, end: int) -> int:
    return sum(line[:end].count(mark) for mark in "[]{}")


@pytest.mark.parametrize(
    ("line", "manner"),
    [
        ("[The mill hid it], Anna Berg {said}.", ""),
        ("[The mill hid it], Anna Berg allegedly {said}.", "hedged"),
        ("Anna Berg is alleged to have {said} [the mill hid it].", "hedged"),
        ("Anna Berg is reported to have {said} [the mill hid it].", "hedged"),
        ("According to unconfirmed reports, Anna Berg {said} [the mill hid it].", "hedged"),
        ("Anna Berg {hinted} that [the mill hid it].", "hedged"),
        ("[« Tout est prêt »], aurait {déclaré} Anna Berg.", "hedged"),
        ("“[We sell the hall],” Anna Berg {joked}.", "jest"),
        ("“[We sell the hall],” Anna Berg {said}, tongue in cheek.", "jest"),
        ("“[We sell the hall],” {said} Anna Berg sarcastically.", "jest"),
        ("“[It is safe],” Anna Berg {said}, without any evidence.", "false"),
        ("Anna Berg {said} [it is safe]. She later withdrew the remark.", "retracted"),
        ("“[It is safe],” Anna Berg {said}. Berg, the mayor, apologised for her words on Friday.", "retracted"),
        ("Anna Berg {said}: “[It is safe.]” The statement has since been retracted.", "retracted"),
        ("“[It is safe.]”\n\nAnna Berg {said}. A day later she took it back.", "retracted"),
        ("Anna Berg jokingly {said} [it is safe]. She has since withdrawn the claim.", "retracted"),
        ("Anna Berg {lied} that [it is safe].", "false"),
    ],
)
def test_the_words_beside_the_cue_tell(line, manner):
    assert read(line) == manner


@pytest.mark.parametrize(
    "line",
    [
        "Anna Berg {said} [that he allegedly joked about it].",
        "“[It was falsely said, allegedly],” Anna Berg {said}.",
        "Anna Berg {said} [it is safe]. She never withdrew the remark.",
        "Anna Berg {said} [it is safe]. He refused to withdraw the remark, and troops withdrew.",
        "Anna Berg {said} [it is safe]. “I withdrew the remark,” Omar Lind said.",
        "Anna Berg {said} [it is safe]. It rained. She later withdrew the remark.",
        "Anna Berg {said} [it is safe]. She apologised for the delay, and took her son back.",
        "He joked. Anna Berg {said} [it is safe].",
        "“That is a joke,” he said. “[No],” Anna Berg {said}.\nReportedly it rains.",
        "Anna Berg {said} on Tuesday evening in the town hall of Aberdale, allegedly a ruin, [it is safe].",
    ],
)
def test_words_of_another_sentence_or_of_what_was_said_do_not(line):
    assert not read(line)
