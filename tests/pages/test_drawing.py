"""The two pictures that the server draws: the chain of a claim, and claims in time."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claims.pages.chain import picture
from claims.pages.timeline import timeline

NAMES = st.text(alphabet="ab é😀", max_size=400)


def hop(name: str) -> dict[str, Any]:
    return {"speaker": {"name": name}, "name_as_printed": name, "role_as_printed": "editor"}


@given(NAMES, st.lists(NAMES, max_size=4))
def test_the_parties_of_a_chain_stand_below_each_other_within_the_picture(name: str, others: list[str]) -> None:
    article = {"outlet": None, "title": "Bridge opens"}
    claim = {**hop(name), "joint_speakers": [], "chain": [hop(other) for other in others], "article": article}
    drawn = picture(claim)
    assert len(drawn.boxes) == len(others) + 2
    for above, below in pairwise(drawn.boxes):
        assert above.y + above.height == below.arrow_y < below.y
    for box in drawn.boxes:
        assert all(box.y < line.y < box.y + box.height for line in [box.name, *box.others])
    assert drawn.boxes[-1].y + drawn.boxes[-1].height <= drawn.height


def test_a_claim_of_nobody_known_has_a_chain_too() -> None:
    claim = {
        "speaker": None,
        "name_as_printed": "",
        "role_as_printed": "",
        "joint_speakers": [],
        "chain": [],
        "article": {"outlet": {"name": "Evening Post"}, "title": ""},
    }
    assert [box.name.text for box in picture(claim).boxes] == ["Speaker not known", "Evening Post"]


def months_of(numbers: list[int]) -> list[dict[str, Any]]:
    return [
        {"month": f"{2018 + number // 12}-{number % 12 + 1:02}", "claims": number % 7 + 1} for number in sorted(numbers)
    ]


@given(st.lists(st.integers(0, 900), min_size=1, max_size=60, unique=True))
def test_every_claim_is_counted_in_a_bar_within_the_timeline(numbers: list[int]) -> None:
    months = months_of(numbers)
    drawn = timeline(months)
    assert drawn is not None
    assert drawn.unit == ("month" if max(numbers) - min(numbers) < 60 else "year")
    assert sum(bar.claims for bar in drawn.bars) == sum(row["claims"] for row in months)
    for bar in drawn.bars:
        assert 0 <= bar.x < bar.x + bar.width <= drawn.width
        assert drawn.top <= bar.y < bar.y + bar.height <= drawn.base
    assert all(before.x + before.width < after.x for before, after in pairwise(drawn.bars))
    assert all(before.last < after.first for before, after in pairwise(drawn.bars))


def test_lone_months_stand_side_by_side_with_their_names_and_numbers() -> None:
    drawn = timeline([{"month": "2018-09", "claims": 68}, {"month": "2018-10", "claims": 1}])
    assert drawn is not None
    assert [(bar.name, bar.claims, bar.anchor) for bar in drawn.bars] == [
        ("Sep 2018", 68, "middle"),
        ("Oct 2018", 1, "middle"),
    ]
    assert [(bar.first, bar.last) for bar in drawn.bars] == [
        (date(2018, 9, 1), date(2018, 9, 30)),
        (date(2018, 10, 1), date(2018, 10, 31)),
    ]
    assert drawn.numbered
    assert drawn.bars[0].x + drawn.bars[0].width < drawn.bars[1].x < 100


def test_where_many_years_are_drawn_the_first_and_the_last_are_named() -> None:
    drawn = timeline([{"month": f"{year}-03", "claims": 2} for year in range(1990, 2026)])
    assert drawn is not None
    assert [(bar.name, bar.anchor) for bar in drawn.bars if bar.anchor] == [("1990", "start"), ("2025", "end")]
    assert not drawn.numbered


def test_without_a_dated_claim_there_is_no_timeline() -> None:
    assert timeline([]) is None
