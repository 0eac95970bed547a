"""RTF: words, whatever character set they are written in; nothing of what stands beside them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.ingest import IngestError, read
from tests.ingest.papers import RTF, TEXT, TITLE


@pytest.mark.parametrize("data", [RTF, RTF.encode(), RTF.replace(r"\par ", "\\par\r\n").encode()])
def test_an_rtf_gives_its_words_title_and_author(data: bytes | str) -> None:
    document = read(data)
    assert (document.title, document.text, document.author) == (TITLE, TEXT, "Jane Doe")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (r"\u1055?\u1088?", "Пр"),
        (r"{\f1\'cf\'f0}", "Пр"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"\u-10179?x", "x"),
        (r"\uc2\u8220 xxyes", "“yes"),
        (r"a{\v secret}{\deleted gone}b{\footnote note}c{\*\unknown d}e", "abce"),
        (r"{\field{\*\fldinst HYPERLINK \"https://a.example\"}{\fldrslt the mill}}", "the mill"),
        (r"a\~b\_c\{d\}", "a\u00a0b\u2011c{d}"),
    ],
)
def test_signs_are_read_as_they_are_meant(written: str, words: str) -> None:
    fonts = r"{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}"
    document = read((r"{\rtf1\ansi" + fonts + f" She said {written} then.}}").encode())
    assert document.text == f"She said {words} then."


@pytest.mark.parametrize(
    "data",
    [
        "{\\rtf1" + "{" * 500_000 + "words said.",
        "{\\rtf1{\\fonttbl" + "\\f1" * 500_000 + "} words.}",
        "{\\rtf1" + "{\\field{\\*\\fldinst{" * 100_000 + "HYPERLINK",
        "{\\rtf1\\u999999999 \\ansicpg99999 \\'zz \\bin999999999 words" + "}" * 1_000,
        "{\\rtf1}",
        "{\\rtf1{\\pict 00ff}}",
    ],
)
def test_hostile_files_end_soon_in_a_document_or_a_refusal(data: str) -> None:
    started = time.process_time()
    try:
        outcome = read(data.encode()).text
    except IngestError as error:
        outcome = error.message
    assert outcome
    assert time.process_time() - started < 20


@settings(max_examples=150, deadline=None)
@given(
    cut=st.integers(0, 500),
    noise=st.lists(
        st.sampled_from(
            ["\\u", "\\'", "{", "}", "\\", "\\*", "-5", "99999999999", "é", "\\f", "\\info", "\\title", "a"]
        )
    ),
    raw=st.binary(max_size=100),
)
def test_cut_or_random_files_give_a_document_or_a_refusal(cut: int, noise: list[str], raw: bytes) -> None:
    for broken in (
        RTF[:cut].encode(),
        ("{\\rtf1" + "".join(noise)).encode(),
        b"{\\rtf1" + raw,
        "{\\rtf1" + "".join(noise),
    ):
        try:
            outcome = read(broken).text
        except IngestError as error:
            outcome = error.message
        assert outcome.strip()
