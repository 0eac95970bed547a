"""Two spellings of one name share a normal form; two names do not."""

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from claims.text.names import LONGEST, normal_form, surname

names = st.lists(
    st.sampled_from(
        ["Mike", "Ada", "Zoë", "Ørsted", "O’Neill", "Pompeo", "van", "der", "Łukasz", "Ñuñez", "Li", "Ryan"]
    ),
    min_size=2,
    max_size=4,
).map(" ".join)
titles = st.sampled_from(
    ["Mr.", "Ms", "Dr.", "Col.", "Secretary", "Secretary of State", "President", "Iran’s President", "Lt. Gen."]
)


@pytest.mark.parametrize(
    "printed",
    [
        "Mike Pompeo",
        "Secretary of State Mike Pompeo",
        "the US Secretary of State, Mike Pompeo",
        "Secretary Mike Pompeo",
        "Mike Pompeo's",
        "Mike Pompeo’s",
        "MIKE POMPEO",
        "  mike   pompeo. ",
        "“Mike Pompeo”",
    ],
)
def test_a_person_has_one_normal_form_however_printed(printed: str) -> None:
    assert normal_form(printed) == "mike pompeo"
    assert surname(printed) == "pompeo"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Pompeo", "pompeo"),
        ("Secretary Pompeo", "pompeo"),
        ("Mr. Pompeo’s", "pompeo"),
        ("Col. Sean Ryan", "sean ryan"),
        ("National security adviser John Bolton", "john bolton"),
        ("Iran’s President Hassan Rouhani", "hassan rouhani"),
        ("Foreign Ministry spokesman Bahram Qassemi", "bahram qassemi"),
        ("José Álvarez", "jose alvarez"),
        ("J. K. Rowling", "jk rowling"),
        ("J.K. Rowling", "jk rowling"),
        ("Tip O’Neill", "tip oneill"),
        ("Reuters’", "reuters"),
        ("The State Department", "state department"),
        ("U.S. Embassy Baghdad", "us embassy baghdad"),
        ("A. Smith", "a smith"),
        ("Robert F. Kennedy Jr.", "robert f kennedy jr"),
    ],
)
def test_titles_accents_and_possessives_do_not_count(printed: str, expected: str) -> None:
    assert normal_form(printed) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Foreign Ministry",
        "Justice Department",
        "General Motors",
        "Major League Baseball",
        "President of the Council",
        "Secretary General of the United Nations",
        "King Salman",
        "Chief Justice",
    ],
)
def test_a_title_that_is_part_of_a_name_stays(name: str) -> None:
    assert normal_form(name) == name.lower()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mike Pompeo", "Mary Pompeo"),
        ("US military", "military"),
        ("Foreign Ministry", "Interior Ministry"),
        ("Robert Kennedy", "Robert Kennedy Jr."),
        ("हसन", "हुसैन"),
    ],
)
def test_different_names_have_different_normal_forms(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


@pytest.mark.parametrize("name", ["حسن روحانی", "习近平", "김정은", "नरेन्द्र मोदी", "Владимир Путин"])
def test_names_of_other_scripts_keep_their_words(name: str) -> None:
    assert normal_form(name)
    assert len(normal_form(name).split()) == len(name.split())
    assert normal_form(unicodedata.normalize("NFD", name)) == normal_form(name)


@pytest.mark.parametrize("name", ["", " ", "…", "’s", "“”", "!?", "\n\t", "🙂"])
def test_a_name_without_a_letter_or_digit_has_none(name: str) -> None:
    assert normal_form(name) == ""
    assert surname(name) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dr. Martin Luther King Jr.", "king"),
        ("King Abdullah II", "abdullah"),
        ("Ursula von der Leyen", "von der leyen"),
        ("Ali al-Sistani", "al sistani"),
        ("Al Gore", "gore"),
        ("Qassemi", "qassemi"),
        ("Jr.", "jr"),
        ("Ada Lind and Omar Berg", ""),
    ],
)
def test_a_surname_is_the_last_word_with_its_particles(name: str, expected: str) -> None:
    assert surname(name) == expected


@given(st.text())
@example("the the Beatles")
@example("President King Salman")
@example("a b c d")
@example("Dr. Dr. Secretary of State of State")
@example("\u0149’s’s")
@example("İIıẞß")
def test_the_normal_form_of_a_normal_form_is_itself(name: str) -> None:
    assert normal_form(normal_form(name)) == normal_form(name)


@given(st.text() | st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xFDFF), min_size=200))
@example("\ufdfa" * 300)
@example("A" * 100_000)
@example("' " * 50_000 + "x")
def test_any_text_has_a_normal_form_and_a_surname_that_fit_their_columns(name: str) -> None:
    assert len(normal_form(name)) <= LONGEST
    assert surname(name) in normal_form(name)


@given(names, titles)
def test_a_title_in_front_and_a_possessive_behind_change_nothing(name: str, title: str) -> None:
    assume(not name.startswith("van"))
    for printed in (
        f"{title} {name}",
        f"{name}’s",
        f"{name}'s",
        f"{title} {name}’s",
        name.upper(),
        f"{title.upper()} {name}",
    ):
        assert normal_form(printed) == normal_form(name)
        assert surname(printed) == surname(name)


@given(st.text())
def test_the_surname_of_a_name_is_that_of_its_normal_form(name: str) -> None:
    assert surname(normal_form(name)) == surname(name)
