"""Claims as a table for the terminal."""

import shutil
from collections import defaultdict
from collections.abc import Iterable

from claims.models import Article, Attribution, Claim
from claims.reading.related import in_a_row

_HEADINGS = ("Speaker", "Quote type", "Words", "Chain")
_GAP = "  "
_WIDEST = {0: 28, 3: 44}  # characters of the columns that share the line with the words
_FEWEST_WORDS = 24  # characters, however narrow the terminal


def claims_table(articles: Iterable[Article]) -> str:
    """The claims of the articles in text order: speaker, quote type, words, and the chain from the speaker to the page.

    One line a claim, as wide as the terminal. "" where the articles hold no claims.
    """
    rows = [row for article in dict.fromkeys(articles) for row in _rows_of(article)]
    return _laid_out(rows) if rows else ""


def _rows_of(article: Article) -> list[tuple[str, str, str, str]]:
    # A join: a prefetch of a thousand speakers is more than SQLite takes.
    hops = Attribution.objects.filter(claim__article=article, position__gt=0).select_related("speaker")
    passed_on: defaultdict[int, list[str]] = defaultdict(list)
    together: defaultdict[int, list[str]] = defaultdict(list)
    for hop in hops.order_by("claim", "position"):
        part = together if hop.together else passed_on
        part[hop.claim_id].append(hop.speaker.name if hop.speaker else hop.name_as_printed)
    outlet = [article.outlet.name] if article.outlet else []
    claims = article.claims.select_related("speaker").order_by("start", "pk")
    return [
        (
            in_a_row([_speaker(claim), *together[claim.pk]]),
            claim.quote_type,
            " ".join(claim.content.split()),
            _chain([*passed_on[claim.pk], *outlet]),
        )
        for claim in claims
    ]


def _speaker(claim: Claim) -> str:
    return claim.speaker.name if claim.speaker else "(nobody named)"


def _chain(names: Iterable[str]) -> str:
    """Through whom the words went from the speaker to the page, the outlet that printed them last."""
    return " ".join(f"→ {name}" for name in names)


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
