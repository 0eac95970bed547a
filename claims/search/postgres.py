"""Full text on PostgreSQL: a GIN index over the stemmed English words of the content."""

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorExact
from django.db.models import Q


def make_index(cursor: Any) -> None:
    # Word for word the expression that SearchVector compiles to, or the index is not used.
    cursor.execute(
        "CREATE INDEX IF NOT EXISTS claim_words ON claims_claim "
        "USING gin (to_tsvector('english'::regconfig, COALESCE(content, '')))"
    )


def content_holds(words: str) -> Q:
    return Q(SearchVectorExact(SearchVector("content", config="english"), SearchQuery(words, config="english")))
