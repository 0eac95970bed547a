"""PDF: the words of each page in lines, without what stands on every page, joined to paragraphs again."""

import logging
import re
from collections import Counter
from datetime import datetime
from io import BytesIO
from itertools import islice

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError

from claims.ingest.bylines import read_byline
from claims.ingest.dates import printed_time
from claims.ingest.document import Document, IngestError
from claims.ingest.papers import Properties, damaged, locked, read_paper
from claims.ingest.plain import clean
from claims.limits import MAX_PAGES, MAX_TEXT

_KIND = "a PDF"
_MOST_STEPS = 1_000_000  # drawn in all; a page of text takes some thousand
_LIMITS = Configuration(
    zlib_maximum_output_length=10_000_000,
    lzw_maximum_output_length=10_000_000,
    run_length_maximum_output_length=10_000_000,
    array_based_stream_maximum_output_length=10_000_000,
    stream_parsing_work_maximum_count=500_000,
    stream_decoding_work_maximum_length=20_000_000,
    xform_maximum_invocations_per_extraction=200,
)
_FULL = 0.75  # of the usual width; letters differ in width, so a shorter line may be full too
_FITS = 0.95  # of it: a line that ends a sentence though the next word had fitted ends a paragraph
_ENDS = tuple('.!?:”"’)»…')
_BROKEN_WORD = re.compile(r"(\w+)[-\u00ad\u2010]$")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_HEAD = 6  # lines, one of which may be a byline
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von|de)\s*\d{1,4})?\W*", re.IGNORECASE)
_BROWSER = re.compile(r"mozilla|chrom|safari|wkhtml", re.IGNORECASE)  # prints at any time what was written at another

logging.getLogger("pypdf").setLevel(logging.ERROR)  # warns of every slip in a file, of which there are many


class _TooMuch(BaseException):
    """More is drawn than an article needs. The library goes on after any lesser exception."""


def read_pdf(data: bytes, *, field: str) -> Document:
    """The Document in a PDF of at most MAX_PAGES pages.

    Raises IngestError on ``field``: "no-text" for a scan, "binary" for a broken or locked one, "too-large".
    """
    try:
        with apply_configuration(_LIMITS):
            pages, properties = _read(data, field)
    except (FileNotDecryptedError, DependencyError) as error:
        raise locked(_KIND, field) from error
    except (_TooMuch, MemoryError) as error:
        raise IngestError(
            "too-large", "This PDF draws more than any article; paste its text instead.", field=field
        ) from error
    except IngestError:
        raise
    except Exception as error:  # the library raises whatever a broken file leads it to
        raise damaged(_KIND, field) from error
    if not any(map(str.isalnum, "".join(map("".join, pages)))):
        message = "This PDF holds pictures of its pages (a scan) and no text; paste the article's text instead."
        raise IngestError("no-text", message, field=field)
    return read_paper("\n\n".join(_paragraphs(_without_margins(pages))), properties, kind="PDF", field=field)


def _read(data: bytes, field: str) -> tuple[list[list[str]], Properties]:
    reader = PdfReader(BytesIO(data))
    count = len(reader.pages)
    if count > MAX_PAGES:
        message = f"This PDF has {count:,} pages; at most {MAX_PAGES} are read. Paste the article's text instead."
        raise IngestError("too-large", message, field=field)
    steps = size = 0

    def count_step(operator: bytes, operands: list[object], *_: object) -> None:
        nonlocal steps
        steps += 1 + sum(len(operand) for operand in operands if isinstance(operand, list))
        if steps > _MOST_STEPS:
            raise _TooMuch

    pages = []
    for page in islice(reader.pages, count):
        text = page.extract_text(visitor_operand_before=count_step)
        size += len(text)
        if size > 2 * MAX_TEXT:
            raise _TooMuch
        pages.append([line.strip() for line in clean(text).translate(_LIGATURES).split("\n")])
    return pages, _properties(reader)


def _properties(reader: PdfReader) -> Properties:
    about = reader.metadata
    if about is None:
        return Properties()
    made_by = f"{about.creator} {about.producer}"
    created = about.creation_date_raw if not _BROWSER.search(made_by) else None
    return Properties(str(about.title or ""), str(about.author or ""), _time(str(created or "")))


def _without_margins(pages: list[list[str]]) -> list[str]:
    """The lines of all pages without page numbers, nor the first and last lines that stand on most pages.

    Where that leaves nothing, all of them are words of the text.
    """
    filled = [page.copy() for page in pages if any(page)]
    edges = Counter(mark for page in filled for mark in {_mark(_edge(page, at)) for at in (0, -1)})
    lines: list[str] = []
    for page in filled:
        for at in (0, -1):
            edge = _edge(page, at)
            if _PAGE_NUMBER.fullmatch(edge) or (len(filled) > 2 and 2 * edges[_mark(edge)] > len(filled)):
                page[page.index(edge) if at == 0 else len(page) - 1 - page[::-1].index(edge)] = ""
        lines.extend(page)
    return lines if any(lines) else [line for page in pages for line in page]


def _edge(page: list[str], at: int) -> str:
    return ([line for line in page if line] or [""])[at]


def _mark(line: str) -> str:
    return _NUMBER.sub("#", line)


def _paragraphs(lines: list[str]) -> list[str]:
    """The lines joined: a paragraph ends with a short line, or with a sentence before a line is full.

    A byline is a paragraph of its own.
    """
    bylines = {line for line in lines[:_HEAD] if read_byline(line)[0]}
    words = " ".join(lines)
    widths = sorted(len(line) for line in lines if line)
    width = widths[len(widths) * 9 // 10]
    joined: list[str] = []
    last = ""
    parted = False
    for line in lines:
        if not line:
            parted = True
            continue
        if joined and bylines.isdisjoint((last, line)) and _goes_on(last, line, width, parted=parted):
            joined[-1] = _together(joined[-1], line, words)
        else:
            joined.append(line)
        last, parted = line, False
    return joined


def _goes_on(last: str, line: str, width: int, *, parted: bool) -> bool:
    """Whether ``line`` goes on with what ``last`` leaves open."""
    ended = last.endswith(_ENDS)
    if line[0].islower() and not ended:
        return True
    if ended:
        return not parted and len(f"{last} {line.split()[0]}") > _FITS * width
    return len(last) >= _FULL * width


def _together(text: str, line: str, words: str) -> str:
    """Both in one; a word broken at the line's end is whole again, if it has no hyphen elsewhere among ``words``."""
    broken = _BROKEN_WORD.search(text)
    if not broken or not line[0].islower():
        return f"{text} {line}"
    hyphened = f"{broken[1]}-{line.split()[0].strip('.,;:!?”')}"
    return text + line if hyphened in words and text.endswith("-") else text[:-1] + line


def _time(stated: str) -> datetime | None:
    """The time of a PDF: "D:20240301183000+01'00'"."""
    match = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?", stated)
    if not match:
        return None
    year, month, day, hour, minute, second, utc, offset, minutes = match.groups()
    zone = "+00:00" if utc else f"{offset}:{minutes or '00'}" if offset else ""
    clock = f"T{hour}:{minute}:{second or '00'}{zone}" if hour else ""
    return printed_time(f"{year}-{month}-{day}{clock}")
