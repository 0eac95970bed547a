"""A whole batch is taken back article by article: what only it brought goes, what others have worked on stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from claims import tasks
from claims.choices import BatchForm, ChangeKind, IntakeState, Status
from claims.ingest.rows import Row
from claims.models import Article, ArticleVersion, Batch, Change, Claim, Intake, Outlet, Speaker
from claims.services import intake_batches, intakes, taking_back
from claims.services.altering import update_claim
from claims.services.errors import ConflictError
from claims.services.incoming import Incoming
from claims.services.intakes import LEASE
from claims.services.undoing import undo_change
from newsapp.accounts.models import User
from tests.factories import BatchFactory
from tests.services.states import everything
from tests.working import work_off

pytestmark = pytest.mark.django_db

TEXT = "“The quay number {} is safe,” Ada Lind said."
URL = "https://post.example/quay"
CALENDAR = b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"


def file(number: int, data: bytes | None = None, **values: Any) -> Row:
    return Row(number, TEXT.format(number).encode() if data is None else data, name=f"{number}.txt", **values)


def at_address(number: int, text: str) -> Row:
    return Row(number, text.encode(), stated={"url": URL})


@pytest.fixture
def taken_in(marks: None, editor: User) -> Callable[..., Batch]:
    """A batch of the editor's, taken in: of three files where no rows are given."""

    def take_in(*rows: Row) -> Batch:
        given = rows or map(file, (1, 2, 3))
        batch = tasks.take_in_batch(rows=given, form=BatchForm.FILES, name="3 files", by=editor, outlet="Herald")
        work_off()
        return batch

    return take_in


def take_back(batch: Batch) -> list[str]:
    """Have all of it taken back by who asked for it; what became of each row."""
    assert batch.user
    tasks.take_back_batch(batch, by=batch.user)
    work_off()
    return standing(batch)


def standing(batch: Batch) -> list[str]:
    return list(Intake.objects.filter(batch=batch).order_by("row").values_list("taking_back", flat=True))


def kept_because(batch: Batch, row: int) -> str:
    return Intake.objects.get(batch=batch, row=row).kept_because


def claim_of(batch: Batch, row: int) -> Claim:
    return Claim.objects.filter(article__intakes__batch=batch, article__intakes__row=row)[0]


class TestAllOfIt:
    def test_goes_and_leaves_all_as_it_was(self, taken_in: Callable[..., Batch]) -> None:
        before = everything()
        batch = taken_in()
        assert Article.objects.count() == 3
        assert take_back(batch) == ["taken_back"] * 3
        assert everything() == before

    def test_goes_by_an_undo_of_each_article_the_last_one_first(
        self, taken_in: Callable[..., Batch], editor: User
    ) -> None:
        batch = taken_in()
        brought = list(Intake.objects.order_by("-change").values_list("change", flat=True))
        take_back(batch)
        undoing = Change.objects.filter(kind=ChangeKind.UNDO, user=editor, note="3 files")
        assert list(undoing.values_list("cause", flat=True)) == brought

    def test_comes_back_article_by_article(self, taken_in: Callable[..., Batch], editor: User) -> None:
        batch = taken_in()
        after = everything()
        take_back(batch)
        for change in Change.objects.filter(kind=ChangeKind.UNDO).order_by("-id"):
            undo_change(change, by=editor)
        assert everything() == after

    def test_goes_too_where_a_row_had_failed_or_says_the_same_as_another(self, taken_in: Callable[..., Batch]) -> None:
        batch = taken_in(file(1), file(2, CALENDAR), file(3, TEXT.format(1).encode()))
        assert take_back(batch) == ["taken_back", "", "taken_back"]
        assert not Article.objects.exists()

    def test_goes_too_where_one_article_got_a_new_text(self, taken_in: Callable[..., Batch]) -> None:
        batch = taken_in(
            at_address(1, "“It opens in May,” Ada Lind said."), at_address(2, "“It opens,” Ada Lind said.")
        )
        assert ArticleVersion.objects.count() == 2
        assert take_back(batch) == ["taken_back", "taken_back"]
        assert not Article.objects.exists()

    def test_is_done_where_one_article_went_before(self, taken_in: Callable[..., Batch], editor: User) -> None:
        batch = taken_in()
        change = Intake.objects.get(row=2).change
        assert change
        undo_change(change, by=editor)
        assert take_back(batch) == ["taken_back"] * 3


class TestWhatIsKept:
    def test_is_what_somebody_has_worked_on_with_its_outlet_and_speaker(
        self, taken_in: Callable[..., Batch], administrator: User
    ) -> None:
        batch = taken_in()
        update_claim(claim_of(batch, 2), by=administrator, status=Status.CONFIRMED)
        assert take_back(batch) == ["taken_back", "kept", "taken_back"]
        assert kept_because(batch, 2) == "This has been changed since, by administrator; that work would be lost."
        assert Article.objects.get().intakes.get().row == 2
        assert [outlet.name for outlet in Outlet.objects.all()] == ["Herald"]
        assert [speaker.name for speaker in Speaker.objects.all()] == ["Ada Lind"]

    @pytest.mark.parametrize("first", [True, False])
    def test_is_what_came_in_by_another_batch_too(self, taken_in: Callable[..., Batch], first: bool) -> None:
        batches = taken_in(file(1), file(2)), taken_in(file(1))
        reasons = ["The article has come in by another way too.", "The article was there already"]
        if first:
            assert take_back(batches[0]) == ["kept", "taken_back"]
        else:
            assert take_back(batches[1]) == ["kept"]
        assert kept_because(batches[not first], 1).startswith(reasons[not first])

    def test_is_the_former_text_of_an_article_that_was_there(
        self, taken_in: Callable[..., Batch], administrator: User
    ) -> None:
        text = "“It opens in May,” Ada Lind said."
        intakes.take_in_now(incoming=Incoming.pasted(text, {"url": URL}), by=administrator)
        before = everything()
        batch = taken_in(at_address(1, "“It opens,” Ada Lind said."))
        assert take_back(batch) == ["taken_back"]
        assert everything() == before

    def test_says_so_where_something_broke_and_stops_no_other(
        self, taken_in: Callable[..., Batch], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        batch = taken_in()
        broken = Intake.objects.get(row=2).change_id

        def undo(change: Change, **given: Any) -> Change:
            if change.pk == broken:
                raise ZeroDivisionError
            return undo_change(change, **given)

        monkeypatch.setattr(taking_back, "undo_change", undo)
        assert take_back(batch) == ["taken_back", "kept", "taken_back"]
        assert kept_because(batch, 2).startswith("Something went wrong here.")


class TestAsking:
    def test_twice_does_it_once(self, taken_in: Callable[..., Batch], administrator: User) -> None:
        batch = taken_in()
        take_back(batch)
        tasks.take_back_batch(batch, by=administrator)
        assert not DBTaskResult.objects.ready().exists()
        assert batch.taken_back_by == batch.user

    def test_again_tries_what_was_kept_and_failed_once_more(
        self, taken_in: Callable[..., Batch], administrator: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        batch = taken_in()
        update_claim(claim_of(batch, 2), by=administrator, status=Status.CONFIRMED)
        with monkeypatch.context() as broken:
            broken.setattr(taking_back, "_came_by_others", lambda row: 1 / 0)
            assert take_back(batch) == ["kept"] * 3
        tasks.take_back_batch(batch, by=administrator)
        assert not taking_back.work_on(batch.pk)
        assert standing(batch) == ["taken_back", "kept", "taken_back"]
        assert kept_because(batch, 2).startswith("This has been changed since")
        assert Change.objects.filter(kind=ChangeKind.UNDO).latest("id").actor == administrator.shown_name
        assert batch.taken_back_by == administrator

    @pytest.mark.parametrize("state", [IntakeState.WAITING, IntakeState.RUNNING])
    def test_is_refused_while_some_of_it_is_still_to_come(self, state: IntakeState, editor: User) -> None:
        batch = BatchFactory(states=[state])
        with pytest.raises(ConflictError) as caught:
            tasks.take_back_batch(batch, by=editor)
        assert caught.value.code == "batch-not-done"
        assert not DBTaskResult.objects.exists()

    def test_lets_nothing_of_it_be_tried_again(self, editor: User) -> None:
        batch = BatchFactory(states=[IntakeState.FAILED, IntakeState.CANCELLED], user=editor)
        assert take_back(batch) == ["", ""]
        failed = Intake.objects.get(state=IntakeState.FAILED)
        turns = [
            lambda: tasks.retry_batch(batch, by=editor),
            lambda: tasks.resume_batch(batch, by=editor),
            lambda: tasks.retry(failed, by=editor),
        ]
        for turn in turns:
            with pytest.raises(ConflictError) as caught:
                turn()
            assert caught.value.code == "batch-taken-back"

    def test_rows_taken_back_are_not_taken_for_undone_work(self, taken_in: Callable[..., Batch]) -> None:
        batch = taken_in()
        take_back(batch)
        assert list(intake_batches.not_done(map(file, (1, 2, 3)), outlet="Herald")) == []


class TestWorkers:
    def test_let_others_go_between(self, taken_in: Callable[..., Batch], editor: User) -> None:
        batch = taken_in()
        taking_back.ask(batch, by=editor)
        assert taking_back.work_on(batch.pk, seconds=-1)
        assert standing(batch) == ["waiting", "waiting", "taken_back"]

    def test_killed_between_two_articles_are_followed_by_another(
        self, taken_in: Callable[..., Batch], editor: User
    ) -> None:
        batch = taken_in()
        tasks.take_back_batch(batch, by=editor)
        taking_back.work_on(batch.pk, seconds=-1)
        long_ago = timezone.now() - LEASE - timedelta(minutes=1)
        DBTaskResult.objects.ready().update(status="RUNNING", started_at=long_ago)
        tasks.pick_up_abandoned()
        work_off()
        assert standing(batch) == ["taken_back"] * 3
        assert Change.objects.filter(kind=ChangeKind.UNDO).count() == 3

    def test_killed_within_an_article_leave_it_whole(
        self, taken_in: Callable[..., Batch], editor: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        batch = taken_in()
        before = everything()
        taking_back.ask(batch, by=editor)

        def undo_and_die(*args: Any, **given: Any) -> None:
            undo_change(*args, **given)
            raise KeyboardInterrupt

        monkeypatch.setattr(taking_back, "undo_change", undo_and_die)
        with pytest.raises(KeyboardInterrupt):
            taking_back.work_on(batch.pk)
        assert standing(batch) == ["waiting"] * 3
        assert everything() == before

    def test_whose_task_broke_off_get_a_new_one(self, taken_in: Callable[..., Batch], editor: User) -> None:
        batch = taken_in()
        tasks.take_back_batch(batch, by=editor)
        DBTaskResult.objects.ready().update(status="FAILED", finished_at=timezone.now())
        for _ in range(2):
            tasks.pick_up_abandoned()
        assert DBTaskResult.objects.ready().count() == 1
        work_off()
        assert standing(batch) == ["taken_back"] * 3

    def test_need_five_statements_an_article_beside_those_of_its_undo(
        self, taken_in: Callable[..., Batch], editor: User
    ) -> None:
        def statements(call: Callable[[], object]) -> int:
            with CaptureQueriesContext(connection) as queries:
                call()
            return len(queries)

        totals = []
        for number in (2, 8):
            batch = taken_in(*map(file, range(1, number + 1)))
            taking_back.ask(batch, by=editor)
            totals.append(statements(partial(taking_back.work_on, batch.pk)))
            assert standing(batch) == ["taken_back"] * number
        taken_in()
        last = Change.objects.filter(kind=ChangeKind.TAKE_IN).latest("id")
        undo = statements(partial(undo_change, last, by=editor))
        assert (totals[1] - totals[0]) / 6 <= undo + 5


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_and_two_workers_at_once_settle_each_article_once(
    taken_in: Callable[..., Batch], editor: User
) -> None:
    batch = taken_in(*map(file, range(1, 9)))

    def ask_and_work() -> None:
        try:
            tasks.take_back_batch(Batch.objects.get(pk=batch.pk), by=editor)
            taking_back.work_on(batch.pk)
        finally:
            connection.close()

    threads = [Thread(target=ask_and_work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert standing(batch) == ["taken_back"] * 8
    assert Change.objects.filter(kind=ChangeKind.UNDO).count() == 8
    assert DBTaskResult.objects.ready().count() == 1
    assert not Article.objects.exists()
