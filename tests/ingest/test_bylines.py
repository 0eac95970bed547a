"""Bylines as they are printed: in several languages, with a day, a role or a handle beside the names."""

from datetime import date

import pytest

from claims.ingest.bylines import read_byline


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Finch",
        "Words by Ada Finch",
        "By Ada Finch in Paris",
        "By Ada Finch, Science Editor",
        "By Ada Finch and agencies",
        "Von Ada Finch (dpa)",
        "By Ada Finch @adafinch",
        "By Ada Finch ada.finch@post.example",
        "Eine Kolumne von Ada Finch",
        "Von Ada Finch, Berlin",
        "Von: Ada Finch",
        "Por: Ada Finch",
        "Autor: Ada Finch",
        "Texte : Ada Finch",
    ],
)
def test_only_the_names_are_read(line: str) -> None:
    assert read_byline(line) == ("Ada Finch", None)


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Finch on May 5, 2021",
        "By Ada Finch, May 5, 2021",
        "5 May 2021 – by Ada Finch",
        "Posted by Ada Finch on 5 May 2021",
        "Von Ada Finch am 5. Mai 2021",
        "Publié le 5 mai 2021 par Ada Finch",
        "Escrito por Ada Finch el 5 de mayo de 2021",
        "05.05.2021 13:30 von Ada Finch",
    ],
)
def test_a_day_may_stand_on_either_side(line: str) -> None:
    names, day = read_byline(line)
    assert (names, day and day.date()) == ("Ada Finch", date(2021, 5, 5))


@pytest.mark.parametrize(
    "line", ["By Perry Bacon Jr.", "作者：孔德明", "By Ada Finch and Bo Ek", "By Our Correspondent"]
)
def test_names_may_end_in_a_point_or_be_several(line: str) -> None:
    assert read_byline(line)[0] == line.removeprefix("By ").removeprefix("作者：")


@pytest.mark.parametrize(
    "line",
    [
        "By May 5, 2021",
        "By far the best bridge",
        "Von der Leyen warnt",
        "Text: what it says",
        "Author: What We Know About It.",
        "Reporter: Will it open in May?",
        "By " + "Ada Finch, " * 100,
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert read_byline(line) == ("", None)
