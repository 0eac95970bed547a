"""Whatever text comes in: no exception, valid spans, the same answer each time, in time that grows with the length."""

import subprocess
import sys
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.extraction import Attribution, Extractor
from claims.extraction.rules.tagger import RulesTagger
from tests.growth import is_linear

extract = Extractor().extract
by_rules = Extractor(RulesTagger()).extract

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


@settings(max_examples=400)
@given(NEWSLIKE | ANYTHING)
@example('according to \n said " "')
def test_any_text_gives_valid_spans_and_the_same_answer_twice(text):
    for function in (extract, by_rules):
        found = function(text)
        check(text, found)
        assert function(text) == found


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0", '"', "”", "''", ".", "said"])
def test_texts_that_say_nothing_give_nothing(text):
    assert extract(text) == []


@pytest.mark.parametrize("text", [None, b"text", 3])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(TypeError, match="must be str"):
        extract(text)


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
    "descriptions of one sentence": "Jo Lee left, the retired teacher said that it rains, ",
    "names of the described": "a man named Jo Lee said that it rains, ",
    "quotations of one sentence": '"taxes rise and rise again," she said, ',
    "surnames": "Aa Lee and Bb Lee met. Lee said that it was so. ",
    "full stops": "J. ",
    "newlines": "\n",
    "marks": "«»„“",
}


def repeated(name: str, characters: int) -> str:
    opening = "“" if name == "one quotation" else ""
    return opening + PATTERNS[name] * (characters // len(PATTERNS[name]))


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize(("function", "characters"), [(extract, 1_000), (by_rules, 10_000)])
def test_time_grows_with_the_length_only(function, characters, name):
    assert is_linear(function, lambda size: repeated(name, size), characters)


def people(number: int) -> str:
    """As many people of different names, each followed by a description."""
    parts = ["BDFGHKLMNPRST", "aeiou", "bdglm", "aeiou", "nrst"]
    names = ["".join(letters) for letters in product(*parts)][:number]
    return "".join(f"Senator Ann {name} left. The retired nurse said that taxes are far too high.\n" for name in names)


def test_descriptions_in_a_text_of_many_people_take_linear_time():
    by_rules(people(10))
    assert is_linear(by_rules, people, 600)


MEMORY = """
import resource, sys
from claims.extraction import Extractor
extract = Extractor().extract
text = "The mayor, Jo Lee, said that taxes are far too high. “They rise,” she said. Others told CNN they fell.\\n"
extract(text * 10)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = extract(text * 2_500)
print(len(found), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_fifty_thousand_words_take_little_memory():
    """All hidden states of such a text at once would be 100 MB."""
    ran = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    found, megabytes = map(int, ran.stdout.split())
    assert found > 2_500
    assert megabytes < 150
