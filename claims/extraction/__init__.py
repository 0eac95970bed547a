"""Text in, attributions out: who said what, in which words, through whom. A library by itself, without Django."""

import os

# Before NumPy is imported: its products here are small, and threads that wait for each other cost more than they give.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from claims.extraction.extractor import Extractor
from claims.extraction.language import language_of
from claims.extraction.onnx.network import ModelError
from claims.extraction.types import Attribution, Party, PartyKind, QuoteType, Span

__all__ = [
    "Attribution",
    "Extractor",
    "ModelError",
    "Party",
    "PartyKind",
    "QuoteType",
    "Span",
    "language_of",
]
