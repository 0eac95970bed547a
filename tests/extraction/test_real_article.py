"""The real article of the project's task, if it is at hand: every span counts the code points of the raw file."""

import json
import re
from datetime import date

import pytest

from claims.extraction import Attribution, Span, extract
from tests.shared_articles import shared_article

WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
QUOTED_IN_FULL = {
    "c04": "State Department",
    "c05": "Mike Pompeo",
    "c06": "Mike Pompeo",
    "c07": "Mike Pompeo",
    "c10": "Bahram Qassemi",
    "c13": "Mike Pompeo",
    "c16": "John Bolton",
    "c17": "Donald Trump",
    "c19": "John Bolton",
}
PLAINLY_SAID = {"c01": "State Department", "c18": "John Bolton", "c20": "Hassan Rouhani"}
FURTHER = {"c02": "Mike Pompeo", "c08": "Tehran", "c09": "Bahram Qassemi", "c12": "Mike Pompeo", "c14": "Sean Ryan"}
UNNAMED = {
    "c03": "a senior US official",
    "c11": "a US intelligence assessment conducted in recent days",
    "c15": "multiple residents in Basra",
}


def raw(name: str) -> str:
    with shared_article(name).open(encoding="utf-8", newline="") as file:
        return file.read()


@pytest.fixture(scope="module")
def text() -> str:
    return raw("basra-2018-09-29.txt")


@pytest.fixture(scope="module")
def gold() -> dict[str, dict[str, object]]:
    return {item["id"]: item for item in json.loads(raw("basra-2018-09-29.gold.json"))["attributions"]}


@pytest.fixture(scope="module")
def found(text: str) -> list[Attribution]:
    return extract(text, published=date(2018, 9, 29))


def words(text: str, spans: list[Span]) -> set[int]:
    return {match.start() for start, end in spans for match in WORD.finditer(text, start, end)}


def matching(text: str, found: list[Attribution], spans: list[Span], at_least: float) -> Attribution:
    wanted = words(text, spans)

    def overlap(item: Attribution) -> float:
        got = words(text, list(item.content))
        return len(got & wanted) / len(got | wanted)

    best = max(found, key=overlap)
    assert overlap(best) >= at_least, [text[start:end] for start, end in best.content]
    return best


@pytest.mark.parametrize(("key", "name"), [*QUOTED_IN_FULL.items(), *PLAINLY_SAID.items()])
def test_each_quotation_and_plain_report_has_its_words_its_type_and_its_speaker(text, gold, found, key, name):
    item = matching(text, found, [tuple(span) for span in gold[key]["content"]], at_least=0.8)
    assert item.speaker is not None
    assert item.speaker.name == name
    assert item.quote_type == gold[key]["kind"]


@pytest.mark.parametrize(("key", "name"), FURTHER.items())
def test_rebuffs_citations_and_a_spokesman_named_later_have_their_speaker(text, gold, found, key, name):
    item = matching(text, found, [tuple(span) for span in gold[key]["content"]], at_least=0.5)
    assert item.speaker is not None
    assert item.speaker.name == name


@pytest.mark.parametrize(("key", "descriptor"), UNNAMED.items())
def test_speakers_without_a_name_keep_their_descriptor(text, gold, found, key, descriptor):
    item = matching(text, found, [tuple(span) for span in gold[key]["content"]], at_least=0.5)
    assert item.speaker is not None
    assert (item.speaker.name, item.speaker.name_as_printed) == (None, descriptor)


def test_chains_name_who_passed_the_words_on(text, gold, found):
    def chain(key: str) -> list[str]:
        item = matching(text, found, [tuple(span) for span in gold[key]["content"]], at_least=0.5)
        if key == "c11":
            item = next(other for other in found if other.speaker and other.speaker.kind == "document")
        return [party.name or party.name_as_printed for party in item.chain]

    expected = {key: gold[key]["via"] for key in ("c03", "c08", "c09", "c12", "c13", "c14", "c15")}
    assert {key: chain(key) for key in expected} == expected
    assert chain("c11") == ["three defense officials", "CNN"]


def test_section_words_the_headline_and_the_date_line_say_nothing(text, found):
    body = text.index("The State Department announced")
    assert all(start >= body for item in found for start, _ in (*item.content, *item.speaker_words, *item.cue))


def test_the_body_alone_gives_the_same(text, found):
    body = text.index("The State Department announced")
    moved = [tuple((start - body, end - body) for start, end in item.content) for item in found]
    assert [item.content for item in extract(text[body:])] == moved


def test_roles_are_kept_as_printed_and_days_resolved(text, gold, found):
    pompeo = matching(text, found, [tuple(gold["c02"]["content"][0])], at_least=0.5).speaker
    assert pompeo is not None
    assert (pompeo.role_as_printed, pompeo.roles) == ("Secretary of State", ("Secretary of State",))
    announced = matching(text, found, [tuple(gold["c01"]["content"][0])], at_least=0.5)
    assert announced.said_on == date(2018, 9, 28)
