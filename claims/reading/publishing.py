"""What formats of the field tell of claims beyond what lists show."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import F

from claims.choices import AssessmentStatus
from claims.models import Article, ArticleVersion, Assessment, Claim
from claims.reading.claims import isoformat
from claims.reading.related import Row
from claims.reading.repeats import groups_of_repeats, is_confirmed_repeat
from claims.reading.visibility import visible
from newsapp.accounts.models import User


def to_publish(claims: Iterable[Row], user: User | AnonymousUser) -> list[Row]:
    """The claims, as `claims.reading.claims` presents them, each with more of what belongs to it.

    ``article`` is whole; ``first_article`` is the one that printed the words first, among the claims that repeat one
    another, None where none is dated; ``assessment`` has its explanation, author and date, and is None where the words
    that it was made for have changed.
    """
    claims = list(claims)
    first = _first_articles(claims, user)
    articles = _articles({claim["article"]["id"] for claim in claims} | set(first.values()), user)
    assessments = _assessments([claim["assessment"]["id"] for claim in claims if _holds(claim)], user)
    return [
        claim
        | {
            "article": articles.get(claim["article"]["id"], claim["article"]),
            "first_article": articles.get(first[claim["id"]]) if claim["id"] in first else None,
            "assessment": claim["assessment"] and assessments.get(claim["assessment"]["id"]),
        }
        for claim in claims
    ]


def _holds(claim: Row) -> bool:
    """Whether it is assessed in its present words: no format of the field marks a rating as one of other words."""
    return bool(claim["assessment"]) and not claim["assessment"]["words_changed"]


def texts_of(versions: Iterable[int], user: User | AnonymousUser) -> dict[int, str]:
    """The texts of article versions by their numbers."""
    return dict(visible(ArticleVersion.objects, user).filter(pk__in=versions).order_by().values_list("pk", "text"))


def _articles(ids: Iterable[int], user: User | AnonymousUser) -> dict[int, Row]:
    articles = visible(Article.objects, user).filter(pk__in=ids).select_related("outlet").order_by()
    return {
        article.pk: {
            "id": article.pk,
            "title": article.title,
            "url": article.url,
            "author": article.author,
            "language": article.language,
            "published_at": isoformat(article.published),
            "modified_at": isoformat(article.modified),
            "outlet": article.outlet and {"id": article.outlet.pk, "name": article.outlet.name},
        }
        for article in articles
    }


def _assessments(ids: Iterable[int], user: User | AnonymousUser) -> dict[int, Row]:
    published = visible(Assessment.objects, user).filter(pk__in=ids, status=AssessmentStatus.PUBLISHED).order_by()
    columns = {"author_name": F("author__username"), "rating_name": F("rating__name")}
    rows = published.values("id", "claim_id", "explanation", "published_at", **columns)
    return {row["id"]: {**row, "published_at": isoformat(row["published_at"])} for row in rows}


def _first_articles(claims: list[Row], user: User | AnonymousUser) -> dict[int, int]:
    """By claim, the number of the article of its group that was published first; none where no article has a date."""
    repeated = [claim["id"] for claim in claims if any(map(is_confirmed_repeat, claim["link_counts"]))]
    members = {claim["id"]: [claim["id"]] for claim in claims}
    members |= {pk: group.members for pk, group in groups_of_repeats(repeated, user).items()}
    dated = visible(Claim.objects, user).filter(
        pk__in={pk for group in members.values() for pk in group}, article__published_at__isnull=False
    )
    in_order = dated.order_by("article__published_at", "pk").values_list("pk", "article_id")
    places = {pk: (place, article) for place, (pk, article) in enumerate(in_order)}
    first = {
        pk: min(places[claim] for claim in group if claim in places)
        for pk, group in members.items()
        if places.keys() & group
    }
    return {pk: article for pk, (_, article) in first.items()}
