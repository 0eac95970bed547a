"""Keeping a claim at the words that it was decided on, where its article has others by now."""

from __future__ import annotations

from claims.choices import Anchoring, ChangeKind
from claims.models import Claim
from claims.models import Span as SpanRow
from claims.models.recorded import HistoryRow
from claims.services.changes import changing, create_all, delete_all
from claims.services.errors import ConflictError
from newsapp.accounts.models import User

_FIELDS = ("version_id", "content", "start", "at_second", "quote_type")


def keep_earlier_words(claim: Claim, *, by: User | str) -> Claim:
    """Take a claim that waits for a look back to the text that it was decided on, which the article has no more.

    The caller has locked it. The decision stays. Raises ConflictError where the claim does not wait, or went nowhere.
    """
    before, since = _before(claim)
    if before is None or before.version_id == claim.version_id:
        raise ConflictError("no-earlier-words", "No change of the article's text has altered the words of this claim.")
    with changing(ChangeKind.EDIT, by=by) as change:
        change.note = "kept the words of the earlier text"
        delete_all(claim.spans.all())
        create_all(SpanRow(claim=claim, part=row.part, start=row.start, end=row.end) for row in _spans(claim, since))
        for name in _FIELDS:
            setattr(claim, name, getattr(before, name))
        claim.anchoring, claim.needs_look = Anchoring.VANISHED, False
        claim.words_before = claim.speaker_read = ""
        claim.save()
    return claim


def _before(claim: Claim) -> tuple[HistoryRow | None, int]:
    """The last row of the claim's history that waits for no look, if any, and the Change after which it waits."""
    since = 0
    for row in claim.history.order_by("-history_id").iterator():
        if not row.needs_look:
            return (row if since else None), since
        since = row.change_id
    return None, 0


def _spans(claim: Claim, since: int) -> list[HistoryRow]:
    """The spans as they were when that Change began."""
    rows = SpanRow.history.filter(claim_id=claim.pk, change__lt=since).order_by("history_id")
    last = {row.id: row for row in rows}
    return [row for row in last.values() if row.history_type != "-"]
