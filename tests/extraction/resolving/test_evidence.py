"""What is a person and what is not: names without a first name, a title or a "he"; common nouns; governments."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.attributions import resolve
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.types import Party
from tests.extraction.tagging import tagged


def party(text: str, words: str) -> Party:
    start = text.index(words)
    return Speakers(read(text)).party_at((start, start + len(words)))


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("In May Zenvia said sales had doubled.", "Zenvia", "organization"),
        ("In May Zenvia said his sales had doubled.", "Zenvia", "person"),
        ("In May Jo Zenvia spoke. Zenvia said sales had doubled.", "Zenvia said"[:6], "person"),
        ("In May Mr. Zenvia said sales had doubled.", "Mr. Zenvia", "person"),
        ("The French minister Zenvia said sales had doubled.", "The French minister Zenvia", "person"),
    ],
)
def test_a_single_name_is_a_person_s_where_the_text_shows_one(text, words, kind):
    assert (party(text, words).kind, party(text, words).name) in {(kind, "Zenvia"), (kind, "Jo Zenvia")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Texas Instruments said demand was weak.", "organization"),
        ("Goldner Sterns said it was selling shares.", "organization"),
        ("Goldner Sterns said it was late.", "person"),
        ("Texas Instruments said he was tired.", "person"),
        ("Gordon Sterling said its sales rose. It rained.", "person"),
        ("Gordon Sterling said on Friday its sales rose. The bank is old.", "organization"),
        ("Gordon Sterling cut 1,000 jobs. The company said no. Gordon Sterling said yes.", "organization"),
        ("Shares of Gordon Sterling fell. Gordon Sterling raised its forecast. The retailer is old.", "organization"),
        ("Gordon Sterling raised its forecast. The bank agreed. Sterling said he was happy.", "person"),
        ("Goldner Sterns raised its forecast. Goldner Sterns said no.", "organization"),
        ("Doctors at Harl Hopkirk left. Harl Hopkirk said no.", "organization"),
        ("Goldner Sterns said in a statement that it was selling shares.", "organization"),
        ("Gordon Sterling said quarterly profit fell, sending its shares lower.", "organization"),
        ("Gordon Sterling said in a research note that its forecast was too high.", "organization"),
        ("Shares of Gordon Sterling fell after the company said no. Gordon Sterling said yes.", "organization"),
        ("Gordon Sterling said in a note that the dog had died.", "person"),
        ("Morgan Stanley said rates would rise. Morgan Stanley expects more.", "organization"),
        ("Morgan Stanley said he was tired.", "person"),
        ("Morgan Stanley, a teacher, said no.", "person"),
    ],
)
def test_a_company_with_a_person_s_name_is_known_by_what_is_told_of_it(text, kind):
    """Against a first name two kinds of words must say so."""
    name = " ".join(text.removeprefix("Shares of ").removeprefix("Doctors at ").split()[:2])
    assert party(text, name).kind == kind


def test_a_first_name_that_shares_a_surname_is_a_person_s():
    text = "In May Maya and Josh Feldman met."
    assert (party(text, "Maya").kind, party(text, "Josh Feldman").kind) == ("person", "person")


def test_a_name_that_nothing_explains_answers_no_description():
    text = "The vote on Zenvia was close. The bank said sales had doubled."
    assert party(text, "The bank").name is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Sellers", "group"),
        ("Analysts", "group"),
        ("Forecasters", "group"),
        ("No company", "group"),
        ("many nations", "group"),
        ("Estimates", "document"),
        ("Tax authorities", "government"),
        ("Several municipalities", "government"),
        ("The police", "government"),
        ("The city", "government"),
        ("Some officials", "unnamed"),
        ("Some experts", "unnamed"),
    ],
)
def test_what_a_phrase_without_a_name_speaks_of(words, kind):
    found = party(f"{words} said prices had doubled.", words)
    assert (found.kind, found.name) == (kind, None)


@pytest.mark.parametrize("words", ["NASA", "N.A.S.A", "The National Bureau of Maps", "The Rhine Task Force"])
def test_an_agency_is_a_government(words):
    assert party(f"On Friday {words} said prices had doubled.", words).kind == "government"


def test_they_may_mean_the_police():
    text = "The police said it was over. They said nobody was hurt."
    speakers = Speakers(read(text))
    speakers.note(0, speakers.party_at((0, 10)))
    assert speakers.party_at((text.index("They"), text.index("They") + 4)).kind == "government"


@pytest.mark.parametrize("name", ["Trump", "Hernandez", "Johnson", "Francis"])
def test_a_frequent_surname_or_first_name_alone_is_a_person_s(name):
    assert party(f"{name} said it was late.", name).kind == "person"


def test_the_union_of_union_leaders_is_not_named():
    text = "Union leaders said no. The company said its offer was fair."
    assert party(text, "The company").name is None


def test_an_office_is_not_whoever_spoke_last():
    text = "Finance minister Carl Beck said no. The local health minister said yes."
    speakers = Speakers(read(text))
    speakers.note(0, speakers.party_at((0, len("Finance minister Carl Beck"))))
    start = text.index("The local")
    assert speakers.party_at((start, start + len("The local health minister"))).name is None


def test_what_a_body_is_called_besides_is_its_role_wherever_it_speaks():
    text = "Goldner Sterns said it would sell. The bank said no."
    said = [("it would sell", "Goldner Sterns"), ("no", "The bank")]
    records = [tagged(text, words, cue="said", speaker=who) for words, who in said]
    found = resolve(Speakers(read(text)), records, None)
    assert [(item.speaker.name, item.speaker.roles) for item in found] == [("Goldner Sterns", ("The bank",))] * 2
