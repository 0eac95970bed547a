"""Bytes of every kind: read rightly, or refused with a reason a person can act on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest import MAX_TEXT, IngestError, read

WORDS = "The mayor said “we won’t go” on Friday – and left for Zürich."


def refusal(data: bytes | str, **hints: str) -> IngestError:
    with pytest.raises(IngestError) as caught:
        read(data, **hints)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_same_words_come_out_of_every_usual_encoding(encoding: str) -> None:
    assert read(WORDS.encode(encoding)).text == WORDS


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Le président a déclaré vendredi que l'été était fini à Genève.", "latin-1"),
        ("Der Bürgermeister sagte, die Straße bleibe zu. „Wir warten“, fügte er hinzu.", "cp1252"),
        ("Президент заявил в пятницу, что переговоры продолжатся на следующей неделе.", "cp1251"),
    ],
)
def test_undeclared_legacy_encodings_are_guessed(words: str, encoding: str) -> None:
    assert read(words.encode(encoding)).text == words


def test_a_declared_character_set_is_obeyed() -> None:
    czech = "Předseda vlády řekl, že žádné změny nebudou."
    assert read(czech.encode("cp1250"), content_type="text/plain; charset=windows-1250").text == czech


def test_a_page_may_declare_its_character_set_itself() -> None:
    page = f'<html><head><meta charset="windows-1250"></head><body><p>{"Ministr řekl, že přijede."}</p></body></html>'
    assert read(page.encode("cp1250")).text == "Ministr řekl, že přijede."


def test_latin_1_means_windows_1252_as_in_browsers() -> None:
    assert read(WORDS.encode("cp1252"), content_type="text/plain; charset=iso-8859-1").text == WORDS


@pytest.mark.parametrize("label", ["idna", "unicode_escape", "zlib", "no-such-set", "utf-8"])
def test_a_charset_that_is_none_or_is_wrong_does_no_harm(label: str) -> None:
    assert read(WORDS.encode("cp1252"), content_type=f"text/plain; charset={label}").text == WORDS


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"PK\x03\x04word/document.xml", "an Office document"),
        (b"text\x00with\x00zeros", "not text"),
        (bytes(range(1, 32)) * 20, "not text"),
        ("A word".encode("utf-16")[:-1], "not text"),
    ],
)
def test_binary_files_are_named_and_refused(data: bytes, name: str) -> None:
    error = refusal(data, filename="article.txt")
    assert (error.code, error.field) == ("binary", "file")
    assert name in error.message
    assert "paste" in error.message


@pytest.mark.parametrize("nothing", ["", " \n\t\u00a0\r\n", "\ufeff", "\u200b", b"", b"\xef\xbb\xbf", b"  \r\n"])
def test_nothing_visible_is_empty(nothing: bytes | str) -> None:
    error = refusal(nothing)
    assert error.code == "empty"
    assert error.field == ("text" if isinstance(nothing, str) else "file")


@pytest.mark.parametrize("data", ["a" * 5_000_000, b"a" * 5_000_000, "é" * (MAX_TEXT // 2 + 1)])
def test_too_much_is_refused_with_the_size_and_the_limit(data: bytes | str) -> None:
    error = refusal(data)
    assert error.code == "too-large"
    assert "2 MB" in error.message
    size = len(data.encode() if isinstance(data, str) else data)
    assert f"{size:,} bytes" in error.message


def test_exactly_the_limit_is_taken() -> None:
    assert len(read(b"a" * MAX_TEXT).text) == MAX_TEXT


def test_half_a_surrogate_pair_is_no_text() -> None:
    error = refusal("He said \ud83d and left.")
    assert (error.code, error.field) == ("encoding", "text")
    assert "Character 9" in error.message


@given(st.binary(max_size=400))
def test_any_bytes_give_clean_text_or_an_ingest_error(data: bytes) -> None:
    try:
        text, refused = read(data).text, ""
    except IngestError as error:
        text, refused = "", error.code
    assert refused in {"", "empty", "binary", "no-text", "no-article"}
    assert refused or (text.strip() and "\x00" not in text and text.encode())


def test_a_few_zero_bytes_of_a_faulty_program_are_passed_by() -> None:
    assert read(b"The bridge is\x00 open. " + b"It has been closed for years. " * 10).text.startswith(
        "The bridge is open."
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("page", ["{}", "<html><body><article><p>{}</p></article></body></html>"])
def test_utf_16_needs_no_byte_order_mark(encoding: str, page: str) -> None:
    assert read(page.format(WORDS).encode(encoding)).text == WORDS
