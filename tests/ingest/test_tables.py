"""JSON Lines and CSV of many articles: a row each, or one clear problem."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from claims.ingest import IngestError
from claims.ingest.rows import Row
from claims.ingest.tables import read_csv, read_json_lines
from claims.limits import MAX_ROW
from tests.ingest.batches import jsonl_of


def rows(read, data):
    return list(read(io.BytesIO(data)))


def problem(read, data):
    with pytest.raises(IngestError) as caught:
        rows(read, data)
    assert caught.value.field == "files"
    return caught.value.code, caught.value.message


class TestJSONLines:
    def test_a_row_has_a_text_or_the_address_to_fetch_and_what_is_stated(self):
        stated = {"title": "Quay", "outlet": "Wire", "author": "Ann Smith", "url": "https://example.org/1"}
        data = jsonl_of(
            {"text": "Words “here”.", **stated, "published": "2021-03-02"}, {"url": "https://example.org/2"}
        )
        assert rows(read_json_lines, data) == [
            Row(1, "Words “here”.".encode(), stated=stated | {"published_at": datetime(2021, 3, 2, tzinfo=UTC)}),
            Row(2, fetched="https://example.org/2"),
        ]

    def test_blank_lines_are_passed_over_and_rows_counted_by_line(self):
        assert [row.number for row in rows(read_json_lines, b'\n{"text": "a"}\r\n\n{"text": "b"}')] == [2, 4]

    def test_a_byte_order_mark_is_no_part_of_it(self):
        assert rows(read_json_lines, b'\xef\xbb\xbf{"text": "a"}') == [Row(1, b"a")]

    def test_a_row_without_words_is_one_that_fails_by_itself(self):
        assert rows(read_json_lines, jsonl_of({"text": None}, {"title": "Quay"})) == [
            Row(1),
            Row(2, stated={"title": "Quay"}),
        ]

    @pytest.mark.parametrize(
        ("line", "code", "words"),
        [
            (b"{", "invalid-row", "not JSON"),
            (b"[1]", "invalid-row", "no JSON object"),
            (b'{"text": "a", "text": "b"}', "duplicate-key", "“text” stands twice"),
            (b'{"text": 1}', "invalid-row", "Its text is no text"),
            (b'{"text": "a", "titel": "b"}', "unknown-column", "no “titel”"),
            (b'{"text": "a", "title": "\\u0000"}', "invalid-row", "Its title"),
            (b'{"url": "%s"}' % (b"a" * 1001), "invalid-row", "Its url is too long"),
            (b'{"text": "a", "published": "soon"}', "invalid-date", "soon"),
        ],
    )
    def test_what_is_wrong_with_a_row_is_its_own_fault(self, line, code, words):
        before, row, after = rows(read_json_lines, b'{"text": "a"}\n' + line + b'\n{"text": "b"}')
        assert (before, after) == (Row(1, b"a"), Row(3, b"b"))
        assert (row.number, row.data, row.fault.code, row.fault.field) == (2, line, code, "files")
        assert words in row.fault.message

    def test_other_encodings_are_refused(self):
        assert problem(read_json_lines, b'{"text": "a"}\n{"text": "\xe9"}') == (
            "encoding",
            "Line 2 is not in UTF-8. Save the file as UTF-8.",
        )
        assert problem(read_json_lines, '{"text": "a"}'.encode("utf-16"))[0] == "encoding"

    def test_a_row_that_is_too_large_is_refused_before_it_is_read_whole(self):
        file = io.BytesIO(b'{"text": "' + b"a" * 3 * MAX_ROW)
        with pytest.raises(IngestError, match="Line 1 is longer"):
            list(read_json_lines(file))
        assert file.tell() == MAX_ROW + 1


class TestCSV:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_a_record_is_a_row_whose_cells_may_hold_lines(self, delimiter):
        data = (
            f'\ufeffTitle{delimiter}TEXT\r\nQuay{delimiter}"One.\r\n\r\n“Two, ""here"";”"\r\n\r\nMole{delimiter}b\r\n'
        )
        assert rows(read_csv, data.encode()) == [
            Row(1, 'One.\r\n\r\n“Two, "here";”'.encode(), stated={"title": "Quay"}),
            Row(2, b"b", stated={"title": "Mole"}),
        ]

    def test_a_long_text_is_read(self):
        (row,) = rows(read_csv, b"text\n" + b"a" * 1_000_000)
        assert len(row.data) == 1_000_000

    def test_the_day_of_publication_is_also_named_as_in_the_api(self):
        (line,) = rows(read_json_lines, b'{"text": "a", "published_at": "2021-03-02"}')
        (record,) = rows(read_csv, b"text,published_at\na,2021-03-02\n")
        assert line.stated == record.stated == {"published_at": datetime(2021, 3, 2, tzinfo=UTC)}

    @pytest.mark.parametrize("header", ["title", "text,text", "text,", "text,id", "“Words”", ""])
    def test_a_header_that_names_other_columns_is_refused(self, header):
        code, message = problem(read_csv, f"{header}\na,b\n".encode())
        assert code == "wrong-header"
        assert "text, url, title, outlet, author, published" in message

    def test_what_is_wrong_with_a_cell_is_the_fault_of_its_row(self):
        broken, sound = rows(read_csv, b"text,published\na,soon\nb,2021-03-02\n")
        assert (broken.data, broken.fault.code) == (b'{"text":"a","published":"soon"}', "invalid-date")
        assert (sound.number, sound.data, sound.fault) == (2, b"b", None)

    @pytest.mark.parametrize(
        ("record", "words"),
        [("a", "There are 1 cells, and 2"), ('"a,b', "quotation mark"), ('"a"b,c', "quotation mark")],
    )
    def test_what_is_wrong_with_a_record_names_it(self, record, words):
        code, message = problem(read_csv, f"text,title\nx,y\n{record}\n".encode())
        assert code == "invalid-row"
        assert message.startswith("Row 2: ")
        assert words in message
