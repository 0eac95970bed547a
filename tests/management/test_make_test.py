"""What `make test` runs, and its last lines."""

import re
from pathlib import Path

import pytest

from tools.test import RUN_ONCE, by_reason, summary

ROOT = Path(__file__).resolve().parents[2]


def test_the_last_lines_name_what_was_left_out(monkeypatch, capsys):
    monkeypatch.delenv("CI", raising=False)
    assert summary({"lint": True, "tests on SQLite": True}, ["the browser tests: install Chromium"], []) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "lint: passed · tests on SQLite: passed",
        "Left out: the browser tests: install Chromium",
    ]


def test_under_ci_nothing_may_be_left_out(monkeypatch, capsys):
    monkeypatch.setenv("CI", "true")
    assert summary({"lint": True}, ["the browser tests: install Chromium"], []) == 1
    assert "nothing may be left out" in capsys.readouterr().out


@pytest.mark.parametrize("ci", ["true", ""])
def test_one_failure_fails_the_whole(monkeypatch, ci):
    monkeypatch.setenv("CI", ci)
    assert summary({"lint": False, "tests on SQLite": True}, [], []) == 1
    assert summary({"lint": True, "tests on SQLite": True}, [], []) == 0


@pytest.mark.parametrize("path", RUN_ONCE)
def test_what_runs_once_asks_for_no_database(path):
    files = [ROOT / path] if path.endswith(".py") else list((ROOT / path).glob("test_*.py"))
    assert files
    for file in files:
        assert not re.search(
            r"django_db|transactional_db|live_server|open_browser|whole_program|\bdb\b", file.read_text()
        ), file


def test_what_no_run_could_do_was_left_out():
    on_sqlite = {"locks": "of PostgreSQL alone", "real article": "not at hand", "pages": None}
    on_postgresql = {"locks": None, "pages": None, "files": "of SQLite alone"}
    assert by_reason([on_sqlite, on_postgresql]) == ["1 test: not at hand", "1 test: of SQLite alone"]
    assert by_reason([on_sqlite]) == ["1 test: not at hand", "1 test: of PostgreSQL alone"]
