"""Who sees what, as one table over all models.

Whoever has an account sees everything. What a visitor sees, the setting NEWSAPP_VISITORS says: nothing, the confirmed
claims and what hangs on them, or every claim.
"""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Manager, Model, OuterRef, Q, QuerySet

from claims.choices import AssessmentStatus, Status, VisitorAccess
from claims.models import (
    Alias,
    Article,
    ArticleVersion,
    Assessment,
    Batch,
    Claim,
    Comment,
    Delivery,
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


def visible(records: QuerySet[Record] | Manager[Record], user: User | AnonymousUser) -> QuerySet[Record]:
    """Those of the records that the user may see. Raises KeyError for a model that the table does not name."""
    records = records.all()
    if user.is_authenticated:
        return records
    confirmed, every = _VISITORS[records.model]
    if settings.NEWSAPP_VISITORS == VisitorAccess.NOTHING:
        return records.none()
    return records.filter(every if settings.NEWSAPP_VISITORS == VisitorAccess.EVERYTHING else confirmed)
