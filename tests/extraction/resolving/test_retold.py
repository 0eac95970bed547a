"""Words that a paper or a medium passes on are those of whoever spoke them, through it."""

import pytest

from claims.extraction.resolving.retold import retold
from tests.extraction.tagging import tagged


def told(text, *words, cue, speaker):
    """What is said, by whom, with which cue and through whom, once a record is given back."""
    (record,) = retold(text, [tagged(text, list(words), cue=cue, speaker=speaker)])
    return [
        [text[slice(*span)] for span in spans]
        for spans in (record.content, record.speaker_words, record.cue, record.through)
    ]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "“I won’t go,” Ms. Harper told her lawyer, according to court papers.",
            ["“I won’t go,”", "Ms. Harper told her lawyer"],
            [["“I won’t go,”"], ["Ms. Harper"], ["told"], ["court papers"]],
        ),
        (
            "“Get rid of it,” said Jo Cole, according to court papers. “It is late.”",
            ["“Get rid of it,” said Jo Cole", "“It is late.”"],
            [["“Get rid of it,”", "“It is late.”"], ["Jo Cole"], ["said"], ["court papers"]],
        ),
        (
            '"Where is it?" she asked the clerk, according to court papers.',
            ['"Where is it?" she asked the clerk'],
            [['"Where is it?"'], ["she"], ["asked"], ["court papers"]],
        ),
    ],
)
def test_a_quotation_with_a_report_of_its_own_is_of_who_spoke(text, words, expected):
    assert told(text, *words, cue="according to", speaker="court papers") == expected


@pytest.mark.parametrize(
    "text",
    [
        "“It is late,” they heard all day, according to court papers.",
        "“It is late” was what Lee said, according to court papers.",
        "“It is late,” Lee said; the door was shut, according to court papers.",
    ],
)
def test_other_words_stay_the_papers(text):
    words = text.partition(", according")[0]
    assert told(text, words, cue="according to", speaker="court papers")[1] == ["court papers"]


@pytest.mark.parametrize(
    ("behind", "through"),
    [
        (", according to court papers filed in Leeds.", ["court papers filed in Leeds"]),
        (" in May, the indictment says.", ["the indictment"]),
        (", a court filing said.", ["a court filing"]),
        (", the indictment of Roe was late.", []),
        (", according to the mayor.", []),
        (" the clerk. According to court papers, it rained.", []),
    ],
)
def test_the_paper_behind_a_report_passed_it_on(behind, through):
    text = f"“It is late,” Jo Lee told police{behind}"
    assert told(text, "“It is late,”", cue="told", speaker="Jo Lee")[3] == through


@pytest.mark.parametrize(
    ("before", "through"),
    [
        ("In a statement carried by state news agency SANA, ", ["state news agency SANA"]),
        ("In an open letter published in the Post, ", ["the Post"]),
        ("In a cart carried by mules. Yes, ", []),
        ("In a statement, ", []),
    ],
)
def test_what_carried_a_statement_passed_it_on(before, through):
    text = f"{before}Jo Lee said it was late."
    assert told(text, "it was late", cue="said", speaker="Jo Lee")[3] == through


def test_a_claim_that_others_take_up_is_a_claim_of_its_own():
    text = "They checked Jo Lee’s claim that it was late."
    taken_up, own = retold(text, [tagged(text, "Jo Lee’s claim that it was late", cue="checked", speaker="They")])
    assert text[slice(*taken_up.speaker_words[0])] == "They"
    assert [text[slice(*spans[0])] for spans in (own.content, own.cue, own.speaker_words)] == [
        "that it was late",
        "claim",
        "Jo Lee’s",
    ]


@pytest.mark.parametrize(
    "words", ["its claim that it was late", "Jo Lee’s claim", "Jo Lee’s mill, and that it was late"]
)
def test_other_words_hold_no_second_claim(words):
    text = f"They checked {words}."
    assert len(retold(text, [tagged(text, words, cue="checked", speaker="They")])) == 1
