"""A claim as others cite it: who said what, through whom, where, and how far that can be relied on."""

from __future__ import annotations

from datetime import datetime

from django.utils.dateformat import format as format_date

from claims.choices import QuoteType, Status
from claims.reading.related import Row, in_a_row, name_of, role_beside_name
from claims.text.citing import quoted, spoken, unquoted, within_sentence
from claims.text.vocabulary import needs_mark


def as_cited(words: str, quote_type: str) -> str:
    """The words as they may be printed: marks stand round what was quoted, and round nothing else."""
    return quoted(words) if quote_type == QuoteType.DIRECT else unquoted(words)


def reliance(status: str) -> str:
    """How far a claim can be relied on, for those who have no other sign of it."""
    return "Rejected: do not cite" if status == Status.REJECTED else Status(status).label


def warned(words: str, status: str) -> str:
    """Words that others may take out of here and print: those of a rejected claim never go without the warning."""
    return f"[{reliance(status)}] {words}" if status == Status.REJECTED else words


def citation_of(claim: Row) -> str:
    """One sentence, made of the claim as `claims.reading.claims` presents it; its address belongs behind it."""
    mark = "(denies)" if needs_mark(claim["cue"]) else ""
    said = filter(None, [_speakers(claim), spoken(claim["cue"]), mark])
    to = f" (to {claim['addressee']})" if claim["addressee"] else ""
    via = "".join(f", via {name_of(hop)}" for hop in claim["chain"])
    words = within_sentence(as_cited(claim["content"], claim["quote_type"]))
    relied_on = f"{claim['quote_type']} quotation, {reliance(claim['status']).lower()}"
    return f"{' '.join(said)}{to}{via}: {words}, in {_printed(claim['article'])} ({relied_on})."


def _speakers(claim: Row) -> str:
    hops = [claim, *claim["joint_speakers"]]
    roles = [f" ({role})" if (role := role_beside_name(hop)) else "" for hop in hops]
    return in_a_row([f"{name_of(hop) or 'Speaker not known'}{role}" for hop, role in zip(hops, roles, strict=True)])


def _printed(article: Row) -> str:
    published = article["published_at"]
    day = format_date(datetime.fromisoformat(published), "j M Y") if published else ""
    outlet = article["outlet"]["name"] if article["outlet"] else ""
    return ", ".join(filter(None, [quoted(article["title"] or "Untitled article"), outlet, day]))
