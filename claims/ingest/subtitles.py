"""Subtitles of films and recordings (WebVTT, SRT) as a transcript: a paragraph a turn, under the name of who speaks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from io import StringIO

from webvtt import Caption, WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from claims.ingest.document import Document, IngestError, Time
from claims.ingest.kinds import no_article
from claims.ingest.plain import clean

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>\n]{1,80})>")
_TAG = re.compile(r"</?(?:[a-z][^<>]{0,200}|[\d:.]+)?>|\{\\[^{}]{1,40}\}", re.IGNORECASE)
_SOUND = re.compile(r"[\[(♪][^\[\]()]{1,40}[\])♪]")
_LABEL = re.compile(
    rf"(?:{_SOUND.pattern}\s*)*(?:>>|[-–—])?\s*"
    r"((?:[A-Z][\w.'’-]*)(?: [\w.'’-]+){0,4}|[A-Z]{2,}[A-Z .'’-]{0,40}):\s+(?=\S)"
)
_DASH = re.compile(r"(?:>>+|[-–—])\s*(?=\S)")
_LATEST = 10**9  # seconds; what claims to be heard later is held to be a slip
_LONG = 400  # characters of a paragraph that nobody is named for
_MOST_ROLLED_UP = 20  # lines of a caption that the next may repeat
_ENDS = (".", "?", "!", "”", '"', "…")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words heard from a second on.

    ``speaker`` begins to speak with them; None where the same goes on, "" where it is somebody else unnamed.
    """

    second: int
    speaker: str | None
    words: str


Line = list[tuple[str | None, str]]
"""Who speaks in it, as in a Piece, and what."""
Turn = tuple[str, list[Piece]]
"""Who speaks, "" where that is not told; and the words."""


def read_subtitles(text: str, *, field: str) -> Document:
    """The Document in ``text``; IngestError "no-text" on ``field`` for no words, "no-article" where it is broken."""
    text = clean(text).lstrip()
    try:
        subtitles = WebVTT.from_buffer(StringIO(text), format="vtt" if text.startswith("WEBVTT") else "srt")
    except (MalformedCaptionError, MalformedFileError) as error:
        raise no_article("subtitles that are damaged", field) from error
    said, times = _joined(_turns(_pieces(subtitles.captions)))
    if not any(map(str.isalnum, said)):
        raise IngestError("no-text", "No words were found in these subtitles; paste the text itself.", field=field)
    return Document(text=said, title=" ".join(subtitles.header_text.split()).strip("-–— "), times=times)


def _pieces(captions: Iterable[Caption]) -> Iterator[Piece]:
    above: list[Line] = []
    for caption in captions:
        second = min(int(caption.start_in_seconds), _LATEST)
        lines = list(_lines(caption))
        for line in lines[_rolled_up(above, lines) :]:
            for speaker, words in line:
                yield Piece(second, speaker, words)
        above = lines


def _rolled_up(above: list[Line], lines: list[Line]) -> int:
    """How many lines a caption repeats of the one before it: the last of that are its first."""
    most = min(len(above), len(lines), _MOST_ROLLED_UP)
    return next((count for count in range(most, 0, -1) if all(map(_repeats, lines[:count], above[-count:]))), 0)


def _repeats(line: Line, before: Line) -> bool:
    """Whether it has the same words of the same speakers; one who was named need not be so again."""
    return len(line) == len(before) and all(
        words == earlier and (name == named or (named and name is None))
        for (name, words), (named, earlier) in zip(line, before, strict=True)
    )


def _lines(caption: Caption) -> Iterator[Line]:
    """The lines that hold anything; whoever is named in one is so in those below, until somebody else speaks."""
    voice = None
    for text in caption.raw_text.split("\n"):
        line = []
        for speaker, words in _voices(text):
            voice = voice if speaker is None else speaker
            line.append((voice or speaker, words))
        if line:
            yield line


def _voices(line: str) -> Iterator[tuple[str | None, str]]:
    """The pieces of a line, which may change voices: "<v Ann Roe>Yes.</v> <v Bob Lee>No." """
    start, *voiced = _VOICE.split(line)
    if words := _plain(start):
        yield _labelled(words)
    for name, said in zip(voiced[::2], voiced[1::2], strict=True):
        yield _plain(name), _plain(said)


def _labelled(words: str) -> tuple[str | None, str]:
    if label := _LABEL.match(words):
        return label[1], words[label.end() :]
    if _SOUND.fullmatch(words):
        return None, ""
    dash = _DASH.match(words)
    return ("", words[dash.end() :]) if dash else (None, words)


def _turns(pieces: Iterable[Piece]) -> Iterator[Turn]:
    speaker, said, length = "", list[Piece](), 0
    for piece in pieces:
        others = piece.speaker is not None and (piece.speaker != speaker or not piece.speaker)
        full = not speaker and length > _LONG and said[-1].words.endswith(_ENDS)
        if said and (others or full):
            yield speaker, said
            said, length = [], 0
        speaker = speaker if piece.speaker is None else piece.speaker
        if piece.words:
            said.append(piece)
            length += len(piece.words)
    if said:
        yield speaker, said


def _joined(turns: Iterable[Turn]) -> tuple[str, tuple[Time, ...]]:
    """The turns, each a paragraph, and the second from which on each word is heard."""
    parts: list[str] = []
    times: list[Time] = []
    at = 0
    for speaker, said in turns:
        before = ("\n\n" if parts else "") + (f"{speaker}: " if speaker else "")
        for piece in said:
            parts += [before, piece.words]
            at += len(before)
            if not times or times[-1][1] != piece.second:
                times.append((at, piece.second))
            at += len(piece.words)
            before = " "
    return "".join(parts), tuple(times)


def _plain(text: str) -> str:
    return " ".join(unescape(_TAG.sub("", text)).split())
