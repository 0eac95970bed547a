"""The command: a list to read, JSON, and a line an article."""

import json
import re

import pytest

from claims.extraction.__main__ import main

TEXT = "Mayor Jo Lee told CNN that taxes were too high.\r\n\r\n“They rise and rise again,” she said.\r\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.txt").write_bytes(TEXT.encode())
    return tmp_path


def test_it_prints_who_said_what_through_whom(folder, capsys):
    assert main([str(folder / "one.txt")]) == 0
    printed = capsys.readouterr().out
    assert re.search(r"Jo Lee, Mayor \(indirect, [01]\.\d\d, via CNN\)", printed)
    assert "“They rise and rise again,”" in printed


def test_a_line_an_article_counts_the_file_as_it_is(folder, capsys):
    assert main(["--jsonl", str(folder)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    record = json.loads(line)
    assert record["id"] == "one"
    first, second = record["quotes"]
    assert first["speaker"] == {"name": "Jo Lee", "kind": "person"}
    assert (first["role"], first["via"]) == ("Mayor", ["CNN"])
    ((start, end),) = second["content"]
    assert TEXT[start:end] == "“They rise and rise again,”"


def test_json_is_one_object(folder, capsys):
    assert main(["--json", str(folder / "one.txt")]) == 0
    assert len(json.loads(capsys.readouterr().out)["quotes"]) == 2


def test_a_file_that_cannot_be_read_is_one_line_and_exit_code_two(folder, capsys):
    (folder / "two.txt").write_bytes(b"\xff\xfe\xff")
    for name in ("two.txt", "none.txt"):
        assert main([str(folder / name)]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_a_text_in_another_language_is_said_to_be_one(folder, capsys):
    (folder / "two.txt").write_text("Le maire a dit que la ville est belle et que les impôts ne vont pas augmenter.")
    assert main([str(folder / "two.txt")]) == 0
    assert "in “fr”, not English" in capsys.readouterr().err
