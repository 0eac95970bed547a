"""The day said, where the text gives it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.layout import read
from claims.extraction.records import Tagged
from claims.extraction.resolving.days import day_said

SATURDAY = date(2018, 9, 29)


def said(text: str, published: date | None = SATURDAY, content: str = "taxes are too high") -> date | None:
    start, cue = text.index(content), text.index("said")
    return day_said(read(text), Tagged(((start, start + len(content)),), ((cue, cue + 4),)), published)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jo Lee said Friday that taxes are too high.", date(2018, 9, 28)),
        ("Jo Lee said on Saturday night taxes are too high.", SATURDAY),
        ("“taxes are too high,” Jo Lee said in Troy on Monday.", date(2018, 9, 24)),
        ("On Tuesday, Jo Lee said taxes are too high.", date(2018, 9, 25)),
        ("Jo Lee said yesterday that taxes are too high.", date(2018, 9, 28)),
        ("Jo Lee said today that taxes are too high.", SATURDAY),
        ("Jo Lee said on Sept. 12 that taxes are too high.", date(2018, 9, 12)),
        ("Jo Lee said on December 3 that taxes are too high.", date(2017, 12, 3)),
        ("In a statement of 3 May 2016 Jo Lee said taxes are too high.", date(2016, 5, 3)),
        ("Jo Lee said on May 3, 2016 that taxes are too high.", date(2016, 5, 3)),
        ("Jo Lee, who resigned on Monday, said Tuesday that taxes are too high.", date(2018, 9, 25)),
        ("“taxes are too high,” Jo Lee said on Friday, before the Sept. 3 vote.", date(2018, 9, 28)),
        ("“taxes are too high,” Jo Lee said two days ago.", date(2018, 9, 27)),
        ("“taxes are too high,” Jo Lee said this morning.", SATURDAY),
        ("Jo Lee said a week ago Tuesday taxes are too high.", date(2018, 9, 18)),
    ],
)
def test_a_day_beside_the_cue_is_the_day_said(text, day):
    assert said(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Jo Lee said taxes are too high.",
        "Jo Lee said before Monday's vote that taxes are too high.",
        "Jo Lee said last Monday that taxes are too high.",
        "Jo Lee said on February 30 that taxes are too high.",
        "Jo Lee said taxes are too high. On Friday it rained.",
        "Jo Lee, who resigned on Monday, said taxes are too high.",
        "“taxes are too high,” said Jo Lee, who was elected on Monday.",
        "Jo Lee said on May 3, 2030 that taxes are too high.",
    ],
)
def test_no_day_or_another_day_is_none(text):
    assert said(text) is None


def test_a_day_inside_the_content_is_not_the_day_said():
    text = "Jo Lee said taxes rise on Friday."
    assert said(text, content="taxes rise on Friday") is None


def test_without_a_day_of_publication_only_a_full_date_is_known():
    assert said("Jo Lee said Friday that taxes are too high.", None) is None
    assert said("Jo Lee said on May 3, 2016 that taxes are too high.", None) == date(2016, 5, 3)


@given(st.text(max_size=60), st.dates())
def test_it_never_raises_and_is_never_after_publication(between, published):
    text = f"Jo Lee said {between} taxes are too high."
    day = said(text, published)
    assert day is None or day <= published
