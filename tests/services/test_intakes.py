"""Intakes: every attempt leaves one with its bytes, and each is taken in once, whatever is killed on the way."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.utils import timezone

from claims.choices import ChangeKind, IntakeOrigin, IntakeOutcome, IntakeState
from claims.ingest import IngestError
from claims.limits import MAX_PAGE_AT_ONCE, MAX_TEXT, MAX_TEXT_AT_ONCE
from claims.models import Article, Change, Claim, Intake, Link, Original
from claims.services import articles, intakes, linking, working
from claims.services.errors import ConflictError
from claims.services.incoming import Incoming
from claims.services.intakes import LEASE, take_in_now
from tests.factories import IntakeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("marks")]

TEXT = "The bridge is old.\n\n“It opens in May this year,” Ada Lind said.\n\n“It is late,” Omar Berg said."
BYTES = TEXT.encode()
DENIAL = "“It opens in May this year,” Tom Ek denied."
CALENDAR = b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"


def file(data=BYTES, **values):
    return Incoming(data, IntakeOrigin.FILE, filename="bridge.txt", media_type="text/plain", **values)


def waiting(incoming=None, by="a test"):
    return intakes.keep(incoming=incoming or file(), by=by)


def killed(**values):
    """An Intake whose worker was killed longer ago than any take-in lasts."""
    return IntakeFactory(state=IntakeState.RUNNING, started_at=timezone.now() - 2 * LEASE, **values)


class TestTakingInAtOnce:
    def test_leaves_an_intake_with_the_bytes_who_asked_and_what_became_of_it(self, editor):
        taken = take_in_now(incoming=file(), by=editor)
        intake = Intake.objects.get()
        assert (intake.state, intake.outcome, intake.new_claims) == (IntakeState.DONE, IntakeOutcome.CREATED, 2)
        assert (intake.article, intake.change) == (taken.article, taken.change)
        assert (intake.origin, intake.filename, intake.media_type, intake.size) == (
            IntakeOrigin.FILE,
            "bridge.txt",
            "text/plain",
            len(BYTES),
        )
        assert (intake.user, intake.actor, intake.original.data()) == (editor, "editor", BYTES)

    def test_the_same_bytes_are_kept_once_and_told_to_be_there(self):
        first, second = take_in_now(incoming=file(), by="a test"), take_in_now(incoming=file(), by="a test")
        assert (first.created, second.created) == (True, False)
        assert [intake.outcome for intake in Intake.objects.order_by("pk")] == ["created", "unchanged"]
        assert Original.objects.count() == 1

    def test_a_changed_text_is_told_as_a_new_version(self):
        for text in (TEXT, TEXT + "\n\nMore."):
            take_in_now(incoming=Incoming.pasted(text, {"url": "https://post.example/1"}), by="a test")
        assert Intake.objects.latest("pk").outcome == IntakeOutcome.NEW_VERSION

    @pytest.mark.parametrize("incoming", [Incoming(CALENDAR, IntakeOrigin.FILE), Incoming(b"%PDF-", IntakeOrigin.FILE)])
    def test_what_is_refused_leaves_a_failed_one_that_says_why(self, incoming):
        with pytest.raises(IngestError) as refused:
            take_in_now(incoming=incoming, by="a test")
        intake = Intake.objects.get()
        assert (intake.state, intake.outcome, intake.article) == (IntakeState.FAILED, "", None)
        assert (intake.error_code, intake.error) == (refused.value.code, refused.value.message)
        assert intake.original.data() == incoming.data

    def test_what_is_empty_leaves_none(self):
        with pytest.raises(IngestError):
            take_in_now(incoming=Incoming.pasted("", {}), by="a test")
        assert not Intake.objects.exists()

    def test_half_a_character_is_kept_and_refused_in_its_own_words(self):
        with pytest.raises(IngestError, match="surrogate"):
            take_in_now(incoming=Incoming.pasted("a\ud800b", {}), by="a test")
        assert Intake.objects.get().error_code == "encoding"

    def test_a_broken_engine_leaves_a_failed_one_and_no_article(self, settings):
        settings.CLAIMS_EXTRACTOR = "tests.services.engines.Failing"
        with pytest.raises(RuntimeError):
            take_in_now(incoming=file(), by="a test")
        intake = Intake.objects.get()
        assert (intake.state, intake.error_code) == (IntakeState.FAILED, "server-error")
        assert "broken" not in intake.error
        assert not Article.objects.exists()

    def test_a_write_that_is_refused_half_way_leaves_the_failed_one_alone(self, settings):
        settings.CLAIMS_EXTRACTOR = "tests.services.engines.UnknownType"
        with pytest.raises(Exception, match="quote_type"):
            take_in_now(incoming=file(), by="a test")
        intake = Intake.objects.get()
        assert (intake.state, intake.article, intake.outcome) == (IntakeState.FAILED, None, "")

    def test_a_name_that_no_database_takes_is_kept_as_far_as_one_does(self):
        incoming = Incoming(BYTES, IntakeOrigin.FILE, filename="bri\x00dge\udcff.txt", media_type="text/\x00plain")
        take_in_now(incoming=incoming, by="a test")
        assert (Intake.objects.get().filename, Intake.objects.get().media_type) == ("bridge.txt", "text/plain")


class TestKeepingForLater:
    def test_it_waits_and_nothing_is_taken_in(self):
        intake = waiting()
        assert (intake.state, intake.started_at, Article.objects.count()) == (IntakeState.WAITING, None, 0)

    @pytest.mark.parametrize("data", [b"", b"a" * 20_000_001])
    def test_what_is_empty_or_too_large_is_refused_at_once(self, data):
        with pytest.raises(IngestError):
            waiting(file(data))
        assert not Intake.objects.exists()

    @pytest.mark.parametrize(
        ("data", "is_large"),
        [
            (b"a" * MAX_TEXT_AT_ONCE, False),
            (b"a" * (MAX_TEXT_AT_ONCE + 1), True),
            (b"a" * (MAX_TEXT + 1), False),  # it is refused at once
            (b"\x89PNG" + b"a" * MAX_TEXT_AT_ONCE, False),
            (b"<p>" + b"a" * MAX_TEXT_AT_ONCE, False),
            (b"<p>" + b"a" * MAX_PAGE_AT_ONCE, True),
        ],
    )
    def test_long_texts_and_longer_pages_are_large(self, data, is_large):
        assert file(data).is_large() is is_large


class TestRunning:
    def test_takes_in_in_the_name_of_who_asked_with_what_they_said(self, editor):
        published = datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)
        stated = {"title": "A bridge", "outlet": "Evening Post", "author": "", "published_at": published}
        intake = waiting(file(stated=stated), by=editor)
        intakes.run(intake.pk)
        intake.refresh_from_db()
        article = intake.article
        assert (intake.state, intake.outcome, intake.new_claims) == (IntakeState.DONE, IntakeOutcome.CREATED, 2)
        assert (article.title, article.outlet.name, article.published_at) == ("A bridge", "Evening Post", published)
        assert (article.added_by, intake.change.user, intake.change.kind) == (editor, editor, ChangeKind.TAKE_IN)

    def test_twice_takes_in_once(self):
        intake = waiting()
        for _ in range(2):
            intakes.run(intake.pk)
        assert (Article.objects.count(), Claim.objects.count()) == (1, 2)

    def test_pasted_text_is_read_as_text(self):
        intake = waiting(Incoming.pasted(CALENDAR.decode(), {}))
        intakes.run(intake.pk)
        assert Intake.objects.get().error_field == "text"

    def test_what_is_refused_fails_and_says_why(self):
        intake = waiting(file(CALENDAR))
        intakes.run(intake.pk)
        intake.refresh_from_db()
        assert (intake.state, intake.error_code) == (IntakeState.FAILED, "no-article")
        assert "calendar" in intake.error

    def test_a_number_that_is_not_there_is_passed_by(self):
        intakes.run(123)

    def test_one_that_somebody_is_at_is_left_to_them(self):
        intake = IntakeFactory(state=IntakeState.RUNNING, started_at=timezone.now())
        intakes.run(intake.pk)
        assert not Article.objects.exists()

    def test_one_whose_worker_was_killed_is_taken_over(self):
        intakes.run(killed().pk)
        assert Intake.objects.get().state == IntakeState.DONE

    def test_who_comes_too_late_stores_nothing(self, monkeypatch):
        """The worker that was held to have been killed goes on, while another has taken over."""
        intake = waiting()
        read = Incoming.document

        def slow(incoming):
            Intake.objects.update(started_at=timezone.now() + timedelta(seconds=1))
            return read(incoming)

        monkeypatch.setattr(Incoming, "document", slow)
        intakes.run(intake.pk)
        assert not Article.objects.exists()
        assert Intake.objects.get().state == IntakeState.RUNNING

    def test_an_outage_leaves_it_to_be_picked_up_again(self, monkeypatch):
        def away(**values):
            raise OperationalError("database is locked")

        monkeypatch.setattr(intakes, "take_in", away)
        intake = waiting()
        with pytest.raises(OperationalError):
            intakes.run(intake.pk)
        assert Intake.objects.get().state == IntakeState.RUNNING

    def test_what_an_outage_broke_off_waits_again_though_its_worker_is_alive(self, monkeypatch):
        intake, other = waiting(), waiting()
        with monkeypatch.context() as patch:
            patch.setattr(intakes, "take_in", Mock(side_effect=OperationalError("database is locked")))
            patch.setattr(working, "own_name", ContextVar("own_name", default="alive"))
            working.beat("alive")
            with pytest.raises(OperationalError):
                intakes.run(intake.pk)
        now = timezone.now()
        Intake.objects.filter(pk=other.pk).update(state=IntakeState.RUNNING, started_at=now, worker="alive")
        assert intakes.abandoned() == [intake.pk]
        assert intakes.abandoned() == []
        intakes.run(intake.pk)
        intake.refresh_from_db()
        assert intake.state == IntakeState.DONE


class TestBeingKilledBeforeTheLinks:
    """The article is stored, and its links are not: the process died in between."""

    @pytest.fixture
    def unlinked(self, monkeypatch):
        take_in_now(incoming=file(), by="a test")

        def killed(*args, **options):
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(linking, "suggest_links", killed)
            with pytest.raises(KeyboardInterrupt):
                take_in_now(incoming=file(DENIAL.encode()), by="a test")
        return Intake.objects.latest("pk")

    def test_it_is_not_done(self, unlinked):
        assert (unlinked.state, unlinked.outcome) == (IntakeState.RUNNING, IntakeOutcome.CREATED)

    def test_the_links_are_made_when_it_is_picked_up_and_nothing_is_taken_in_twice(self, unlinked):
        Intake.objects.filter(pk=unlinked.pk).update(started_at=timezone.now() - 2 * LEASE)
        assert intakes.abandoned() == [unlinked.pk]
        for _ in range(2):
            intakes.run(unlinked.pk)
        unlinked.refresh_from_db()
        assert (unlinked.state, Article.objects.count(), Link.objects.count()) == (IntakeState.DONE, 2, 1)
        assert Change.objects.latest("pk").cause == unlinked.change


class TestTryingAgain:
    def test_a_failed_one_waits_and_is_taken_in(self, settings):
        settings.CLAIMS_EXTRACTOR = "tests.services.engines.Damaged"
        intake = waiting()
        intakes.run(intake.pk)
        intake.refresh_from_db()
        assert intake.error_code == "extractor-unavailable"
        settings.CLAIMS_EXTRACTOR = "tests.services.engines.marks"
        intakes.retry(intake, by="a test")
        assert (intake.state, intake.error, intake.finished_at) == (IntakeState.WAITING, "", None)
        intakes.run(intake.pk)
        assert Intake.objects.get().state == IntakeState.DONE

    @pytest.mark.parametrize("state", [IntakeState.WAITING, IntakeState.RUNNING])
    def test_others_are_refused(self, state):
        with pytest.raises(ConflictError, match="failed"):
            intakes.retry(IntakeFactory(state=state), by="a test")


class TestDeleting:
    def test_the_bytes_go_with_the_last_that_has_them(self):
        first, second = IntakeFactory(failed=True), IntakeFactory(failed=True)
        intakes.delete(first, by="a test")
        assert Original.objects.count() == 1
        intakes.delete(second, by="a test")
        assert (Original.objects.count(), Intake.objects.count()) == (0, 0)

    def test_one_that_runs_is_refused(self):
        with pytest.raises(ConflictError, match="just now"):
            intakes.delete(IntakeFactory(state=IntakeState.RUNNING), by="a test")

    def test_an_article_goes_and_its_intake_stays(self):
        taken = take_in_now(incoming=file(), by="a test")
        articles.delete_article(taken.article, by="a test")
        intake = Intake.objects.get()
        assert (intake.article, intake.outcome) == (None, IntakeOutcome.CREATED)
