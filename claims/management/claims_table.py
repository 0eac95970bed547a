"""Claims as a table for the terminal."""

import shutil
from collections.abc import Iterable

from claims.models import Article, Claim

_HEADINGS = ("Speaker", "Quote type", "Words", "Chain")
_GAP = "  "
_WIDEST = {0: 28, 3: 44}  # characters of the columns that share the line with the words
_FEWEST_WORDS = 24  # characters, however narrow the terminal


def claims_table(articles: Iterable[Article]) -> str:
    """The claims of the articles in text order: speaker, quote type, words, and the chain from the speaker to the page.

    One line a claim, as wide as the terminal. "" where the articles hold no claims.
    """
    claims = Claim.objects.filter(article__in=list(articles)).order_by("article_id", "start", "pk")
    found = claims.select_related("speaker", "article__outlet").prefetch_related("hops__speaker")
    rows = [(_speaker(claim), claim.quote_type, " ".join(claim.content.split()), _chain(claim)) for claim in found]
    return _laid_out(rows) if rows else ""


def _speaker(claim: Claim) -> str:
    return claim.speaker.name if claim.speaker else "(nobody named)"


def _chain(claim: Claim) -> str:
    """Through whom the words went from the speaker to the page, the outlet that printed them last."""
    passed_on = [hop.speaker.name if hop.speaker else hop.name_as_printed for hop in claim.hops.all() if hop.position]
    outlet = claim.article.outlet
    return " ".join(f"→ {name}" for name in [*passed_on, *([outlet.name] if outlet else [])])


def _laid_out(rows: list[tuple[str, str, str, str]]) -> str:
    lines = [_HEADINGS, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    for column, widest in _WIDEST.items():
        widths[column] = min(widths[column], widest)
    others = widths[0] + widths[1] + widths[3] + len(_GAP) * (len(widths) - 1)
    room = shutil.get_terminal_size((120, 24)).columns - others
    widths[2] = max(_FEWEST_WORDS, min(widths[2], room))
    rule = _GAP.join("-" * width for width in widths)
    table = [_GAP.join(map(_fitted, line, widths)).rstrip() for line in lines]
    return "\n".join([table[0], rule, *table[1:]])


def _fitted(text: str, width: int) -> str:
    return (text if len(text) <= width else text[: width - 1].rstrip() + "…").ljust(width)
