"""PDFs: lines joined to paragraphs; scans, locked and hostile files refused."""

import time
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from claims.ingest import IngestError, read
from claims.limits import MAX_PAGES
from tests.ingest.papers import FIRST, MADE, PAGE, PDF_TEXT, TITLE, pdf_of


def refusal(data: bytes) -> IngestError:
    with pytest.raises(IngestError) as caught:
        read(data)
    return caught.value


def test_a_pdf_gives_its_words_and_what_it_says_of_itself() -> None:
    document = read(pdf_of(PAGE))
    assert (document.title, document.text) == (TITLE, PDF_TEXT)
    assert (document.author, document.published_at) == ("Jane Doe", MADE)


def test_what_stands_on_every_page_is_left_out_and_a_sentence_goes_on_behind_it() -> None:
    pages = [["Tarn Gazette, 1 March", *PAGE[:3], "1"], ["Tarn Gazette, 1 March", *PAGE[3:], "2"]]
    third = [
        "Tarn Gazette, 1 March",
        "The mill will be pulled down in May, and the stones will",
        "go to a school.",
        "3",
    ]
    assert read(pdf_of(*pages, third)).text == (
        f"{PDF_TEXT}\n\nThe mill will be pulled down in May, and the stones will go to a school."
    )


@pytest.mark.parametrize("pages", [1, 3, 60])
def test_pages_that_hold_the_same_line_alone_are_read(pages: int) -> None:
    assert FIRST in read(pdf_of(*[[FIRST]] * pages)).text


def test_a_word_with_a_hyphen_of_its_own_keeps_it_at_a_line_end() -> None:
    lines = ["The long-term plan of the mill on the Tarn is a short-", "term one, and the short-term plan fails."]
    assert read(pdf_of(lines)).text.startswith("The long-term plan of the mill on the Tarn is a short-term one")


def test_letters_printed_as_one_are_letters_and_a_byline_is_no_headline() -> None:
    lines = [
        "The mill on the Tarn closes",
        "By Olga Roe",
        "The ﬁrst ﬁre at the mill was in 1931, and",
        "the last on Friday.",
    ]
    document = read(pdf_of(lines))
    assert (document.title, document.author) == ("The mill on the Tarn closes", "Olga Roe")
    assert document.text == "The first fire at the mill was in 1931, and the last on Friday."


def test_scans_and_locked_files_are_called_so() -> None:
    scan, locked = refusal(pdf_of([])), refusal(pdf_of(PAGE, password="secret"))
    assert (scan.code, scan.field, "scan" in scan.message) == ("no-text", "file", True)
    assert (locked.code, locked.field, "password" in locked.message) == ("binary", "file", True)


def written(writer: PdfWriter) -> bytes:
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def many_pages() -> bytes:
    writer = PdfWriter()
    for _ in range(MAX_PAGES + 1):
        writer.add_blank_page(10, 10)
    return written(writer)


def looping_pages() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    tree = writer._pages
    tree.get_object()[NameObject("/Kids")] = ArrayObject([tree, tree])
    tree.get_object()[NameObject("/Count")] = NumberObject(2_000_000_000)
    return written(writer)


def drawing(content: bytes, *, times: int) -> bytes:
    """A page that draws ``content`` by forms within forms, each of which draws the next so many times."""
    writer = PdfWriter()
    page = writer.add_blank_page(10, 10)
    inner = None
    for _ in range(8):
        form = DecodedStreamObject()
        form.set_data(content if inner is None else b"/X Do\n" * times)
        form.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
        if inner is not None:
            drawn = DictionaryObject({NameObject("/X"): inner})
            form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): drawn})
        inner = writer._add_object(form.flate_encode())
    page[NameObject("/Resources")] = form["/Resources"]
    page[NameObject("/Contents")] = inner
    return written(writer)


@pytest.mark.parametrize(
    "data",
    [
        many_pages(),
        looping_pages(),
        drawing(b"q Q\n" * 50_000, times=10),
        drawing(b"[" + b"1 " * 400_000 + b"] TJ\n", times=5),
        drawing(b" " * 60_000_000, times=1),
        b"%PDF-1.7\n1 0 obj",
        b"%PDF-1.7\n" + b"<<" * 100_000,
        b"%PDF-1.7\n" + b"[" * 100_000 + b"\ntrailer\n" + b"<</Root 1 0 R>>" * 1_000,
        pdf_of(PAGE)[:-300],
    ],
    ids=["pages", "loop", "forms", "arrays", "unpacked", "cut", "depth", "trailers", "no-table"],
)
def test_hostile_files_end_soon_in_a_document_or_a_refusal(data: bytes) -> None:
    started = time.process_time()
    try:
        outcome = read(data).text
    except IngestError as error:
        outcome = error.message
    assert outcome
    assert time.process_time() - started < 30


@settings(max_examples=80, deadline=None)
@given(cut=st.integers(0, 5_000), place=st.integers(5, 5_000), byte=st.integers(0, 255), noise=st.binary(max_size=300))
def test_cut_or_changed_bytes_give_a_document_or_a_refusal(cut: int, place: int, byte: int, noise: bytes) -> None:
    data = pdf_of(PAGE)
    changed = bytearray(data)
    changed[place % len(data)] = byte
    for broken in (data[: cut % len(data)], bytes(changed), b"%PDF-1.4\n" + noise):
        try:
            outcome = read(broken).text
        except IngestError as error:
            outcome = error.message
        assert outcome.strip()
