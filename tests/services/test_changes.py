"""Every write is a Change, and belongs to one."""

from __future__ import annotations

from threading import Event, Thread
from time import sleep

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from claims.choices import ChangeKind, Status
from claims.models import Attribution, Change, Claim, Tag
from claims.models.change import NoChangeError
from claims.services.altering import update_claim
from claims.services.changes import changing, create_all, delete_all, delete_with_parts, update_all
from tests.factories import ClaimFactory, SpeakerFactory, TagFactory

pytestmark = pytest.mark.django_db


def test_nothing_is_written_outside_of_a_change():
    tag = TagFactory()
    for write in (
        lambda: Tag.objects.create(name="harbour"),
        tag.save,
        tag.delete,
        lambda: create_all([Tag(name="harbour")]),
        lambda: update_all([tag], ["description"]),
        lambda: delete_all([tag]),
        lambda: delete_with_parts([tag]),
    ):
        with pytest.raises(NoChangeError), transaction.atomic():
            write()
    assert Tag.objects.get() == tag


def test_a_change_says_who_did_what_why_and_after_what(editor):
    cause = Tag.history.get(id=TagFactory().pk).change
    with changing(ChangeKind.EDIT, by=editor, cause=cause, note="as the desk asked"):
        tag = Tag.objects.create(name="harbour")
    change = tag.history.get().change
    assert (change.kind, change.user, change.actor) == ("edit", editor, "editor")
    assert (change.cause, change.note) == (cause, "as the desk asked")


def test_the_name_of_who_did_it_stays_when_they_take_another(editor):
    editor.first_name, editor.last_name = "Nora", "Vik"
    with changing(ChangeKind.EDIT, by=editor):
        tag = Tag.objects.create(name="harbour")
    editor.last_name = "Berg"
    editor.save()
    change = tag.history.get().change
    assert (change.actor, change.user.shown_name) == ("Nora Vik", "Nora Berg")


def test_a_machine_has_a_name_and_no_account():
    with changing(ChangeKind.LINK, by="newsapp links 1.0"):
        tag = Tag.objects.create(name="harbour")
    change = tag.history.get().change
    assert (change.user, change.actor) == (None, "newsapp links 1.0")


def test_an_inner_change_joins_the_outer_one(editor):
    claim = ClaimFactory()
    with changing(ChangeKind.BULK, by=editor) as outer:
        update_claim(claim, by="somebody else", status=Status.CONFIRMED)
        with changing(ChangeKind.EDIT, by="somebody else") as inner:
            tag = Tag.objects.create(name="harbour")
    assert inner is outer
    assert [record.history.latest().change for record in (claim, tag)] == [outer.row, outer.row]
    assert outer.row.kind == "bulk"


def test_what_changes_nothing_leaves_no_change(editor):
    claim, before = ClaimFactory(), Change.objects.count()
    update_claim(claim, by=editor, status=Status.SUGGESTED)
    assert Change.objects.count() == before


def test_a_change_that_fails_leaves_nothing_and_the_next_one_is_another(editor):
    before = Change.objects.count()
    with pytest.raises(IntegrityError), changing(ChangeKind.EDIT, by=editor):
        create_all([Tag(name="harbour"), Tag(name="Harbour")])
    assert (Change.objects.count(), Tag.objects.count()) == (before, 0)
    with changing(ChangeKind.EDIT, by=editor) as change:
        Tag.objects.create(name="harbour")
    assert change.row is not None


def test_one_change_costs_one_query_however_many_rows_point_at_it(editor, query_count):
    def name(number: int) -> None:
        with changing(ChangeKind.EDIT, by=editor):
            create_all(Tag(name=f"harbour {number} {one}") for one in range(number))

    assert query_count(lambda: name(2)) == query_count(lambda: name(20))


def test_each_of_many_gets_its_own_values_whatever_others_get():
    tags = [TagFactory(name=f"tag {number}", description="old") for number in range(4)]
    for tag, description in zip(tags, ["a", "b", "a", ""], strict=True):
        tag.description, tag.revision = description, 7
    with changing(ChangeKind.EDIT, by="a test"):
        update_all(tags, ["description", "revision"])
    stored = Tag.objects.order_by("pk").values_list("description", "revision")
    assert list(stored) == [("a", 7), ("b", 7), ("a", 7), ("", 7)]
    assert [tag.history.first().description for tag in tags] == ["a", "b", "a", ""]


def test_what_hangs_on_many_goes_with_them_and_each_is_told_of(editor, query_count):
    def delete(count: int) -> list[Claim]:
        claims = [ClaimFactory(chain=[SpeakerFactory()]) for _ in range(count)]
        with changing(ChangeKind.EDIT, by=editor):
            counts.append(query_count(lambda: delete_with_parts(claims)))
        return claims

    counts: list[int] = []
    delete(5)
    deleted = Change.objects.latest("id")
    gone = delete(20)
    assert counts[0] == counts[1]
    assert not Claim.objects.exists()
    assert not Attribution.objects.exists()
    assert len(gone) == 20
    assert Claim.history.filter(history_type="-", change__gt=deleted).count() == 20
    assert Attribution.history.filter(history_type="-", change__gt=deleted).count() == 40


def test_who_has_done_something_cannot_be_deleted(editor):
    update_claim(ClaimFactory(), by=editor, status=Status.CONFIRMED)
    with pytest.raises(ProtectedError):
        editor.delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql  # SQLite has one writer at a time
def test_a_reader_of_changes_never_misses_one_that_commits_late():
    tag = TagFactory()
    first = settled(with_all_to=tag.history.get().change)
    begun, may_end = Event(), Event()

    def slow() -> None:
        with changing(ChangeKind.EDIT, by="slow"):
            Tag.objects.create(name="slow")
            begun.set()
            may_end.wait(20)
        connection.close()

    thread = Thread(target=slow)
    thread.start()
    begun.wait(20)
    with changing(ChangeKind.EDIT, by="quick"):
        Tag.objects.create(name="quick")
    assert Change.objects.filter(actor="quick").exists()
    assert list(Change.objects.settled()) == first
    may_end.set()
    thread.join(20)
    assert [change.actor for change in settled(with_all_to=Change.objects.get(actor="quick"))][-2:] == ["slow", "quick"]


@pytest.mark.django_db(transaction=True)
def test_what_is_settled_stands_in_the_order_of_its_numbers():
    changes = [TagFactory().history.get().change for _ in range(3)]
    assert settled(with_all_to=changes[-1])[-3:] == changes


def settled(with_all_to: Change) -> list[Change]:
    """What is settled, once the transactions of other databases on the same server let this Change be among it."""
    for _ in range(600):
        changes = list(Change.objects.settled())
        if with_all_to in changes:
            return changes
        sleep(0.1)
    raise AssertionError("it was never settled")
