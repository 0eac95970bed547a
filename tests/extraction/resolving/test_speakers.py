"""Bodies by their short forms, "who", and words behind a name that do not belong to it."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.edges import up_to_cue
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.types import Party


def party(text: str, words: str) -> Party:
    start = text.rindex(words)
    return Speakers(read(text)).party_at((start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Dr. Carl Beck head of sales", "Carl Beck"),
        ("Carl Beck walked", "Carl Beck"),
        ("Carl Beck on", "Carl Beck"),
        ("Troy’s top court last", "Troy’s top court"),
        ("Carl Beck allies", None),
        ("the mayor, Carl Beck, a Democrat,", "Carl Beck"),
        ("the Sunday World", "Sunday World"),
        ("the Times of India", "Times of India"),
        ("documents seen by the Financial Times", None),
        ("a report by the Financial Times", "Financial Times"),
    ],
)
def test_words_behind_a_name(words, name):
    assert party(f"Yesterday {words} said no.", words).name == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Oslo-based Zenvia Co. grew. Zenvia said no.", "Zenvia", "Zenvia Co"),
        ("The European Union met. The EU said no.", "The EU", "European Union"),
        ("The Aviation Office of Germany met. Germany said no.", "Germany", "Germany"),
        ("Zenvia Foods told the Daily Herald. The company said no.", "The company", "Zenvia Foods"),
        ("The Association for Clean Air met. The association said no.", "The association", "Association for Clean Air"),
        ("The Bank of Utah met us. The bank said no.", "The bank", "Bank of Utah"),
        (
            "The Carl and Anna Beck Foundation said no.",
            "The Carl and Anna Beck Foundation",
            "Carl and Anna Beck Foundation",
        ),
        ("Anna Holm and Carl Beck Foundation staff met. Holm said no.", "Holm", "Anna Holm"),
    ],
)
def test_a_body_by_a_short_form_or_a_description(text, words, name):
    assert party(text, words).name == name


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("It drew Carl Beck, a teacher at Gazelle Inc., who said no.", "person", "Carl Beck"),
        ("Beside Carl Beck there were others who said no.", "unnamed", None),
        ("Carl Beck met farmers, who said no.", "group", None),
    ],
)
def test_who(text, kind, name):
    found = party(text, "who")
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The World Health Organization met. The WHO agreed.", "The WHO", "World Health Organization"),
        ("The Evening Post said so. The Sunday Times did not.", "The Evening Post", "Evening Post"),
        ("On Sunday Times reporters left.", "Times", "Times"),
        ("“It is,” says the mayor’s mother, Rita Lee, 81.", "the mayor’s mother, Rita Lee, 81", "Rita Lee"),
        (
            "Deputy Secretary of State for Ports Joshua Lane left.",
            "Deputy Secretary of State for Ports Joshua Lane",
            "Joshua Lane",
        ),
    ],
)
def test_names_that_hold_words_of_other_uses(text, words, name):
    assert party(text, words).name == name


def test_he_is_no_airline():
    text = "Carl Beck spoke. A third of flights were of Blue Airways Express. “No,” he said."
    assert party(text, "he").name == "Carl Beck"


def test_a_name_of_several_words_that_nothing_shows_to_be_a_person_s_is_a_body_s():
    assert party("In May Brim Vantor Dorl said no.", "Brim Vantor Dorl").kind == "organization"
    assert party("In May Brim Vantor Dorl said no. Dorl left.", "Brim Vantor Dorl").kind == "person"
    assert party("In May Brim Vantor said no.", "Brim Vantor").kind == "person"


def test_they_are_the_police_of_whom_the_sentence_spoke():
    found = party("Once the police had come, they took it away.", "they")
    assert (found.kind, found.name) == ("government", None)


@pytest.mark.parametrize("word", ["aid agency", "secularist magazine", "carmaking company"])
def test_a_name_behind_a_word_for_a_body_is_a_body_s(word):
    words = f"The {word} Zenvia"
    assert party(f"{words} said no.", words).kind == "organization"


def test_a_document_bears_the_name_of_a_body_and_not_of_a_person():
    assert party("Here is what the survey by Gazelle News said.", "the survey by Gazelle News").name == "Gazelle News"
    assert party("Here is what a survey by Carl Beck said.", "a survey by Carl Beck").name is None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The roof of Elmgate School leaks, the council said.", "the council", None),
        ("The bridge of Norwell Trust will close, the union said.", "the union", None),
        ("Elmgate School is shut, the school said.", "the school", "Elmgate School"),
        ("Norwell Bank will close, the company said.", "the company", "Norwell Bank"),
    ],
)
def test_a_body_of_one_kind_is_none_of_another(text, words, name):
    assert party(text, words).name == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("speaker of the parliament Carl Beck", "Carl Beck"),
        ("the lawyer for Carl Beck", None),
    ],
)
def test_a_name_behind_an_office_and_its_place_is_its_holder_s(words, name):
    assert party(f"Yesterday {words} said no.", words).name == name


@pytest.mark.parametrize(
    "words",
    ["The U.S. Department of Maps", "The Troy County Sheriff’s Office", "The Rivers Protection Agency", "The agency"],
)
def test_an_office_or_an_agency_is_a_government(words):
    assert party(f"Yesterday {words} said no.", words).kind == "government"


def test_who_helped_is_a_person():
    words = "Brim Vantor Dorl, who helped"
    assert party(f"Yesterday {words} said no.", words).kind == "person"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Broadcaster Carl Beck", "Broadcaster"),
        ("Forensic Accountant Carl Beck", "Forensic Accountant"),
        ("Co-author Carl Beck", "Co-author"),
        ("Shopkeeper Carl Beck", "Shopkeeper"),
        ("Organiser Carl Beck", "Organiser"),
        ("Dr Carl Beck", ""),
    ],
)
def test_a_capital_word_for_a_trade_is_a_role(words, role):
    found = party(f"{words} said no.", words)
    assert (found.name, found.role_as_printed) == ("Carl Beck", role)


def test_the_unnamed_keep_what_they_were_called_before():
    text = "A senior official in Troy said no. The official said it twice."
    speakers = Speakers(read(text))
    speakers.note(0, speakers.party_at((0, len("A senior official in Troy"))))
    start = text.index("The official")
    assert speakers.party_at((start, start + len("The official"))).roles == ("A senior official in Troy",)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a survey by the Daily Tern", "Daily Tern"),
        ("projections by the Daily Tern and the Evening Post", None),
        ("a survey by Ann Holm of the University of Troy", None),
    ],
)
def test_a_document_bears_the_name_of_its_one_maker(words, name):
    found = party(f"According to {words}, rents rise.", words)
    assert (found.kind, found.name) == ("document", name)


def test_a_research_paper_is_a_document():
    found = party("The Evening Post asked. The research paper noted no change.", "The research paper")
    assert (found.kind, found.name) == ("document", None)


@pytest.mark.parametrize("words", ["the German", "the Frenchman", "a Swede", "the Spaniard"])
def test_a_human_being_of_a_country_is_not_named_by_it(words):
    found = party(f"It rained. “No,” {words} said.", words)
    assert (found.kind, found.name, found.role_as_printed) == ("unnamed", None, words)


def test_the_people_of_a_country_are_a_group():
    assert party("The French said no.", "The French").kind == "group"


def test_police_in_capitals_are_no_person():
    found = party("ACCORDING TO POLICE, IT RAINED.", "POLICE")
    assert (found.kind, found.name) == ("government", None)


def test_a_relative_of_whatever_name_is_he_or_she():
    text = "Olena Kovalenko came with her husband, Taras. “We had nothing,” he said."
    assert party(text, "he").name == "Taras"


def test_a_signature_behind_a_dash_is_no_headline():
    found = party("“It taught me all that I know.”\n\n— Justice Elena Marchetti", "Justice Elena Marchetti")
    assert (found.name, found.role_as_printed) == ("Elena Marchetti", "Justice")


def test_a_description_ends_before_its_relative_pronoun():
    assert party("A woman who would not be named said no.", "A woman who").name_as_printed == "A woman"


def test_the_office_of_who_governs_is_a_governments():
    assert party("Prime Minister Mark Oyelaran's office said no.", "Prime Minister Mark Oyelaran's office").kind == (
        "government"
    )


@pytest.mark.parametrize(
    ("words", "name", "role"),
    [
        ("A man whose name was Carl Beck", "Carl Beck", ""),
        ("A woman named Anna Holm", "Anna Holm", ""),
        ("a farmer named Carl Beck", "Carl Beck", "a farmer"),
        ("A witness, later identified as Carl Beck,", "Carl Beck", "A witness"),
        ("A man identified only as Carl", "Carl", ""),
        ("A lawyer for a man named Carl Beck", None, "A lawyer for a man named Carl Beck"),
    ],
)
def test_a_description_may_say_the_name_of_whom_it_speaks(words, name, role):
    found = party(f"Yesterday {words} said no.", words)
    assert (found.name, found.role_as_printed) == (name, role)


def test_a_surname_keeps_its_particles():
    found = party("Ursula von der Mark met us. Yes, von der Mark said.", "von der Mark")
    assert (found.name, found.name_as_printed, found.role_as_printed) == ("Ursula von der Mark", "von der Mark", "")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Anna Holm won the race. The 27-year-old said no.", "The 27-year-old", "Anna Holm"),
        ("Anna Holm lost her home. The retired teacher said no.", "The retired teacher", "Anna Holm"),
        ("Anna Holm met Carl Beck. The retired teacher said no.", "The retired teacher", None),
        ("Anna Holm lost her home. The judge said no.", "The judge", None),
        ("Mr. Beck, the bank's chairman, left. The chairman said no.", "The chairman", "Beck"),
        ("Sen. Anna Holm met us. The South Carolina senator said no.", "The South Carolina senator", "Anna Holm"),
        ("Sen. Anna Holm met Sen. Carl Beck. The Ohio senator said no.", "The Ohio senator", None),
        ("Sen. Anna Holm met us. The Zenvia senator said no.", "The Zenvia senator", None),
    ],
)
def test_a_description_means_the_one_person_whom_it_suits(text, words, name):
    assert party(text, words).name == name


def test_a_role_ends_at_the_verb_before_it():
    found = party("Anna Holm met Senator Carl Beck on Friday.", "Carl Beck")
    assert found.roles == ("Senator",)


def test_a_role_goes_on_behind_a_point_that_ends_no_sentence():
    found = party("Anna Holm, a surgeon at St. Mary's Hospital, met us. Holm said no.", "Holm")
    assert found.roles == ("surgeon at St. Mary's Hospital",)


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("A study done in recent days said no.", "A study done in recent", "A study done in recent days"),
        ("Miners, including Zenvia, said no.", "Miners, including", "Miners, including Zenvia"),
        ("Carl Beck on Tuesday said no.", "Carl Beck on", "Carl Beck on"),
        ("Her daughter said no.", "Her", "Her"),
        ("Carl Beck, who was there, said no.", "Carl Beck", "Carl Beck"),
    ],
)
def test_words_for_a_speaker_go_on_to_the_cue_where_a_tagger_has_cut_them(text, words, whole):
    cue = (text.index("said"), text.index("said") + 4)
    assert text[slice(*up_to_cue(text, (0, len(words)), [cue]))] == whole


@pytest.mark.parametrize("words", ["A spokeswoman for Mayor Beck", "An aide to Senator Beck"])
def test_who_speaks_for_somebody_with_a_title_is_not_that_one(words):
    text = f"Mayor Carl Beck left. {words} said he was ill."
    assert (party(text, words).name, party(text, words).role_as_printed) == (None, words)


def test_a_plural_without_an_article_is_not_the_one_that_spoke_before():
    text = "Critics said no. Supporters said yes."
    speakers = Speakers(read(text))
    speakers.note(0, speakers.party_at((0, 7)))
    assert speakers.party_at((17, 27)).roles == ("Supporters",)
