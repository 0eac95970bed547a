"""The vocabulary of extraction: what an engine returns.

A span is a half-open range ``(start, end)`` of Unicode code points in the text that was passed in, with
``0 <= start < end <= len(text)``. Every string in these records is a slice of that text.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Span = tuple[int, int]
QuoteType = Literal["direct", "mixed", "indirect"]
Form = Literal["speech", "thought"]
PartyKind = Literal["person", "organization", "government", "group", "document", "unnamed"]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who said words or passed them on.

    ``name`` is the fullest form of the name printed anywhere in the article ("Mike Pompeo"), None for an
    unnamed party. ``name_as_printed`` and ``role_as_printed`` are what the words here call them ("Pompeo", "he",
    "a senior US official"; "Secretary of State"), "" where nothing is printed. ``roles`` are all the roles printed
    for them in the article, in order of appearance. ``reason`` are the words that say why they are not named.
    """

    kind: PartyKind
    name: str | None = None
    name_as_printed: str = ""
    role_as_printed: str = ""
    roles: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement and who is held to have made it.

    ``content``, ``cue`` and ``speaker_words`` are spans in order of appearance, ``content`` never empty; a quotation
    mark at the edge of a quotation belongs to its content span. ``speaker`` is None where nobody was found; ``joint``
    are those who said it together with them. ``chain`` names those who passed the words on, the one nearest the
    speaker first. ``addressee`` is to whom it was said, as printed. ``confidence`` lies in [0, 1].
    ``form`` is "thought" for what somebody believes, wishes, plans or feels.
    """

    content: tuple[Span, ...]
    quote_type: QuoteType
    confidence: float
    cue: tuple[Span, ...] = ()
    speaker_words: tuple[Span, ...] = ()
    speaker: Party | None = None
    joint: tuple[Party, ...] = ()
    chain: tuple[Party, ...] = ()
    addressee: str = ""
    said_on: date | None = None
    form: Form = "speech"
