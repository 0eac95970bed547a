"""The last lines of `make test`."""

import pytest

from tools.test import summary


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
