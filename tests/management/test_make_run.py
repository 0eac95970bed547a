"""What `make run` says before it does anything slow."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def make_run(tmp_path):
    """Calls `make run` with the variables on top of a plain environment; what it did."""

    def call(**variables):
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYENV_VERSION") if name in os.environ}
        environment = kept | {"NEWSAPP_VAR": str(tmp_path / "var")} | variables
        return subprocess.run(["make", "run"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)

    return call


def assert_one_clear_line(done, *words):
    """Exit code 2, nothing done, and one line that holds the words beside the one that make adds itself."""
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(said) == 1, done.stderr
    assert all(word in said[0] for word in words), said[0]


def test_a_taken_port_is_named_with_another_one_to_take(make_run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert_one_clear_line(make_run(PORT=str(port)), f"port {port}", "Address already in use", "make run PORT=")


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(make_run, port):
    assert_one_clear_line(make_run(PORT=port), f"PORT={port} is no port")


def test_a_var_that_cannot_be_written_is_named(make_run, tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    assert_one_clear_line(make_run(PORT=free_port(), NEWSAPP_VAR=str(in_the_way)), str(in_the_way), "cannot be written")


def test_an_article_that_is_not_there_is_named(make_run):
    assert_one_clear_line(make_run(PORT=free_port(), ARTICLE="no/such.txt"), "ARTICLE=no/such.txt", "No such file")


def test_a_python_that_is_too_old_is_named_with_the_ones_that_serve(make_run, tmp_path):
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" || exit 1\n')
    old.chmod(0o755)
    assert_one_clear_line(make_run(PYTHON=str(old)), "Python 3.11, 3.12 or 3.13", "found: Python 3.9.2")


def test_a_machine_without_python_is_told_what_to_install(make_run, tmp_path):
    assert_one_clear_line(make_run(PYTHON=str(tmp_path / "no-python")), "Python 3.11, 3.12 or 3.13", "found: none")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])
