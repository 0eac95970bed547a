"""Mails, and web pages that a browser saved as one (MHTML): both are parts below headers."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, message_from_string
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from html import escape
from typing import cast
from unicodedata import normalize

from claims.ingest.bylines import are_names
from claims.ingest.dates import printed_time
from claims.ingest.decode import check_size, decode
from claims.ingest.document import Document, IngestError
from claims.ingest.html import read_html
from claims.ingest.kinds import no_article
from claims.ingest.plain import clean, paragraphs, read_plain

_HEADER = re.compile(rb"([!-9;-~]+):[ \t]?(.*)")
_TELLING = frozenset(b"from to subject date mime-version content-type received message-id delivered-to".split())
_FEWEST = 3  # telling headers; a pasted text may begin with a contact line and a date
_HEAD_BYTES = 65_536
_HEADER_LENGTH = 1_000  # characters of a subject; the decoder takes time that grows with their square
_MAILBOX = re.compile(rb"^From \S.{0,200}\d{4}\r?$", re.MULTILINE)
_SAVED = "multipart/related"
_FORMS = "multipart/alternative"
_BODY = re.compile(r"<body\b[^<>]{0,1000}>", re.IGNORECASE)
_FRAME_END = re.compile(r"</(?:body|html)\s{0,9}>", re.IGNORECASE)
_PREFIX = re.compile(
    r"\A(?:(?:re|fwd?|aw|wg|tr|press release|news release|for immediate release)\s*:\s*|\[[^\]]*\]\s*)+", re.IGNORECASE
)
_DESK = re.compile(
    r"\b(?:alerts?|board|cent(?:er|re)|communications?|contact|council|department|desk|editor(?:s|ial)?|foundation|group"
    r"|info(?:rmation)?|institute|media|ministry|news\w*|no-?reply|office|police|press|service|support|team|the|university)\b",
    re.IGNORECASE,
)
"""In what a sender is called who is no person."""
_SIGNATURE = re.compile(r"^-- $.*", re.MULTILINE | re.DOTALL)
_NO_TEXT = "No text was found in this mail; send what is attached to it by itself, or paste the article's text."
_FORWARDED = re.compile(
    r"^(?:-{2,}\s?Forwarded message\s?-{2,}|Begin forwarded message:)\s*\n"
    r"((?:\*{0,2}[A-Z][\w-]{1,20}:.{0,998}\n\s?){2,9})",
    re.MULTILINE | re.IGNORECASE,
)
"""Above what another wrote, in the words of mail programs, and the head of that."""
_FLOWED = re.compile(r"(?<=[^\n-]) \n(?=\S)")  # a line that goes on ends in a space


def is_mail(data: bytes | str) -> bool:
    """Whether ``data`` begins with the headers of a mail."""
    start = data[:_HEAD_BYTES]
    names = set()
    for number, line in enumerate(_as_bytes(start).lstrip().splitlines()):
        header = _HEADER.fullmatch(line)
        if header:
            names.add(header[1].lower())
        elif not line.startswith((b" ", b"\t")) and not (number == 0 and line.startswith(b"From ")):
            break
    return len(names & _TELLING) >= _FEWEST or {b"mime-version", b"content-type"} <= names


def read_mail(data: bytes | str, *, field: str) -> Document:
    """The article in a mail, or in the page saved as one; a mail's subject, sender and date serve where it has none.

    Raises IngestError "no-text" where no part of it is text, "no-article" for several mails in one file.
    """
    data = _as_bytes(data)
    check_size(len(data), field)
    if len(_MAILBOX.findall(data)) > 1:
        raise no_article("a mailbox of several mails", field)
    try:
        message = _fullest(message_from_bytes(data.lstrip()))
    except RecursionError:  # parts within parts, a thousand deep
        raise no_article("a mail without end", field) from None
    saved = _header(message, "Snapshot-Content-Location")
    parts = _saved_parts(message, saved) or _texts(message)
    if not parts:
        raise IngestError("no-text", _NO_TEXT, field=field)
    if any(map(_is_page, parts)):
        document = read_html(_one_page(parts), field=field)
    else:
        message, document = _read_plain_parts(parts, message)
    return replace(
        document,
        title=document.title or ("" if saved else _PREFIX.sub("", _header(message, "Subject"), count=1)),
        author=document.author or ("" if saved else _sender(message)),
        url=document.url or (saved if saved.startswith(("http://", "https://")) else ""),
        published_at=document.published_at or (None if saved else _sent(message)),
    )


def _as_bytes(data: bytes | str) -> bytes:
    return data.encode(errors="ignore") if isinstance(data, str) else data


def _saved_parts(message: Message, saved: str) -> list[Message]:
    """The page itself, where a browser saved one: its frames are pages too, and it has pieces that are plain."""
    if not saved and message.get_content_type() != _SAVED:
        return []
    pages = [part for part in message.walk() if _is_shown(part) and _is_page(part)]
    return pages[:1] if saved or (pages and "Content-Location" in pages[0]) else []


def _texts(part: Message) -> list[Message]:
    """What a reader sees of it as text, in order: a picture in a mail parts the text around it in two.

    Of the forms of one text the plain one, which is easier to read. Mails within it do not count.
    """
    kind = part.get_content_type()
    if not part.is_multipart():
        return [part] if _is_shown(part) and kind in ("text/plain", "text/html") else []
    if kind.startswith("message/"):
        return []
    within = [texts for child in _children(part) if (texts := _texts(child))]
    if kind == _FORMS:
        return next((texts for texts in within if not any(map(_is_page, texts))), within[-1] if within else [])
    in_order = [text for texts in within for text in texts]
    return [text for text in in_order if not (text.get_filename() or _is_footer(text))] or in_order[:1]


def _children(part: Message) -> list[Message]:
    return cast("list[Message]", part.get_payload())


def _is_page(part: Message) -> bool:
    return part.get_content_type() == "text/html"


def _is_footer(part: Message) -> bool:
    """Whether it is what a mailing list puts below each mail."""
    return _payload(part).lstrip().startswith(b"_____")


def _text_of(part: Message) -> str:
    return decode(_payload(part), content_type=part.get("Content-Type", ""))


def _fullest(message: Message) -> Message:
    """The mail, or the one that it forwards, or that this one does, whichever says most by itself."""
    fullest, most = message, _length(message)
    while len(within := _mails_in(message)) == 1:
        message = within[0]
        if (length := _length(message)) > most:
            fullest, most = message, length
    return fullest


def _mails_in(part: Message) -> list[Message]:
    """The mails that it forwards, and none that these forward."""
    if not part.is_multipart():
        return []
    if part.get_content_type() == "message/rfc822":
        return _children(part)[:1]
    return [mail for child in _children(part) for mail in _mails_in(child)]


def _length(message: Message) -> int:
    return sum(len(_payload(part)) for part in _texts(message))


def _read_plain_parts(parts: list[Message], message: Message) -> tuple[Message, Document]:
    """The article, and the message whose subject and date are its: what is forwarded has a head of its own."""
    text = "\n\n".join(_plain_text(part) for part in parts)
    for forwarded in list(_FORWARDED.finditer(text))[-1:]:
        head = "".join(f"{line.strip()}\n" for line in forwarded[1].splitlines() if line.strip())
        message, text = message_from_string(head), text[forwarded.end() :]
    title = _PREFIX.sub("", _header(message, "Subject"), count=1)
    return message, read_plain(_SIGNATURE.sub("", text), title=title)


def _plain_text(part: Message) -> str:
    text = clean(_text_of(part))
    glue = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    return _FLOWED.sub(glue, text) if str(part.get_param("format", "")).lower() == "flowed" else text


def _one_page(parts: list[Message]) -> str:
    """The parts as one page, with the head of the first."""
    first, *further = [_text_of(part) if _is_page(part) else _marked_up(part) for part in parts]
    if not further:
        return first
    bodies = [page[begin.end() :] if (begin := _BODY.search(page)) else page for page in further]
    return _FRAME_END.sub("", first) + "".join(_FRAME_END.sub("", body) for body in bodies)


def _marked_up(part: Message) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs(_SIGNATURE.sub("", _plain_text(part))))


def _is_shown(part: Message) -> bool:
    """Whether it holds something, and is not attached; mailers send an empty plain part beside a page."""
    is_inner = not part.is_multipart() and part.get_content_disposition() != "attachment"
    return is_inner and bool(_payload(part).strip())


def _payload(part: Message) -> bytes:
    return cast("bytes", part.get_payload(decode=True))


def _header(message: Message, name: str) -> str:
    """The header in one line, its escaped words spelt out; "" where it is broken."""
    try:
        return " ".join(str(make_header(decode_header(message.get(name, "")[:_HEADER_LENGTH]))).split())
    except (ValueError, LookupError, HeaderParseError):
        return ""


def _sender(message: Message) -> str:
    """Who sent it, if that is a person whose address has a part of their name; else ""."""
    try:
        printed, address = parseaddr(message.get("From", "")[:_HEADER_LENGTH])
        name = str(make_header(decode_header(printed)))
    except (ValueError, LookupError, HeaderParseError):
        return ""
    name = " ".join(reversed(name.split(","))) if name.count(",") == 1 else name  # "Doe, Jane"
    mailbox = _letters(address.partition("@")[0])
    own = any(_letters(part) in mailbox for part in name.split() if len(_letters(part)) > 1)
    return " ".join(name.split()) if own and are_names(name) and not _DESK.search(name) else ""


def _letters(text: str) -> str:
    """The letters of ``text`` as an address may have them, without accents."""
    return "".join(filter(str.isalpha, normalize("NFKD", text.casefold())))


def _sent(message: Message) -> datetime | None:
    written = str(message.get("Date", ""))[:_HEADER_LENGTH]
    try:
        time: datetime | None = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        time = printed_time(written)  # as in the head of what is forwarded
    if time is None:
        return None
    return printed_time(time.isoformat()) if time.tzinfo else time.replace(tzinfo=UTC)
