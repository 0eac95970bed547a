"""Dates that are not printed in English words: seconds of a clock, days parted by dots, months of other languages."""

import re
from datetime import UTC, datetime

from dateparser.date import DateDataParser

# Languages whose months are read. A short list, so that a line that is no date is soon known for none.
_LANGUAGES = ["de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ro", "hu", "el", "ru", "uk",
              "tr", "ja", "zh", "ko"]  # fmt: skip
_WHOLE = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}

_SECONDS = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})")  # the second form counts thousandths
_FIRST_COUNTED = 631_152_000  # 1990: no page is older, so what is less is no clock
_DOTTED_DAY = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_HOUR = re.compile(r"(?<!\d)(\d{1,2})\s?(?:h|Uhr)\s?(\d{2})\b")
_DASHED_HOUR = re.compile(r"(?<=\d)\s+[–—|-]\s+(?=\d{1,2}[:.]\d{2}(?!\d))")
_HOUR_WORDS = re.compile(r"\b(?:Uhr|klo|kl\b\.?|um|às|alle|ore)(?!\w)", re.IGNORECASE)
_YEAR, _DAY, _MONTH = (
    re.compile(r"(?<!\d)[12]\d{3}(?!\d)"),
    re.compile(r"(?<!\d)\d{1,2}(?!\d)"),
    re.compile(r"[^\W\d_]"),
)
_MAX_WORDS = 9


def counted_time(value: str) -> datetime | None:
    """The time that ``value`` counts in seconds, or thousandths, since 1970."""
    match = _SECONDS.fullmatch(value)
    if not match:
        return None
    seconds = int(match[1]) if match[1] else int(match[2]) / 1000
    return datetime.fromtimestamp(seconds, UTC) if seconds >= _FIRST_COUNTED else None


def plainly_ordered(value: str) -> str:
    """``value`` with its days as year-month-day (dots part day.month.year, never month first) and hours by colons."""
    value = _DOTTED_DAY.sub(lambda found: f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}", value)
    value = _DASHED_HOUR.sub(" ", value)
    return " ".join(_HOUR_WORDS.sub(" ", _HOUR.sub(r"\1:\2", value)).split()).replace(" ,", ",").strip(" ,")


def time_with_foreign_month(value: str) -> datetime | None:
    """The time whose month ``value`` names in another language than English; numbers alone could change places."""
    whole = _YEAR.search(value) and _DAY.search(value) and _MONTH.search(value)
    if not whole or len(value.split()) > _MAX_WORDS:
        return None
    found: datetime | None = DateDataParser(languages=_LANGUAGES, settings=_WHOLE).get_date_data(value).date_obj
    return found
