"""Through whom words came: how far a medium's name goes, and what tells of no medium. No network is asked."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.attributions import resolve
from claims.extraction.resolving.speakers import Speakers
from tests.extraction.tagging import tagged


def through(text: str, *rows: tuple[str, str, str]) -> list[list[str | None]]:
    """The names in the chain of each (content, cue, speaker words)."""
    records = [tagged(text, content, cue=cue, speaker=speaker, after=speaker) for content, cue, speaker in rows]
    return [[party.name for party in item.chain] for item in resolve(Speakers(read(text)), records, None)]


@pytest.mark.parametrize(
    ("medium", "name"),
    [
        ("the BBC News website", "BBC News website"),
        ("the Harford Journal of Medicine", "Harford Journal of Medicine"),
        ("the BBC", "BBC"),
        ("the Mail on Sunday", "Mail on Sunday"),
        ("the BBC on Sunday", "BBC"),
        ("The Sun", "Sun"),
        ("the Evening Standard", "Evening Standard"),
    ],
)
def test_a_mediums_name_is_whole(medium, name):
    text = f"Jo Lee told {medium} that taxes are too high."
    assert through(text, ("that taxes are too high", "told", "Jo Lee")) == [[name]]


def test_a_person_named_right_behind_a_medium_is_no_part_of_its_name():
    text = "Jo Lee told NPR Ann Roe had gone to sea."
    assert through(text, ("Ann Roe had gone to sea", "told", "Jo Lee")) == [["NPR"]]


def test_sources_who_told_one_medium_are_not_those_of_another():
    text = "The Times said that taxes rise. Sources told the BBC that they would not."
    rows = [("that taxes rise", "said", "The Times"), ("that they would not", "told", "Sources")]
    assert through(text, *rows) == [[], ["BBC"]]


def test_what_was_posted_once_tells_of_no_other_words():
    text = "Jo Lee wrote on Twitter that taxes are too high. Lee said the mill would close."
    rows = [("that taxes are too high", "wrote", "Jo Lee"), ("the mill would close", "said", "Lee")]
    assert through(text, *rows) == [["Twitter"], []]


def test_what_is_confirmed_to_a_medium_came_through_it():
    text = "Jo Lee confirmed to TMZ that taxes are too high."
    assert through(text, ("that taxes are too high", "confirmed", "Jo Lee")) == [["TMZ"]]


def test_who_was_spoken_to_is_nearer_than_who_reports_it_behind():
    text = "In an interview with Der Spiegel, Jo Lee said that taxes are too high, according to Reuters."
    record = tagged(text, "that taxes are too high", cue="said", speaker="Jo Lee")
    record.through = ((text.index("Reuters"), text.index("Reuters") + 7),)
    (found,) = resolve(Speakers(read(text)), [record], None)
    assert [party.name for party in found.chain] == ["Der Spiegel", "Reuters"]


def test_the_unnamed_of_a_mediums_own_paragraph_are_its_sources():
    text = "CNN reported that taxes rise. Officials would not say when."
    rows = [("that taxes rise", "reported", "CNN"), ("when", "would not say", "Officials")]
    assert through(text, *rows) == [[], ["CNN"]]


def test_the_unnamed_of_other_paragraphs_may_have_told_the_writer():
    text = "CNN reported that taxes rise.\n\nOfficials would not say when.\n\nResidents said the mill would close."
    rows = [
        ("that taxes rise", "reported", "CNN"),
        ("when", "would not say", "Officials"),
        ("the mill would close", "said", "Residents"),
    ]
    assert through(text, *rows) == [[], [], []]


def test_those_called_sources_right_behind_a_mediums_report_are_its_own():
    text = "CNN reported that taxes rise.\n\nSome sources said the mill closes.\n\nAnother source said it was sold."
    rows = [
        ("that taxes rise", "reported", "CNN"),
        ("the mill closes", "said", "Some sources"),
        ("it was sold", "said", "Another source"),
    ]
    assert through(text, *rows) == [[], ["CNN"], ["CNN"]]
