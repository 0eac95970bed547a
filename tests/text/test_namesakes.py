"""Two names may be of one speaker, and it is said why; other names that look alike are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.namesakes import Named, acronyms, initials, initials_of_shortened, why_the_same

SEC = "Securities and Exchange Commission"


def person(name: str, *others: str) -> Named:
    return Named(name, True, others)


def body(name: str, *others: str) -> Named:
    return Named(name, False, others)


def reason(one: Named, other: Named) -> str:
    found = why_the_same(one, other)
    assert found == why_the_same(other, one)
    return found.words if found else ""


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("José Díaz", "José Díaz", "the same name"),
        ("José Díaz", "JOSÉ DÍAZ", "the same name but for capitals"),
        ("José Díaz", "Jose Diaz", "the same name but for accents"),
        ("José Díaz", "JOSE DIAZ", "the same name but for capitals and accents"),
        ("Anne-Marie Slaughter", "Anne Marie Slaughter", "the same name but for punctuation"),
        ("J. K. Rowling", "JK Rowling", "the same name but for punctuation"),
        ("Secretary Mike Pompeo", "Mike Pompeo", "the same name but for a title or the like"),
        ("J. Smith", "John Smith", "“J. Smith” is short for “John Smith”"),
        ("Smith", "John Smith", "“Smith” is short for “John Smith”"),
        ("John Smith", "John Quincy Smith", "“John Smith” is short for “John Quincy Smith”"),
        ("John Q. Smith", "John Quincy Smith", "“John Q. Smith” is short for “John Quincy Smith”"),
        ("J. K. Rowling", "Joanne Kathleen Rowling", "“J. K. Rowling” is short for “Joanne Kathleen Rowling”"),
        ("Chris Van Hollen", "Christopher Van Hollen", "“Chris Van Hollen” is short for “Christopher Van Hollen”"),
        ("Michael Pompeo", "Micheal Pompeo", "“Michael Pompeo” is a typing error away from “Micheal Pompeo”"),
        ("Ilse Brant", "Ilse Brandt", "“Ilse Brandt” is a typing error away from “Ilse Brant”"),
        ("Karim Hadad", "Karim Haddad", "“Karim Hadad” is a typing error away from “Karim Haddad”"),
        ("Ana Maria Hansen", "Ana Maria Hanson", "“Ana Maria Hansen” is a typing error away from “Ana Maria Hanson”"),
        ("Tom Brandt", "Tom Bradnt", "“Tom Bradnt” is a typing error away from “Tom Brandt”"),
        ("Angela Merkel", "Angla Merkel", "“Angela Merkel” is a typing error away from “Angla Merkel”"),
    ],
)
def test_people_may_be_one_and_it_is_said_why(one: str, other: str, words: str) -> None:
    assert reason(person(one), person(other)) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "Jane Smith"),
        ("John Smith", "John Jones"),
        ("John Smith", "John Smith Jr."),
        ("J. Smith", "Mary Smith"),
        ("K. Rowling", "Joanne Kathleen Rowling"),
        ("Daniel Weber", "Daniela Weber"),
        ("Maria Weber", "Marie Weber"),
        ("Joan Smith", "John Smith"),
        ("Anna Lind", "Hanna Lind"),
        ("John Martin", "John Marvin"),
        ("John Clark", "John Clarke"),
        ("John Hansen", "John Jansen"),
        ("Ilse Brant", "Ilsa Brandt"),
        ("I. Brant", "I. Brandt"),
        ("Ilse Lind", "Ilse Lnid"),
        ("Ilse Brant Jr.", "Ilse Brandt"),
        ("Brant", "Brandt"),
        ("Mike Pompeo and Ada Lind", "Mike Pompeo"),
        ("…", "—"),
    ],
)
def test_people_of_like_names_are_left_apart(one: str, other: str) -> None:
    assert reason(person(one), person(other)) == ""


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (body("S.E.C."), body(SEC), f"“S.E.C.” is short for “{SEC}”"),
        (body("the SEC"), body(SEC), f"“the SEC” is short for “{SEC}”"),
        (body("DoD"), body("Department of Defense"), "“DoD” is short for “Department of Defense”"),
        (body("Securities Exchange Commision"), body("Securities Exchange Commission"), "typing error"),
        (body("Sec"), body(SEC), ""),
        (body("FBI"), body(SEC), ""),
        (body("SEC"), person("Sam Edgar Cole"), ""),
        (person("Lincoln"), body("Lincoln"), ""),
        (person("The Blue Bridge"), body("Blue Bridge"), "the same name but for a title or the like"),
    ],
)
def test_bodies_may_be_one_by_their_names_and_what_they_are_shortened_to(one: Named, other: Named, words: str) -> None:
    assert words in reason(one, other)
    assert bool(words) == bool(reason(one, other))


def test_a_name_of_both_is_a_reason_but_no_surname_that_two_people_bear() -> None:
    assert reason(person("Bibi", "Netanyahu"), person("Benjamin Netanyahu", "Bibi")) == "“Bibi” is a name of both"
    assert reason(person("Mike Pompeo", "Pompeo"), person("Susan Pompeo", "Pompeo")) == ""
    assert reason(person("A. B.", "Ada Lind"), person("Ada Lind")) == "“Ada Lind” is a name of both"
    assert reason(body("State Department", "State"), body("Foggy Bottom", "State")) == "“State” is a name of both"


def test_a_body_of_one_word_may_be_a_person_of_that_surname() -> None:
    bare = body("Lind")._replace(may_be_surname=True)
    assert reason(bare, person("Karin Lind")) == "“Lind” may be the surname of “Karin Lind”"
    assert reason(bare, person("K.", "Karin Lind, Jr.")) == "“Lind” may be the surname of “Karin Lind, Jr.”"
    assert (
        reason(bare, person("Lind Karin")) == reason(bare, person("Karin Lindt")) == reason(bare, body("Lind AG")) == ""
    )


def test_the_best_reason_counts_for_most() -> None:
    pairs = [
        (person("Ada Lind"), person("ADA LIND")),
        (person("Ada Lind"), person("A. B.", "Ada Lind")),
        (body("SEC"), body(SEC)),
        (person("Ada Lind"), person("A. Lind")),
        (person("Angela Lind"), person("Angla Lind")),
    ]
    assert [likeness and likeness.rank for likeness in (why_the_same(*pair) for pair in pairs)] == [0, 1, 2, 3, 4]


def test_initials_are_of_the_words_that_count() -> None:
    assert initials("the Securities and Exchange Commission") == "sec"
    assert acronyms("Department of Defense") == {"dd", "dod"}
    assert (initials("Pentagon"), acronyms("Pentagon"), initials("")) == ("", set(), "")


@pytest.mark.parametrize(
    ("letters", "may_be"),
    [
        ("sec", {"sec"}),
        ("dod", {"dod", "dd"}),
        ("d", set()),
        ("state department", set()),
        ("pentagons", set()),
        ("ofta", {"of", "ot", "oa", "ft", "fa", "ta", "oft", "ofa", "ota", "fta", "ofta"}),
    ],
)
def test_what_a_body_is_shortened_to_may_count_small_words(letters: str, may_be: set[str]) -> None:
    assert initials_of_shortened(letters) == may_be


@given(st.lists(st.sampled_from(["Bank", "of", "the", "Defense", "and", "Trade", "for", "Union"]), max_size=8))
def test_from_any_acronym_of_a_body_its_initials_are_found(name: list[str]) -> None:
    full = " ".join(name)
    for short in acronyms(full):
        assert initials(full) in initials_of_shortened(short)


@given(st.text(max_size=20), st.text(max_size=20), st.booleans(), st.booleans())
def test_whatever_the_names_are_the_order_makes_no_difference(one: str, other: str, first: bool, second: bool) -> None:
    reason(Named(one, first, (other,)), Named(other, second))


@given(st.lists(st.sampled_from(["Ada", "John", "Zoë", "Ørsted", "Quincy"]), min_size=1, max_size=3))
def test_any_full_name_is_shortened_by_its_first_initial(names: list[str]) -> None:
    assert "is short for" in reason(person(f"{names[0][0]}. Lind"), person(f"{' '.join(names)} Lind"))
