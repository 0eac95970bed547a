"""What was known of an article at each of its versions, and what changed from one to another."""

from __future__ import annotations

from collections.abc import Sequence

from claims.models import Article, ArticleVersion, Outlet
from claims.reading.related import Row
from claims.text.difference import Kind, difference
from claims.text.edits import Edit, count_words, edits

Known = dict[str, str]
_KNOWN = ("title", "author", "outlet")


def compared(before: ArticleVersion, after: ArticleVersion) -> Row:
    """What changed from a version of an article to another one: what was known of it, and its text, piece by piece."""
    changes = edits(difference(before.text, after.text))
    facts = known_of([before, after])
    return told(before, after, facts, changes) | {"pieces": [_piece(edit) for edit in changes]}


def told(before: ArticleVersion, after: ArticleVersion, facts: dict[int, Known], changes: list[Edit]) -> Row:
    """What changed between the two but for the text itself; ``facts`` are by the id of each."""
    then, now = facts[before.pk], facts[after.pk]
    return {
        "article": before.article_id,
        "before": _row(before, then),
        "after": _row(after, now),
        "known": [
            {"field": name, "before": then[name], "after": now[name]} for name in _KNOWN if then[name] != now[name]
        ],
        "summary": summary(changes),
    }


def known_at(version: ArticleVersion) -> Known:
    """Title, author and outlet as they were when the version came; as they are now where that was not noted."""
    return known_of([version])[version.pk]


def known_of(versions: Sequence[ArticleVersion]) -> dict[int, Known]:
    """What `known_at` tells of each version, by its id, in a number of queries that is the same for any number."""
    articles = Article.objects.in_bulk([version.article_id for version in versions])
    rows = Article.history.filter(id__in=articles, change__in=[version.change_id for version in versions])
    noted = {(row.id, row.change_id): row for row in rows.order_by("history_id")}
    at = {
        version.pk: noted.get((version.article_id, version.change_id), articles[version.article_id])
        for version in versions
    }
    outlets = dict(Outlet.objects.filter(pk__in={row.outlet_id for row in at.values()}).values_list("id", "name"))
    return {
        pk: {"title": row.title, "author": row.author, "outlet": outlets.get(row.outlet_id, "")}
        for pk, row in at.items()
    }


def summary(changes: list[Edit]) -> dict[str, int]:
    """Numbers of words, and of the places where words of quotations or of denial came, went or were changed."""
    changed = [edit for edit in changes if edit.piece.kind is Kind.CHANGED]
    moved = (edit.piece for edit in changes if edit.piece.kind is Kind.MOVED_HERE)
    return {
        "words_added": sum(count_words(edit.piece.after) for edit in changed),
        "words_removed": sum(count_words(edit.piece.before) for edit in changed),
        "words_moved": sum(count_words(piece.after) for piece in moved),
        "quotations": sum(edit.quotation is not None for edit in changed),
        "denials": sum(edit.denial is not None for edit in changed),
    }


def _row(version: ArticleVersion, facts: Known) -> Row:
    return {"id": version.pk, "number": version.number, "created_at": version.created_at, **facts}


def _piece(edit: Edit) -> Row:
    piece = edit.piece
    return {
        "kind": piece.kind.value,
        "before": piece.before,
        "after": piece.after,
        "quotation": edit.quotation.value if edit.quotation else None,
        "denial": edit.denial.value if edit.denial else None,
    }
