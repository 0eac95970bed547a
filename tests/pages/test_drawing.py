"""The two pictures that the server draws: the chain of a claim, and claims in time."""

from __future__ import annotations

from datetime import date, timedelta
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


def claims_on(days: list[date]) -> list[dict[str, Any]]:
    return [
        {"id": pk, "content": "Yes", "status": "suggested", "said_on": day, "article": {"published_at": None}}
        for pk, day in enumerate(days)
    ]


@given(st.lists(st.integers(0, 4000), min_size=2, max_size=60, unique=False).filter(lambda days: len(set(days)) > 1))
def test_every_claim_is_a_dot_within_the_timeline(offsets: list[int]) -> None:
    days = [date(2018, 1, 1) + timedelta(days=offset) for offset in offsets]
    drawn = timeline(claims_on(days))
    assert drawn is not None
    assert (drawn.first, drawn.last, len(drawn.dots)) == (min(days), max(days), len(days))
    assert all(drawn.left <= dot.x <= drawn.right and 0 < dot.y < drawn.base for dot in drawn.dots)


def test_claims_of_one_day_need_no_timeline() -> None:
    assert timeline(claims_on([date(2018, 9, 29)] * 3)) is None
