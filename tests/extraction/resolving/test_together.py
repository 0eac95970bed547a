"""Who speaks together: each by name, role and kind; what is one speaker stays one."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.speakers import Speakers

CAST = "Mayor Ann Lee met Bob Stone and Carl Poe. "


def parties(words: str, before: str = ""):
    text = f"{before}{words} said no."
    return Speakers(read(text)).parties_at((len(before), len(before) + len(words)))


def names(words: str, before: str = "") -> list[str | None]:
    return [party.name for party in parties(words, before)]


@pytest.mark.parametrize(
    ("said", "speakers"),
    [
        ("they would merge", ["Tern", "Gull"]),
        ("that their ships", ["Tern", "Gull"]),
        ("it would", ["Tern and Gull"]),
        ("the plan", ["Tern", "Gull"]),
    ],
)
def test_bodies_of_whom_they_is_said_are_several(said, speakers):
    text = f"Tern and Gull said {said}."
    assert [party.name for party in Speakers(read(text)).parties_at((0, 13))] == speakers


@pytest.mark.parametrize(
    ("words", "speakers"),
    [
        ("Lee and Stone", ["Ann Lee", "Bob Stone"]),
        ("Both Ann Lee and Bob Stone", ["Ann Lee", "Bob Stone"]),
        ("Ann Lee, Bob Stone and Carl Poe", ["Ann Lee", "Bob Stone", "Carl Poe"]),
        ("Lee, Stone, and Poe", ["Ann Lee", "Bob Stone", "Carl Poe"]),
        ("Lee, along with Stone,", ["Ann Lee", "Bob Stone"]),
        ("Lee as well as Stone", ["Ann Lee", "Bob Stone"]),
        ("Ann Lee, R-Ohio, and Bob Stone, D-Texas,", ["Ann Lee", "Bob Stone"]),
        ("Brothers Karl and Otto Wendt", ["Karl", "Otto Wendt"]),
        ("Russia and Iran", ["Russia", "Iran"]),
        ("Prof. Ann Lee of Yale and Dr. Bob Stone of the Mayo Clinic", ["Ann Lee", "Bob Stone"]),
        ("Germany, France and Britain", ["Germany", "France", "Britain"]),
        ("The mayor of Harford and Bob Stone", [None, "Bob Stone"]),
        ("Lee and her husband", ["Ann Lee", None]),
        ("Lee and Stone, both members of the council", ["Ann Lee", "Bob Stone"]),
        ("Critics of the plan, like Ann Lee, Republican of Iowa, and Bob Stone", ["Ann Lee", "Bob Stone"]),
        ("The only two Arab states to have signed - Egypt and Jordan", ["Egypt", "Jordan"]),
    ],
)
def test_who_speaks_together_is_named_one_by_one(words, speakers):
    assert names(words, CAST) == speakers


@pytest.mark.parametrize(
    "words",
    [
        "Ann Lee, the founder and chairman of Harford Steel,",
        "Ann Lee, who worked with Bob Stone and Carl Poe,",
        "A spokesman for Ann Lee and Bob Stone",
        "Officials from Russia and Iran",
        "The U.S. and British governments",
        "The founder and chairman Ann Lee",
        "Ann Lee, a senior fellow at the Hoover Institution and a former ambassador to Russia,",
        "Ann Lee, an Australian woman and former Scientologist,",
        "Officials at Homeland Security Investigations, a division of Immigration and Customs Enforcement",
        "The Department of Health and Human Services",
        "The Food and Drug Administration",
        "The Chinese Center for Disease Control and Prevention",
        "Experts from the National Oceanic Administration (NOAA) and the Interior Department",
        "The Securities and Exchange Commission",
    ],
)
def test_where_one_speaks_or_it_is_not_plain_that_several_do_there_is_one(words):
    assert len(parties(words)) == 1


def test_what_a_firm_of_two_names_is_is_none_of_its_name():
    text = "Lee and Poe, the law firm, said its clients were safe."
    (party,) = Speakers(read(text)).parties_at((0, len("Lee and Poe, the law firm,")))
    assert (party.name, party.role_as_printed, party.kind) == ("Lee and Poe", "the law firm", "organization")


@pytest.mark.parametrize("words", ["Johnson and Johnson", "Marks and Spencer"])
def test_two_words_that_name_nobody_else_are_one_body(words):
    (party,) = parties(words)
    assert (party.kind, party.name) == ("organization", words)


def test_each_has_a_role_of_their_own():
    lee, stone = parties("The mayor of Harford, Ann Lee, and the police chief, Bob Stone,")
    assert (lee.name, lee.role_as_printed) == ("Ann Lee", "The mayor of Harford")
    assert (stone.name, stone.role_as_printed) == ("Bob Stone", "the police chief")


def test_a_title_of_several_is_that_of_each():
    dow, fitch = parties("Senators Dow and Fitch", "Mark Dow met Jane Fitch. ")
    assert [dow.name, fitch.name] == ["Mark Dow", "Jane Fitch"]
    assert [dow.role_as_printed, fitch.role_as_printed] == ["Senator", "Senator"]


def test_they_are_those_who_spoke_together_before():
    text = "Ann Lee and Bob Stone said no. They said it twice."
    speakers = Speakers(read(text))
    first, *joint = speakers.parties_at((0, len("Ann Lee and Bob Stone")))
    speakers.note(0, first, tuple(joint))
    they = speakers.parties_at((text.index("They"), text.index("They") + 4))
    assert [(party.name, party.name_as_printed) for party in they] == [("Ann Lee", "They"), ("Bob Stone", "They")]


def test_words_that_leave_out_the_first_of_a_list_are_completed():
    text = "Germany, France and Britain said no."
    start, end = text.index("France"), text.index(" said")
    assert Speakers(read(text)).whole((start, end)) == (0, end)


def test_a_long_row_of_names_takes_no_longer_than_its_length():
    words = " and ".join(["Ann Lee"] * 2_000)
    assert len(parties(words)) == 1
