"""Every change of what people edit is counted, and kept with who made it and when."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from simple_history.models import HistoricalRecords

from claims.choices import AssessmentStatus, Part, Relation, SpeakerKind, Status
from claims.models import User
from claims.models.base import Revised
from claims.reading.history import history_of
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


@pytest.fixture
def signed_in(editor: User) -> Iterator[User]:
    """The editor, as the one in whose request the test runs."""
    HistoricalRecords.context.request = SimpleNamespace(user=editor)
    yield editor
    del HistoricalRecords.context.request


@pytest.mark.parametrize(("make", "column", "value"), BY_NAME)
def test_history_says_who_changed_what_and_when(
    make: Callable[[], Any], column: str, value: str, signed_in: User
) -> None:
    record = make()
    before, started = getattr(record, column), timezone.now()
    setattr(record, column, value)
    record.save()
    changed, made = record.history.order_by("-history_id")[:2]
    assert [made.history_type, changed.history_type] == ["+", "~"]
    assert changed.history_user == signed_in
    assert started <= changed.history_date <= timezone.now()
    assert (getattr(made, column), getattr(changed, column)) == (before, value)


@pytest.mark.parametrize(("make", "column", "value"), BY_NAME)
def test_history_outlives_the_record(make: Callable[[], Any], column: str, value: str, signed_in: User) -> None:
    record = make()
    key, history = record.pk, type(record).history
    if make is SpeakerFactory:
        record.aliases.all().delete()
    if make is ClaimFactory:
        record.hops.all().delete()
    record.delete()
    last = history.filter(id=key).order_by("-history_id")[0]
    assert last.history_type == "-"
    assert last.history_user == signed_in


@pytest.mark.parametrize(("make", "column", "value"), BY_NAME)
def test_the_revision_starts_at_one_and_grows_with_each_save(make: Callable[[], Any], column: str, value: str) -> None:
    record: Revised = make()
    assert record.revision == 1
    setattr(record, column, value)
    record.save()
    record.save(update_fields=[column])
    record.refresh_from_db()
    assert record.revision == 3


def test_saving_one_column_also_counts_and_dates_the_change() -> None:
    tag = TagFactory()
    before = tag.updated_at
    tag.name, tag.description = "kept", "not kept"
    tag.save(update_fields=["name"])
    tag.refresh_from_db()
    assert (tag.name, tag.description, tag.revision) == ("kept", "", 2)
    assert tag.updated_at > before


def test_saving_one_column_of_a_name_keeps_its_normal_form_in_step() -> None:
    speaker, alias = SpeakerFactory(), AliasFactory()
    speaker.name = alias.name = "Dr. Ruth Sjöholm"
    speaker.save(update_fields=["name"])
    alias.save(update_fields=["name"])
    speaker.refresh_from_db()
    alias.refresh_from_db()
    assert (speaker.normal_name, speaker.surname, alias.normal_name) == ("ruth sjoholm", "sjoholm", "ruth sjoholm")


def test_the_tags_of_a_claim_are_in_its_history() -> None:
    claim, tag = ClaimFactory(), TagFactory()
    claim.tags.set([tag])
    claim.tags.clear()
    newest, before = claim.history.order_by("-history_id")[:2]
    assert [row.tag for row in before.tags.all()] == [tag]
    assert not newest.tags.exists()


def test_a_tag_that_is_gone_is_still_said_to_have_been_there() -> None:
    claim, tag = ClaimFactory(), TagFactory()
    claim.tags.set([tag])
    claim.tags.clear()
    tag.delete()
    taken_off, put_on, _ = history_of(claim)
    assert put_on["changes"] == [{"field": "tags", "before": "", "after": "(deleted)"}]
    assert taken_off["changes"] == [{"field": "tags", "before": "(deleted)", "after": ""}]


def test_spans_and_hops_keep_their_history_too() -> None:
    claim = ClaimFactory()
    hop, span = claim.hops.get(), claim.spans.get(part=Part.CUE)
    hop.speaker = SpeakerFactory()
    hop.save()
    span.end += 1
    span.save()
    assert [row.history_type for row in hop.history.order_by("history_id")] == ["+", "~"]
    assert span.history.get(history_type="~").end == span.end


def test_history_reads_as_what_changed_from_what_to_what_newest_first(signed_in: User) -> None:
    claim, successor, tag = ClaimFactory(), SpeakerFactory(), TagFactory()
    predecessor = claim.speaker
    claim.speaker, claim.status = successor, Status.CONFIRMED
    claim.save()
    claim.tags.set([tag])
    tagged, decided, made = history_of(claim)
    assert tagged["changes"] == [{"field": "tags", "before": "", "after": tag.name}]
    assert decided["changes"] == [
        {"field": "speaker", "before": predecessor.name, "after": successor.name},
        {"field": "status", "before": "suggested", "after": "confirmed"},
    ]
    assert (made["what"], made["changes"]) == ("created", [])
    assert {entry["by"] for entry in (tagged, decided, made)} == {signed_in.shown_name}


def test_a_save_that_changes_nothing_is_no_entry() -> None:
    tag = TagFactory()
    tag.save()
    assert [entry["what"] for entry in history_of(tag)] == ["created"]


def test_history_costs_the_same_queries_however_long_it_is(query_count: Callable[[Callable[[], object]], int]) -> None:
    claim = ClaimFactory(tags=[TagFactory()])
    short = query_count(lambda: history_of(claim))
    for _ in range(20):
        claim.speaker = SpeakerFactory()
        claim.save()
        claim.tags.set([TagFactory()])
    assert query_count(lambda: history_of(claim)) == short
