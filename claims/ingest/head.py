"""The lines above an article's body: headline, byline, date lines, and the words of the page's menus.

The rule that comes before all others: no sentence is ever lost. What is not surely part of the head stays in the body.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from claims.ingest.bylines import are_names, read_byline
from claims.ingest.dates import read_date_line, share_offset

Kind = Literal["meta", "furniture", "heading", "question", "sentence"]

_HEAD_LINES = 40  # menus copied with an article can be long
_HEADLINE_WORDS = 25
_HEADLINE_CHARACTERS = 200
_SECTION_WORDS = 3  # a line of so few words above a headline names a section

_FURNITURE_WORDS = """
    news world us usa uk europe asia africa americas politics business economy markets money finance tech technology
    science health sport sports culture arts opinion opinions analysis comment comments editorial editorials lifestyle
    life style travel weather video videos audio photos live latest local national international regional education
    environment climate entertainment magazine newsletters newsletter podcast podcasts home menu search subscribe
    login register account share print email save bookmark copy link tweet facebook twitter whatsapp linkedin reddit
    telegram x follow listen watch actions advertisement ad sponsored breaking exclusive trending more topics sections
    story gallery back next previous close
"""
_FURNITURE = frozenset(_FURNITURE_WORDS.split())
_FURNITURE_PHRASE = re.compile(
    r"skip to .{3,30}|(?:sign|log) (?:in|up|out)|(?:share|save|print|email)(?: this)?(?: article| story| page)"
    r"|(?:share|follow(?: us)?) (?:on|via) .{1,20}|copy (?:the )?link|link copied|\d+ ?-?min(?:ute)?s? read"
    r"|reading time:? .{1,12}|\d+ (?:comments?|shares?)|middle east|latin america|top stories|breaking news"
    r"|for immediate release|(?:press|media|news) release|embargoed until .{1,60}"
    r"|(?:embargo|sperrfrist|sperrvermerk)\s?:.{1,80}"
    r"|(?:für|bei) (?:rück|nach)fragen\s?:.{1,120}|eds?(?:itors)?\s?:.{1,120}|news provided by"
    r"|(?:presse|medien)(?:mitteilung|meldung|information)|communiqué(?: de presse)?|comunicato stampa|persbericht"
    r"|(?:nota|comunicado) de (?:prensa|imprensa)|pressmeddelande|pressemeddelelse"
    r"|(?:(?:press |media )?contacts?|(?:presse|medien)kontakt|contact presse|contacto de prensa)\s?: .{1,120}"
    r"|(?:the )?associated press|reuters|agence france-presse|bloomberg(?: news)?|pa media|bbc news"
    r"|(?:listen to|watch|hear) this (?:article|story|video)|read more|show more|scroll to continue",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"(?:(?:press|media) )?contacts?\s?:?|(?:presse|medien)kontakt\s?:?", re.IGNORECASE)
_REACHED = re.compile(
    r"\S{1,60}@\S{1,60}|(?:(?:tel|phone|telefon|mobile|email)\W{0,3})?[+(]?\d[\d\s().-]{6,20}", re.IGNORECASE
)
"""An address or a number at which somebody is reached."""
_CONTACT_LINES = 5
_ROLE = re.compile(
    r"(?:[\w’'-]+ ){0,3}(?:writer|reporter|correspondent|editor|columnist|journalist|producer|staff"
    r"|redakteur(?:in)?)s?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\A[^\W\d_](?:[^\W\d_]|[ .’'-]){1,30},\s+(?:(?:le|den|am|a|il|em)\s+)?(?=\d{1,2}\b)", re.IGNORECASE
)
"""Where a release is dated: "Paris, le 7 février 2021"."""
# Where a headline stands above, such a line is a date line even if no date can be read in it.
_UNREADABLE_DATE = re.compile(
    r"(?:posted|published|(?:last )?updated)(?:\s+(?:at|on)\b|:)(?:\s+\S+){1,6}", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_CLOSERS = " \t\u00a0\"'”’»›)]}*"
_ASKS = re.compile(r".*(?:[?!؟！？]|\b(?:[A-Z]\.){2,})", re.DOTALL)  # ends as a headline may: "Who leaves the U.S.?"
_END_WITHIN = re.compile(r"[.!?][\"'”’»)]*\s")
_SENTENCE_ENDS = tuple(".!?…:;,。！？；：،؟۔।")


@dataclass(frozen=True, slots=True)
class Meta:
    """What a byline or date line says, or several together; "" and None for what it does not."""

    author: str = ""
    url: str = ""
    published: datetime | None = None
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What stood above the body, and the lines of the body."""

    body: list[str]
    title: str
    meta: Meta


def split_head(lines: list[str], *, title: str = "") -> Head:
    """Part the head from the body. A ``title`` known beforehand is looked for, not replaced.

    The body is never empty where ``lines`` is not: lines without one real paragraph are all body.
    """
    metas = [_read_meta(line) for line in lines[:_HEAD_LINES]]
    kinds = [_kind(line, meta) for line, meta in zip(lines, metas, strict=False)]
    for i in _contact_lines(lines[:_HEAD_LINES]):
        kinds[i] = "furniture"
    end = _head_end(kinds)
    at = _find(title, lines[:end]) if title else _find_headline(lines, kinds[:end])
    body = [line for i, line in enumerate(lines) if i >= end or not _dropped(i, at, lines, kinds)]
    headline = title or (" ".join(lines[at].split()) if at is not None else "")
    return Head(body=body, title=headline, meta=_together(metas[:end]))


def read_metas(lines: list[str]) -> Meta:
    """What the bylines and date lines among ``lines`` say together."""
    return _together([_read_meta(line) for line in lines])


def _together(metas: list[Meta | None]) -> Meta:
    found = [meta for meta in metas if meta]
    published, modified = share_offset(
        next((meta.published for meta in found if meta.published), None),
        next((meta.modified for meta in found if meta.modified), None),
    )
    return Meta(
        author="; ".join(dict.fromkeys(meta.author for meta in found if meta.author)),
        url=next((meta.url for meta in found if meta.url), ""),
        published=published,
        modified=modified,
    )


def is_sentence(line: str) -> bool:
    """Whether ``line`` reads as running text: it ends as a sentence does, or is longer than any headline."""
    ends = line.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)
    return ends or not _fits_headline(line)


def holds_sentence(line: str) -> bool:
    """Whether ``line`` is or begins with a sentence: "He left. Read more" does."""
    return is_sentence(line) or bool(_END_WITHIN.search(line))


def _fits_headline(line: str) -> bool:
    return len(line) <= _HEADLINE_CHARACTERS and len(line.split()) <= _HEADLINE_WORDS


def _kind(line: str, meta: Meta | None) -> Kind:
    if meta:
        return "meta"
    if _is_furniture(line):
        return "furniture"
    if not is_sentence(line):
        return "heading"
    return "question" if _fits_headline(line) and _ASKS.fullmatch(line.rstrip(_CLOSERS)) else "sentence"


def _contact_lines(lines: list[str]) -> Iterator[int]:
    """The numbers of ``lines`` that say whom to ask: a label alone, and all down to a number or address below it."""
    for i, line in enumerate(lines):
        if _CONTACT.fullmatch(line):
            below = lines[i + 1 : i + 1 + _CONTACT_LINES]
            reached = [place for place, words in enumerate(below, i + 1) if _REACHED.fullmatch(words.strip())]
            yield from range(i, max(reached, default=i) + 1)


def _head_end(kinds: list[Kind]) -> int:
    """The index of the first line of the body; 0 where no real paragraph follows.

    Bylines and dates may stand below a summary of one sentence, but only where a headline stands above it: in a bare
    text the second paragraph may well be a date.
    """
    ends = [i for i, kind in enumerate(kinds) if kind in ("sentence", "question")]
    start = summaries = 0
    headed = False
    for i, kind in enumerate(kinds[: ends[-1]] if ends else []):
        if kind == "meta":
            start = i + 1
        elif kind in ("heading", "question"):
            headed = True
        elif kind == "sentence":
            summaries += 1
            if not headed or summaries > 1:
                break
    return next((i for i in ends if i >= start), 0)


def _find(title: str, lines: list[str]) -> int | None:
    wanted = title.casefold().split()
    return next((i for i, line in enumerate(lines) if line.casefold().split() == wanted), None)


def _find_headline(lines: list[str], kinds: list[Kind]) -> int | None:
    """The first heading longer than a section's name; else the last short one above the byline and date."""
    headings = [i for i, kind in enumerate(kinds) if kind == "heading"]
    for i, kind in enumerate(kinds):
        if kind == "question" or (kind == "heading" and len(lines[i].split()) > _SECTION_WORDS):
            return i
    first_meta = kinds.index("meta") if "meta" in kinds else len(kinds)
    return max((i for i in headings if i < first_meta), default=headings[0] if headings else None)


def _dropped(i: int, title_at: int | None, lines: list[str], kinds: list[Kind]) -> bool:
    if i == title_at or kinds[i] in ("meta", "furniture"):
        return True
    if title_at is None or kinds[i] != "heading":
        return False
    return len(lines[i].split()) <= _SECTION_WORDS if i < title_at else bool(_UNREADABLE_DATE.fullmatch(lines[i]))


def _read_meta(line: str) -> Meta | None:
    """A byline, a date line, an address alone, or several of them in one line parted by bars or dots."""
    if len(line) > 2 * _HEADLINE_CHARACTERS:
        return None
    author = url = ""
    published = modified = None
    for part in re.split(r"\s*[|•·]\s*", line.strip(" |•·")):
        (byline, day), dates = read_byline(part), read_date_line(_PLACE.sub("", part, count=1))
        if byline:
            author, published = author or byline, published or day
        elif dates and (not dates.lead or read_byline(dates.lead)[0] or are_names(dates.lead)):
            author = author or read_byline(dates.lead)[0] or dates.lead
            published, modified = published or dates.published, dates.modified or modified
        elif _ADDRESS.fullmatch(part):
            url = part
        elif not (author and _ROLE.fullmatch(part)):
            return None
    return Meta(author, url, published, modified)


def _is_furniture(line: str) -> bool:
    if len(line) > 2 * _HEADLINE_CHARACTERS:
        return False
    if _FURNITURE_PHRASE.fullmatch(line.strip(" :")) or _all_furniture(line):
        return True
    parts = re.split(r"\s*[>›»]\s*|\s+[/|•·]\s+", line)
    short = len(parts) > 1 and all(len(part.split()) <= _SECTION_WORDS for part in parts) and not is_sentence(line)
    return short and (_all_furniture(parts[0]) or bool(re.search(r"\w\s*[>›»]\s*\w", line)))


def _all_furniture(text: str) -> bool:
    words = [word.strip(":,+&").casefold() for word in text.split()]
    return len(words) <= 12 and all(word in _FURNITURE for word in words if word) and any(words)
