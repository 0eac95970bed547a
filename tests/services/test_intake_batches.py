"""Batches: all rows are kept or none; each is taken in once, whoever works on it; some can be tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from claims import tasks
from claims.choices import BatchForm, ChangeKind, IntakeState
from claims.ingest import IngestError
from claims.ingest.rows import Row
from claims.models import Article, Batch, Change, Host, Intake, Original
from claims.reading.batches import counts_of, state_of
from claims.services import hosts, intake_batches
from claims.services.errors import ConflictError
from claims.services.incoming import Incoming
from claims.services.intakes import LEASE
from newsapp.accounts.models import User
from tests.ingest.batches import TEXT
from tests.news_site import PAGE, answer, redirect
from tests.working import work_off

pytestmark = pytest.mark.django_db

CALENDAR = b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"


def row(number, data=None, **values):
    return Row(number, TEXT.format(number).encode() if data is None else data, **values)


def take_in(*rows, **options):
    return tasks.take_in_batch(rows=rows, form=BatchForm.JSONL, name="quays.jsonl", by="a test", **options)


def standing(batch):
    """Its state, and how many rows are in which, without those that none is in."""
    counts = counts_of([batch])[batch.pk]
    return state_of(counts), {state: count for state, count in counts.items() if count}


def test_each_row_becomes_an_intake_and_an_article():
    batch = take_in(row(1), row(2, stated={"outlet": "Wire"}), row(3, b"Words.", name="a/b.txt"), outlet="Herald")
    assert (batch.rows, standing(batch)) == (3, ("working", {"waiting": 3}))
    work_off()
    assert standing(batch) == ("done", {"done": 3})
    taken = Intake.objects.filter(batch=batch).order_by("row")
    assert [(intake.row, intake.outcome, intake.origin, intake.filename) for intake in taken] == [
        (1, "created", "row", ""),
        (2, "created", "row", ""),
        (3, "created", "file", "a/b.txt"),
    ]
    assert [intake.article.outlet.name for intake in taken] == ["Herald", "Wire", "Herald"]


def test_the_change_of_the_batch_is_the_cause_of_those_of_its_articles(editor: User):
    batch = tasks.take_in_batch(rows=[row(1), row(2)], form=BatchForm.CSV, name="quays.csv", by=editor)
    work_off()
    assert (batch.change.actor, batch.change.note) == (editor.shown_name, "quays.csv")
    stored = Change.objects.filter(cause=batch.change, kind=ChangeKind.TAKE_IN, user=editor)
    assert stored.count() == Article.objects.count() == 2


def test_the_same_text_twice_in_a_batch_is_one_article():
    batch = take_in(row(1), row(2, TEXT.format(1).encode()))
    work_off()
    assert list(Intake.objects.filter(batch=batch).order_by("row").values_list("outcome", flat=True)) == [
        "created",
        "unchanged",
    ]
    assert (Article.objects.count(), Original.objects.count()) == (1, 1)


def test_what_is_kept_already_may_come_again():
    for _ in range(2):
        take_in(row(1), row(2))
    assert (Intake.objects.count(), Original.objects.count()) == (4, 2)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "empty"),
        ([row(1, b"", fetched="ftp://example.org/"), row(2, stated={"url": "javascript:alert(1)"})], "invalid-address"),
        ((row(number, b"x") for number in range(1, 502)), "too-many-rows"),
    ],
)
def test_nothing_is_kept_where_all_rows_are_wrong_or_too_many(rows, code, monkeypatch):
    monkeypatch.setattr(intake_batches, "MAX_ROWS", 500)
    with pytest.raises(IngestError) as caught:
        take_in(*rows)
    assert caught.value.code == code
    assert not any(model.objects.exists() for model in (Batch, Intake, Original, DBTaskResult))


def test_one_that_fails_says_why_and_stops_no_other():
    batch = take_in(row(1), row(2, CALENDAR), row(3, b""), row(4))
    work_off()
    assert standing(batch) == ("done", {"done": 2, "failed": 2})
    failed = Intake.objects.filter(batch=batch, state=IntakeState.FAILED).order_by("row")
    assert [(intake.row, intake.error_code) for intake in failed] == [(2, "no-article"), (3, "empty")]


class TestTurning:
    def test_a_cancelled_one_stops_and_what_was_done_stays(self, monkeypatch):
        batch = take_in(*map(row, range(1, 6)))
        run, done = intake_batches.intakes.run, []

        def run_and_cancel(pk):
            run(pk)
            done.append(pk)
            if len(done) == 2:
                intake_batches.cancel(batch, by="a test")

        monkeypatch.setattr(intake_batches.intakes, "run", run_and_cancel)
        monkeypatch.setattr(intake_batches, "STRETCH", 10)
        work_off()
        assert standing(batch) == ("cancelled", {"done": 2, "cancelled": 3})

    def test_what_was_cancelled_is_gone_on_with(self):
        batch = take_in(row(1), row(2))
        intake_batches.cancel(batch, by="a test")
        work_off()
        tasks.resume_batch(batch, by="a test")
        work_off()
        assert standing(batch) == ("done", {"done": 2})

    def test_the_failed_ones_alone_are_tried_again(self):
        batch = take_in(row(1), row(2, CALENDAR))
        work_off()
        done = Intake.objects.get(batch=batch, row=1)
        tasks.retry_batch(batch, by="a test")
        assert standing(batch) == ("working", {"waiting": 1, "done": 1})
        work_off()
        assert standing(batch) == ("done", {"done": 1, "failed": 1})
        assert Intake.objects.get(batch=batch, row=1).finished_at == done.finished_at

    @pytest.mark.parametrize(
        ("turn", "code"),
        [
            (intake_batches.cancel, "batch-not-waiting"),
            (tasks.retry_batch, "batch-not-failed"),
            (tasks.resume_batch, "batch-not-cancelled"),
        ],
    )
    def test_is_refused_where_there_is_nothing_to_turn(self, turn, code):
        batch = take_in(row(1))
        work_off()
        with pytest.raises(ConflictError) as caught:
            turn(batch, by="a test")
        assert caught.value.code == code
        assert not DBTaskResult.objects.ready().exists()


class TestTurns:
    def test_a_long_batch_lets_others_go_between(self, monkeypatch):
        monkeypatch.setattr(intake_batches, "STRETCH", -1)
        batch = take_in(row(1), row(2))
        assert intake_batches.work_on(batch.pk)
        assert standing(batch) == ("working", {"waiting": 1, "done": 1})
        assert intake_batches.work_on(batch.pk) is None

    def test_tasks_that_broke_off_are_made_anew(self):
        """As when the database was away: they have failed, and rows still wait."""
        batch = take_in(row(1))
        DBTaskResult.objects.update(status="FAILED", finished_at=timezone.now())
        for _ in range(2):
            tasks.pick_up_abandoned()
        assert DBTaskResult.objects.ready().count() == 1
        work_off()
        assert standing(batch) == ("done", {"done": 1})

    def test_a_row_whose_worker_was_killed_is_picked_up(self):
        batch = take_in(row(1))
        long_ago = timezone.now() - LEASE - timedelta(minutes=1)
        DBTaskResult.objects.update(status="RUNNING", started_at=long_ago)
        Intake.objects.update(state=IntakeState.RUNNING, started_at=long_ago)
        tasks.pick_up_abandoned()
        work_off()
        assert standing(batch) == ("done", {"done": 1})


class TestPoliteness:
    """Many pages of one server: one after the other, with a pause, and not while it wants to be left alone."""

    @pytest.fixture(autouse=True)
    def at_noon(self, monkeypatch, settings):
        """The clock stands still, so that no pause ever ends by itself."""
        self.now = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        settings.FETCH_PAUSE_SECONDS = 2

    def in_seconds(self, moment):
        return (moment - self.now).total_seconds()

    def of_site(self, news_site, count, *others):
        urls = [news_site.serve(answer(PAGE.replace("three", f"{n + 3}")), f"/{n}") for n in range(count)]
        return take_in(*(row(n, b"", fetched=url) for n, url in enumerate([*urls, *others], start=1)))

    def go_on(self, batch, *, after=0.0):
        self.now += timedelta(seconds=after)
        return intake_batches.work_on(batch.pk)

    def test_a_pause_lies_between_two_pages(self, news_site):
        batch = self.of_site(news_site, 2)
        assert self.in_seconds(self.go_on(batch)) == 2
        assert self.in_seconds(self.go_on(batch, after=1)) == 1
        assert [path for path, _ in news_site.requests] == ["/0"]
        assert self.go_on(batch, after=1) is None
        assert standing(batch) == ("done", {"done": 2})

    def test_never_two_at_once_while_others_go_on(self, news_site):
        batch = self.of_site(news_site, 2, news_site.url.replace("127.0.0.1", "localhost") + "/1")
        assert hosts.lease("127.0.0.1")
        assert self.in_seconds(self.go_on(batch)) == 2
        assert [path for path, _ in news_site.requests] == ["/1"]
        assert standing(batch) == ("working", {"waiting": 2, "done": 1})

    def test_a_lease_of_who_was_killed_ends(self, news_site):
        batch = self.of_site(news_site, 1)
        hosts.lease("127.0.0.1")
        assert self.go_on(batch, after=61) is None
        assert standing(batch) == ("done", {"done": 1})

    @pytest.mark.parametrize(
        ("status", "headers", "seconds"),
        [(429, {"retry_after": "90"}, 90), (503, {"retry_after": "3600"}, 3600), (429, {}, 60)],
    )
    def test_a_busy_server_is_left_alone_and_its_rows_wait(self, news_site, status, headers, seconds):
        batch = self.of_site(news_site, 2)
        news_site.serve(answer(b"", status, **headers), "/0")
        assert self.in_seconds(self.go_on(batch)) == seconds
        assert standing(batch) == ("working", {"waiting": 2})
        assert self.in_seconds(self.go_on(batch, after=seconds - 1)) == 1
        assert len(news_site.requests) == 1
        news_site.serve(answer(), "/0")
        self.go_on(batch, after=1)
        assert self.go_on(batch, after=2) is None
        assert standing(batch) == ("done", {"done": 2})

    def test_a_503_that_says_no_time_is_a_failure(self, news_site):
        batch = self.of_site(news_site, 1)
        news_site.serve(answer(b"", 503), "/0")
        assert self.go_on(batch) is None
        assert Intake.objects.get(batch=batch).error_code == "http-status"

    @pytest.mark.parametrize(
        ("wait", "tries", "reason"),
        [("7200", 1, "for more than an hour"), ("60", 6, "6 times in a row")],
    )
    def test_who_is_too_busy_is_given_up_for_all_rows(self, news_site, wait, tries, reason):
        batch = self.of_site(news_site, 3)
        news_site.serve(answer(b"", 503, retry_after=wait), "/0")
        for _ in range(tries - 1):
            self.go_on(batch)
            self.now += timedelta(seconds=60)
        assert self.go_on(batch) is None
        assert len(news_site.requests) == tries
        failed = Intake.objects.filter(batch=batch, state=IntakeState.FAILED)
        assert set(failed.values_list("error_code", "error")) == {
            ("left-alone", f"127.0.0.1 asked to be left alone {reason}. Try again later.")
        }
        assert failed.count() == 3

    def test_a_row_that_is_sent_on_to_a_busy_server_waits_and_the_others_go_on(self, news_site, settings):
        settings.FETCH_PAUSE_SECONDS = 0
        short = news_site.serve(redirect("http://localhost:1/"), "/s/1")
        batch = take_in(row(1, b"", fetched=short), row(2, b"", fetched=news_site.serve(answer())))
        with hosts.leased("localhost"):
            assert self.in_seconds(intake_batches.work_on(batch.pk)) == 2
        assert standing(batch) == ("working", {"waiting": 1, "done": 1})
        assert [path for path, _ in news_site.requests] == ["/s/1", "/bridge"]

    def test_one_article_by_its_address_waits_too(self, news_site):
        url = news_site.serve(answer(b"", 429, retry_after="90"))
        tasks.take_in_later(incoming=Incoming.at_address(url, {}), by="a test")
        work_off()
        assert self.in_seconds(DBTaskResult.objects.get(status="READY").run_after) == 90
        news_site.serve(answer())
        self.now += timedelta(seconds=90)
        work_off()
        assert Intake.objects.get().state == IntakeState.DONE

    def test_the_task_of_a_batch_comes_back_in_time(self, news_site):
        batch = self.of_site(news_site, 2)
        work_off()
        assert standing(batch) == ("working", {"waiting": 1, "done": 1})
        self.now += timedelta(seconds=2)
        work_off()
        assert standing(batch) == ("done", {"done": 2})

    def test_servers_not_asked_for_a_day_are_forgotten(self):
        with hosts.leased("old.example"):
            pass
        self.now += timedelta(hours=25)
        hosts.lease("new.example")
        hosts.sweep()
        assert list(Host.objects.values_list("name", flat=True)) == ["new.example"]


def test_rows_that_are_done_are_known_by_their_bytes_and_what_is_stated():
    take_in(row(1), row(2, CALENDAR), row(3, b"Words.", name="a.txt"))
    work_off()
    coming = [row(1), row(1, stated={"title": "Quay"}), row(2, CALENDAR), row(3, b"Words.", name="b.txt"), row(4)]
    assert list(intake_batches.not_done(coming)) == [coming[1], coming[2], coming[4]]
