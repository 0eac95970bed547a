"""Documents of Word and LibreOffice: their words, and no archive that only looks like one."""

import time
import zipfile
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.ingest import IngestError, read
from claims.limits import MAX_UNPACKED
from tests.ingest.papers import FIRST, MADE, SECOND, TEXT, TITLE, docx_of, odt_body, odt_of, saved, zip_of

ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


def refusal(data: bytes, **hints: str) -> IngestError:
    with pytest.raises(IngestError) as caught:
        read(data, **hints)
    return caught.value


@pytest.mark.parametrize("data", [docx_of(), odt_of()], ids=["docx", "odt"])
def test_a_document_gives_its_words_and_what_it_says_of_itself(data: bytes) -> None:
    for hints in ({}, {"filename": "mill.html", "content_type": "text/plain"}):
        document = read(data, **hints)
        assert (document.title, document.text) == (TITLE, TEXT)
        assert (document.author, document.published_at) == ("Jane Doe", MADE)


def test_what_is_printed_comes_before_what_the_file_states() -> None:
    document = read(docx_of("By Ann Other", "March 3, 2024", FIRST, SECOND))
    assert (document.author, document.text) == ("Ann Other", TEXT)
    assert document.published_at is not None
    assert document.published_at.date().isoformat() == "2024-03-03"


def test_a_template_states_neither_day_nor_person() -> None:
    document = docx.Document()
    document.add_paragraph(FIRST)
    document.core_properties.title = "Microsoft Word - draft.docx"
    taken = read(saved(document))
    assert (taken.title, taken.author, taken.published_at) == ("", "", None)


def test_words_that_an_editor_put_in_count_and_those_taken_out_do_not() -> None:
    document = docx.Document()
    run = document.add_paragraph("The mill closed").add_run(" on Friday.")._r
    names = run.nsmap["w"]
    for name, words in (("ins", " at last"), ("del", " on Monday")):
        change = run.makeelement(f"{{{names}}}{name}")
        piece = run.makeelement(f"{{{names}}}r")
        text = run.makeelement(f"{{{names}}}{'t' if name == 'ins' else 'delText'}")
        text.text = words
        piece.append(text)
        change.append(piece)
        run.addprevious(change)
    assert read(saved(document)).text == "The mill closed at last on Friday."


def test_an_editors_notes_in_an_odt_are_no_words_of_the_article() -> None:
    body = odt_body("The mill<text:note><text:p>Which one?</text:p></text:note> closed<text:line-break/>on Friday.")
    assert read(odt_of(body)).text == "The mill closed\n\non Friday."


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"xl/workbook.xml": "<x/>"}, "a spreadsheet"),
        ({"ppt/slides.xml": "<x/>"}, "slides"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}, "a spreadsheet"),
        ({"a.txt": "words"}, "a ZIP archive; use “Take in many” for it,"),
    ],
)
def test_other_archives_are_refused_by_their_names(parts: dict[str, str], what: str) -> None:
    error = refusal(zip_of(parts), filename="article.docx")
    assert (error.code, error.field) == ("no-article", "file")
    assert what in error.message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zip_of({"word/document.xml": " " * (MAX_UNPACKED + 1)}), "too-large"),
        (odt_of("<x>" + "<a/>" * 2_100_000 + "</x>"), "too-large"),
        (zip_of({str(number): "" for number in range(10_001)}), "too-large"),
        (odt_of(ENTITIES + "<x>&b;&f;</x>"), "binary"),
        (odt_of("<x>" * 5_000 + "</x>" * 5_000), "binary"),
        (zip_of({"word/document.xml": "<x>words</x>"}, packing=zipfile.ZIP_LZMA), "binary"),
        (odt_of(**{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "binary"),
        (odt_of(odt_body(" ")[:300]), "binary"),
        (odt_of("<x/>"), "no-text"),
    ],
    ids=["bomb", "elements", "parts", "entities", "depth", "packing", "password", "cut", "empty"],
)
def test_hostile_archives_are_refused_in_words_and_soon(data: bytes, code: str) -> None:
    started = time.process_time()
    error = refusal(data)
    assert (error.code, error.field) == (code, "file")
    assert error.message.endswith(".")
    assert time.process_time() - started < 20


@pytest.mark.parametrize("data", [docx_of(), odt_of()], ids=["docx", "odt"])
@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 40_000), place=st.integers(5, 40_000), byte=st.integers(0, 255))
def test_cut_or_changed_bytes_give_a_document_or_a_refusal(data: bytes, cut: int, place: int, byte: int) -> None:
    changed = bytearray(data)
    changed[place % len(data)] = byte
    for broken in (data[: cut % len(data)], bytes(changed)):
        try:
            outcome = read(broken).text
        except IngestError as error:
            outcome = error.message
        assert outcome.strip()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_words_in_the_place_of_the_xml_do_no_harm(data: bytes) -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as parts:
        parts.writestr("word/document.xml", b"<x>" + data + b"</x>")
    assert refusal(archive.getvalue()).code in ("binary", "no-text")
