"""A ZIP of many articles: what its directory says is believed to be at its worst, before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from claims.ingest import IngestError, archives
from claims.ingest.archives import read_zip
from claims.ingest.rows import Row
from claims.limits import MAX_BYTES
from tests.ingest.batches import zip_of


def rows(data):
    return list(read_zip(io.BytesIO(data)))


@pytest.fixture
def problem(monkeypatch):
    """Code and message of the problem with an archive, of which nothing may be unpacked."""

    def refused(data):
        def never(*_):
            raise AssertionError("something was unpacked")

        monkeypatch.setattr(archives, "_unpacked", never)
        with pytest.raises(IngestError) as caught:
            rows(data)
        assert caught.value.field == "files"
        return caught.value.code, caught.value.message

    return refused


def entry_with(data: bytes, offset: int, value: bytes) -> bytes:
    """The archive with other bytes in the only entry of its directory."""
    at = data.rindex(b"PK\x01\x02") + offset
    return data[:at] + value + data[at + len(value) :]


def test_each_file_is_a_row_under_its_name():
    assert rows(zip_of({"a.txt": b"one", "deep/er/b.html": b"", "Zoë.md": b"two"})) == [
        Row(1, b"one", name="a.txt"),
        Row(2, b"", name="deep/er/b.html"),
        Row(3, b"two", name="Zoë.md"),
    ]


def test_folders_hidden_files_and_what_systems_add_are_no_articles():
    added = ("folder/", "__MACOSX/._a.txt", ".DS_Store", "folder/.hidden", "folder/Thumbs.db")
    assert [row.name for row in rows(zip_of(dict.fromkeys(added, b"x") | {"folder/a.txt": b"x"}))] == ["folder/a.txt"]


@pytest.mark.parametrize("name", ["../a.txt", "a/../../b.txt", "/etc/passwd", "C:/a.txt", "a\\b.txt", "a\x1bb.txt"])
def test_paths_that_lead_elsewhere_are_refused(problem, name):
    packed = zip_of({"x" * len(name): b"x"}).replace(b"x" * len(name), name.encode())
    code, message = problem(packed)
    assert (code, "leads elsewhere" in message) == ("unsafe-name", True)


@pytest.mark.parametrize("data", [zip_of({".": b"x"}), entry_with(zip_of({"a": b"x"}), 28, b"\0\0\1\0")])
def test_a_file_without_a_name_is_refused(problem, data):
    assert problem(data)[0] == "unsafe-name"


@pytest.mark.parametrize("name", ["a.zip", "b.tar.gz", "c/D.ZIP", "e.7z", "f.jsonl", "g.csv"])
def test_nested_archives_and_tables_are_refused(problem, name):
    assert problem(zip_of({name: b"x"})) == ("nested", f"“{name}” holds many articles itself. Send it by itself.")


def test_encrypted_entries_are_refused(problem):
    assert problem(entry_with(zip_of({"a.txt": b"x"}), 8, b"\x01\x00"))[0] == "encrypted"


def test_methods_whose_size_cannot_be_bounded_are_refused(problem):
    assert problem(zip_of({"a.txt": b"x"}, compression=zipfile.ZIP_LZMA))[0] == "binary"


def test_a_bomb_is_refused_by_what_it_would_unpack_to(problem, monkeypatch):
    assert problem(zip_of({"a.txt": bytes(MAX_BYTES + 1)}))[0] == "too-large"
    monkeypatch.setattr(archives, "MAX_BATCH_UNPACKED", 2_999_999)
    assert problem(zip_of(dict.fromkeys(("a.txt", "b.txt", "c.txt"), bytes(1_000_000))))[0] == "too-large"


def test_an_entry_larger_than_its_directory_says_is_damaged():
    lying = entry_with(zip_of({"a.txt": bytes(1_000_000)}), 24, struct.pack("<I", 10))
    with pytest.raises(IngestError, match=r"“a\.txt” in this archive is damaged") as caught:
        rows(lying)
    assert caught.value.code == "binary"


def test_a_directory_of_too_many_entries_is_refused_unread(problem, monkeypatch):
    monkeypatch.setattr(archives.zipfile, "ZipFile", None)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 60_000, 60_000, 100, 0, 0)
    large = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 3, 3, 50_000_000, 0, 0)
    overruled = struct.pack("<4sIQI", b"PK\x06\x07", 0, 0, 1) + struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, 9, 0, 0
    )
    assert {problem(data)[0] for data in (end, large, overruled)} == {"too-many-rows"}


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04", zip_of({"a.txt": b"x"})[:-30]])
def test_what_is_no_archive_says_so(problem, data):
    assert problem(data) == ("binary", "This is no ZIP archive, or a damaged one.")
