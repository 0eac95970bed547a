"""Rows as JSON Lines, with a last line by which a reader knows that it has all of them."""

from __future__ import annotations

import hashlib
import json

from claims.exports.json_lines import json_lines


def test_each_row_is_a_line_and_the_last_one_counts_them() -> None:
    written = b"".join(json_lines([[{"id": 1, "content": "“Ö”\nand more"}], [{"id": 2, "content": None}]]))
    first, second, last, nothing = written.split(b"\n")
    assert json.loads(first) == {"id": 1, "content": "“Ö”\nand more"}
    assert json.loads(second) == {"id": 2, "content": None}
    assert json.loads(last) == {"count": 2, "sha256": hashlib.sha256(first + b"\n" + second + b"\n").hexdigest()}
    assert nothing == b""


def test_of_nothing_there_is_the_last_line_alone() -> None:
    (line,) = json_lines([])
    assert json.loads(line) == {"count": 0, "sha256": hashlib.sha256(b"").hexdigest()}
