"""A quotation with a signature is of whoever signs it, however many stand in a row."""

import pytest

from claims.extraction import Extractor
from claims.extraction.layout import read
from claims.extraction.resolving.signed import with_signed
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.rules.tagger import RulesTagger
from tests.extraction.tagging import tagged

extract = Extractor().extract


def signed(text: str) -> list[tuple[str, str, str]]:
    """Words, cue and the words that name the speaker of each signed quotation."""
    parts = [(one.content, one.cue, one.speaker_words) for one in with_signed(read(text), [])]
    return [tuple(" ".join(text[start:end] for start, end in spans) for spans in part) for part in parts]


@pytest.mark.parametrize("dash", ["―", "—", "–", "-", "--"])
@pytest.mark.parametrize("gap", ["", " ", "\u00a0", "\n"])
def test_the_name_behind_a_dash_or_in_the_next_line_signs_the_quotation(dash, gap):
    text = f"“Nobody asked us about it.”{gap}{dash} Jo O’Neill"
    assert signed(text) == [("“Nobody asked us about it.”", dash, "Jo O’Neill")]


@pytest.mark.parametrize(
    ("signature", "named"),
    [
        ("Ada Lind, chief engineer", "Ada Lind, chief engineer"),
        ("Maria Lopez, 54, nurse, Tampa", "Maria Lopez, 54, nurse, Tampa"),
        ("Ursula von der Mark.", "Ursula von der Mark"),
        ("The Evening Post", "The Evening Post"),
    ],
)
def test_a_signature_says_who_they_are_too(signature, named):
    assert signed(f'"It opens far too late." - {signature}') == [('"It opens far too late."', "-", named)]


def test_each_of_several_is_of_its_own_signature():
    text = "“They say they listen.” ― Ann Lee\n“They do not, he said so.”― Bob Roe\n”A disgrace for us all.” ― Cy Poe"
    found = [(text[slice(*one.content[0])], one.speaker and one.speaker.name) for one in extract(text)]
    assert found == [
        ("“They say they listen.”", "Ann Lee"),
        ("“They do not, he said so.”", "Bob Roe"),
        ("”A disgrace for us all.”", "Cy Poe"),
    ]


def test_a_letter_of_several_paragraphs_is_one_quotation():
    text = "“It was late.\n\n“It was dear too.” — Ann Lee, Leeds"
    assert signed(text) == [("“It was late. “It was dear too.”", "—", "Ann Lee, Leeds")]


def test_marks_within_the_quotation_do_not_end_it():
    assert signed("“What he calls “hell” is home to us.” ― Ann Lee")[0][0] == "“What he calls “hell” is home to us.”"


@pytest.mark.parametrize(
    "text",
    [
        "“Hamlet” — William Shakespeare",
        "“We will win” — that was the slogan — is everywhere.",
        "“We will win this,” Lee said. “We will.” — Bob Roe",
        "The motto is “We will win this.” — Bob Roe",
        "“It is far too late for us.” — Jo Lee said so. Others did not.",
        "“It is far too late for us.” — which nobody denied",
    ],
)
def test_a_title_a_motto_and_a_sentence_that_goes_on_are_not_signed(text):
    assert signed(text) == []


def test_reports_within_it_stay_and_pieces_of_it_go():
    text = "“Lee said it was over. He has let us down.” ― Ann Roe"
    report = tagged(text, ["it was over"], cue="said", speaker="Lee")
    piece = tagged(text, ["let us down.”"], cue="has", speaker="He")
    kept = with_signed(read(text), [report, piece])
    assert [one.speaker_words for one in kept] == [report.speaker_words, ((46, 53),)]


def test_without_the_network_too():
    text = "“They never asked any of us.” ― Ann Lee"
    (found,) = Extractor(RulesTagger()).extract(text)
    assert (found.speaker.name, found.cue) == ("Ann Lee", ((30, 31),))


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("Anonymous, Boston", ("unnamed", None, "Anonymous, Boston", "")),
        ("Name withheld by request", ("unnamed", None, "Name withheld by request", "")),
        ("A nurse, Leeds", ("unnamed", None, "A nurse, Leeds", "A nurse")),
        ("Tom Baker, Ohio", ("person", "Tom Baker", "Tom Baker", "")),
        ("Tom Baker, Valencia", ("person", "Tom Baker", "Tom Baker", "")),
        ("Tom Baker, shopkeeper", ("person", "Tom Baker", "Tom Baker", "shopkeeper")),
    ],
)
def test_a_signature_may_name_nobody_and_a_place_is_no_role(signature, expected):
    text = f'"It opens far too late for us." - {signature}'
    party = Speakers(read(text)).party_at((text.index(" - ") + 3, len(text)))
    assert (party.kind, party.name, party.name_as_printed, party.role_as_printed) == expected
