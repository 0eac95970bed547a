"""What files of word processors and PDFs have in common: words, and what the file says about itself."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from claims.ingest.authors import names_of_authors
from claims.ingest.dates import share_offset
from claims.ingest.document import Document, IngestError
from claims.ingest.plain import clean, paragraphs, read_plain

_HEAD = 12  # paragraphs in which a title that the file states is looked for
_FILE_NAME = re.compile(
    r"(?:microsoft (?:word|powerpoint)\b.*|.*\.\w{2,5}|untitled|unbenannt|(?:new )?document ?\d*)", re.I
)
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,4}")
_ACCOUNT = re.compile(r".*\b(?:users?|office|microsoft|admin\w*|owner|benutzer|python|unknown)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself; ``created`` is None where a program other than the author's made the file."""

    title: str = ""
    author: str = ""
    created: datetime | None = None


def read_paper(text: str, properties: Properties, *, title: str = "", kind: str, field: str) -> Document:
    """The Document in the words of a file. What is printed in them comes before what the file states of itself.

    ``title`` is what the file marks as its title. Raises IngestError "no-text" on ``field`` where there are no words.
    """
    text = whole(text)
    if not any(map(str.isalnum, text)):
        raise IngestError("no-text", f"This {kind} holds no text; paste the article's text instead.", field=field)
    stated = _one_line(properties.title)
    document = read_plain(text, title=title or (stated if _stands_in_head(stated, text) else ""))
    published, _ = share_offset(document.published_at or properties.created, None)
    return replace(
        document,
        title=document.title or ("" if _FILE_NAME.fullmatch(stated) else stated),
        author=document.author or _author(properties.author),
        published_at=published,
    )


def whole(text: str) -> str:
    """``text`` with rare characters that are written as two halves in one, and no halves that stand alone."""
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="ignore")


def damaged(kind: str, field: str) -> IngestError:
    message = f"This {field} is {kind} that is damaged or cut short; paste the article's text instead."
    return IngestError("binary", message, field=field)


def locked(kind: str, field: str) -> IngestError:
    message = f"This {field} is {kind} behind a password; save it without one, or paste the article's text instead."
    return IngestError("binary", message, field=field)


def _stands_in_head(title: str, text: str) -> bool:
    return bool(title) and title.casefold() in (_one_line(line).casefold() for line in paragraphs(text[:5_000])[:_HEAD])


def _author(stated: str) -> str:
    """The author that a file states, where that is a person's name and not the name of an account."""
    names = names_of_authors(_one_line(stated), outlet="").split("; ")
    return "; ".join(name for name in names if _PERSON.fullmatch(name) and not _ACCOUNT.fullmatch(name))


def _one_line(text: str) -> str:
    return " ".join(whole(clean(text)).split())
