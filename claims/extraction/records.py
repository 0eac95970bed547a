"""What a tagger hands to the resolver: reported words, before anybody is resolved."""

from dataclasses import dataclass, field

from claims.extraction.phrases import Phrase
from claims.extraction.types import Span


@dataclass(slots=True)
class Found:
    """Reported words, before anybody is resolved. ``sentence`` is a number in the layout; ``follows`` is the
    record whose speaker goes on here without a cue."""

    sentence: int
    content: list[Span]
    rule: str
    cue: Span | None = None
    cue_tokens: Span | None = None
    phrase: Phrase | None = None
    follows: "Found | None" = None
    also: Phrase | None = None
    """Another phrase for the same speaker: "A spokesman said ..., Col. Lee told"."""
    also_cue: Span | None = None
    via: list[Phrase] = field(default_factory=list)
    """Those after "according to" where somebody else is the speaker."""
