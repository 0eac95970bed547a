"""Claims as the API shows them, assembled from plain rows.

A list of claims is the busiest answer of all, so it is made of three queries, with no model instance and no serializer
field in between: one finds the claims of the page, one reads what each has one of, and one what it has several of.
The first touches nothing but what it filters and sorts by; a filter that lets many claims through would
otherwise join all of them to what they refer to, to show 50.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Substr

from claims import rules
from claims.choices import Part, Status
from claims.models import ArticleVersion, Claim, Comment, Span
from claims.models.article import at_offset
from claims.reading.citing import citation_of
from claims.reading.related import SEPARATOR, Row, reference, related_to
from claims.reading.visibility import visible
from claims.text.fragments import address_of_second, address_of_words
from claims.text.vocabulary import denies
from newsapp.accounts.models import User

IN_ARTICLE_AT_MOST = 1000

_WORDS = Substr("claim__version__text", F("start") + 1, F("end") - F("start"))  # at a Span

_COMMENTS = Comment.objects.filter(claim=OuterRef("pk")).order_by().values("claim").annotate(n=Count("pk")).values("n")
_NEWER = ArticleVersion.objects.filter(article=OuterRef("article"), number__gt=OuterRef("version__number"))
_OWN = (
    "id",
    "content",
    "quote_type",
    "form",
    "status",
    "said_on",
    "at_second",
    "addressee",
    "anchoring",
    "needs_look",
    "words_before",
    "speaker_read",
    "extractor",
    "extractor_version",
    "confidence",
    "decided_at",
    "disagreement",
    "created_at",
    "updated_at",
    "revision",
)
_USED = (
    "article_id",
    "article__title",
    "article__url",
    "article__published_at",
    "article__published_offset",
    "article__outlet_id",
    "article__outlet__name",
    "version_id",
    "version__number",
    "speaker_id",
    "speaker__name",
    "speaker__kind",
    "author__username",
    "decided_by__username",
    "assignee__username",
    "comment_count",
)


def as_rows(claims: QuerySet[Claim]) -> Any:
    """The claims as dictionaries of what lists sort by; still a queryset, to be filtered and paged."""
    return claims.values("id", "listed_at", "confidence", "article_id", "start")


def present(ids: list[int], user: User | AnonymousUser) -> list[Row]:
    """The claims of these numbers, in order, as ClaimSerializer describes them. Two queries for any number."""
    return [row for row, _ in _presented(ids, user)]


def claims_in(version: int, user: User | AnonymousUser) -> list[Row]:
    """The claims in a text that the user may see and nobody rejected, IN_ARTICLE_AT_MOST at most, in its order."""
    claims = visible(Claim.objects, user).filter(version=version).exclude(status=Status.REJECTED)
    pks = claims.order_by("start", "pk").values_list("pk", flat=True)
    return present(list(pks[:IN_ARTICLE_AT_MOST]), user)


def present_one(pk: int, user: User | AnonymousUser) -> Row | None:
    """The claim as ClaimDetailSerializer describes it; None for one that is gone."""
    for shown, row in _presented([pk], user, version_text=F("version__text"), outdated=Exists(_NEWER)):
        return _in_detail(shown, row["version_text"], outdated=row["outdated"])
    return None


def present_in_context(found: list[Row], user: User | AnonymousUser) -> list[Row]:
    """The claims that `as_rows` found, in order, as ClaimDetailSerializer describes them. Three queries for any number;
    a text is read once, however many claims stand in it.
    """
    rows = list(_presented([row["id"] for row in found], user, outdated=Exists(_NEWER)))
    versions = {row["version_id"] for _, row in rows}
    texts = dict(ArticleVersion.objects.filter(pk__in=versions).values_list("pk", "text"))
    return [
        _in_detail(shown, texts[row["version_id"]], outdated=row["outdated"])
        for shown, row in rows
        if row["version_id"] in texts  # else deleted a moment ago
    ]


def in_short(ids: list[int], user: User | AnonymousUser) -> dict[int, Row]:
    """By id what names a claim in a list of many: its words, their kind, speaker and article; and its revision."""
    rows = visible(Claim.objects, user).filter(pk__in=ids).order_by()
    return {
        row["pk"]: {
            "revision": row["revision"],
            "speaker": row["speaker__name"],
            "content": row["content"],
            "quote_type": row["quote_type"],
            "article": {"id": row["article"], "title": row["article__title"]},
        }
        for row in rows.values("pk", "revision", "speaker__name", "content", "quote_type", "article", "article__title")
    }


def statuses_of(ids: Iterable[int]) -> dict[int, str]:
    """The status of each of the claims that are still there."""
    return dict(Claim.objects.filter(pk__in=ids).order_by().values_list("pk", "status"))


def _presented(ids: list[int], user: User | AnonymousUser, **more: Any) -> Iterator[tuple[Row, Row]]:
    """Each claim as it is shown, and the row that it is made of, which holds ``more`` expressions too."""
    related = related_to(ids, user)  # first: a claim that is still there then has the parts read before
    named, counted = rules.may_see_who_decided(user), rules.may_read_comments(user)
    articles: dict[int, Row] = {}  # those of a page often have one
    for row in _rows_of(ids, more):
        several = related[row["id"]].shown()
        shown = {
            **{name: row[name] for name in _OWN},
            "article": articles.get(row["article_id"]) or articles.setdefault(row["article_id"], _article_of(row)),
            "words_url": _address_of(row),
            "version": {"id": row["version_id"], "number": row["version__number"]},
            "speaker": reference(row["speaker_id"], row["speaker__name"], row["speaker__kind"]),
            **_newsroom_of(row, named=named, counted=counted),
            **several,
            "denies": denies(several["cue"]),
            "decisions": _decisions(row, several["decisions"]) if named else [],
        }
        yield shown, row


def _rows_of(ids: list[int], more: Row) -> list[Row]:
    """What each claim has one of; a claim deleted a moment ago is left out."""
    comment_count = Coalesce(Subquery(_COMMENTS, output_field=IntegerField()), 0)
    claims = Claim.objects.filter(pk__in=ids).order_by().annotate(comment_count=comment_count, **more)
    rows = {row["id"]: row for row in claims.values(*_OWN, *_USED, *more)}
    return [rows[pk] for pk in ids if pk in rows]


def _article_of(row: Row) -> Row:
    outlet = row["article__outlet_id"]
    return {
        "id": row["article_id"],
        "title": row["article__title"],
        "url": row["article__url"],
        "published_at": isoformat(at_offset(row["article__published_at"], row["article__published_offset"])),
        "outlet": {"id": outlet, "name": row["article__outlet__name"]} if outlet else None,
    }


def _address_of(row: Row) -> str:
    if row["at_second"] is not None:
        return address_of_second(row["article__url"], row["at_second"])
    return address_of_words(row["article__url"], row["content"].split(SEPARATOR))


def _newsroom_of(row: Row, *, named: bool, counted: bool) -> Row:
    """Who works on the claim, and how much they talk of it: nothing for visitors."""
    return {
        "author": row["author__username"] if named else None,
        "decided_by": row["decided_by__username"] if named else None,
        "assignee": row["assignee__username"] if named else None,
        "comment_count": row["comment_count"] if counted else None,
    }


def _decisions(row: Row, earlier: list[Row]) -> list[Row]:
    """What each person decided last, the latest at the end."""
    if row["decided_by__username"] is None:
        return earlier
    return [*earlier, {"by": row["decided_by__username"], "status": row["status"], "at": row["decided_at"]}]


def isoformat(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def cue_spans() -> QuerySet[Span]:
    """The places of reporting words with the ``words`` there, to prefetch as the ``cues`` of claims."""
    return Span.objects.filter(part=Part.CUE).order_by("start").annotate(words=_WORDS)


def cue_of(claim: Claim) -> str:
    """The words that report a claim, whose ``cues`` are prefetched."""
    return SEPARATOR.join(span.words for span in claim.cues)  # type: ignore[attr-defined]


def _in_detail(claim: Row, text: str, *, outdated: bool) -> Row:
    return claim | {"citation": citation_of(claim), "context": _paragraphs_around(claim, text, outdated=outdated)}


def _paragraphs_around(claim: Row, text: str, *, outdated: bool) -> Row:
    """The paragraphs that the claim's spans stand in, and whether the article still has the text they are from."""
    ranges = [span for spans in claim["spans"].values() for span in spans]
    first, last = min(start for start, _ in ranges), max(end for _, end in ranges)
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    return {"start": start, "text": text[start : end if end >= 0 else len(text)], "current": not outdated}
