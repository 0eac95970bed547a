"""Full text on PostgreSQL: the stems of the content's English words in a column that the database keeps in step."""

from typing import Any, cast

from django.contrib.postgres.search import SearchQuery, SearchVectorExact, SearchVectorField
from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.db.models import F, Q
from django.db.models.expressions import Col

_COLUMN = SearchVectorField()
_COLUMN.set_attributes_from_name("words")


class _Words(F):
    """The stored stems of the claim whose key is named. No field of the model, since SQLite has no such column."""

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Col:
        key = cast("Col", super().resolve_expression(*args, **kwargs))
        return Col(key.alias, _COLUMN)


def make_index(cursor: CursorWrapper) -> None:
    # Stored, since a walk in another index's order would make the stems of every row that it passes.
    cursor.execute(
        "ALTER TABLE claims_claim ADD COLUMN IF NOT EXISTS words tsvector "
        "GENERATED ALWAYS AS (to_tsvector('english'::regconfig, content)) STORED"
    )
    cursor.execute("CREATE INDEX IF NOT EXISTS claim_words ON claims_claim USING gin (words)")


def content_holds(words: str) -> Q:
    return Q(SearchVectorExact(_Words("pk"), SearchQuery(words, config="english")))


def looked_for(words: list[str], using: str) -> list[str]:
    """Those of the words that have a stem; "the" and "not" have none, and signs neither."""
    with connections[using].cursor() as cursor:
        sql = "SELECT word FROM unnest(%s::text[]) AS word WHERE numnode(plainto_tsquery('english', word)) > 0"
        cursor.execute(sql, [words])
        return [word for (word,) in cursor.fetchall()]
