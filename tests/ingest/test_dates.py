"""Dates that users give (strict) and dates that pages print (any usual style, never an error)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest import IngestError, parse_time
from claims.ingest.dates import printed_time, read_date_line, share_offset


@pytest.mark.parametrize(
    ("given_value", "iso"),
    [
        ("2018-09-29T19:06:23-04:00", "2018-09-29T19:06:23-04:00"),
        ("2018-09-29 19:06:23-04", "2018-09-29T19:06:23-04:00"),
        ("2018-09-29T19:06:23Z", "2018-09-29T19:06:23+00:00"),
        ("2018-09-29T19:06", "2018-09-29T19:06:00+00:00"),
        (" 2018-09-29 ", "2018-09-29T00:00:00+00:00"),
        ("1500-01-01", "1500-01-01T00:00:00+00:00"),
        ("2199-12-31T23:59-14:00", "2199-12-31T23:59:00-14:00"),
    ],
)
def test_a_user_gives_iso_dates_with_or_without_offset(given_value: str, iso: str) -> None:
    assert parse_time(given_value).isoformat() == iso


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "29 Sep 2018",
        "2018-13-01",
        "2018-02-30",
        "0001-01-01",
        "1499-12-31",
        "2200-01-01",
        "9999-12-31T23:59-14:00",
        "2018-09-29T10:00+23:59",
    ],
)
def test_what_is_no_date_is_refused_with_an_example(value: str) -> None:
    with pytest.raises(IngestError) as caught:
        parse_time(value, field="modified_at")
    assert (caught.value.code, caught.value.field) == ("invalid-date", "modified_at")
    assert "2018-09-29" in caught.value.message


@given(st.datetimes().map(lambda time: time.isoformat()) | st.text(max_size=40))
def test_a_user_date_is_aware_or_an_ingest_error(value: str) -> None:
    try:
        time = parse_time(value)
    except IngestError:
        return
    assert time.utcoffset() is not None


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Posted at 7:06 PM, Sep 29, 2018", "2018-09-29T19:06:00", None),
        ("and last updated 2018-09-29 19:06:23-04", None, "2018-09-29T19:06:23-04:00"),
        (
            "Posted at 7:06 PM, Sep 29, 2018 and last updated 7:09 PM, Sep 29, 2018",
            "2018-09-29T19:06:00",
            "2018-09-29T19:09:00",
        ),
        ("Published: 29 Sept 2018 19:06 BST", "2018-09-29T19:06:00+01:00", None),
        ("Updated Sept. 29, 2018, 7:06 p.m. ET", None, "2018-09-29T19:06:00-04:00"),
        ("Updated 9:00 PM ET, Tue December 5, 2023", None, "2023-12-05T21:00:00-05:00"),
        ("September 29, 2018 at 7:06 PM EDT", "2018-09-29T19:06:00-04:00", None),
        ("Sat 29 Sep 2018 19.06 BST", "2018-09-29T19:06:00+01:00", None),
        ("First published on Sat 29 Sep 2018 19.06 BST", "2018-09-29T19:06:00+01:00", None),
        ("PUBLISHED 10:00 AM ET Sep. 29, 2018", "2018-09-29T10:00:00-04:00", None),
        ("Published 29 September 2018, updated 30 September 2018", "2018-09-29T00:00:00", "2018-09-30T00:00:00"),
        ("29 Sep 2018 19:06 GMT+1", "2018-09-29T19:06:00+01:00", None),
        ("29.09.2018", "2018-09-29T00:00:00", None),
        ("29.09.2018 – 19:06", "2018-09-29T19:06:00", None),
        ("Publicerad 29 september 2018 kl 19.06", "2018-09-29T19:06:00", None),
        ("Data: 29.09.2018", "2018-09-29T00:00:00", None),
        ("For immediate release: September 29, 2018", "2018-09-29T00:00:00", None),
    ],
)
def test_date_lines_are_read_in_the_styles_that_pages_print(
    line: str, published: str | None, modified: str | None
) -> None:
    found = read_date_line(line)
    assert found is not None
    assert (found.published and found.published.isoformat()) == published
    assert (found.modified and found.modified.isoformat()) == modified


@pytest.mark.parametrize("line", ["Posted at 99:99 PM, Smarch 42, 2018", "Updated 3 hours ago", "Published yesterday"])
def test_a_date_line_that_cannot_be_read_is_still_a_date_line(line: str) -> None:
    found = read_date_line(line)
    assert found is not None
    assert found.published is None
    assert found.modified is None


@pytest.mark.parametrize(
    "line", ["Updated guidance published Monday", "Posted prices rise 5 percent", "1984", "9/11", "May", "Sept 2018"]
)
def test_words_that_only_resemble_a_date_line_are_none(line: str) -> None:
    assert read_date_line(line) is None


def test_a_date_whose_day_and_month_could_change_places_stays_unknown() -> None:
    assert printed_time("03/04/2018") is None
    assert printed_time("2018-04-03 10:00") is not None


def test_a_time_without_offset_takes_that_of_its_sister() -> None:
    published, modified = share_offset(printed_time("29 Sep 2018 19:06"), printed_time("2018-09-29 20:00-04"))
    assert published is not None
    assert modified is not None
    assert published.isoformat() == "2018-09-29T19:06:00-04:00"


def test_an_offset_of_no_place_on_earth_is_no_date() -> None:
    assert printed_time("2018-09-29T19:06+23:59") is None
    assert printed_time("2018-09-29T19:06+14:00") is not None


def test_a_year_that_no_news_is_from_is_no_date() -> None:
    assert printed_time("9999-12-30") is None
    assert printed_time("29 Sep 1818") is not None


def test_without_any_offset_a_printed_time_is_utc() -> None:
    published, modified = share_offset(printed_time("29 Sep 2018 19:06"), None)
    assert published is not None
    assert published.isoformat() == "2018-09-29T19:06:00+00:00"
    assert modified is None


@given(st.text(alphabet="0123456789 :.,/-+ZAPMTSepBGUCE", max_size=60) | st.text(max_size=60))
def test_no_printed_text_makes_the_date_reader_fail(text: str) -> None:
    read_date_line(text)
    read_date_line(f"Posted at {text}")


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("1538262383", "2018-09-29T23:06:23+00:00"),
        ("1538262383000", "2018-09-29T23:06:23+00:00"),
        ("938643000", "1999-09-29T22:10:00+00:00"),
        ("05.06.2018", "2018-06-05T00:00:00"),
        ("5. 6. 2018 8:30", "2018-06-05T08:30:00"),
        ("05.06.2018, 8.30 Uhr", "2018-06-05T08:30:00"),
        ("Freitag, 5. Oktober 2018, 19:06 Uhr", "2018-10-05T19:06:00"),
        ("5 octobre 2018 à 19h06", "2018-10-05T19:06:00"),
        ("1er février 2018", "2018-02-01T00:00:00"),
        ("5 de octubre de 2018", "2018-10-05T00:00:00"),
        ("5 de março de 2018 às 19h06", "2018-03-05T19:06:00"),
        ("5 ottobre 2018", "2018-10-05T00:00:00"),
        ("5 października 2018", "2018-10-05T00:00:00"),
        ("5 октября 2018, 19:06", "2018-10-05T19:06:00"),
        ("2018年10月5日 19:06", "2018-10-05T19:06:00"),
    ],
)
def test_dates_of_clocks_and_of_other_languages_are_read(printed: str, iso: str) -> None:
    time = printed_time(printed)
    assert time is not None
    assert time.isoformat() == iso


@pytest.mark.parametrize("value", ["31.13.2018", "123456", "5 crews 2018", "0", "99999999999999"])
def test_numbers_that_are_no_date_stay_unknown(value: str) -> None:
    assert printed_time(value) is None


def test_a_number_alone_on_a_line_is_no_date_line() -> None:
    assert read_date_line("1538262383") is None


def test_the_labels_of_other_languages_tell_the_first_date_from_the_last() -> None:
    found = read_date_line("Veröffentlicht am 05.06.2018, aktualisiert am 6. Juni 2018")
    assert found is not None
    assert (str(found.published), str(found.modified)) == ("2018-06-05 00:00:00", "2018-06-06 00:00:00")


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2199, 12, 31)))
def test_dots_never_put_the_month_first(day: date) -> None:
    time = printed_time(f"{day.day:02}.{day.month:02}.{day.year}")
    assert time is not None
    assert time.date() == day
