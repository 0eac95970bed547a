"""Claims as the API shows them, assembled from plain rows.

A list of claims is the busiest answer of all, so it is made of a few queries, with no model instance and no serializer
field in between: one finds the claims of the page, one reads what each has one of, and one each thing that it has
several of. The first touches nothing but what it filters and sorts by; a filter that lets many claims through would
otherwise join all of them to what they refer to, to show 50.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Substr

from claims import rules
from claims.choices import AssessmentStatus, Direction, Part, Status
from claims.models import ArticleVersion, Assessment, Attribution, Claim, Comment, Link, Span, Tagging
from claims.models.article import at_offset
from claims.reading.snapshot import snapshot
from claims.reading.visibility import visible
from claims.text.vocabulary import denies

Row = dict[str, Any]

AT_ONCE = 500

_WORDS = Substr("claim__version__text", F("start") + 1, F("end") - F("start"))  # at a Span
_SEPARATOR = " … "

_COMMENTS = Comment.objects.filter(claim=OuterRef("pk")).order_by().values("claim").annotate(n=Count("pk")).values("n")
_NEWER = ArticleVersion.objects.filter(article=OuterRef("article"), number__gt=OuterRef("version__number"))
_OWN = (
    "id",
    "content",
    "quote_type",
    "status",
    "said_on",
    "anchoring",
    "needs_look",
    "words_before",
    "speaker_read",
    "extractor",
    "extractor_version",
    "confidence",
    "decided_at",
    "created_at",
    "updated_at",
    "revision",
)
_USED = (
    "article_id",
    "article__title",
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
    "comment_count",
)


def as_rows(claims: QuerySet[Claim]) -> Any:
    """The claims as dictionaries of what lists sort by; still a queryset, to be filtered and paged."""
    return claims.values("id", "listed_at", "confidence", "article_id", "start")


def present(found: list[Row], user: Any) -> list[Row]:
    """The claims that `as_rows` found, in order, as ClaimSerializer describes them. Six queries for any number."""
    return [row for row, _ in _presented([row["id"] for row in found], user)]


def present_all(claims: QuerySet[Claim], user: Any) -> Iterator[list[Row]]:
    """All of the claims by id, as `present` shows them, AT_ONCE at a time: of one moment, in constant memory."""
    with snapshot():
        last = 0
        while ids := list(claims.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
            last = ids[-1]
            yield [row for row, _ in _presented(ids, user)]


def present_one(pk: int, user: Any) -> Row | None:
    """The claim as ClaimDetailSerializer describes it; None for one that is gone."""
    for shown, row in _presented([pk], user, version_text=F("version__text"), outdated=Exists(_NEWER)):
        return shown | {"context": _paragraphs_around(shown, row["version_text"], outdated=row["outdated"])}
    return None


def present_in_context(found: list[Row], user: Any) -> list[Row]:
    """The claims that `as_rows` found, in order, as ClaimDetailSerializer describes them. Seven queries for any number;
    a text is read once, however many claims stand in it.
    """
    rows = list(_presented([row["id"] for row in found], user, outdated=Exists(_NEWER)))
    versions = {row["version_id"] for _, row in rows}
    texts = dict(ArticleVersion.objects.filter(pk__in=versions).values_list("pk", "text"))
    return [
        shown | {"context": _paragraphs_around(shown, texts[row["version_id"]], outdated=row["outdated"])}
        for shown, row in rows
        if row["version_id"] in texts  # else deleted a moment ago
    ]


def in_short(ids: list[int]) -> dict[int, Row]:
    """By id what names a claim in a list of many: its words, their kind, the speaker's name; and its revision."""
    rows = Claim.objects.filter(pk__in=ids).order_by()
    return {
        pk: {"revision": revision, "speaker": speaker, "content": content, "quote_type": quote_type}
        for pk, revision, speaker, content, quote_type in rows.values_list(
            "pk", "revision", "speaker__name", "content", "quote_type"
        )
    }


def _presented(ids: list[int], user: Any, **more: Any) -> Iterator[tuple[Row, Row]]:
    """Each claim as it is shown, and the row that it is made of, which holds ``more`` expressions too."""
    (spans, cues), hops, tags = _spans_of(ids), _hops_of(ids), _tags_of(ids)
    links, assessments = _link_counts_of(ids, user), _assessments_of(ids)
    rows = _rows_of(ids, more)  # last: a claim that is still there has the parts read before
    for row in rows:
        yield (
            {name: row[name] for name in _OWN}
            | _origin_of(row)
            | _newsroom_of(row, user)
            | {
                "spans": spans[row["id"]],
                "cue": cues[row["id"]],
                "denies": denies(cues[row["id"]]),
                **_chain(hops.get(row["id"], [])),
                "tags": tags.get(row["id"], []),
                "link_counts": links.get(row["id"], []),
                "assessment": assessments.get(row["id"]),
            },
            row,
        )


def _rows_of(ids: list[int], more: Row) -> list[Row]:
    """What each claim has one of; a claim deleted a moment ago is left out."""
    comment_count = Coalesce(Subquery(_COMMENTS, output_field=IntegerField()), 0)
    claims = Claim.objects.filter(pk__in=ids).order_by().annotate(comment_count=comment_count, **more)
    rows = {row["id"]: row for row in claims.values(*_OWN, *_USED, *more)}
    return [rows[pk] for pk in ids if pk in rows]


def _origin_of(row: Row) -> Row:
    outlet = row["article__outlet_id"]
    return {
        "article": {
            "id": row["article_id"],
            "title": row["article__title"],
            "published_at": isoformat(at_offset(row["article__published_at"], row["article__published_offset"])),
            "outlet": {"id": outlet, "name": row["article__outlet__name"]} if outlet else None,
        },
        "version": {"id": row["version_id"], "number": row["version__number"]},
        "speaker": _speaker(row["speaker_id"], row["speaker__name"], row["speaker__kind"]),
    }


def _newsroom_of(row: Row, user: Any) -> Row:
    """Who works on the claim, and how much they talk of it: nothing for visitors."""
    named, counted = rules.may_see_who_decided(user), rules.may_read_comments(user)
    return {
        "author": row["author__username"] if named else None,
        "decided_by": row["decided_by__username"] if named else None,
        "comment_count": row["comment_count"] if counted else None,
    }


def isoformat(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _speaker(pk: int | None, name: str, kind: str) -> Row | None:
    return {"id": pk, "name": name, "kind": kind} if pk else None


def _chain(hops: list[Row]) -> Row:
    """The first hop's printed words beside the claim, the others as the chain."""
    first = hops[0] if hops and hops[0]["position"] == 0 else None
    return {
        "name_as_printed": first["name_as_printed"] if first else "",
        "role_as_printed": first["role_as_printed"] if first else "",
        "chain": [{name: hop[name] for name in hop if name != "position"} for hop in hops if hop is not first],
    }


def _grouped(rows: Iterable[tuple[Any, ...]], shape: Callable[..., Any]) -> dict[int, list[Any]]:
    """Rows (claim id, ...) as lists of shaped values by claim."""
    groups: dict[int, list[Any]] = defaultdict(list)
    for claim_id, *values in rows:
        groups[claim_id].append(shape(*values))
    return groups


def _spans_of(ids: list[int]) -> tuple[dict[int, dict[str, list[list[int]]]], dict[int, str]]:
    """The places of each claim, and the words that report it; the database alone need read the whole text for them."""
    spans: dict[int, dict[str, list[list[int]]]] = {pk: {part.value: [] for part in Part} for pk in ids}
    cues: dict[int, list[str]] = {pk: [] for pk in ids}
    cue = Case(When(part=Part.CUE, then=_WORDS), default=Value(""))
    rows = Span.objects.filter(claim__in=ids).order_by("claim_id", "start").annotate(cue=cue)
    for claim_id, part, start, end, reporting in rows.values_list("claim_id", "part", "start", "end", "cue"):
        spans[claim_id][part].append([start, end])
        if part == Part.CUE:
            cues[claim_id].append(reporting)
    return spans, {pk: _SEPARATOR.join(pieces) for pk, pieces in cues.items()}


def cue_spans() -> QuerySet[Span]:
    """The places of reporting words with the ``words`` there, to prefetch as the ``cues`` of claims."""
    return Span.objects.filter(part=Part.CUE).order_by("start").annotate(words=_WORDS)


def cue_of(claim: Any) -> str:
    """The words that report a claim, whose ``cues`` are prefetched."""
    return _SEPARATOR.join(span.words for span in claim.cues)


def _hops_of(ids: list[int]) -> dict[int, list[Row]]:
    columns = ("position", "speaker_id", "speaker__name", "speaker__kind", "name_as_printed", "role_as_printed")
    rows = Attribution.objects.filter(claim__in=ids).order_by("claim_id", "position").values_list("claim_id", *columns)
    return _grouped(
        rows,
        lambda position, pk, name, kind, printed, role: {
            "position": position,
            "speaker": _speaker(pk, name, kind),
            "name_as_printed": printed,
            "role_as_printed": role,
        },
    )


def _tags_of(ids: list[int]) -> dict[int, list[Row]]:
    taggings = Tagging.objects.filter(claim__in=ids).order_by("tag__name")
    return _grouped(taggings.values_list("claim_id", "tag_id", "tag__name"), lambda pk, name: {"id": pk, "name": name})


def _link_counts_of(ids: list[int], user: Any) -> dict[int, list[Row]]:
    """How many links of each relation and direction a claim has by status, rejected ones left out."""
    counts: dict[int, dict[tuple[str, str], Row]] = defaultdict(dict)
    links = visible(Link.objects, user).filter(Q(claim__in=ids) | Q(other__in=ids)).exclude(status=Status.REJECTED)
    for claim_id, other_id, relation, status in links.order_by().values_list("claim", "other", "relation", "status"):
        for end, direction in ((claim_id, Direction.OUTGOING), (other_id, Direction.INCOMING)):
            key = (relation, direction.value)
            row = {"relation": relation, "direction": direction.value, Status.CONFIRMED: 0, Status.SUGGESTED: 0}
            counts[end].setdefault(key, row)[status] += 1
    return {pk: [rows[key] for key in sorted(rows)] for pk, rows in counts.items()}


def _assessments_of(ids: list[int]) -> dict[int, Row]:
    published = Assessment.objects.filter(claim__in=ids, status=AssessmentStatus.PUBLISHED).order_by()
    rows = published.values_list("claim_id", "id", "rating_id", "rating__name")
    return {claim_id: {"id": pk, "rating": {"id": rating, "name": name}} for claim_id, pk, rating, name in rows}


def _paragraphs_around(claim: Row, text: str, *, outdated: bool) -> Row:
    """The paragraphs that the claim's spans stand in, and whether the article still has the text they are from."""
    ranges = [span for spans in claim["spans"].values() for span in spans]
    first, last = min(start for start, _ in ranges), max(end for _, end in ranges)
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    return {"start": start, "text": text[start : end if end >= 0 else len(text)], "current": not outdated}
