"""The real article of the project's task, if it is at hand: every span counts the code points of the raw file."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claims.extraction import Attribution, Extractor, Span
from tests.shared_articles import shared_article

WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
NAMED = {
    "c01": "State Department",
    "c02": "Mike Pompeo",
    "c04": "State Department",
    "c05": "Mike Pompeo",
    "c06": "Mike Pompeo",
    "c07": "Mike Pompeo",
    "c08": "Tehran",
    "c09": "Bahram Qassemi",
    "c10": "Bahram Qassemi",
    "c12": "Mike Pompeo",
    "c13": "Mike Pompeo",
    "c14": "Sean Ryan",
    "c16": "John Bolton",
    "c17": "Donald Trump",
    "c18": "John Bolton",
    "c19": "John Bolton",
    "c20": "Hassan Rouhani",
}
UNNAMED = {"c03": "a senior US official", "c11": "a US intelligence assessment", "c15": "multiple residents in Basra"}
IN_MARKS = ("c04", "c05", "c06", "c07", "c10", "c14", "c17", "c19")


def raw(name: str) -> str:
    with shared_article(name).open(encoding="utf-8", newline="") as file:
        return file.read()


@pytest.fixture(scope="module")
def text() -> str:
    return raw("basra-2018-09-29.txt")


@pytest.fixture(scope="module")
def gold() -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in json.loads(raw("basra-2018-09-29.gold.json"))["attributions"]}


@pytest.fixture(scope="module")
def found(text: str) -> list[Attribution]:
    return Extractor().extract(text, published=date(2018, 9, 29))


def words(text: str, spans: list[Span]) -> set[int]:
    return {match.start() for start, end in spans for match in WORD.finditer(text, start, end)}


def matching(
    text: str, found: list[Attribution], statement: dict[str, Any], at_least: float = 0.5
) -> Attribution | None:
    """The attribution whose words are most like the statement's, if they are like enough."""
    wanted = words(text, [tuple(span) for span in statement["content"]])

    def overlap(item: Attribution) -> float:
        got = words(text, list(item.content))
        return len(got & wanted) / len(got | wanted)

    best = max(found, key=overlap)
    return best if overlap(best) >= at_least else None


def right(text: str, item: Attribution | None, key: str) -> bool:
    """Whether the speaker is who the careful reader says, by name or, where there is none, by descriptor."""
    if item is None or item.speaker is None:
        return False
    if key in UNNAMED:
        return item.speaker.name is None and UNNAMED[key] in item.speaker.name_as_printed
    return item.speaker.name == NAMED[key]


def test_at_least_eighteen_of_twenty_are_found_with_their_speaker(text, gold, found):
    missed = [key for key in gold if not right(text, matching(text, found, gold[key]), key)]
    assert len(gold) == 20
    assert len(missed) <= 2, missed


@pytest.mark.parametrize("key", IN_MARKS)
def test_quotations_in_marks_have_their_words_and_their_type(text, gold, found, key):
    item = matching(text, found, gold[key], at_least=0.8)
    assert item is not None
    assert item.quote_type == gold[key]["kind"]
    assert right(text, item, key)


@pytest.mark.parametrize("key", ["c03", "c08", "c09", "c11", "c12", "c14", "c15"])
def test_chains_name_who_passed_the_words_on(text, gold, found, key):
    item = matching(text, found, gold[key])
    assert item is not None
    assert [party.name or party.name_as_printed for party in item.chain] == gold[key]["via"]


@pytest.mark.parametrize("key", ["c04", "c06", "c10", "c17", "c18", "c19"])
def test_what_nobody_passed_on_has_no_chain(text, gold, found, key):
    item = matching(text, found, gold[key])
    assert item is not None
    assert item.chain == ()


def test_no_section_word_speaks(text, found):
    headline = text.index("US pulls staff")
    assert all(start >= headline for item in found for start, _ in (*item.content, *item.speaker_words, *item.cue))


def test_roles_are_kept_as_printed_and_days_resolved(text, gold, found):
    pompeo = matching(text, found, gold["c02"])
    assert pompeo is not None
    assert pompeo.speaker is not None
    assert (pompeo.speaker.role_as_printed, pompeo.speaker.roles) == ("Secretary of State", ("Secretary of State",))
    announced = matching(text, found, gold["c01"])
    assert announced is not None
    assert announced.said_on == date(2018, 9, 28)


# A sample of our own, which every clone has

SAMPLE = Path(__file__).parents[2] / "samples" / "basra-consulate.txt"


@pytest.fixture(scope="module")
def sample() -> dict[str, Attribution]:
    """What is found in it, by the words of the content."""
    text = SAMPLE.read_text(encoding="utf-8").partition(" GMT\n\n")[2]
    attributions = Extractor().extract(text, published=date(2018, 9, 28))
    return {" … ".join(text[start:end] for start, end in item.content): item for item in attributions}


@pytest.mark.parametrize(
    ("words", "speaker", "quote_type", "chain"),
    [
        ("had ordered all non-essential staff to leave", "State Department", "indirect", []),
        ("“have increased over the past several weeks,”", "Mike Pompeo", "mixed", []),
        ("“hold Iran directly responsible for any harm to Americans,”", "Mike Pompeo", "mixed", []),
        ("“Nothing was hit,”", "Sean Ryan", "direct", ["CNN"]),
        ("“hell to pay”", "John Bolton", "mixed", []),
    ],
)
def test_a_statement_of_the_sample_has_its_speaker_type_and_chain(sample, words, speaker, quote_type, chain):
    (item,) = (item for content, item in sample.items() if words in content)
    assert item.speaker is not None
    assert (item.speaker.name, item.quote_type) == (speaker, quote_type)
    assert [party.name for party in item.chain] == chain


def test_an_unnamed_speaker_of_the_sample_is_known_by_what_he_is_called(sample):
    (item,) = (item for content, item in sample.items() if "prompted by “security threats from Iran.”" in content)
    assert item.speaker is not None
    assert (item.speaker.name, item.speaker.name_as_printed) == (None, "A senior US official")
