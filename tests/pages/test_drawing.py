"""The two pictures that the server draws: the chain of a claim, and claims in time."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.test import APIClient

from claims.pages.chain import picture
from claims.pages.timeline import timeline
from tests.factories import ArticleFactory, ClaimFactory

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


def months(**numbers: int) -> list[dict[str, Any]]:
    """``m2018_09=3``: three suggested claims of September 2018; ``undated=1``: one without a date."""
    return [
        {
            "month": None if name == "undated" else name[1:].replace("_", "-"),
            "confirmed": 0,
            "suggested": number,
            "rejected": 0,
        }
        for name, number in numbers.items()
    ]


@given(st.dictionaries(st.integers(1, 9999 * 12), st.tuples(*[st.integers(0, 500)] * 3).filter(any), min_size=1))
def test_every_claim_is_in_the_table_and_the_bars_stand_within_the_timeline(
    counts: dict[int, tuple[int, int, int]],
) -> None:
    rows = [
        {
            "month": f"{number // 12 + 1:04}-{number % 12 + 1:02}",
            **dict(zip(("confirmed", "suggested", "rejected"), found, strict=True)),
        }
        for number, found in ((number - 1, found) for number, found in counts.items())
    ]
    drawn = timeline(rows)
    assert drawn is not None
    assert sum(period.total for period in drawn.periods) == sum(map(sum, counts.values()))
    assert drawn.most == max(bar.period.total for bar in drawn.bars)
    for before, after in pairwise(drawn.bars):
        assert before.x + before.width <= after.x
    for bar in drawn.bars:
        assert 0 <= bar.x < bar.x + bar.width <= drawn.width
        assert all(0 < piece.y <= piece.y + piece.height <= drawn.base + 0.1 for piece in bar.pieces)


def test_a_bar_is_a_month_with_its_days_and_a_gap_is_left_for_those_without_claims() -> None:
    drawn = timeline(months(m2018_02=1, m2018_04=2, undated=3))
    assert drawn is not None
    assert [(period.name, period.first, period.last) for period in drawn.periods] == [
        ("Feb 2018", "2018-02-01", "2018-02-28"),
        ("Apr 2018", "2018-04-01", "2018-04-30"),
    ]
    assert (drawn.first, drawn.last, drawn.undated, drawn.most) == ("Feb 2018", "Apr 2018", 3, 2)
    assert drawn.bars[1].x - drawn.bars[0].x == pytest.approx(2 * drawn.width / 3, abs=0.2)


def test_over_more_than_five_years_a_bar_is_a_year_and_the_first_of_too_many_are_in_the_table_alone() -> None:
    drawn = timeline(months(m1700_05=4, m2017_02=1, m2018_04=2, m2018_05=2))
    assert drawn is not None
    assert [(period.name, period.total) for period in drawn.periods] == [("1700", 4), ("2017", 1), ("2018", 4)]
    assert [bar.period.name for bar in drawn.bars] == ["2017", "2018"]


def test_without_a_date_there_is_nothing_to_draw() -> None:
    assert timeline(months(undated=3)) is None


@pytest.mark.django_db
def test_the_link_of_a_bar_leads_to_the_claims_of_its_last_day_too(as_reader: APIClient) -> None:
    claim = ClaimFactory(article=ArticleFactory(published_at=datetime(2018, 4, 30, 23, 30, tzinfo=UTC)))
    drawn = timeline(as_reader.get("/api/v1/claims/months/").json())
    assert drawn is not None
    (period,) = drawn.periods
    found = as_reader.get("/api/v1/claims/", {"day_from": period.first, "day_to": period.last}).json()
    assert [row["id"] for row in found["results"]] == [claim.pk]
