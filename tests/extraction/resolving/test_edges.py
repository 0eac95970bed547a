"""Reported words end with a word that may end them."""

import pytest

from claims.extraction.resolving.edges import to_its_end
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
