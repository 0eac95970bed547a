"""Retry-After, in both of its forms, and in those that are none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.fetch.waiting import LONGEST, seconds_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 02 Mar 2026 09:02:00 GMT", 120),
        ("Monday, 02-Mar-26 09:02:00 GMT", 120),
        ("Mon Mar  2 09:02:00 2026", 120),
        ("Mon, 02 Mar 2026 08:00:00 GMT", 0),
        ("9" * 5000, LONGEST),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST),
        ("", 0),
        ("-5", 0),
        ("1.5", 0),
        ("²", 0),
        ("soon", 0),
    ],
)  # fmt: skip
def test_seconds_and_dates_are_read_and_what_is_neither_asks_for_nothing(told: str, seconds: float) -> None:
    assert seconds_of(told, now=NOW) == seconds


@given(st.integers(0, LONGEST))
def test_both_forms_say_the_same(seconds: int) -> None:
    date = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert seconds_of(date, now=NOW) == seconds_of(str(seconds), now=NOW) == seconds


@given(st.text(max_size=60))
def test_whatever_is_told_the_wait_is_bounded(told: str) -> None:
    assert 0 <= seconds_of(told, now=NOW) <= LONGEST
