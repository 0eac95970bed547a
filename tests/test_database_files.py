"""Files of a database that are replaced while we have them open."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from claims import database_files
from claims.database_files import OpenFiles, read_by_system_calls
from claims.outages import DAMAGED, UNREACHABLE, damage_met, outage_of


@pytest.fixture
def file(other_database: Callable[[str], Any], tmp_path: Path) -> Iterator[Path]:
    """The file of the database that we are connected to."""
    path = tmp_path / "newsapp.sqlite3"
    with other_database(f"sqlite:///{path}"):
        connection.cursor().execute("CREATE TABLE claim (words)")
        yield path


def test_files_that_stay_are_not_replaced(file: Path) -> None:
    files = OpenFiles()
    with connection.execute_wrapper(files.refuse_replaced):
        connection.cursor().execute("INSERT INTO claim VALUES ('It opens.')")
    assert not files.are_useless()


@pytest.mark.parametrize("suffix", ["", "-shm"])
def test_removed_ones_are_and_what_asks_them_is_told_of_an_outage(suffix: str, file: Path) -> None:
    files = OpenFiles()
    Path(f"{file}{suffix}").unlink()
    assert files.are_useless()
    with connection.execute_wrapper(files.refuse_replaced), pytest.raises(database_files.ReplacedError) as raised:
        connection.cursor().execute("INSERT INTO claim VALUES ('It opens.')")
    assert outage_of(raised.value) is UNREACHABLE


def test_a_file_that_comes_replaces_none(file: Path) -> None:
    index = Path(f"{file}-shm")
    index.unlink()
    files = OpenFiles()
    index.touch()
    assert not files.are_useless()


def test_a_copy_moved_to_their_place_replaces_them(file: Path) -> None:
    files = OpenFiles()
    shutil.copy(file, file.with_suffix(".copy")).rename(file)
    assert files.are_useless()


def test_damaged_ones_are_opened_anew_but_not_all_the_time(
    other_database: Callable[[str], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "newsapp.sqlite3"
    path.write_bytes(b"This is no database. " * 500)
    with other_database(f"sqlite:///{path}"):
        files = OpenFiles()
        with pytest.raises(Exception) as raised:  # noqa: PT011
            connection.cursor().execute("SELECT 1 FROM claim")
        assert outage_of(raised.value) is DAMAGED
        assert not files.are_useless()
        monkeypatch.setattr(database_files, "_LEAST_LIFE", -1)
        assert files.are_useless()
        assert not OpenFiles().are_useless()


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_server_has_files_of_its_own() -> None:
    files = OpenFiles()
    damage_met.set()
    assert not files.are_useless()


def test_a_file_that_is_not_mapped_may_be_cut_short(file: Path) -> None:
    connection.cursor().execute("PRAGMA mmap_size = 1000000")
    read_by_system_calls(connection)
    assert connection.cursor().execute("PRAGMA mmap_size").fetchone() == (0,)
