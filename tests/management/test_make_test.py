"""What `make test` runs, and its last lines."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.left_out import ASKS_FOR_DATABASE, RUN_ONCE, by_reason

ROOT = Path(__file__).resolve().parents[2]
ONE_RUNS_ONE_IS_SKIPPED = """
import pytest
def test_here(): pass
def test_elsewhere(): pytest.skip("not at hand")
"""


@pytest.fixture
def last_lines(tmp_path):
    """Runs two tests, one of which is skipped, with the variables; the exit code and what comes after the result."""
    (tmp_path / "test_two.py").write_text(ONE_RUNS_ONE_IS_SKIPPED)

    def run(**variables):
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n0",
            "-c",
            "pyproject.toml",
            "-p",
            "tests.left_out",
            tmp_path,
        ]
        environment = {name: value for name, value in os.environ.items() if name not in ("CI", "LEFT_OUT")} | variables
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        return done.returncode, re.split(r"^1 passed, 1 skipped.*\n", done.stdout, flags=re.MULTILINE)[1].splitlines()

    return run


@pytest.fixture
def make_test(tmp_path):
    """Calls `make test` where the named parts fail and the others pass; the process and the parts that were run."""

    def run(*failing):
        parts = tmp_path / "parts"
        make = tmp_path / "make"
        make.write_text(f"#!/bin/sh\necho $1 >>{parts}\ncase ' {' '.join(failing)} ' in *\" $1 \"*) exit 1;; esac\n")
        make.chmod(0o755)
        installed = [f"--old-file=.venv/installed-{name}.txt" for name in ("requirements", "requirements-dev")]
        command = ["make", *installed, f"MAKE={make}", "test"]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True), parts.read_text().split()

    return run


def test_the_last_lines_name_what_was_left_out(last_lines):
    code, lines = last_lines(LEFT_OUT="the tests on PostgreSQL: start one")
    assert code == 0
    assert lines == ["Left out: the tests on PostgreSQL: start one", "Left out: 1 test: not at hand"]


def test_under_ci_nothing_may_be_left_out(last_lines):
    code, lines = last_lines(CI="true")
    assert code == 1
    assert lines == ["Left out: 1 test: not at hand", "With CI=true nothing may be left out: FAILED"]


@pytest.mark.parametrize("failing", ["lint", "test-postgresql", "test-sqlite"])
def test_one_failure_fails_the_whole_which_runs_to_its_end(make_test, failing):
    done, parts = make_test(failing)
    assert parts == ["lint", "test-postgresql", "test-sqlite"]
    assert done.returncode == 2
    assert done.stdout == f"FAILED: {failing}\n"


def test_where_nothing_fails_nothing_is_said(make_test):
    done, _ = make_test()
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("path", RUN_ONCE)
def test_what_runs_once_asks_for_no_database(path):
    files = [ROOT / path] if path.endswith(".py") else list((ROOT / path).glob("test_*.py"))
    assert files
    for file in files:
        assert not ASKS_FOR_DATABASE.search(file.read_text()), file


def test_each_reason_is_named_once():
    assert by_reason(["no b", "no a", "no b"]) == ["1 test: no a", "2 tests: no b"]


def test_programs_that_tests_start_find_our_modules_compiled():
    command = ["make", "--eval=told:; env", "told"]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, text=True, check=True
    )
    assert "PATH=" in done.stdout
    assert "PYTHONDONTWRITEBYTECODE" not in done.stdout
