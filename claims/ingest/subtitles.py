"""Subtitles of films and recordings (WebVTT, SRT) as a transcript: a paragraph a turn, under the name of who speaks."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from io import StringIO

from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from claims.ingest.document import Document, IngestError
from claims.ingest.kinds import no_article
from claims.ingest.plain import clean

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>\n]{1,80})>")
_TAG = re.compile(r"</?(?:[a-z][^<>]{0,200}|[\d:.]+)?>|\{\\[^{}]{1,40}\}", re.IGNORECASE)
_LABEL = re.compile(r"(?:>>|[-–—])?\s*((?:[A-Z][\w.'’-]*)(?: [\w.'’-]+){0,4}|[A-Z]{2,}[A-Z .'’-]{0,40}):\s+(?=\S)")
_DASH = re.compile(r"(?:>>+|[-–—])\s*(?=\S)")
_SOUND = re.compile(r"[\[(♪][^\[\]()]{1,40}[\])♪]")
_LONG = 400  # characters of a paragraph that nobody is named for
_ENDS = (".", "?", "!", "”", '"', "…")

Piece = tuple[str | None, str]
"""Who begins to speak with a line, None where the same goes on, "" for somebody else unnamed; and its words."""


def read_subtitles(text: str, *, field: str) -> Document:
    """The Document in ``text``; IngestError "no-text" on ``field`` for no words, "no-article" where it is broken."""
    text = clean(text).lstrip()
    try:
        subtitles = WebVTT.from_buffer(StringIO(text), format="vtt" if text.startswith("WEBVTT") else "srt")
    except (MalformedCaptionError, MalformedFileError) as error:
        raise no_article("subtitles that are damaged", field) from error
    turns = list(_turns(_pieces(caption.raw_text for caption in subtitles.captions)))
    if not any(map(str.isalnum, "".join(turns))):
        raise IngestError("no-text", "No words were found in these subtitles; paste the text itself.", field=field)
    return Document(text="\n\n".join(turns), title=" ".join(subtitles.header_text.split()).strip("-–— "))


def _pieces(captions: Iterable[str]) -> Iterator[Piece]:
    before = ""
    for caption in captions:
        for line in caption.split("\n"):
            if line != before:  # captions that roll up repeat the line above
                yield from _voices(line)
            before = line


def _voices(line: str) -> Iterator[Piece]:
    """The pieces of a line, which may change voices: "<v Ann Roe>Yes.</v> <v Bob Lee>No." """
    start, *voiced = _VOICE.split(line)
    if words := _plain(start):
        yield _labelled(words)
    for name, said in zip(voiced[::2], voiced[1::2], strict=True):
        yield _plain(name), _plain(said)


def _labelled(words: str) -> Piece:
    if label := _LABEL.match(words):
        return label[1], words[label.end() :]
    if _SOUND.fullmatch(words):
        return None, ""
    dash = _DASH.match(words)
    return ("", words[dash.end() :]) if dash else (None, words)


def _turns(pieces: Iterable[Piece]) -> Iterator[str]:
    speaker, words = "", list[str]()
    for name, said in pieces:
        others = name is not None and (name != speaker or not name)
        full = not speaker and sum(map(len, words)) > _LONG and words[-1].endswith(_ENDS)
        if words and (others or full):
            yield _turn(speaker, words)
            words = []
        speaker = speaker if name is None else name
        if said:
            words.append(said)
    if words:
        yield _turn(speaker, words)


def _turn(speaker: str, words: list[str]) -> str:
    return f"{speaker}: {' '.join(words)}" if speaker else " ".join(words)


def _plain(text: str) -> str:
    return " ".join(unescape(_TAG.sub("", text)).split())
