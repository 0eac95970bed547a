"""Whatever text comes in: no exception, valid spans, the same answer each time, in time that grows with the length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import Attribution, extract

PIECES = st.sampled_from(
    [
        '"', "“", "”", "„", "«", "»", "‹", "›", "'", "‘", "’", "''", "``", "—", ",", ".", "?", "!", ":", "(", ")", "\n",
        "\n\n", " ", "\r\n", "\u2028", "Jo Lee", "she", "he", "who", "said", "says", "told CNN", "that", "according to",
        "adding", "citing", "called for", "Mr.", "President", "Smith's", "the mayor of Troy", "a spokesman", "and",
        "Friday", "taxes are far too high", "in a statement", "issued a warning", "שלום", "مرحبا", "😀", "e\u0301",
        "\x00", "\u202e", "\ud800", "İ", "ß", "U.S.", "WALLACE:", "made it clear",
        "interview with CNN", "But", "Too often,", "if", "3", "_", "$",
    ]
)  # fmt: skip
NEWSLIKE = st.lists(PIECES, max_size=60).map(" ".join) | st.lists(PIECES, max_size=60).map("".join)
ANYTHING = st.text(max_size=300) | st.text(st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Lo", "Po"]), max_size=60)


def check(text: str, found: list[Attribution]) -> None:
    for item in found:
        assert item.content
        assert 0 <= item.confidence <= 1
        for spans in (item.content, item.cue, item.speaker_words):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert list(spans) == sorted(spans)
        assert all(first[1] <= second[0] for first, second in zip(item.content, item.content[1:], strict=False))
        for party in (item.speaker, *item.chain):
            if party is not None:
                printed = [party.name or "", party.name_as_printed, party.role_as_printed, *party.roles]
                assert all(word in text for word in printed)
    assert [item.content[0] for item in found] == sorted(item.content[0] for item in found)


@settings(max_examples=400, deadline=None)
@given(NEWSLIKE | ANYTHING)
def test_any_text_gives_valid_spans_and_the_same_answer_twice(text):
    found = extract(text)
    check(text, found)
    assert extract(text) == found


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0", '"', "”", "''", ".", "said"])
def test_texts_that_say_nothing_give_nothing(text):
    assert extract(text) == []


@pytest.mark.parametrize("text", [None, b"text", 3])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(TypeError, match="must be str"):
        extract(text)


CHARACTERS, SECONDS = 300_000, 8
"""Anything quadratic takes minutes at this length; what is linear takes about a second."""
PATTERNS = {
    "plain": "The mayor, Jo Lee, said that taxes are far too high. “They rise,” she said. Others told CNN they fell.\n",
    "one sentence": "the mayor Jo Lee said that ",
    "one quotation": "taxes rise and ",
    "no spaces": "taxes",
    "capitals": "Jo Lee Said ",
    "commas": "Jo Lee, a, ",
    "quotation marks": '"',
    "words in marks": '"a" ',
    "apostrophes": "'a ",
    "open paragraphs": "“Taxes rise and rise again\n\n",
    "adverbs": "also then ",
    "according": "according to Jo Lee, ",
    "quotations of one sentence": '"taxes rise and rise again," she said, ',
    "surnames": "Aa Lee and Bb Lee met. Lee said that it was so. ",
    "full stops": "J. ",
    "newlines": "\n",
    "marks": "«»„“",
}


@pytest.mark.parametrize("name", PATTERNS)
def test_time_grows_with_the_length_only(name):
    opening = "“" if name == "one quotation" else ""
    text = opening + PATTERNS[name] * (CHARACTERS // len(PATTERNS[name]))
    started = time.process_time()
    found = extract(text)
    assert time.process_time() - started < SECONDS
    check(text, found[:50])


def test_two_hundred_thousand_words_take_seconds():
    text = PATTERNS["plain"] * (200_000 // len(PATTERNS["plain"].split()))
    started = time.process_time()
    found = extract(text)
    assert time.process_time() - started < 3 * SECONDS
    assert len(found) > 15_000
