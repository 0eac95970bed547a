"""Links that the machine proposes between claims. A person confirms or rejects them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Q

from claims.choices import Part, QuoteType, Relation, Status
from claims.models import Claim, Link

_QUOTED = re.compile(r"[“\"«„]([^”\"»“]+)[”\"»“]")
_WORD = re.compile(r"[^\W_]+")
WORDS_AT_LEAST = 5
CANDIDATES_AT_MOST = 500
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|rebuff(?:s|ed)?|dismiss(?:es|ed)?|refut(?:es|ed)|disput(?:es|ed))\b", re.I)
_REPLY = re.compile(r"\b(?:respond(?:s|ed|ing)|repl(?:y|ies|ied|ying)|react(?:s|ed|ing))\s+to\b", re.I)
