"""The extractor: a tagger finds reported words, and rules say whose they are."""

import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import cache

from claims.extraction.language import language_of
from claims.extraction.layout import read
from claims.extraction.onnx.network import ModelError, network
from claims.extraction.onnx.tagger import TrainedTagger
from claims.extraction.records import Tagger
from claims.extraction.resolving.accused import without_accused
from claims.extraction.resolving.attributions import resolve
from claims.extraction.resolving.behind import with_own_reports
from claims.extraction.resolving.interviews import with_answers
from claims.extraction.resolving.quoted_as import quoted_as
from claims.extraction.resolving.relays import unfolded
from claims.extraction.resolving.retold import retold
from claims.extraction.resolving.sifting import sifted
from claims.extraction.resolving.signed import with_signed
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.resolving.turns import with_turns
from claims.extraction.rules.quoted import alone
from claims.extraction.rules.tagger import RulesTagger
from claims.extraction.types import Attribution

logger = logging.getLogger(__name__)

READ = frozenset({"en", "und"})
"""Languages that the tagger is asked about; of texts in others only the quotations in marks are returned."""
AHEAD = 4
"""Texts a worker that are read ahead of the one asked for."""


class Extractor:
    """Says who said what in news articles. One instance may be used by several threads at once."""

    def __init__(self, tagger: Tagger | None = None) -> None:
        """Without a tagger, the best one that can be loaded here: the trained one, else that of rules."""
        self.tagger = tagger or best_tagger()
        self.name = self.tagger.name
        self.version = self.tagger.version

    def extract(self, text: str, *, published: date | None = None, language: str | None = None) -> list[Attribution]:
        """Who said what in an article, in order of appearance.

        ``text`` is plain text, a paragraph a line or between blank lines; spans are code points of it as it is.
        ``published`` resolves "said Friday" to the last such day on or before it. ``language`` is an ISO 639-1 code
        where it is known, else it is detected; a text that is not English gives its quotations in marks only, without
        speakers. Time is linear in the length.
        Raises TypeError if ``text`` is not a str.
        """
        if not isinstance(text, str):
            raise TypeError(f"text must be str, not {type(text).__name__}")
        # Tagged before it is laid out: what either needs of a long text is then not in memory at once.
        tagged = self.tagger.tag(text) if (language or language_of(text)) in READ else []
        layout = read(text)
        speakers = Speakers(layout)
        tagged = unfolded(speakers, retold(text, with_own_reports(text, quoted_as(text, tagged))), self.tagger.tag)
        tagged = with_signed(layout, without_accused(text, tagged))
        tagged = sifted(layout, tagged + alone(layout, tagged))
        turned = with_turns(speakers, tagged)
        tagged = turned if speakers.labels else with_answers(speakers, turned)
        return resolve(speakers, sorted(tagged, key=lambda record: record.content[0]), published)

    def extract_many(self, texts: Iterable[str]) -> Iterator[list[Attribution]]:
        """The attributions of each text, in order, on all cores; few texts are in memory at a time."""
        workers = os.cpu_count() or 1
        waiting: deque[Future[list[Attribution]]] = deque()
        with ThreadPoolExecutor(workers) as pool:
            for text in texts:
                waiting.append(pool.submit(self.extract, text))
                if len(waiting) > AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


@cache
def best_tagger() -> Tagger:
    """The trained tagger; that of rules, and one line in the log, where a file of it is missing or damaged.

    Chosen once in a process.
    """
    try:
        return TrainedTagger(network())
    except ModelError as error:
        logger.warning("%s. Claims are found by rules alone, which miss more of them.", error)
        return RulesTagger()
