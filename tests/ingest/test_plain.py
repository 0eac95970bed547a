"""Text as a reader copies it: what stands above the body is told apart, and no sentence is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest import IngestError, read
from claims.ingest.kinds import kind_of

BODY = "The council said on Friday that it would close the harbour.\n\n“We had no choice,” it said."
HEADLINE = "Harbour of Smalltown closes after storm"


def test_section_words_headline_byline_and_dates_are_not_body() -> None:
    document = read(
        f"Home > World > Europe\nShare\nPrint\nSign in\n{HEADLINE}\nBy Jane Doe and John Roe\n"
        f"Published: 29 Sept 2018 19:06 BST\nUpdated: 30 Sept 2018 08:00 BST\n5 min read\n{BODY}"
    )
    assert document.text == BODY
    assert document.title == HEADLINE
    assert document.author == "Jane Doe and John Roe"
    assert document.published_at is not None
    assert document.modified_at is not None
    assert document.published_at.isoformat() == "2018-09-29T19:06:00+01:00"
    assert document.modified_at.isoformat() == "2018-09-30T08:00:00+01:00"


def test_byline_and_date_may_share_a_line() -> None:
    document = read(f"{HEADLINE}\n\nBy Jane Doe | September 29, 2018 at 7:06 PM EDT\n\n{BODY}")
    assert (document.author, document.text) == ("Jane Doe", BODY)
    assert document.published_at is not None
    assert document.published_at.isoformat() == "2018-09-29T19:06:00-04:00"


@pytest.mark.parametrize(
    "title", [HEADLINE, "Storm hits", "“We go,” says mayor", "عاصفة تغلق المرفأ", "e\u0301 🎉 party"]
)
def test_a_heading_above_the_body_becomes_the_title(title: str) -> None:
    document = read(f"{title}\n\n{BODY}")
    assert (document.title, document.text) == (title, BODY)


def test_an_unknown_section_name_is_not_taken_for_the_headline() -> None:
    document = read(f"Coastal Watch\n\n{HEADLINE}\n\n{BODY}")
    assert (document.title, document.text) == (HEADLINE, BODY)


def test_a_headline_may_ask_where_a_byline_or_date_follows() -> None:
    document = read(f"Who will pay for the harbour?\nBy Jane Doe\n{BODY}")
    assert (document.title, document.text) == ("Who will pay for the harbour?", BODY)


def test_a_summary_between_headline_and_byline_stays_in_the_body() -> None:
    document = read(f"{HEADLINE}\nThe mayor warned of worse to come.\nBy Jane Doe\n29 September 2018\n{BODY}")
    assert document.title == HEADLINE
    assert document.text == f"The mayor warned of worse to come.\n\n{BODY}"


def test_an_address_above_the_article_is_its_address() -> None:
    document = read(f"https://example.org/harbour\n{HEADLINE}\n{BODY}")
    assert (document.url, document.title, document.text) == ("https://example.org/harbour", HEADLINE, BODY)


@pytest.mark.parametrize(
    "line", ["Posted at 99:99 PM, Smarch 42, 2018", "Updated 3 hours ago", "Posted at sometime or other"]
)
def test_a_date_that_does_not_parse_is_neither_body_nor_an_error(line: str) -> None:
    document = read(f"{HEADLINE}\n{line}\n\n{BODY}")
    assert document.text == BODY
    assert document.published_at is None
    assert document.modified_at is None


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Will he stay? “No,” he said.\n\nHe left.",
        "He said this:\n\n“No.”",
        "He left.\n\nSeptember 29, 2018\n\nHe came back.",
        "News",
        "One line\n\nAnother line\n\nA third",
        "“We go,” he said",
        HEADLINE + "\n\nPosted at 7:06 PM, Sep 29, 2018",
    ],
)
def test_a_text_of_body_alone_keeps_every_word_and_has_no_title(text: str) -> None:
    document = read(text)
    assert (document.title, document.text) == ("", text)


def test_a_heading_inside_the_body_stays_there() -> None:
    text = f"{BODY}\n\nWhat comes next\n\nShare\n\nThe council meets on Monday."
    assert read(text).text == text


def test_hard_wrapped_paragraphs_become_whole_and_short_lines_stay_apart() -> None:
    document = read(
        "Harbour closes\n\n"
        "The council of the town voted on Tuesday evening to close the harbour for\n"
        "three days after a storm that the mayor, Ann Roe, called “the worst in a\n"
        "generation”.\n\n"
        "She said the wall had held. “That is what matters to us,” she told the\n"
        "Gazette.\n"
    )
    assert document.title == "Harbour closes"
    assert document.text == (
        "The council of the town voted on Tuesday evening to close the harbour for three days after a storm that the "
        "mayor, Ann Roe, called “the worst in a generation”.\n\n"
        "She said the wall had held. “That is what matters to us,” she told the Gazette."
    )


def test_lines_that_are_not_wrapped_are_paragraphs_each() -> None:
    assert (
        read("“No,” he said.\n“Yes,” she said.\nThey left.").text == "“No,” he said.\n\n“Yes,” she said.\n\nThey left."
    )


def test_line_ends_blank_lines_and_control_characters_are_tidied() -> None:
    text = "\ufeffHe\x00 left\x07.  \r\n\r\n \r\n\r\nShe stayed.\rThey met.\u2029All is well."
    assert read(text).text == "He left.\n\nShe stayed.\n\nThey met.\n\nAll is well."


@pytest.mark.parametrize(
    "text",
    ["He said «\u00a0oui\u00a0».", "Cafe\u0301 “x” said ‘y’.", "وزیر گفت: «ما می\u200cرویم».", '👩‍👩‍👧 said "hi".'],
)
def test_characters_stay_as_printed(text: str) -> None:
    assert read(text).text == text


WORD = st.text(alphabet="abcdeéßабв“”’", min_size=1, max_size=9)
SENTENCE = st.lists(WORD, min_size=1, max_size=40).map(lambda words: " ".join(words).capitalize() + ".")
HEAD_LINE = st.sampled_from(
    ["News", "Actions", "Home > World", HEADLINE, "Storm hits", "By Jane Doe", "Posted at 7:06 PM, Sep 29, 2018",
     "29 September 2018", "Updated 3 hours ago", "Share", "", "Who will pay?"]
)  # fmt: skip


@given(st.lists(st.one_of(HEAD_LINE, SENTENCE), max_size=12), SENTENCE, st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_no_sentence_is_ever_lost(lines: list[str], last: str, end: str) -> None:
    document = read(end.join([*lines, last]))
    kept = " ".join(f"{document.title} {document.text}".split())
    for sentence in (line for line in [*lines, last] if line.endswith(".")):
        assert sentence in kept


@given(st.lists(SENTENCE, min_size=1, max_size=8))
def test_sentences_alone_come_out_as_they_went_in(sentences: list[str]) -> None:
    document = read("\n\n".join(sentences))
    assert (document.title, document.text) == ("", "\n\n".join(sentences))


PRINTED = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="<", include_characters="\n\r\t")


def is_plain(text: str) -> bool:
    """Whether a text has words and does not begin as a file of another kind does: "WEBVTT", "BEGIN:VCARD"."""
    try:
        kind = kind_of(text, filename="", content_type="", field="text")
    except IngestError:
        return False
    return kind == "plain" and any(char.isalnum() for char in text)


@given(st.text(PRINTED, max_size=300).filter(is_plain))
def test_any_text_comes_out_as_paragraphs_parted_by_one_blank_line(text: str) -> None:
    body = read(text).text
    assert body == body.strip()
    assert "\n\n\n" not in body
    assert all(paragraph.strip() for paragraph in body.split("\n\n"))
    assert "\r" not in body


RELEASE = "The mill will close in May, its owners said."


@pytest.mark.parametrize(
    ("label", "dated"),
    [
        ("For immediate release", "February 7, 2021"),
        ("PRESSEMITTEILUNG", "Neuburg, 7. Februar 2021"),
        ("COMMUNIQUÉ DE PRESSE", "Vaubourg, le 7 février 2021"),
        ("NOTA DE PRENSA", "Villarta, 7 de febrero de 2021"),
        ("News provided by", "February 7, 2021 08:30 AM Eastern Standard Time"),
    ],
)
def test_the_head_of_a_release_is_no_title(label: str, dated: str) -> None:
    document = read(f"{label}\n\n{dated}\n\nMill closes after a hundred years\n\n{RELEASE}")
    assert (document.title, document.text) == ("Mill closes after a hundred years", RELEASE)
    assert document.published_at is not None
    assert document.published_at.date().isoformat() == "2021-02-07"


def test_whom_to_ask_is_no_title_either() -> None:
    contact = "Media contact:\nJane Roe\n(555) 555-0100\npress@example.org"
    document = read(f"For immediate release\n\n{contact}\n\nMill closes after a hundred years\n\n{RELEASE}")
    assert (document.title, document.text) == ("Mill closes after a hundred years", RELEASE)


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("Von Karin Vogt, dpa", "Karin Vogt"),
        ("Von Karin Vogt und Uwe Kern", "Karin Vogt und Uwe Kern"),
        ("Par Claire Morel", "Claire Morel"),
        ("Door Carla de Wit", "Carla de Wit"),
        ("By Ada Finch | Staff writer", "Ada Finch"),
    ],
)
def test_a_byline_may_be_in_another_language_or_say_what_its_author_is(byline: str, author: str) -> None:
    document = read(f"Mill closes after a hundred years\n\n{byline}\n\n{RELEASE}")
    assert (document.author, document.text) == (author, RELEASE)


@pytest.mark.parametrize("line", ["Von der Leyen warnt", "Di Maio", "Par Toutatis", "Von Hand gemacht"])
def test_a_heading_that_begins_like_a_foreign_byline_is_none(line: str) -> None:
    assert read(f"Mill closes after a hundred years\n\n{line}\n\n{RELEASE}").author == ""


@pytest.mark.parametrize(
    "line",
    [
        "Sperrfrist: 5. Mai 2024, 10 Uhr",
        "Embargo: 5 May 2024 10:00",
        "Für Rückfragen: Uwe Kern, 030 1234567",
        "Eds: Updates.",
    ],
)
def test_what_a_release_tells_newsrooms_is_no_title(line: str) -> None:
    document = read(f"{line}\n\nMill closes after a hundred years\n\n{RELEASE}")
    assert (document.title, document.text) == ("Mill closes after a hundred years", RELEASE)
