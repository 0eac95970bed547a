"""Points in time: those that users give, and those that pages print."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from dateutil import parser

from claims.ingest.document import IngestError
from claims.ingest.foreign_dates import counted_time, plainly_ordered, time_with_foreign_month

# Zone names as newsrooms print them. Ambiguous ones (IST, CST in China) are left out, save the American readings.
_HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "WEST": 1, "CEST": 2, "EET": 2, "SAST": 2, "EEST": 3,
    "MSK": 3, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8, "AKDT": -8,
    "AKST": -9, "HST": -10, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_REGIONS = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}

_MODIFIED = (
    "updated|modified|edited|aktualisiert|mis à jour|modifié|actualizado|actualizada|aggiornato|atualizado|bijgewerkt"
    "|uppdaterad|opdateret|oppdatert|päivitetty|aktualizacja|обновлено"
)
FIRST_LABEL = (
    "posted|published|veröffentlicht|erstellt|publié|publiée|publicado|publicada|pubblicato|gepubliceerd|publicerad"
    "|publiceret|publisert|julkaistu|opublikowano|опубликовано|for immediate release"
)
_VERB = (
    rf"(?:(?:first|last|originally|zuletzt)\s+)?(?:{FIRST_LABEL}|{_MODIFIED})|date\s+published"
    r"|(?:date|data|datum|fecha|stand)(?=\s*:)"
)
_SMALL = r"(?:\s+(?:at|on|am|le|el|il|em|op|den|dne))?"  # before the day
_LABEL = re.compile(rf"(?:\b(?:and|[-–—])\s+)?\b({_VERB})\b{_SMALL}\s*:?", re.IGNORECASE)
_LAST_CHANGE = re.compile(rf"(?:.*\s)?(?:{_MODIFIED}|stand)", re.IGNORECASE)
_DATE_WORD = re.compile(
    r"\d|^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tues?|wed|thu|thurs|fri|sat|sun|[ap]\.?m|at|on"
    r"|and|ago|just|now|hours?|minutes?|mins?|days?|yesterday|today|january|february|march|april|august|september"
    r"|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\.?$",
    re.IGNORECASE,
)
_ZONE_AND_OFFSET = re.compile(r"\b(?:GMT|UTC)\s*([+-]\d)")
_AMERICAN_ZONE = re.compile(r"\b([ECMP])(?:astern|entral|ountain|acific)(?: (?:Standard|Daylight))? Time\b")
_DOTTED_TIME = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})(?![\d.])")
_EDGES = " \t\u00a0,;|()[]–—•·"
_EARLIEST, _LATEST = datetime(1500, 1, 1), datetime(2200, 1, 1)  # no news is from beyond
_FARTHEST = timedelta(hours=14)
_MAX_PRINTED = 100  # characters; a date line is short, and the parser need not see more
_FEWEST_DIGITS = 3  # "5 May 21": most lines hold fewer, and the parser is slow to find no date in them


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line says; either may lack an offset, or be None where the line does not parse.

    ``lead`` is what stands before the first label and is no date, such as a name.
    """

    published: datetime | None = None
    modified: datetime | None = None
    lead: str = ""


def parse_time(value: str, *, field: str = "published_at") -> datetime:
    """The time a user gave as ISO 8601, a date alone being its midnight, UTC where no offset stands.

    Raises IngestError "invalid-date" on ``field``.
    """
    try:
        return _aware(datetime.fromisoformat(value.strip()), UTC)
    except (ValueError, OverflowError) as error:
        message = f"“{value[:40]}” is no date; write it as 2018-09-29 or 2018-09-29T19:06:00-04:00."
        raise IngestError("invalid-date", message, field=field) from error


def printed_time(value: str) -> datetime | None:
    """The time that ``value`` prints in any usual style, with a fixed offset or none.

    None where a part of the date is missing, or where day and month could change places (03/04/2018).
    """
    value = " ".join(value.split()).strip(_EDGES).lstrip("- ")
    if len(value) > _MAX_PRINTED or sum(map(str.isdigit, value)) < _FEWEST_DIGITS:
        return None
    value = plainly_ordered(value)
    try:
        return counted_time(value) or _fixed(datetime.fromisoformat(value))
    except (ValueError, OverflowError):
        return _time_in_words(value)


def _time_in_words(value: str) -> datetime | None:
    value = _ZONE_AND_OFFSET.sub(r"\1", value)  # the parser would read GMT+1 as an hour west of Greenwich
    value = _AMERICAN_ZONE.sub(r"\1T", _DOTTED_TIME.sub(r"\1:\2", value))
    year_first = bool(re.match(r"\d{4}\b", value))
    try:
        # What the text leaves open is filled from these defaults, so two that differ in all show what it left open.
        first = parser.parse(value, default=datetime(2000, 1, 1), tzinfos=_zone)
        again = parser.parse(value, default=datetime(1996, 2, 2), tzinfos=_zone, dayfirst=not year_first)
        return _fixed(first) if first == again else None
    except (ValueError, OverflowError, TypeError):
        pass
    try:
        foreign = time_with_foreign_month(value)
        return foreign and _fixed(foreign)
    except (ValueError, OverflowError):
        return None


def read_date_line(line: str) -> DateLine | None:
    """What ``line`` says if it is a date line ("Posted at 7:06 PM, Sep 29, 2018"), else None."""
    if len(line) > 2 * _MAX_PRINTED or line.strip().isdigit():  # a number alone on a line is no clock's
        return None
    lead, *labelled = _LABEL.split(line)
    lead = lead.strip(_EDGES)
    published = printed_time(lead)
    modified = None
    if published is None and not labelled:
        return None
    for label, value in zip(labelled[::2], labelled[1::2], strict=True):
        time = printed_time(value)
        if time is None and not _mostly_date_words(value):
            return None
        if _LAST_CHANGE.fullmatch(label):
            modified = time or modified
        else:
            published = published or time
    return DateLine(published, modified, "" if printed_time(lead) else lead)


def share_offset(published: datetime | None, modified: datetime | None) -> tuple[datetime | None, datetime | None]:
    """Both made aware: one without an offset takes the other's, since one page prints one clock; else UTC."""
    offset = next((time.tzinfo for time in (published, modified) if time and time.tzinfo), UTC)
    return (published and _aware(published, offset)), (modified and _aware(modified, offset))


def _aware(time: datetime, offset: tzinfo) -> datetime:
    if not _EARLIEST <= time.replace(tzinfo=None) < _LATEST:
        raise OverflowError("no year that news is from")
    aware = time if time.tzinfo else time.replace(tzinfo=offset)
    if abs(aware.utcoffset() or timedelta()) > _FARTHEST:
        raise ValueError("no place on Earth is that far from Greenwich")
    return aware


def _fixed(time: datetime) -> datetime:
    """``time`` with its zone's offset of that day in place of the zone; left naive where it has none."""
    _aware(time, UTC)
    offset = time.utcoffset()
    return time if offset is None else time.replace(tzinfo=timezone(offset))


def _zone(name: str | None, seconds: int | None) -> tzinfo | None:
    if seconds is not None:
        return timezone(timedelta(seconds=seconds))
    if name in _REGIONS:
        return ZoneInfo(_REGIONS[name])
    return timezone(timedelta(hours=_HOURS[name])) if name in _HOURS else None


def _mostly_date_words(value: str) -> bool:
    """Whether ``value`` would be a date but for a slip, or is one told from now ("3 hours ago")."""
    words = value.strip(_EDGES).replace(",", " ").split()
    return (
        bool(words)
        and bool(_DATE_WORD.search(words[0]))
        and 2 * sum(bool(_DATE_WORD.search(word)) for word in words) >= len(words)
    )
