"""What the chain and the words of a claim were after each change of the claim."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from claims.choices import Part
from claims.models.article import ArticleVersion
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.span import Span
from claims.models.speaker import Speaker


def part_states(claim: Claim, rows: list[Any]) -> list[dict[str, str]]:
    """For each history row of the claim, the newest first, who passed the words on, the cue, and the speaker's words.

    Spans and hops are written in the transaction of the claim's own row and before it, but for a new claim's: those
    come after. Four queries, however long the history is.
    """
    if not rows:
        return []
    oldest_first = rows[::-1]
    spans = _by_row(Span.history.filter(claim=claim.pk), oldest_first)
    hops = _by_row(Attribution.history.filter(claim=claim.pk), oldest_first)
    texts = dict(ArticleVersion.objects.filter(pk__in={row.version_id for row in rows}).values_list("pk", "text"))
    wanted = {hop.speaker_id for of_row in hops for hop in of_row} - {None}
    names = dict(Speaker.objects.filter(pk__in=wanted).values_list("pk", "name"))
    states = []
    held_spans: dict[int, Any] = {}
    held_hops: dict[int, Any] = {}
    for row, new_spans, new_hops in zip(oldest_first, spans, hops, strict=True):
        _replay(new_spans, held_spans)
        _replay(new_hops, held_hops)
        text = texts.get(row.version_id, "")
        chain = sorted((hop for hop in held_hops.values() if hop.position), key=lambda hop: hop.position)
        states.append(
            {
                "chain": " → ".join(names.get(hop.speaker_id) or hop.name_as_printed for hop in chain),
                "cue": _words(text, Part.CUE, held_spans.values()),
                "speaker words": _words(text, Part.SPEAKER, held_spans.values()),
            }
        )
    return states[::-1]


def _by_row(parts: Any, rows: list[Any]) -> list[list[Any]]:
    """The history rows of spans or hops, by the row of the claim that they were written with."""
    dates = [row.history_date for row in rows]
    found: dict[int, list[Any]] = defaultdict(list)
    new = rows[0].history_type == "+"
    for part in parts.order_by("history_id"):
        # What a claim was made with has the same maker, and comes before any of it is taken away.
        new = new and part.history_type == "+" and _maker(part) == _maker(rows[0])
        place = 0 if new else min(bisect_left(dates, part.history_date), len(rows) - 1)
        found[place].append(part)
    return [found[place] for place in range(len(rows))]


def _maker(row: Any) -> tuple[Any, Any]:
    return row.history_user_id, row.history_change_reason


def _replay(changes: Iterable[Any], held: dict[int, Any]) -> None:
    for change in changes:
        if change.history_type == "-":
            held.pop(change.id, None)
        else:
            held[change.id] = change


def _words(text: str, part: Part, spans: Iterable[Any]) -> str:
    ranges = sorted((span.start, span.end) for span in spans if span.part == part)
    return " … ".join(text[start:end] for start, end in ranges)
