"""The attribution map of an article and of a story: drawn, and as tables."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import Any

from claims.api.articles.views import ArticleViewSet
from claims.api.urls import view_of
from claims.choices import Status
from claims.pages.base import Page
from claims.pages.feeds import Feed
from claims.pages.map_layout import Answer, Box, Drawing, Lane, lay_out
from claims.reading.related import in_a_row

_UNKNOWN = "Speaker not known"
_LETTERS = 46  # that the mark of a claim's words takes
_LETTERS_OF_END = 18
_LINE = 16
_NO_RECORD = "no record"
Row = dict[str, Any]


class StoryMapPage(Page):
    """Who spoke in the articles that ``article`` names, through whom, and who answered whom."""

    template_name = "articles/map.html"
    feeds = {"map": Feed(view_of(ArticleViewSet, "story_map"), passes=("article",))}

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        story = answers["map"]
        parties = {party["number"]: party | {"name": party["name"] or _UNKNOWN} for party in story["parties"]}
        articles = {article["id"]: article for article in story["articles"]}
        statements = [_statement(row, parties, articles) for row in story["statements"]]
        drawing = _drawing(story["parties"], statements, story["answers"], parties)
        return {
            "parties": parties,
            "articles": articles,
            "statements": {row["number"]: row for row in statements},
            "answers": {row["number"]: _answer(row, parties) for row in story["answers"]},
            "claims": {claim["id"]: claim for row in statements for claim in row["claims"]},
            "told": any(row["addressee"] for row in statements),
            "drawing": drawing,
            "ends": [_end(_printed_by(articles[number]), box) for number, box in drawing.ends],
        }


class ArticleMapPage(StoryMapPage):
    """The same of one article."""

    feeds = {"map": Feed(view_of(ArticleViewSet, "map"))}


def _statement(row: Row, parties: dict[int, Row], articles: dict[int, Row]) -> Row:
    """With names in the place of numbers, and what its mark shows: which claim, in how many letters, beside how many.

    A mark with a solid line shows words that somebody confirmed.
    """
    first = next((claim for claim in row["claims"] if claim["status"] == Status.CONFIRMED), row["claims"][0])
    others = len(row["claims"]) - 1
    return row | {
        "who": in_a_row([parties[number]["name"] for number in row["speakers"]]),
        "through": [parties[number] for number in row["via"]],
        "printed_by": _printed_by(articles[row["article"]]),
        "first": first,
        "others": others,
        "room": _LETTERS - (len("+999 ") if others else 0) - (len("denies  ") if first["denies"] else 0),
    }


def _printed_by(article: Row) -> str:
    name: str = article["outlet"]["name"] if article["outlet"] else article["title"] or "Untitled article"
    return name


def _end(printed_by: str, box: Box) -> Row:
    """The box of an article, with its name in as many lines as there is room for."""
    lines = textwrap.wrap(printed_by, _LETTERS_OF_END, max_lines=max(1, box.height // _LINE), placeholder="…")
    placed = [(box.y + _LINE * number, line) for number, line in enumerate(lines, start=1)]
    return {"box": box, "printed_by": printed_by, "lines": placed}


def _answer(row: Row, parties: dict[int, Row]) -> Row:
    return row | {
        "who": in_a_row([parties[number]["name"] for number in row["speakers"]]),
        "whom": in_a_row([parties[number]["name"] for number in row["others"]]),
        "first": row["links"][0],
    }


def _drawing(rows: list[Row], statements: list[Row], answers: list[Row], parties: dict[int, Row]) -> Drawing:
    """Those who only pass words on stand in the lanes of those who spoke."""
    speaking = [party for party in rows if party["speaks"]]
    groups = {
        kind: [party["number"] for party in group]
        for kind, group in groupby(speaking, lambda party: party["speaker"]["kind"] if party["speaker"] else _NO_RECORD)
    }
    lanes = [
        Lane(number, row["number"], _notes(number, row, parties), row["article"])
        for row in statements
        for number in row["speakers"]
    ]
    return lay_out(groups, lanes, [Answer(row["number"], row["speakers"][0], row["others"][0]) for row in answers])


def _notes(number: int, row: Row, parties: dict[int, Row]) -> tuple[str, ...]:
    """With whom the party said it, to whom, and through whom."""
    others = [parties[other]["name"] for other in row["speakers"] if other != number]
    together = [f"with {in_a_row(others)}"] if others else []
    told = [f"to {row['addressee']}"] if row["addressee"] else []
    return (*together, *told, *(f"via {party['name']}" for party in row["through"]))
