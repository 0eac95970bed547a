"""Reported words end with a word that may end them."""

import pytest

from claims.extraction.resolving.edges import past_link, to_its_end, without_time
from tests.extraction.tagging import tagged


def ended(text: str, words: str, cue: str = "said", speaker: str = "Lee") -> str:
    record = tagged(text, [words], cue=cue, speaker=speaker)
    ((start, end),) = to_its_end(text, record.content, (*record.cue, *record.speaker_words))
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("Lee said prices rose in The Bahamas, he fears.", "prices rose in The", "prices rose in The Bahamas"),
        ("Lee said it came after years of hard times.", "it came after years of", "it came after years of hard times"),
        ("Lee said it was good for the poor and is glad.", "it was good for the", "it was good for the poor"),
        ("Lee said more was needed but defended Roe.", "more was needed but", "more was needed"),
        ("Lee said it was late, and left.", "it was late, and", "it was late"),
    ],
)
def test_words_that_end_in_the_middle_go_on_to_the_next_mark_or_verb_and_joins_are_left_out(text, words, whole):
    assert ended(text, words) == whole


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lee said it was late.", "it was late"),
        ("Lee said he supported her in public.", "he supported her"),
        ("In the “hell” Lee said he was in the “hell” of it.", "he was in the"),
        ("It is of all things Lee said a pity.", "It is of"),
    ],
)
def test_what_is_whole_or_cannot_be_completed_stays(text, words):
    assert ended(text, words) == words


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("However, prices rose, Lee said.", ["However, prices rose"], ["prices rose"]),
        ("But the plan, Lee said, was late.", ["But the plan", "was late"], ["the plan", "was late"]),
        ("And, Lee said, it was late.", ["And", "it was late"], ["it was late"]),
        ("But and the mill, Lee said.", ["But and the mill"], ["and the mill"]),
    ],
)
def test_a_word_that_links_a_sentence_to_the_one_before_is_the_writers(text, words, kept):
    record = tagged(text, words, cue="said", speaker="Lee")
    assert [text[slice(*span)] for span in past_link(text, record.content, record.cue)] == kept


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lee said But the plan was late.", "But the plan was late"),
        ("“But the plan was late,” Lee said.", "“But the plan was late,”"),
        ("But, Lee said.", "But"),
        ("Stillwater was flooded, Lee said.", "Stillwater was flooded"),
    ],
)
def test_one_within_the_reported_words_stays(text, words):
    record = tagged(text, words, cue="said", speaker="Lee")
    assert past_link(text, record.content, record.cue) == record.content


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The Supreme Court this month", "The Supreme Court"),
        ("Ann Lee, on Friday", "Ann Lee"),
        ("Ann Lee Monday", "Ann Lee"),
        ("A poll released last month", "A poll released last month"),
        ("Ann Lee, mayor until last year", "Ann Lee, mayor until last year"),
        ("Friday", "Friday"),
        ("2018", None),
        ("2018 voters", "2018 voters"),
    ],
)
def test_when_it_was_said_names_nobody(words, name):
    span = without_time(f"{words} said no.", (0, len(words)))
    assert (span and words[slice(*span)]) == name
