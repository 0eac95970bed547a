"""What the tagger by rules makes of a sentence: the words, the cue, the words that name the speaker."""

import pytest

from claims.extraction.rules.tagger import RulesTagger


def tagged(text: str) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        tuple([text[start:end] for start, end in spans] for spans in (record.content, record.cue, record.speaker_words))
        for record in RulesTagger().tag(text)
    ]


@pytest.mark.parametrize(
    ("text", "content", "cue", "speaker"),
    [
        ("“We will win,” Jo Lee said.", ["“We will win,”"], "said", "Jo Lee"),
        ("“We will win,” said Jo Lee.", ["“We will win,”"], "said", "Jo Lee"),
        ("“We will win,” said Jo Lee on Friday.", ["“We will win,”"], "said", "Jo Lee"),
        ("“We will win,” she later added.", ["“We will win,”"], "added", "she"),
        ("“We will win,” Jo Lee, the mayor, told CNN.", ["“We will win,”"], "told", "Jo Lee, the mayor"),
        ("“We will win,” said Jo Lee, the mayor of Troy.", ["“We will win,”"], "said", "Jo Lee, the mayor of Troy"),
        ("“We will,” Jo Lee said, “win it all.”", ["“We will,”", "“win it all.”"], "said", "Jo Lee"),
        ("Jo Lee said: “We will win.”", ["“We will win.”"], "said", "Jo Lee"),
        ("Jo Lee said in a statement, “We will win.”", ["“We will win.”"], "said", "Jo Lee"),
        ("Jo Lee said the tax was “too high.”", ["the tax was “too high.”"], "said", "Jo Lee"),
        ("The tax is “too high,” Jo Lee said.", ["The tax is “too high,”"], "said", "Jo Lee"),
        ("Jo Lee told CNN that taxes rise.", ["that taxes rise"], "told", "Jo Lee"),
        ("The mayor said taxes will rise.", ["taxes will rise"], "said", "The mayor"),
        ("Taxes will rise, Jo Lee said.", ["Taxes will rise"], "said", "Jo Lee"),
        ("Taxes, Jo Lee said, will rise soon.", ["Taxes", "will rise soon"], "said", "Jo Lee"),
        ("According to Jo Lee, taxes will rise.", ["taxes will rise"], "According to", "Jo Lee"),
        ("Taxes will rise, according to Jo Lee.", ["Taxes will rise"], "according to", "Jo Lee"),
        ("“We will win,” Jo Lee (R-Ohio) said.", ["“We will win,”"], "said", "Jo Lee (R-Ohio)"),
        ("Jo Lee said Friday that taxes rise.", ["that taxes rise"], "said", "Jo Lee"),
        ("Jo Lee called the tax a “theft.”", ["the tax a “theft.”"], "called", "Jo Lee"),
        ("Jo Lee vowed to lower the tax.", ["to lower the tax"], "vowed", "Jo Lee"),
        ("Jo Lee left early, adding that taxes rise.", ["that taxes rise"], "adding", "Jo Lee"),
    ],
)
def test_one_statement(text, content, cue, speaker):
    assert tagged(text) == [(content, [cue], [speaker])]


def test_two_in_a_sentence_are_two():
    text = "Jo Lee said that taxes would rise, but Ann Poe said that they would fall."
    assert [(content, speaker) for content, _, speaker in tagged(text)] == [
        (["that taxes would rise"], ["Jo Lee"]),
        (["that they would fall"], ["Ann Poe"]),
    ]


def test_a_quotation_goes_on_in_the_next_sentence():
    ((content, _, _),) = tagged("“We will win,” Jo Lee said. “It is high time that we do.”")
    assert content == ["“We will win,”", "“It is high time that we do.”"]


def test_a_quotation_over_paragraphs_is_one():
    ((content, _, speaker),) = tagged("“We will win.\n\n“And then we will rest,” Jo Lee said.")
    assert (content, speaker) == (["“We will win.", "“And then we will rest,”"], ["Jo Lee"])


@pytest.mark.parametrize(
    "text",
    [
        "Jo Lee was to say that it rained.",
        "It is said that it rained.",
        "The so-called “fair tax” passed.",
        "Jo Lee came on Friday, and it rained.",
        "“We will win it all today.”",
    ],
)
def test_what_nobody_says_is_left_out(text):
    assert tagged(text) == []
