"""The history of a record, told by Changes: who did what, when and why, from what to what."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.choices import AssessmentStatus, ChangeKind, Part, Relation, SpeakerKind, Status
from claims.models import Change, Claim
from claims.models.base import Revised
from claims.reading.history import ENTRIES_AT_MOST, history_of
from claims.services.changes import changing
from claims.services.claims import delete_claim
from claims.services.undoing import undo_change
from newsapp.accounts.models import User
from tests import writing
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    EvidenceFactory,
    LinkFactory,
    OutletFactory,
    RatingFactory,
    SpeakerFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db

EDITED = [
    (AliasFactory, "name", "Mayor Vik"),
    (ArticleFactory, "title", "Bridge opens late"),
    (AssessmentFactory, "status", AssessmentStatus.WITHDRAWN),
    (ClaimFactory, "status", Status.CONFIRMED),
    (CommentFactory, "text", "Called; they agree."),
    (EvidenceFactory, "shows", "Another date."),
    (LinkFactory, "relation", Relation.SUPPORTS),
    (OutletFactory, "name", "Morning Post"),
    (RatingFactory, "name", "Half false"),
    (SpeakerFactory, "kind", SpeakerKind.GROUP),
    (TagFactory, "description", "All about the harbour"),
]
BY_NAME = [pytest.param(*row, id=row[0]._meta.model.__name__) for row in EDITED]


@pytest.mark.parametrize(("make", "column", "value"), BY_NAME)
def test_history_says_who_changed_what_and_when(make: Callable[[], Any], column: str, value: str, editor: User) -> None:
    record = make()
    before, started = getattr(record, column), timezone.now()
    setattr(record, column, value)
    writing.save(record, by=editor)
    changed, made = record.history.order_by("-history_id")[:2]
    assert [made.history_type, changed.history_type] == ["+", "~"]
    assert (changed.change.user, changed.change.actor) == (editor, "editor")
    assert started <= changed.change.at <= timezone.now()
    assert (getattr(made, column), getattr(changed, column)) == (before, value)


@pytest.mark.parametrize(("make", "column", "value"), BY_NAME)
def test_history_outlives_the_record(make: Callable[[], Any], column: str, value: str, editor: User) -> None:
    record = make()
    key, history = record.pk, type(record).history
    if make is SpeakerFactory:
        writing.delete(record.aliases.all())
    if make is ClaimFactory:
        writing.delete(record.hops.all())
    writing.delete(record, by=editor)
    last = history.filter(id=key).order_by("-history_id")[0]
    assert (last.history_type, last.change.user) == ("-", editor)


@pytest.mark.parametrize(("make", "column", "value"), BY_NAME)
def test_the_revision_starts_at_one_and_grows_with_each_save(make: Callable[[], Any], column: str, value: str) -> None:
    record: Revised = make()
    assert record.revision == 1
    setattr(record, column, value)
    writing.save(record)
    writing.save(record, update_fields=[column])
    record.refresh_from_db()
    assert record.revision == 3


def test_saving_one_column_also_counts_and_dates_the_change() -> None:
    tag = TagFactory()
    before = tag.updated_at
    tag.name, tag.description = "kept", "not kept"
    writing.save(tag, update_fields=["name"])
    tag.refresh_from_db()
    assert (tag.name, tag.description, tag.revision) == ("kept", "", 2)
    assert tag.updated_at > before


def test_saving_one_column_of_a_name_keeps_its_normal_form_in_step() -> None:
    speaker, alias = SpeakerFactory(), AliasFactory()
    speaker.name = alias.name = "Dr. Ruth Sjöholm"
    writing.save(speaker, alias, update_fields=["name"])
    speaker.refresh_from_db()
    alias.refresh_from_db()
    assert (speaker.normal_name, speaker.surname, alias.normal_name) == ("ruth sjoholm", "sjoholm", "ruth sjoholm")


def test_a_tag_that_is_gone_is_still_said_to_have_been_there() -> None:
    claim, tag = ClaimFactory(), TagFactory(name="harbour")
    writing.tag(claim, tag)
    writing.untag(claim)
    writing.delete(tag)
    taken_off, put_on, _ = history_of(claim)
    assert put_on["differences"] == [{"field": "tags", "before": "", "after": "harbour"}]
    assert taken_off["differences"] == [{"field": "tags", "before": "harbour", "after": ""}]


def test_spans_and_hops_keep_their_history_too() -> None:
    claim = ClaimFactory()
    hop, span = claim.hops.get(), claim.spans.get(part=Part.CUE)
    hop.speaker = SpeakerFactory()
    span.end += 1
    writing.save(hop, span)
    assert [row.history_type for row in hop.history.order_by("history_id")] == ["+", "~"]
    assert span.history.get(history_type="~").end == span.end


def test_history_reads_as_what_changed_from_what_to_what_newest_first(editor: User) -> None:
    claim, successor, tag = ClaimFactory(), SpeakerFactory(), TagFactory()
    predecessor = claim.speaker
    claim.speaker, claim.status = successor, Status.CONFIRMED
    writing.save(claim, by=editor)
    writing.tag(claim, tag, by=editor)
    tagged, decided, made = history_of(claim)
    assert tagged["differences"] == [{"field": "tags", "before": "", "after": tag.name}]
    assert decided["differences"] == [
        {"field": "speaker", "before": predecessor.name, "after": successor.name},
        {"field": "status", "before": "suggested", "after": "confirmed"},
    ]
    assert (made["what"], made["differences"]) == ("created", [])
    assert [(entry["kind"], entry["by"], entry["machine"]) for entry in (tagged, decided, made)] == [
        ("tag", "editor", False),
        ("edit", "editor", False),
        ("take-in", "rules 1", True),
    ]


def test_what_holds_or_does_not_is_told_in_words() -> None:
    claim = ClaimFactory()
    for needs_look in (True, False):
        claim.needs_look = needs_look
        writing.save(claim)
    looked_at, altered, _ = history_of(claim)
    asked = "yes, the text changed under it"
    assert altered["differences"] == [{"field": "needs_look", "before": "no", "after": asked}]
    assert looked_at["differences"] == [{"field": "needs_look", "before": asked, "after": "no"}]


def test_all_that_happens_to_a_claim_is_in_its_history() -> None:
    claim = ClaimFactory()
    paper = SpeakerFactory(name="The Post")
    with changing(ChangeKind.EDIT, by="a test"):
        claim.hops.create(position=1, speaker=paper)
    comment = CommentFactory(claim=claim, text="Call the mayor.")
    link = LinkFactory(claim=claim, relation=Relation.CONTRADICTS, status=Status.SUGGESTED)
    incoming = LinkFactory(other=claim, relation=Relation.REPEATS)
    assessment = AssessmentFactory(
        claim=claim, rating=RatingFactory(name="Half"), explanation="No.", no_evidence_because=""
    )
    EvidenceFactory(assessment=assessment, title="Minutes")
    comment.text = "Called."
    writing.save(comment)
    told = [
        (difference["field"], difference["before"], difference["after"])
        for entry in reversed(history_of(claim))
        for difference in entry["differences"]
    ]
    assert told == [
        ("chain", "", "The Post"),
        ("comment", "", "Call the mayor."),
        ("link", "", f"contradicts: {link.other} (suggested)"),
        ("link", "", f"repeats this one: {incoming.claim}"),
        ("assessment", "", "Half (draft): No."),
        ("evidence", "", "Minutes"),
        ("comment", "Call the mayor.", "Called."),
    ]


def test_an_assessment_without_a_word_yet_is_told_without_a_colon() -> None:
    claim = ClaimFactory()
    AssessmentFactory(claim=claim, rating=None, explanation="", no_evidence_because="")
    told = [difference["after"] for entry in history_of(claim) for difference in entry["differences"]]
    assert told == ["no rating (draft)"]


def test_a_save_that_changes_nothing_is_no_entry() -> None:
    tag = TagFactory()
    writing.save(tag)
    assert [entry["what"] for entry in history_of(tag)] == ["created"]


def test_no_clock_is_asked_what_came_first(editor: User) -> None:
    """Two hosts two seconds apart: the later change bears the earlier time."""
    claim = ClaimFactory()
    for status in (Status.CONFIRMED, Status.REJECTED):
        claim.status = status
        writing.save(claim, by=editor)
    late, early = Change.objects.filter(user=editor).order_by("-id")
    Change.objects.filter(pk=late.pk).update(at=early.at - timedelta(seconds=2))
    newest, before, _ = history_of(claim)
    assert [change["after"] for change in newest["differences"]] == ["rejected"]
    assert [change["after"] for change in before["differences"]] == ["confirmed"]


def test_a_long_history_is_told_from_its_newest_entries_and_the_oldest_says_what_was_before_it(editor: User) -> None:
    claim = ClaimFactory()
    for number in range(ENTRIES_AT_MOST + 2):
        claim.status = [Status.CONFIRMED, Status.REJECTED][number % 2]
        writing.save(claim)
    entries = history_of(claim)
    assert len(entries) == ENTRIES_AT_MOST
    assert entries[-1]["differences"] == [{"field": "status", "before": "rejected", "after": "confirmed"}]


def test_history_costs_the_same_queries_however_long_it_is(query_count: Callable[[Callable[[], object]], int]) -> None:
    claim = ClaimFactory(tags=[TagFactory()])
    short = query_count(lambda: history_of(claim))
    for _ in range(20):
        claim.speaker = SpeakerFactory()
        writing.save(claim)
        writing.tag(claim, TagFactory())
    assert query_count(lambda: history_of(Claim.objects.get(pk=claim.pk))) - 1 == short


def test_a_claim_that_comes_back_was_brought_back_by_who_did_it(administrator: User) -> None:
    claim = ClaimFactory()
    delete_claim(claim, by=administrator)
    undo_change(Change.objects.latest("id"), by=administrator)
    newest, gone, made = history_of(Claim.objects.get())
    assert [(entry["what"], entry["by"], entry["machine"]) for entry in (newest, gone, made)] == [
        ("created", "administrator", False),
        ("deleted", "administrator", False),
        ("created", "rules 1", True),
    ]
