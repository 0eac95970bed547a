"""What came in earlier is read again by better readers, and only another text is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from claims import ingest
from claims.choices import Anchoring, IntakeOrigin, Status
from claims.models import Article, Change
from claims.services.altering import update_claim
from claims.services.articles import take_in
from claims.services.errors import ConflictError
from claims.services.incoming import Incoming
from claims.services.intakes import take_in_now
from claims.services.rereading import Kept, kept_of, read_again, rehearse
from claims.services.undoing import undo_change

pytestmark = pytest.mark.django_db

WORDS = "“It will open in May,” said Ada Lind, who chairs the board."
TEXT = f"The bridge is old.\n\n{WORDS}\n\nRead more about bridges here."


@pytest.fixture
def article() -> Article:
    return take_in_now(incoming=Incoming(TEXT.encode(), IntakeOrigin.FILE, filename="bridge.txt"), by="a test").article


@pytest.fixture
def better_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that leaves out the last paragraph."""
    read = ingest.read

    def better(*args: Any, **kwargs: Any) -> ingest.Document:
        document = read(*args, **kwargs)
        return replace(document, text=document.text.removesuffix("\n\nRead more about bridges here."))

    monkeypatch.setattr(ingest, "read", better)


def kept(article: Article) -> Kept:
    found = kept_of(article)
    assert found
    return found


def test_the_same_text_leaves_no_trace(article: Article) -> None:
    before = Change.objects.count()
    assert read_again(kept(article)) is None
    assert Change.objects.count() == before


def test_another_text_is_a_new_version_in_which_claims_stay(article: Article, editor: Any, better_reader: None) -> None:
    claim = article.claims.get()
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    taken = read_again(kept(article))
    assert taken
    assert (taken.article, taken.created, taken.new_version, taken.claims) == (article, False, True, [])
    assert taken.anchored[Anchoring.HELD] == 1
    claim.refresh_from_db()
    assert (claim.version, claim.status) == (article.current_version, Status.CONFIRMED)
    assert article.current_version.text == f"The bridge is old.\n\n{WORDS}"
    assert Article.objects.count() == 1


def test_it_is_undone_as_one_change_and_can_be_done_again(article: Article, editor: Any, better_reader: None) -> None:
    taken = read_again(kept(article))
    assert taken
    assert read_again(kept(article)) is None
    undo_change(taken.change, by=editor)
    assert article.current_version.number == 1
    repeated = read_again(kept(article))
    assert repeated
    assert repeated.new_version


def test_a_rehearsal_says_what_would_change_and_writes_nothing(article: Article, better_reader: None) -> None:
    numbers = rehearse(kept(article))
    assert numbers
    assert (numbers["words_added"], numbers["words_removed"]) == (0, 5)
    assert article.versions.count() == 1


def test_a_text_whose_bytes_are_kept_no_more_is_left(article: Article) -> None:
    article.intakes.all().delete()
    assert kept_of(article) is None


def test_the_bytes_of_an_earlier_text_do_not_replace_one_that_came_meanwhile(
    article: Article, better_reader: None
) -> None:
    earlier = kept(article)
    take_in(document=ingest.Document(text="All of it is new."), by="a test", of=article)
    with pytest.raises(ConflictError):
        read_again(earlier)
    assert article.current_version.text == "All of it is new."
    assert kept_of(article) is None
