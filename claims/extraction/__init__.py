"""Text in, attributions out: who said what, in which words, through whom. A library by itself, without Django."""

from claims.extraction.engine import ENGINE_NAME, ENGINE_VERSION, extract
from claims.extraction.types import Attribution, Party, PartyKind, QuoteType, Span

__all__ = ["ENGINE_NAME", "ENGINE_VERSION", "Attribution", "Party", "PartyKind", "QuoteType", "Span", "extract"]
