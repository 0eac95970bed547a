"""Names and roles as a text prints them: particles, offices, titles, trades, places. No network is asked."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.types import Party


def party(text: str, words: str) -> Party:
    start = text.index(words)
    return Speakers(read(text)).party_at((start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "name", "role"),
    [
        ("Saad al-Harbi", "Saad al-Harbi", ""),
        ("Fatima bint Khalid", "Fatima bint Khalid", ""),
        ("Abu Bakr al-Masri", "Abu Bakr al-Masri", ""),
        ("Anna van der Berg", "Anna van der Berg", ""),
        ("MEP Anna Holm", "Anna Holm", "MEP"),
        ("Police Chief Ray Diaz", "Ray Diaz", "Police Chief"),
        ("Harbor Chief Ray Diaz", "Ray Diaz", "Harbor Chief"),
        ("Stephen King", "Stephen King", ""),
        ("President of Chile Ana Ruiz", "Ana Ruiz", "President of Chile"),
        ("Ambassador to Norway Carl Beck", "Carl Beck", "Ambassador to Norway"),
        ("Acting Attorney for the District of Troy Carl Beck", "Carl Beck", "Acting Attorney for the District of Troy"),
        ("Minister for Trade Mr. Beck", "Beck", "Minister for Trade"),
        ("Ambassador to the United Nations Kuno Beck", "Kuno Beck", "Ambassador to the United Nations"),
        ("Director General of the World Bank Kuno Beck", "Kuno Beck", "Director General of the World Bank"),
        ("Prime Minister-elect Anna Holm", "Anna Holm", "Prime Minister-elect"),
        ("Anna Holm, M.D.", "Anna Holm", ""),
        ("The mayor, Anna Holm, Ph.D.", "Anna Holm", "The mayor"),
        ("Jan van den Berg", "Jan van den Berg", ""),
        ("Jan Kowalski", "Jan Kowalski", ""),
        ("I. Okafor", "I. Okafor", ""),
        ("Bank of Utah President Carl Beck", "Carl Beck", "Bank of Utah President"),
        ("The prize-winning biologist Xu Wang", "Xu Wang", "prize-winning biologist"),
        ("Mr. Beck", "Beck", ""),
        ("Carl Beck, Jr., the clerk,", "Carl Beck, Jr", "the clerk"),
        ("Anna Holm KC", "Anna Holm", ""),
        ("Defence counsel Anna Holm OBE", "Anna Holm", "Defence counsel"),
        ("Hamad bin Khalifa Al Thani", "Hamad bin Khalifa Al Thani", ""),
        ("Anna de los Santos Ortega", "Anna de los Santos Ortega", ""),
        ("Trần Văn Minh", "Trần Văn Minh", ""),
        ("Pádraig Ó Sé", "Pádraig Ó Sé", ""),
        ("Pastor Emil “Manny” Cruz", "Emil “Manny” Cruz", "Pastor"),
        ("Mr. and Mrs. Beck", "Beck", ""),
        ("Chief Superintendent Anna Holm-Beck QPM", "Anna Holm-Beck", "Chief Superintendent"),
        ("Striker Femi Ade", "Femi Ade", "Striker"),
        ("HM Coroner for Harford, Anna Holm,", "Anna Holm", "HM Coroner for Harford"),
        ("Carl Beck, who did not vote", "Carl Beck", ""),
        ("Carl Beck, who leads the union", "Carl Beck", "who leads the union"),
        ("Mayor Carl Beck, who is a farmer", "Carl Beck", "Mayor"),
        ("Michael Bloomberg", "Michael Bloomberg", ""),
        ("Ex-Mayor Carl Beck", "Carl Beck", "Ex-Mayor"),
        ("Zenvia's Carl Beck", "Carl Beck", ""),
        ("Reuters’ Carl Beck", "Carl Beck", ""),
        ("Chile's President Carl Beck", "Carl Beck", "Chile's President"),
        ("Luiz Inácio Lula da Silva", "Luiz Inácio Lula da Silva", ""),
    ],
)
def test_a_person_and_the_role_printed(words, name, role):
    found = party(f"On Friday {words} said taxes are too high.", words)
    assert (found.kind, found.name, found.role_as_printed) == ("person", name, role)


@pytest.mark.parametrize("words", ["Department of Justice", "Justice Department", "Ministry of Justice"])
def test_justice_is_no_title_beside_what_deals_with_it(words):
    found = party(f"Yesterday the {words} said taxes are too high.", words)
    assert (found.kind, found.name) == ("government", words)


@pytest.mark.parametrize("words", ["South Carolina", "Los Angeles", "Ohio"])
def test_a_place_is_no_person(words):
    assert party(f"Yesterday {words} said taxes are too high.", words).kind == "government"


def test_a_surname_after_an_unknown_first_name_parts_name_from_place():
    text = "President of Super Value Xola Ntini spoke. Ntini said taxes are too high."
    assert party(text, "Ntini said"[:5]).name == "Xola Ntini"


def test_initials_are_a_person_s():
    assert party("J.D. Beck said it was too high.", "J.D. Beck").kind == "person"


@pytest.mark.parametrize(("words", "name"), [("MOSS SAID", "MOSS"), ("A WITNESS, TOM REED", "TOM REED")])
def test_names_in_capitals_are_told_from_the_verb(words, name):
    text = '"THEY WERE ARMED," MOSS SAID. A WITNESS, TOM REED, SAID HE HEARD SHOTS.'
    assert party(text, words).name_as_printed == name


def test_jan_may_be_a_month():
    assert party("In Jan. Beck Holdings said so.", "Beck Holdings").name == "Beck Holdings"


@pytest.mark.parametrize("words", ["His sister Mia", "Her brother, Tom,"])
def test_a_relative_is_known_by_the_first_name_alone(words):
    name, pronoun = ("Mia", "she") if "Mia" in words else ("Tom", "he")
    found = party(f"“We won,” Kim Berg said. {words} laughed. “We did,” {pronoun} said.", f" {pronoun}")
    assert (found.kind, found.name) == ("person", name)


def test_a_surname_may_be_a_title():
    text = "Analyst Ken Doctor came late. “No,” Doctor said."
    assert party(text, "Doctor said"[:6]).name == "Ken Doctor"


def test_a_role_may_stand_behind_an_age():
    text = "Carl Beck, 35, a farmer from Ohio, came late. Beck said taxes are too high."
    assert party(text, "Beck said"[:4]).roles == ("farmer from Ohio",)


@pytest.mark.parametrize(
    ("text", "words", "kind", "name"),
    [
        ("GOVERNOR ANA RUIZ SAID THE TAX WAS TOO HIGH.", "GOVERNOR ANA RUIZ", "person", "ANA RUIZ"),
        ("“IT IS TOO HIGH,” SAID CARL BECK, HEAD OF THE BANK.", "CARL BECK, HEAD OF THE BANK", "person", "CARL BECK"),
        ("CARL BECK SAID NO.\n\nCarl Beck left.", "CARL BECK", "person", "Carl Beck"),
        ("THE HARBOR BOARD SAID THE TAX WAS TOO HIGH.", "THE HARBOR BOARD", "organization", "HARBOR BOARD"),
    ],
)
def test_names_in_a_text_all_in_capitals(text, words, kind, name):
    found = party(text, words)
    assert (found.kind, found.name) == (kind, name)


def test_a_place_may_be_a_surname():
    text = "Ann Paris, a singer, came from Troy. Paris said taxes are too high. She lives in Paris."
    assert party(text, "Paris said"[:5]).name == "Ann Paris"
    assert party("North Korea spoke. Korea said taxes are too high.", "North Korea").kind == "government"


def test_the_first_word_of_a_body_means_all_of_it():
    text = "The Church of Utah is old. The Church said taxes are too high."
    found = party(text, "The Church said"[:10])
    assert (found.kind, found.name) == ("organization", "Church of Utah")


@pytest.mark.parametrize(
    ("words", "name", "role"),
    [
        ("Film-maker Ann Holm", "Ann Holm", "Film-maker"),
        ("Terns DL Ann Holm", "Ann Holm", "Terns DL"),
        ("Zenvia CIO Xuan Brandl", "Xuan Brandl", "Zenvia CIO"),
        ("Amer Hamid", "Amer Hamid", ""),
        ("Ann Holm, heading west over the pass", "Ann Holm", ""),
    ],
)
def test_words_before_a_name_that_are_no_part_of_it(words, name, role):
    text = f"{words}, said taxes are too high."
    assert (party(text, words).name, party(text, words).role_as_printed) == (name, role)


@pytest.mark.parametrize("words", ["Common Harbour Policy", "National Tide Response", "Northern Fish Treaty"])
def test_a_thing_is_no_person_though_he_may_stand_behind_it(words):
    assert party(f"Jim Lee came. The {words} failed, as himself said.", "himself").name == "Jim Lee"


def test_a_verb_that_opens_a_sentence_is_no_part_of_a_name():
    assert party("Replied Stephen: yes. Stephen Lee was glad.", "Stephen").name == "Stephen Lee"


@pytest.mark.parametrize(
    ("text", "later", "name"),
    [
        ("Alicia Mora Ruiz left. Mora said no.", "Mora", "Alicia Mora Ruiz"),
        ("Abu Bakr Nasser left. In May Abu Bakr said no.", "Abu Bakr", "Abu Bakr Nasser"),
        ("Alicia Mora Ruiz left. Carl Mora stayed. Mora said no.", "Mora", "Carl Mora"),
        ("Harl & Hopkirk left. H&H said no.", "H&H", "Harl & Hopkirk"),
    ],
)
def test_a_second_mention_may_leave_the_end_of_a_name_out(text, later, name):
    start = text.rindex(later)
    assert Speakers(read(text)).party_at((start, start + len(later))).name == name


@pytest.mark.parametrize(
    "first",
    [
        "The Foreign Ministry spokesman Qassemi denied it.",
        "The country’s Foreign Ministry spokesman, Qassemi, denied it.",
        "Qassemi, the Foreign Ministry spokesman, denied it.",
    ],
)
def test_a_surname_that_was_printed_with_a_role_is_a_person_s_further_on(first):
    found = party(f"{first}\n\nThe talks go on, added Qassemi.", "added Qassemi")
    assert (found.kind, found.name) == ("person", "Qassemi")


def test_former_is_no_role_that_makes_a_person_of_a_word():
    assert party("A former Zenvian spoke.\n\nThe talks go on, added Zenvian.", "added Zenvian").kind == "organization"


@pytest.mark.parametrize(
    ("behind", "role"),
    [
        ("Greenpeace", ""),
        ("of Greenpeace", ""),
        ("Troy University", ""),
        ("spokeswoman for Greenpeace", "spokeswoman for Greenpeace"),
        ("Director of Troy University", "Director of Troy University"),
        ("Founder and CEO", "Founder and CEO"),
        ("a farmer", "a farmer"),
        ("Democrat of Ohio", "Democrat of Ohio"),
    ],
)
def test_a_body_behind_a_name_is_no_role(behind, role):
    found = party(f"It is safe, said Ann Poe, {behind}.", f"Ann Poe, {behind}")
    assert (found.name, found.role_as_printed, bool(found.roles)) == ("Ann Poe", role, bool(role))
