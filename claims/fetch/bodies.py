"""The bytes of an answer, unpacked no further than they may go."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import brotli

from claims.fetch.errors import FetchError

_GZIP = 16 + zlib.MAX_WBITS
_PIECE = 65_536  # bytes
_NOT_PACKED = "The server's answer is packed in a way that cannot be unpacked."
_BREAKS_OFF = "The server's answer breaks off."


def read_body(chunks: Iterable[bytes], *, encoding: str, most: int) -> bytes:
    """The decoded body of at most ``most`` bytes. Raises FetchError "too-large" or "broken-answer"."""
    body = bytearray()
    for chunk in _decoded(chunks, encoding.strip().lower(), most):
        body += chunk
        if len(body) > most:
            raise FetchError("too-large", f"The page has more than {most / 1e6:g} MB, the most that is taken.")
    return bytes(body)


def _decoded(chunks: Iterable[bytes], encoding: str, most: int) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        return iter(chunks)
    if encoding in ("gzip", "x-gzip"):
        return _unzipped(chunks, most)
    if encoding == "br":
        return _unbrotlied(chunks)
    raise FetchError("broken-answer", f"The server packed its answer as “{encoding:.50}”, which it was not asked to.")


def _unzipped(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Each chunk unpacked to one byte more than is taken at most: a few bytes may unpack to gigabytes."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        for chunk in chunks:
            yield unpacker.decompress(chunk, most + 1)
    except zlib.error:
        raise FetchError("broken-answer", _NOT_PACKED) from None
    if not unpacker.eof:
        raise FetchError("broken-answer", _BREAKS_OFF)


def _unbrotlied(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Each chunk unpacked in pieces, so that whoever takes them may stop before memory is full."""
    unpacker = brotli.Decompressor()
    try:
        for chunk in chunks:
            piece = unpacker.process(chunk, output_buffer_limit=_PIECE)
            while piece:  # it says that it can take more while it still has some to give
                yield piece
                piece = b"" if unpacker.is_finished() else unpacker.process(b"", output_buffer_limit=_PIECE)
    except brotli.error:
        raise FetchError("broken-answer", _NOT_PACKED) from None
    if not unpacker.is_finished():
        raise FetchError("broken-answer", _BREAKS_OFF)
