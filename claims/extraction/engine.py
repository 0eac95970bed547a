"""The engine: tags reported words, resolves who said them, and says how sure it is."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

from claims.extraction.language import language_of
from claims.extraction.layout import read
from claims.extraction.onnx.network import weights_version
from claims.extraction.onnx.tagger import tag
from claims.extraction.resolving.attributions import resolve
from claims.extraction.resolving.relays import unfolded
from claims.extraction.resolving.sifting import sifted
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.resolving.turns import with_turns
from claims.extraction.rules.quoted import alone
from claims.extraction.types import Attribution

ENGINE_NAME = "newsapp-network"
ENGINE_VERSION = f"2.0, weights {weights_version()}"
READ = frozenset({"en", "und"})
"""Languages that the network is asked about; of texts in others only the quotations in marks are returned."""
AHEAD = 4
"""Texts a worker that are read ahead of the one asked for."""


def extract(text: str, *, published: date | None = None, language: str | None = None) -> list[Attribution]:
    """Who said what in an article, in order of appearance.

    ``text`` is plain text, a paragraph a line or between blank lines; spans are code points of it as it is.
    ``published`` resolves "said Friday" to the last such day on or before it. ``language`` is an ISO 639-1 code where
    it is known, else it is detected; a text that is not English gives its quotations in marks only, without speakers.
    Time is linear in the length.
    Raises TypeError if ``text`` is not a str, ModelError if the trained network cannot be loaded.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be str, not {type(text).__name__}")
    layout = read(text)
    speakers = Speakers(layout)
    tagged = unfolded(speakers, tag(text), tag) if (language or language_of(text)) in READ else []
    tagged = sifted(layout, tagged + alone(layout, tagged))
    tagged = with_turns(speakers, tagged)
    return resolve(speakers, sorted(tagged, key=lambda record: record.content[0]), published)


def extract_many(texts: Iterable[str]) -> Iterator[list[Attribution]]:
    """The attributions of each text, in order, on all cores; few texts are in memory at a time."""
    workers = os.cpu_count() or 1
    waiting: deque[Future[list[Attribution]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for text in texts:
            waiting.append(pool.submit(extract, text))
            if len(waiting) > AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
