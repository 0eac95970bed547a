"""Markdown that no person wrote is read in a time that grows with its length, and loses no words."""

from __future__ import annotations

from typing import Any

import pytest
from markdown_it.parser_inline import ParserInline

from claims.ingest import read


@pytest.mark.parametrize("bracket", ["[", "![a"])
def test_brackets_within_brackets_are_looked_through_few_times(bracket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    places = 0
    skip = ParserInline.skipToken

    def counted(parser: ParserInline, state: Any) -> None:
        nonlocal places
        places += 1
        skip(parser, state)

    monkeypatch.setattr(ParserInline, "skipToken", counted)
    text = bracket * 1_000
    assert read(f"# Mill\n\nIt closed. {text}", filename="mill.md").text == f"It closed. {text}"
    assert 0 < places < 9 * len(text)


def test_words_in_links_and_in_quotations_within_others_stay() -> None:
    deep = "> " * 12 + "“It was hard,” [Ann *Roe*](/ann) said."
    assert read(f"# Mill\n\nIt closed.\n\n{deep}\n", filename="mill.md").text.endswith("“It was hard,” Ann Roe said.")
