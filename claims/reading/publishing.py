"""What formats of the field tell of claims beyond what lists show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q

from claims.choices import AssessmentStatus
from claims.models import Article, ArticleVersion, Assessment, Claim
from claims.reading.appearances import confirmed_repeats
from claims.reading.claims import isoformat
from claims.reading.related import Row
from claims.reading.visibility import visible
from newsapp.accounts.models import User

ASKED_AT_ONCE = 500
"""Claims, for what repeats them."""


def to_publish(claims: Iterable[Row], user: User | AnonymousUser) -> list[Row]:
    """The claims, as `claims.reading.claims` presents them, each with more of what belongs to it.

    ``article`` is whole; ``first_article`` is the one that printed the words first, among the claims that repeat one
    another, None where none is dated; ``assessment`` has its explanation, author and date, and is None where the words
    that it was made for have changed.
    """
    claims = list(claims)
    first = _first_articles([claim["id"] for claim in claims], user)
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


def _first_articles(ids: list[int], user: User | AnonymousUser) -> dict[int, int]:
    """By claim, the number of the article of its group that was published first; none where no article has a date."""
    groups = groups_of_repeats(ids, user)
    members = visible(Claim.objects, user).filter(pk__in=groups, article__published_at__isnull=False)
    first: dict[int, int] = {}
    for pk, article in members.order_by("article__published_at", "pk").values_list("pk", "article_id"):
        first.setdefault(groups[pk], article)
    return {pk: first[groups[pk]] for pk in ids if groups[pk] in first}


def groups_of_repeats(ids: list[int], user: User | AnonymousUser) -> dict[int, int]:
    """Each of the claims, and each that people say repeats one of them or is repeated, with the name of its group."""
    links = confirmed_repeats(user)
    neighbours: dict[int, set[int]] = defaultdict(set)
    asked: set[int] = set()
    while now := set(islice({*ids, *neighbours} - asked, ASKED_AT_ONCE)):
        asked |= now
        for claim, other in links.filter(Q(claim__in=now) | Q(other__in=now)).values_list("claim_id", "other_id"):
            neighbours[claim].add(other)
            neighbours[other].add(claim)
    groups: dict[int, int] = {}
    for pk in ids:
        to_name = [pk]
        while to_name:
            member = to_name.pop()
            if member not in groups:
                groups[member] = pk
                to_name += neighbours[member]
    return groups
