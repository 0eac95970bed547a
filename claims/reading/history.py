"""The history of a record as people read it, told by Changes: who did what, when and why, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple, TypedDict

from django.db.models import Model, Q

from claims.choices import AssessmentStatus, ChangeKind, Part, Relation, Status
from claims.models import (
    ArticleVersion,
    Assessment,
    Attribution,
    Change,
    Claim,
    Comment,
    EarlierDecision,
    Evidence,
    Link,
    Rating,
    Span,
    Speaker,
    Tag,
    Tagging,
)
from claims.models.recorded import HistoryRow
from claims.reading.deeds import FOLLOWING
from claims.reading.visibility import visible
from newsapp.accounts.models import User

ENTRIES_AT_MOST = 100
_WHAT = {"+": "created", "~": "changed", "-": "deleted"}
# What follows from other fields, what never changes, and what the entry itself says.
_LEFT_OUT = FOLLOWING | {"id", "created_at", "article", "author", "decided_by", "decided_at", "disagreement"}
_YES_NO = {"needs_look": ("no", "yes, the text changed under it")}


class Difference(TypedDict):
    field: str
    before: str
    after: str


class Entry(TypedDict):
    """What one Change did. ``by`` names a person or, where ``machine``, what suggested it or ran by itself."""

    change: int
    kind: str
    at: datetime
    by: str
    machine: bool
    note: str
    cause: int | None
    what: str
    differences: list[Difference]


class _Key(NamedTuple):
    """Under what a value is compared from one Change to the next: of several comments, each by itself."""

    field: str
    pk: int = 0


_State = Mapping[_Key, str]


def history_of(record: Any, *, seen_by: User | None = None) -> list[Entry]:
    """The newest ENTRIES_AT_MOST entries, newest first, with a number of queries that does not depend on how many.

    A claim's history holds what happened to its words, chain, tags, links, assessments and comments too; for a token
    that is limited to outlets, links of which it sees both ends, and no notes.
    """
    told = _ClaimTold(record, seen_by) if isinstance(record, Claim) else _Told(record)
    rows_by_change = {number: list(rows) for number, rows in groupby(told.rows, key=lambda row: row.change_id)}
    changes = Change.objects.in_bulk(list(rows_by_change)[-ENTRIES_AT_MOST:])
    if _is_limited(seen_by):
        for change in changes.values():
            change.note = ""
    # One Change more is read than is told: the oldest entry says what was before it.
    first_read = list(rows_by_change)[-ENTRIES_AT_MOST - 1 :][:1]
    standing: dict[tuple[type, int], HistoryRow] = {}
    before: _State = {}
    entries: list[Entry] = []
    for number, rows in rows_by_change.items():
        for row in rows:
            _replay(row, standing)
        if [number] < first_read:
            continue
        after = told.state(standing.values())
        if number in changes:
            entries += _entries(record, changes[number], rows, before, after)
        before = after
    return entries[::-1]


def _is_limited(user: User | None) -> bool:
    return user is not None and user.outlets is not None


def _replay(row: HistoryRow, standing: dict[tuple[type, int], HistoryRow]) -> None:
    if row.history_type == "-":
        standing.pop((row.instance_type, row.id), None)
    else:
        standing[row.instance_type, row.id] = row


def _entries(record: Model, change: Change, rows: list[HistoryRow], before: _State, after: _State) -> list[Entry]:
    """What the Change did to the record; none where nothing that people read became another."""
    own = [row for row in rows if row.instance_type is type(record)]
    what = _what_became(own)
    differences = _differences(before, after) if what == "changed" else []
    if what == "changed" and not differences:
        return []
    suggested = _suggested_by(change, own)
    return [
        {
            "change": change.pk,
            "kind": change.kind,
            "at": change.at,
            "by": suggested or change.actor,
            "machine": bool(suggested) or change.user_id is None,
            "note": change.note,
            "cause": change.cause_id,
            "what": what,
            "differences": differences,
        }
    ]


def _what_became(own: list[HistoryRow]) -> str:
    """What these rows, in which one Change wrote the record itself, say became of it."""
    if not own:
        return "changed"
    return _WHAT["-" if own[-1].history_type == "-" else own[0].history_type]


def _suggested_by(change: Change, own: list[HistoryRow]) -> str:
    """The machine that found the claim which the Change made, at whosever request; "" where none did."""
    looked_for = change.kind in (ChangeKind.TAKE_IN, ChangeKind.RE_EXTRACT)
    if not (looked_for and own and own[0].instance_type is Claim and own[0].history_type == "+"):
        return ""
    return f"{own[0].extractor} {own[0].extractor_version}".strip()


def _differences(before: _State, after: _State) -> list[Difference]:
    keys = [*before, *(key for key in after if key not in before)]
    return [
        {"field": key.field, "before": before.get(key, ""), "after": after.get(key, "")}
        for key in keys
        if before.get(key, "") != after.get(key, "")
    ]


class _Told:
    """The history rows of a record by their Changes, and what they say in words."""

    def __init__(self, record: Any) -> None:
        self.record = record
        self.rows = sorted(self._rows(), key=lambda row: row.change_id)
        self._names = self._names_of_others()

    def _rows(self) -> list[HistoryRow]:
        return list(self.record.history.order_by("history_id"))

    def state(self, rows: Iterable[HistoryRow]) -> dict[_Key, str]:
        """The values, as text, that these rows say of the record and what belongs to it."""
        return {
            _Key(field.name): self.text_of(row, field)
            for row in rows
            for field in row.tracked_fields
            if row.instance_type is type(self.record) and field.name not in _LEFT_OUT
        }

    def text_of(self, row: HistoryRow, field: Any) -> str:
        value = getattr(row, field.attname)
        if value is None:
            return ""
        if isinstance(value, bool):
            return _YES_NO.get(field.name, ("no", "yes"))[value]
        if not field.is_relation:
            return str(value)
        return self.name_of(field.related_model, value)

    def name_of(self, model: type, pk: int | None) -> str:
        return self._names.get(model, {}).get(pk, f"{model.__name__.lower()} {pk}") if pk else ""

    def _names_of_others(self) -> dict[type, dict[int | None, str]]:
        wanted: dict[Any, set[int]] = {model: set() for model in self._named()}
        for row in self.rows:
            for field in row.tracked_fields:
                if field.is_relation and field.related_model in wanted:
                    wanted[field.related_model].add(getattr(row, field.attname))
        return {model: _names(model, pks - {None}) for model, pks in wanted.items()}

    def _named(self) -> set[Any]:
        fields = [field for field in type(self.record)._meta.concrete_fields if field.name not in _LEFT_OUT]
        return {field.related_model for field in fields if field.is_relation}


def _names(model: Any, pks: set[int]) -> dict[int | None, str]:
    """What the records are called; those that are gone, what they were called last."""
    names: dict[int | None, str] = {pk: str(record) for pk, record in model._base_manager.in_bulk(pks).items()}
    if gone := pks - names.keys():
        names |= {row.id: str(row.instance) for row in model.history.filter(id__in=gone).order_by("history_id")}
    return names


class _ClaimTold(_Told):
    """The history of a claim with all that belongs to it."""

    record: Claim

    def __init__(self, record: Claim, seen_by: User | None) -> None:
        self.seen_by = seen_by
        super().__init__(record)

    def _rows(self) -> list[HistoryRow]:
        this = self.record.pk
        assessments = list(Assessment.history.filter(claim=this).order_by("history_id"))
        rows_of_parts = [
            Claim.history.filter(id=this),
            *(model.history.filter(claim=this) for model in (Span, Attribution, Tagging, Comment, EarlierDecision)),
            Link.history.filter(Q(claim=this) | Q(other=this), self._both_ends_seen()),
            Evidence.history.filter(assessment__in={row.id for row in assessments}),
        ]
        return [*(row for rows in rows_of_parts for row in rows.order_by("history_id")), *assessments]

    def _both_ends_seen(self) -> Q:
        if self.seen_by is None or self.seen_by.outlets is None:
            return Q()
        claims = visible(Claim.objects, self.seen_by).values("pk")
        return Q(claim__in=claims, other__in=claims)

    def _named(self) -> set[Any]:
        return {ArticleVersion, Claim, Speaker, Tag, Rating, User}

    def _names_of_others(self) -> dict[type, dict[int | None, str]]:
        names = super()._names_of_others()
        versions = {row.version_id for row in self.rows if row.instance_type is Claim}
        self._texts = dict(ArticleVersion.objects.filter(pk__in=versions).values_list("pk", "text"))
        return names

    def state(self, rows: Iterable[HistoryRow]) -> dict[_Key, str]:
        by_model: dict[type, list[HistoryRow]] = {}
        for row in rows:
            by_model.setdefault(row.instance_type, []).append(row)
        claims = by_model.get(Claim, [])
        text = self._texts.get(claims[0].version_id, "") if claims else ""
        hops = sorted(by_model.get(Attribution, []), key=lambda hop: hop.position)
        tags = sorted(self.name_of(Tag, row.tag_id) for row in by_model.get(Tagging, []))
        return super().state(claims) | {
            _Key("chain"): " → ".join(self._called(hop) for hop in hops if hop.position and not hop.together),
            _Key("together with"): ", ".join(self._called(hop) for hop in hops if hop.together),
            _Key("cue"): _words(text, Part.CUE, by_model.get(Span, [])),
            _Key("speaker words"): _words(text, Part.SPEAKER, by_model.get(Span, [])),
            _Key("tags"): ", ".join(tags),
            _Key("agreed on by"): self._agreed(claims, by_model.get(EarlierDecision, [])),
            **{_Key("link", row.id): self._link(row) for row in by_model.get(Link, [])},
            **{_Key("assessment", row.id): self._assessment(row) for row in by_model.get(Assessment, [])},
            **{_Key("evidence", row.id): row.title for row in by_model.get(Evidence, [])},
            **{_Key("comment", row.id): row.text for row in by_model.get(Comment, [])},
        }

    def _agreed(self, claims: list[HistoryRow], earlier: list[HistoryRow]) -> str:
        """Who gave the claim the status that it has, where several people did."""
        deciders = [
            self.name_of(User, row.user_id) for claim in claims for row in earlier if row.status == claim.status
        ]
        last = [self.name_of(User, claim.decided_by_id) for claim in claims if claim.decided_by_id]
        return ", ".join([*deciders, *last]) if deciders and last else ""

    def _called(self, hop: HistoryRow) -> str:
        return self.name_of(Speaker, hop.speaker_id) or hop.name_as_printed

    def _link(self, row: HistoryRow) -> str:
        relation = Relation(row.relation).label
        mine = row.claim_id == self.record.pk
        words = self.name_of(Claim, row.other_id if mine else row.claim_id)
        sentence = f"{relation}: {words}" if mine else f"{relation} this one: {words}"
        return sentence if row.status == Status.CONFIRMED else f"{sentence} ({Status(row.status).label.lower()})"

    def _assessment(self, row: HistoryRow) -> str:
        status = AssessmentStatus(row.status).label.lower()
        rated = f"{self.name_of(Rating, row.rating_id) or 'no rating'} ({status})"
        told = f"{rated}: {row.explanation}" if row.explanation else rated
        reasons = {
            "made for": row.words,
            "no evidence needed": row.no_evidence_because,
            "corrected": row.correction_reason,
            "withdrawn": row.withdrawal_reason,
        }
        return " ".join([told, *(f"[{what}: {reason}]" for what, reason in reasons.items() if reason)])


def _words(text: str, part: Part, spans: Iterable[HistoryRow]) -> str:
    ranges = sorted((span.start, span.end) for span in spans if span.part == part)
    return " … ".join(text[start:end] for start, end in ranges)
