"""Reports within reports: what stands in a medium's words is read once more, and belongs to whom it names."""

from dataclasses import replace

import pytest

from claims.extraction.layout import read
from claims.extraction.records import Tagged
from claims.extraction.resolving.relays import unfolded
from claims.extraction.resolving.speakers import Speakers
from tests.extraction.tagging import tagged


def unfold(text: str, record: Tagged, *inner: tuple[str, Tagged]) -> list[tuple[str, str, list[str]]]:
    """Content, speaker words and those who passed it on, with a tagger that knows the inner texts alone."""
    known: dict[str, list[Tagged]] = {}
    for words, one in inner:
        known.setdefault(words, []).append(one)
    found = unfolded(Speakers(read(text)), [record], lambda words: known.get(words, []))
    return [
        (
            " ... ".join(text[start:end] for start, end in one.content),
            text[slice(*one.speaker_words[0])],
            [text[start:end] for start, end in one.through],
        )
        for one in found
    ]


def test_a_report_in_a_mediums_words_takes_its_place():
    inner = "the mayor said that it was over"
    text = f"CNN reported that {inner}."
    outer = tagged(text, f"that {inner}", cue="reported", speaker="CNN")
    within = (inner, tagged(inner, "that it was over", cue="said", speaker="the mayor"))
    assert unfold(text, outer, within) == [("that it was over", "the mayor", ["CNN"])]


def test_a_report_that_the_network_found_inside_too_comes_once():
    inner = "the mayor said that it was over"
    text = f"CNN reported that {inner}."
    outer = tagged(text, f"that {inner}", cue="reported", speaker="CNN")
    own = tagged(text, "that it was over", cue="said", speaker="the mayor")
    own.inside = True
    known = tagged(inner, "that it was over", cue="said", speaker="the mayor")
    (found,) = unfolded(Speakers(read(text)), [outer, own], lambda _: [known])
    assert (found.through, found.inside) == (outer.speaker_words, False)


def test_reports_within_reports_keep_all_who_passed_them_on():
    inner = "a study has found that it was over"
    middle = f"CNN reported that {inner}"
    text = f"{middle}, according to three officials."
    outer = tagged(text, middle, cue="according to", speaker="three officials")
    found = unfold(
        text,
        outer,
        (middle, tagged(middle, f"that {inner}", cue="reported", speaker="CNN")),
        (inner, tagged(inner, "that it was over", cue="has found", speaker="a study")),
    )
    assert found == [("that it was over", "a study", ["CNN", "three officials"])]


def test_a_mediums_own_words_stay_its_own():
    text = "It was over, according to CNN."
    record = tagged(text, "It was over", cue="according to", speaker="CNN")
    assert unfold(text, record) == [("It was over", "CNN", [])]


def test_a_little_report_in_a_long_one_is_not_taken_for_all_of_it():
    inner = "the mayor, who said no, will leave the city before the end of the year"
    text = f"CNN reported that {inner}."
    record = tagged(text, f"that {inner}", cue="reported", speaker="CNN")
    within = (inner, tagged(inner, "no", cue="said", speaker="who"))
    assert unfold(text, record, within) == [(f"that {inner}", "CNN", [])]


def test_whom_a_medium_cites_is_the_speaker():
    text = "It was over, according to Press TV, citing the spokesman, Ali Rezai."
    record = tagged(text, "It was over", cue="according to", speaker="Press TV")
    assert unfold(text, record) == [("It was over", "the spokesman, Ali Rezai", ["Press TV"])]


def test_citing_nobody_cites_nobody():
    text = "Rain, according to CNN, citing."
    (found,) = unfolded(Speakers(read(text)), [tagged(text, "Rain", cue="according to", speaker="CNN")], lambda _: [])
    assert found.speaker_words == ((19, 22),)


def test_whom_a_medium_cites_at_the_front_of_a_sentence_is_no_part_of_the_words():
    text = "According to Press TV, citing two aides, it was over."
    record = tagged(text, "two aides, it was over", cue="citing", speaker="Press TV")
    assert unfold(text, record) == [("it was over", "two aides", ["Press TV"])]


def test_the_words_that_name_whom_a_medium_cites_are_no_claim():
    text = "It was over, according to Press TV, citing the spokesman, Ali Rezai."
    assert unfold(text, tagged(text, "the spokesman, Ali Rezai", cue="citing", speaker="Press TV")) == []


def test_somebody_whose_denial_is_passed_on_keeps_it_but_words_in_marks_are_the_cited_ones():
    inner = "Tehran denied that these threats had led to it, calling it a ‘poor claim,’"
    text = f"{inner} according to Press TV, citing the spokesman, Ali Rezai."
    found = unfold(
        text,
        tagged(text, inner, cue="according to", speaker="Press TV"),
        (inner, tagged(inner, "that these threats had led to it", cue="denied", speaker="Tehran")),
        (inner, tagged(inner, "a ‘poor claim,’", cue="calling", speaker="Tehran")),
    )
    assert found == [
        ("that these threats had led to it", "Tehran", ["the spokesman, Ali Rezai", "Press TV"]),
        ("a ‘poor claim,’", "the spokesman, Ali Rezai", ["Press TV"]),
    ]


def test_the_report_goes_on_behind_whom_it_cites():
    text = "Reuters, citing two aides, reported that it was over."
    outer = tagged(text, "that it was over", cue="reported", speaker="Reuters")
    cited = tagged(text, "two aides", cue="citing", speaker="Reuters")
    found = unfolded(Speakers(read(text)), [cited, outer], lambda words: [])
    assert [text[slice(*one.speaker_words[0])] for one in found] == ["two aides"]
    assert [text[slice(*one.through[0])] for one in found] == ["Reuters"]


def test_a_report_that_is_all_of_a_mediums_words_takes_its_place_however_few_are_reported():
    inner = "The Kremlin’s spokesman Dmitri Orlov said talks would go on"
    text = f"{inner}, Tass reported."
    outer = tagged(text, inner, cue="reported", speaker="Tass")
    who = "The Kremlin’s spokesman Dmitri Orlov"
    within = (inner, tagged(inner, "talks would go on", cue="said", speaker=who))
    assert unfold(text, outer, within) == [("talks would go on", who, ["Tass"])]


def test_a_report_around_whose_speaker_the_words_stand_is_not_found_in_itself():
    text = "“Lee said it,” said Ann Roe of the Harford Times. “We heard it too.”"
    words = ["“Lee said it,”", "“We heard it too.”"]
    marks = tuple((text.index(part), text.index(part) + len(part)) for part in words)
    cue, source = text.index("said Ann"), text.index("Ann Roe")
    record = Tagged(marks, ((cue, cue + 4),), ((source, text.index(".")),))
    inner = replace(record, content=marks[1:])
    found = unfolded(Speakers(read(text)), [record], lambda _: [inner])
    assert found == [record]


def test_whom_somebody_in_a_mediums_words_cites_is_the_speaker():
    inner = "that Moran, quoting her doctor, said the tumour was benign"
    text = f"Reuters reported {inner}."
    record = tagged(text, inner, cue="reported", speaker="Reuters")
    assert unfold(text, record) == [("the tumour was benign", "her doctor", ["Moran", "Reuters"])]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("It was over, the firm said, citing a lack of rain.", "the firm"),
        ("It was over, the firm said, citing a letter of two officials.", "a letter of two officials"),
        ("It was over, the firm said, citing the release of a film.", "the firm"),
        ("Citing two officials, the firm said: It was over.", "two officials"),
        ("Citing a lack of rain, the firm said: It was over.", "the firm"),
    ],
)
def test_people_and_papers_are_cited_and_reasons_are_not(text, speaker):
    record = tagged(text, "It was over", cue="said", speaker="the firm")
    assert [words for _, words, _ in unfold(text, record)] == [speaker]


def test_a_document_that_a_medium_cites_is_the_speaker():
    text = "It was over, according to Sky News, which cited a leaked memo."
    record = tagged(text, "It was over", cue="according to", speaker="Sky News")
    named = tagged(text, "a leaked memo", cue="cited", speaker="which")
    assert unfold(text, record) == [("It was over", "a leaked memo", ["Sky News"])]
    assert unfold(text, named) == []


def test_a_quotation_that_is_all_of_a_mediums_words_is_its_speakers():
    inner = "“I was wrong,” Pope Leo told the newspaper La Stampa"
    text = f"{inner}, Reuters reported."
    outer = tagged(text, inner, cue="reported", speaker="Reuters")
    found = unfold(text, outer, (inner, tagged(inner, "“I was wrong,”", cue="told", speaker="Pope Leo")))
    assert found == [("“I was wrong,”", "Pope Leo", ["Reuters"])]


def test_where_it_was_said_is_no_part_of_the_report_in_a_mediums_words():
    report = "Minister Karl Brandt warned that it was over"
    inner = f"In a talk with Der Spiegel, {report}"
    text = f"{inner}, according to Reuters."
    outer = tagged(text, inner, cue="according to", speaker="Reuters")
    within = tagged(inner, "that it was over", cue="warned", speaker="Minister Karl Brandt")
    assert unfold(text, outer, (inner, within)) == [("that it was over", "Minister Karl Brandt", ["Reuters"])]


def test_what_somebody_said_by_a_document_is_theirs():
    inner = "the suspect told deputies he was on his way home"
    text = f"According to an affidavit, {inner}."
    outer = tagged(text, inner, cue="According to", speaker="an affidavit")
    within = tagged(inner, "he was on his way home", cue="told", speaker="the suspect")
    assert unfold(text, outer, (inner, within)) == [("he was on his way home", "the suspect", ["an affidavit"])]
