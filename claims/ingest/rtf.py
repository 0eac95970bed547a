"""RTF: text between braces, whose backslashes begin words of command.

Read here, not by striprtf: its time grows with the cube of a hostile file's length, and it leaves out title and author.
"""

import codecs
import re
from dataclasses import dataclass, field, replace

from claims.ingest.document import Document
from claims.ingest.papers import Properties, read_paper

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_BREAKS = {
    "par": "\n\n", "sect": "\n\n", "page": "\n\n", "row": "\n\n", "cell": "\n\n", "nestcell": "\n\n", "line": "\n",
    "tab": " ", "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_SIGNS = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\n": "\n\n", "\r": "\n\n"}
_DESTINATIONS = """
    fonttbl colortbl stylesheet pict object fldinst header headerl headerr headerf footer footerl footerr footerf
    footnote annotation atnid atnauthor listtable listoverridetable rsidtbl generator xmlnstbl themedata datastore
    latentstyles pgptbl revtbl bkmkstart bkmkend nonshppict private xe tc operator company category keywords
"""
_UNREAD = frozenset(_DESTINATIONS.split())
_TOLD = frozenset(("title", "author"))
_PAGES = {  # of fonts, by the numbers of their character sets
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between two braces: ``into`` is where words go, "" for nowhere."""

    into: str = "text"
    page: str = ""
    skip: int = 1  # characters for old programs behind one that is given by its number
    fonts: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _State:
    group: _Group = field(default_factory=_Group)
    outer: list[_Group] = field(default_factory=list)
    page: str = "cp1252"
    pages: dict[int, str] = field(default_factory=dict)
    font: int = 0
    skipped: int = 0
    waiting: bytearray = field(default_factory=bytearray)  # a character may take two bytes
    words: dict[str, list[str]] = field(default_factory=dict)


def read_rtf(data: bytes | str, *, field: str) -> Document:
    """The Document in ``data``; IngestError "no-text" on ``field`` where it holds no words."""
    text = data.decode("latin-1") if isinstance(data, bytes) else re.sub(r"[^\x00-\x7f]", _as_number, data)
    state = _State()
    for token in _TOKEN.finditer(text.replace("\x00", "")):
        _take(state, token)
    _flush(state)
    told = {name: "".join(words) for name, words in state.words.items()}
    properties = Properties(told.get("title", ""), told.get("author", ""))
    return read_paper(told.get("text", ""), properties, kind="RTF document", field=field)


def _take(state: _State, token: re.Match[str]) -> None:
    word, number, byte, sign, brace, text = token.groups()
    if byte:
        if state.skipped:
            state.skipped -= 1
        else:
            state.waiting.append(int(byte, 16))
        return
    if text:
        text, state.skipped = text[state.skipped :], max(0, state.skipped - len(text))
        state.waiting.extend(text.encode("latin-1"))
        return
    _flush(state)
    if word or brace:
        state.skipped = 0
    if brace == "{":
        state.outer.append(state.group)
    elif brace:
        state.group = state.outer.pop() if state.outer else _Group(into="")
    elif sign == "*":  # a group that programs may leave out if they do not know it
        state.group = replace(state.group, into="")
    elif sign:
        _add(state, _SIGNS.get(sign, ""))
    elif word:
        _command(state, word, int(number) if number else None)


def _command(state: _State, word: str, number: int | None) -> None:
    if group := _regrouped(state.group, word, number):
        state.group = group
    elif word == "u":
        _add(state, _character(number))
        state.skipped = state.group.skip
    elif word in _BREAKS:
        _add(state, _BREAKS[word])
    else:
        _character_set(state, word, number or 0)


def _regrouped(group: _Group, word: str, number: int | None) -> _Group | None:
    """The group as the command makes it; None where that commands something else."""
    if word == "fonttbl":
        return replace(group, into="", fonts=True)
    if word in _UNREAD:
        return replace(group, into="")
    if word == "info" or (word in _TOLD and group.into == "info"):
        return replace(group, into=word)
    if word in ("v", "deleted"):
        return replace(group, hidden=number != 0)
    if word == "plain":
        return replace(group, hidden=False)
    if word == "uc":
        return replace(group, skip=max(0, min(number or 0, 9)))
    return None


def _character(number: int | None) -> str:
    """The character of the number, which has 16 bits and a sign, or, from other programs, is that of Unicode."""
    if not number:
        return ""
    return chr(number % 0x10000 if number < 0x10000 else min(number, 0x10FFFF))


def _character_set(state: _State, word: str, number: int) -> None:
    if word == "ansicpg":
        state.page = _known(f"cp{number}") or state.page
    elif word == "f" and state.group.fonts:
        state.font = number
    elif word == "fcharset" and state.group.fonts and number in _PAGES:
        state.pages[state.font] = _PAGES[number]
    elif word == "f":
        state.group = replace(state.group, page=state.pages.get(number, ""))


def _flush(state: _State) -> None:
    if state.waiting:
        _add(state, state.waiting.decode(state.group.page or state.page, errors="replace"))
        state.waiting.clear()


def _add(state: _State, text: str) -> None:
    if state.group.into and not state.group.hidden:
        state.words.setdefault(state.group.into, []).append(text)


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return ""


def _as_number(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0])}?"
