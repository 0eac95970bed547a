"""Who sees what, as one table over all models.

Whoever has an account sees everything. What a visitor sees, the setting NEWSAPP_VISITORS says: nothing, the confirmed
claims and what hangs on them, or every claim. Who shows a token that is limited to outlets sees the claims of these and
what hangs on them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, Manager, Model, OuterRef, Q, QuerySet

from claims.choices import AssessmentStatus, Status, VisitorAccess
from claims.models import (
    Alias,
    Article,
    ArticleVersion,
    Assessment,
    Attribution,
    Batch,
    Claim,
    Comment,
    Delivery,
    Distinction,
    Feed,
    Intake,
    Link,
    Mention,
    Outlet,
    Rating,
    Speaker,
    Tag,
    Webhook,
)
from newsapp.accounts.models import User

Record = TypeVar("Record", bound=Model)

_ALL = Q()
_NONE = Q(pk__in=[])
_CONFIRMED = Claim.objects.filter(status=Status.CONFIRMED)
_PUBLISHED = Q(status__in=[AssessmentStatus.PUBLISHED, AssessmentStatus.CORRECTED])
_STANDING = ~Q(status=Status.REJECTED)


def _of_confirmed(path: str, own: str = "pk") -> Q:
    """There is a confirmed claim whose ``path`` leads to this record's ``own``."""
    return Q(Exists(_CONFIRMED.filter((path, OuterRef(own)))))


Within = Callable[[Collection[int]], Q]
"""Of the numbers of outlets what is theirs."""


def _in(*paths: str) -> Within:
    """Each of the paths leads from the record to one of the outlets."""
    return lambda outlets: Q(*((f"{path}__in", outlets) for path in paths))


def _said_in() -> Within:
    """There is a claim of the outlets whose chain has this speaker."""
    claims = Claim.objects.filter(hops__speaker=OuterRef("pk"))
    return lambda outlets: Q(Exists(claims.filter(article__outlet__in=outlets)))


def _named_in(outlets: Collection[int]) -> Q:
    """A claim of the outlets prints the alias, or an article of theirs brought it; or it is what its speaker, whom a
    claim of theirs has, is called here.
    """
    hops = Attribution.objects.filter(speaker=OuterRef("speaker"), claim__article__outlet__in=outlets)
    printed = hops.filter(name_as_printed=OuterRef("name"))
    taken_in = ArticleVersion.objects.filter(article__outlet__in=outlets).order_by().values("change")
    brought = Alias.history.filter(id=OuterRef("pk"), history_type="+", change__in=taken_in)
    return Q(Exists(hops)) & (Q(name=F("speaker__name")) | Q(Exists(printed)) | Q(Exists(brought)))


_VISITORS: dict[type[Model], tuple[Q, Q]] = {
    # where visitors read: confirmed claims                             every claim
    Claim: (Q(status=Status.CONFIRMED), _ALL),
    Article: (_of_confirmed("article"), _ALL),
    ArticleVersion: (_of_confirmed("article", "article"), _ALL),
    Outlet: (_of_confirmed("article__outlet"), _ALL),
    Speaker: (_of_confirmed("hops__speaker"), _ALL),
    Alias: (_of_confirmed("hops__speaker", "speaker"), _ALL),
    Tag: (_of_confirmed("tags"), _ALL),
    Rating: (_ALL, _ALL),
    Assessment: (_PUBLISHED & Q(claim__in=_CONFIRMED), _PUBLISHED),
    Link: (_STANDING & Q(claim__in=_CONFIRMED, other__in=_CONFIRMED), _STANDING),
    Comment: (_NONE, _NONE),
    Mention: (_NONE, _NONE),
    Intake: (_NONE, _NONE),
    Batch: (_NONE, _NONE),
    Feed: (_NONE, _NONE),
    Webhook: (_NONE, _NONE),
    Delivery: (_NONE, _NONE),
}

_OF_OUTLETS: dict[type[Model], Within] = {
    Claim: _in("article__outlet"),
    Article: _in("outlet"),
    ArticleVersion: _in("article__outlet"),
    Outlet: _in("pk"),
    Speaker: _said_in(),
    Alias: _named_in,
    Tag: lambda outlets: _ALL,  # the newsroom's words, as is its scale
    Rating: lambda outlets: _ALL,
    Assessment: _in("claim__article__outlet"),
    Link: _in("claim__article__outlet", "other__article__outlet"),
    Comment: _in("claim__article__outlet"),
    Mention: _in("comment__claim__article__outlet"),
    Intake: _in("article__outlet"),
    Feed: _in("outlet"),
    Batch: lambda outlets: _NONE,
    Distinction: lambda outlets: _NONE,
    Webhook: lambda outlets: Q(outlets=sorted(outlets)),  # made with such a token
    Delivery: lambda outlets: Q(webhook__outlets=sorted(outlets)),
}


def visible(records: QuerySet[Record] | Manager[Record], user: User | AnonymousUser) -> QuerySet[Record]:
    """Those of the records that the user may see. Raises KeyError for a model that the table does not name."""
    records = records.all()
    if user.is_authenticated:
        return records if user.outlets is None else records.filter(_OF_OUTLETS[records.model](user.outlets))
    confirmed, every = _VISITORS[records.model]
    if settings.NEWSAPP_VISITORS == VisitorAccess.NOTHING:
        return records.none()
    return records.filter(every if settings.NEWSAPP_VISITORS == VisitorAccess.EVERYTHING else confirmed)
