"""Bytes to a string, or a clear word on why not."""

import codecs
import re

from charset_normalizer import from_bytes

from claims.ingest.document import IngestError
from claims.limits import MAX_BYTES

_SIGNATURES = (
    (b"PK", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document, or one behind a password"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\x1f\x8b", "a compressed file"),
)
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A page may name any codec; only real character sets are taken at their word (not "idna" or "unicode_escape").
_CHARACTER_SETS = ("utf-8", "utf-16", "cp", "iso8859", "koi8", "mac", "shift_jis", "euc", "gb", "big5", "tis")
_LEGACY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_NEAR = 0.02  # two readings whose disorder differs by no more are equally likely
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML_ENCODING = re.compile(r"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_STRAY_CONTROLS, _CONTROL_SHARE = 4, 0.1  # a few slip into pasted text; more, and it is no text
_NUL_SHARE = 0.01  # of the bytes of a page that a faulty program has written
_DECLARATION_BYTES = 2_048  # a charset stands in the first 1,024 bytes by the standard; pages stretch it


def decode(data: bytes | str, *, content_type: str = "") -> str:
    """The characters of ``data``; IngestError "too-large", "empty", "encoding" or "binary" where there are none."""
    field = "text" if isinstance(data, str) else "file"
    text = _from_string(data) if isinstance(data, str) else _from_bytes(data, content_type)
    if len(_CONTROL.findall(text)) > _STRAY_CONTROLS + len(text) * _CONTROL_SHARE:
        raise _binary("not text", field)
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise IngestError("empty", f"The {field} is empty.", field=field)
    return text


def _from_string(text: str) -> str:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        message = f"Character {error.start + 1} of the text is half of a surrogate pair, which is no character."
        raise IngestError("encoding", message, field="text") from error
    check_size(size, "text")
    return text


def _from_bytes(data: bytes, content_type: str) -> str:
    check_size(len(data), "file")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise _binary(name, "file")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data, encoding)
            break
    else:
        text = _unmarked(data, content_type)
    if text is None:
        raise _binary("not text in any encoding known here", "file")
    return text


def _unmarked(data: bytes, content_type: str) -> str | None:
    """The text of ``data`` that begins with no byte-order mark."""
    zeros = data.count(0)
    if zeros > len(data) * _NUL_SHARE:
        even = data[::2].count(0)
        if len(data) % 2 or even not in (0, zeros):
            raise _binary("not text", "file")
        return _try(data, "utf-16-be" if even else "utf-16-le")  # zeros are the higher halves of Latin letters
    data = data.replace(b"\x00", b"")
    # Text that is valid UTF-8 is UTF-8, whatever it was labelled: the converse hardly happens by chance.
    return _try(data, "utf-8") or _as_declared(data, content_type) or _guess(data)


def check_size(size: int, field: str, *, most: int = MAX_BYTES, what: str = "") -> None:
    """Raise IngestError "too-large" on ``field`` for more than ``most`` bytes; ``what`` has them if not the input."""
    if size > most:
        what = what or f"The {field}"
        message = f"{what} has {size / 1e6:.1f} MB ({size:,} bytes); at most {most / 1e6:.0f} MB are taken."
        raise IngestError("too-large", message, field=field)


def _binary(name: str, field: str) -> IngestError:
    return IngestError("binary", f"This {field} is {name}; paste the article's text instead.", field=field)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _as_declared(data: bytes, content_type: str) -> str | None:
    """The text by the character set that the content type, or else the page itself, declares."""
    start = data[:_DECLARATION_BYTES].decode("ascii", errors="replace")
    in_page = (_CHARSET.search(start) or _XML_ENCODING.search(start)) if "<" in start else None
    for declared in (_CHARSET.search(content_type), in_page):
        encoding = _codec(declared[1]) if declared else None
        text = _try(data, encoding) if encoding else None
        if text is not None:
            return text
    return None


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    # Browsers read these two labels as windows-1252, and pages are written for browsers.
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return name if name.startswith(_CHARACTER_SETS) else None


def _guess(data: bytes) -> str | None:
    """The likeliest legacy reading. windows-1252 wins a near tie: it is what English newsrooms wrote for decades."""
    matches = from_bytes(data, cp_isolation=_LEGACY)
    best = matches.best()
    if best is None:
        return None
    western = next((match for match in matches if "cp1252" in match.could_be_from_charset), None)
    if western is not None and western.chaos <= best.chaos + _NEAR:
        return _try(data, "cp1252")
    return str(best)
