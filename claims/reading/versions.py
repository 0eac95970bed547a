"""What was known of an article at each of its versions, and what changed from one to another."""

from __future__ import annotations

from typing import Any

from claims.models import Article, ArticleVersion, Outlet
from claims.text.difference import Kind, difference
from claims.text.edits import Edit, count_words, edits

Row = dict[str, Any]
_KNOWN = ("title", "author", "outlet")


def compared(before: ArticleVersion, after: ArticleVersion) -> Row:
    """What changed from a version of an article to another one: what was known of it, and its text, piece by piece."""
    then, now = known_at(before), known_at(after)
    found = edits(difference(before.text, after.text))
    return {
        "article": before.article_id,
        "before": _row(before, then),
        "after": _row(after, now),
        "known": [
            {"field": name, "before": then[name], "after": now[name]} for name in _KNOWN if then[name] != now[name]
        ],
        "summary": summary(found),
        "pieces": [_piece(edit) for edit in found],
    }


def known_at(version: ArticleVersion) -> dict[str, str]:
    """Title, author and outlet as they were when the version came; as they are now where that was not noted."""
    noted = Article.history.filter(id=version.article_id, change=version.change_id).first()
    article = noted or version.article
    outlet = Outlet.objects.filter(pk=article.outlet_id).first() if article.outlet_id else None
    return {"title": article.title, "author": article.author, "outlet": outlet.name if outlet else ""}


def summary(found: list[Edit]) -> dict[str, int]:
    """Numbers of words, and of the places where words of quotations or of denial came, went or were changed."""
    changed = [edit for edit in found if edit.piece.kind is Kind.CHANGED]
    moved = (edit.piece for edit in found if edit.piece.kind is Kind.MOVED_HERE)
    return {
        "words_added": sum(count_words(edit.piece.after) for edit in changed),
        "words_removed": sum(count_words(edit.piece.before) for edit in changed),
        "words_moved": sum(count_words(piece.after) for piece in moved),
        "quotations": sum(edit.quotation is not None for edit in changed),
        "denials": sum(edit.denial is not None for edit in changed),
    }


def _row(version: ArticleVersion, known: dict[str, str]) -> Row:
    return {"id": version.pk, "number": version.number, "created_at": version.created_at, **known}


def _piece(edit: Edit) -> Row:
    piece = edit.piece
    return {
        "kind": piece.kind.value,
        "before": piece.before,
        "after": piece.after,
        "quotation": edit.quotation.value if edit.quotation else None,
        "denial": edit.denial.value if edit.denial else None,
    }
