"""Claims with the words that they are compared by, to find the links between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from django.db.models import QuerySet

from claims.choices import Part, QuoteType
from claims.models import ArticleVersion, Attribution, Claim, Span, Speaker
from claims.text.likeness import Parts, Run, quoted_parts, runs_of, tells, words_of

Said = tuple[int | None, tuple[str, ...]]
REPEATED_WORDS = 5
DENIED_WORDS = 4

_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s|\n")


class Statement:
    """A claim with the words that it is compared by, each made out once and only where they are wanted."""

    def __init__(
        self, claim: Claim, joint: Sequence[Speaker], text: str = "", spans: Iterable[tuple[str, int, int]] = ()
    ) -> None:
        self.claim = claim
        self.joint = joint
        self.speakers = {claim.speaker_id, *(speaker.pk for speaker in joint)}
        self.text = text
        self.spans = list(spans)

    @cached_property
    def said(self) -> Said:
        return said(self.claim.speaker_id, self.claim.content)

    @cached_property
    def cue(self) -> str:
        return " … ".join(self.text[start:end] for part, start, end in self.spans if part == Part.CUE)

    @cached_property
    def sentence(self) -> str:
        """From the start of the sentence that the claim's first span stands in to the end of its last span."""
        start = min(start for _, start, _ in self.spans)
        end = max(end for _, _, end in self.spans)
        ends = list(_SENTENCE_END.finditer(self.text, max(0, start - 1000), start))
        return self.text[ends[-1].end() if ends else max(0, start - 1000) : end]

    @cached_property
    def deniable(self) -> set[Run]:
        """The runs of words of which a denial has to hold one; none where the words are too few."""
        length = min(DENIED_WORDS, len(words_of(self.claim.content)))
        return runs_of(self.claim.content, length) if length >= DENIED_WORDS - 1 else set()

    @cached_property
    def denying(self) -> set[Run]:
        """The runs of words that tell what is denied."""
        lengths = (DENIED_WORDS - 1, DENIED_WORDS)
        runs = (run for length in lengths for run in runs_of(self.claim.content, length, fold=False) if tells(run))
        return {tuple(map(str.casefold, run)) for run in runs}

    @cached_property
    def repeatable(self) -> tuple[set[Run], set[Run]]:
        """The runs of REPEATED_WORDS in the claim's words, and those of them that stand inside quotation marks."""
        runs = runs_of(self.claim.content, REPEATED_WORDS)
        if self.claim.quote_type == QuoteType.DIRECT:
            return runs, runs
        return runs, set().union(*(runs_of(part, REPEATED_WORDS) for part in quoted_parts(self.claim.content)))

    @cached_property
    def whole(self) -> Parts:
        """The words of which others may be a shortened form: none of a paraphrase."""
        return Parts("" if self.claim.quote_type == QuoteType.INDIRECT else self.claim.content)

    @cached_property
    def shortened(self) -> list[Parts]:
        """Its quotations that may be a shortened form of others."""
        if self.claim.quote_type == QuoteType.MIXED:
            quotations = [Parts(quoted) for quoted in quoted_parts(self.claim.content)]
        else:
            quotations = [self.whole]
        return [quotation for quotation in quotations if quotation.key]


def said(speaker: int | None, content: str) -> Said:
    """Who says which words: the same of every copy of a wire story."""
    return speaker, tuple(words_of(content))


def joint_speakers(hops: QuerySet[Attribution]) -> dict[int, list[Speaker]]:
    """Who said claims together with their first speakers, by the claims' ids."""
    joint: dict[int, list[Speaker]] = defaultdict(list)
    for hop in hops.filter(together=True).select_related("speaker"):
        if hop.speaker:
            joint[hop.claim_id].append(hop.speaker)
    return joint


def statements_of(version: ArticleVersion, joint: Mapping[int, Sequence[Speaker]]) -> Iterator[Statement]:
    """The claims of the version in the order of its text, which they share: a copy for each would fill the memory."""
    spans: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    # By the version and not by the claims: there may be more of these than a query may have parameters.
    rows = Span.objects.filter(claim__version=version).values_list("claim", "part", "start", "end")
    for claim_id, part, start, end in rows:
        spans[claim_id].append((part, start, end))
    for claim in version.claims.select_related("speaker").order_by("start", "pk").iterator():
        yield Statement(claim, joint.get(claim.pk, ()), version.text, spans[claim.pk])
