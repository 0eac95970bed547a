"""How pages print times and days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.dates import parse_time
from claims.templatetags.pages import as_typed, days, moment
from tests.factories import ArticleFactory, ClaimFactory


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (
            "2018-09-29T19:06:00-04:00",
            '<time datetime="2018-09-29T19:06:00-04:00">29 Sep 2018, 19:06 UTC−04:00</time>',
        ),
        ("2018-09-29T00:00:00+00:00", '<time datetime="2018-09-29">29 Sep 2018</time>'),
        ("2018-09-29T00:00:00-04:00", '<time datetime="2018-09-29">29 Sep 2018</time>'),
        (
            "2018-09-29T00:00:01+00:00",
            '<time datetime="2018-09-29T00:00:01+00:00">29 Sep 2018, 00:00 UTC</time>',
        ),
        (datetime(2018, 9, 29, tzinfo=UTC), '<time datetime="2018-09-29">29 Sep 2018</time>'),
        (None, ""),
    ],
)
def test_a_time_is_printed_to_the_minute_and_a_bare_date_as_a_day(time: str | datetime | None, shown: str) -> None:
    assert moment(time) == shown


def test_the_days_between_which_something_lies_are_one_where_both_are_the_same() -> None:
    morning, evening, next_day = "2018-09-29T08:00:00+00:00", "2018-09-29T19:06:00+00:00", "2018-09-30T08:00:00+00:00"
    assert days(morning, evening).count("29 Sep 2018") == 1
    assert re.sub("<[^>]*>", "", days(morning, next_day)) == "29 Sep 2018 to 30 Sep 2018"


@given(
    st.datetimes(datetime(1700, 1, 1), datetime(2100, 1, 1)),
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_a_time_as_typed_is_read_as_the_same_time_again(day: datetime, zone: timezone) -> None:
    time = day.replace(tzinfo=zone, microsecond=0)
    again = parse_time(as_typed(time.isoformat()))
    assert again is not None
    assert (again, again.utcoffset()) == (time, time.utcoffset())


@pytest.mark.parametrize(
    ("time", "typed"),
    [
        ("2018-09-29T19:06:00-04:00", "2018-09-29 19:06 -04:00"),
        ("2018-09-29T19:06:07+00:00", "2018-09-29 19:06:07 +00:00"),
        ("2018-09-29T00:00:00+00:00", "2018-09-29"),
        (None, ""),
    ],
)
def test_a_time_stands_in_a_field_as_people_type_one(time: str | None, typed: str) -> None:
    assert as_typed(time) == typed


def test_no_page_prints_the_midnight_that_a_bare_date_is_kept_as(browser: Callable[[Any], Any], editor: Any) -> None:
    midnight = datetime(2018, 9, 29, tzinfo=UTC)
    claim = ClaimFactory(article=ArticleFactory(published_at=midnight, modified_at=midnight.replace(day=30)))
    numbers = {"claim": claim.pk, "article": claim.article_id, "speaker": claim.speaker_id}
    pages = [reverse(name, args=[number]) for name, number in numbers.items()]
    for address in (*pages, *map(reverse, ("claims", "articles", "review"))):
        page = browser(editor).get(address).content.decode()
        assert "00:00 UTC" not in page
        assert "Sep 2018" in page or address == reverse("review")
