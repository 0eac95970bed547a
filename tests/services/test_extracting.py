"""Looking for claims again: only what no person has touched is replaced."""

from __future__ import annotations

import re

import pytest

from claims.choices import Status
from claims.models import Article, Claim, Speaker
from claims.reading.history import history_of
from claims.services.extracting import Rehearsal, extract_again, is_current, rehearse
from tests import writing
from tests.factories import AssessmentFactory, CommentFactory, LinkFactory, TagFactory
from tests.services import engines

pytestmark = pytest.mark.django_db

TEXT = "“It opens in May,” Ada Lind said.\n\n“Nobody asked us,” a senior engineer said to Harbour TV."
MORE = f"{TEXT}\n\n“It is late,” Omar Berg denied."


@pytest.fixture
def article(take, settings):
    """An article read by the engine "marks 7"; the one in use now finds the first quotation only, as "marks 8"."""
    return take(TEXT).article


@pytest.fixture
def better(monkeypatch):
    """The next version of the engine: it finds what the first one finds, and says so under a new number."""
    monkeypatch.setattr(engines.marks, "version", "8")


@pytest.fixture
def blind(monkeypatch, better):
    """A next version that finds nothing."""
    monkeypatch.setattr(engines.marks, "extract", lambda text, *, published: [])


def test_untouched_suggestions_are_replaced_by_what_is_found_now(article, better):
    before = set(Claim.objects.values_list("pk", flat=True))
    done = extract_again(article)
    assert (done.replaced, done.kept, done.suggested) == (2, 0, 2)
    assert not before & set(Claim.objects.values_list("pk", flat=True))
    assert set(Claim.objects.values_list("extractor_version", flat=True)) == {"8"}


def test_the_article_says_which_extractor_read_it_last(article, better):
    assert (article.extractor, article.extractor_version, is_current(article)) == ("marks", "7", False)
    extract_again(article)
    article.refresh_from_db()
    assert (article.extractor_version, is_current(article)) == ("8", True)


def test_speakers_left_without_words_go_unless_a_person_has_touched_them(article, blind, editor, as_user):
    lind = Speaker.objects.get(name="Ada Lind")
    as_user(editor).patch(f"/api/v1/speakers/{lind.pk}/", {"kind": "group"}, HTTP_IF_MATCH="*")
    extract_again(article)
    assert [speaker.name for speaker in Speaker.objects.all()] == ["Ada Lind"]


def decide(status):
    return lambda client, claim: client.patch(f"/api/v1/claims/{claim.pk}/", {"status": status}, HTTP_IF_MATCH="*")


def edit(client, claim):
    return client.patch(f"/api/v1/claims/{claim.pk}/", {"said_on": "2026-03-01"}, HTTP_IF_MATCH="*")


def change_role(client, claim):
    hops = [{"speaker": hop.speaker_id, "role_as_printed": "mayor"} for hop in claim.hops.all()]
    return client.patch(f"/api/v1/claims/{claim.pk}/", {"hops": hops}, HTTP_IF_MATCH="*")


@pytest.mark.parametrize("touch", [decide("confirmed"), decide("rejected"), edit, change_role])
def test_what_a_person_has_decided_or_edited_stays_and_is_not_suggested_twice(article, better, editor, as_user, touch):
    claim = Claim.objects.order_by("start")[0]
    assert touch(as_user(editor), claim).status_code == 200
    done = extract_again(article)
    assert (done.replaced, done.kept, done.suggested) == (1, 1, 1)
    assert Claim.objects.filter(pk=claim.pk, extractor_version="7").exists()
    assert Claim.objects.filter(start=claim.start).count() == 1


@pytest.mark.parametrize(
    "work",
    [
        lambda claim: writing.tag(claim, TagFactory()),
        lambda claim: AssessmentFactory(claim=claim),
        lambda claim: CommentFactory(claim=claim),
        lambda claim: LinkFactory(claim=claim),
    ],
    ids=["tagged", "assessed", "commented on", "linked"],
)
def test_what_people_have_worked_on_stays(article, blind, work):
    claim = Claim.objects.order_by("start")[0]
    work(claim)
    extract_again(article)
    assert [one.pk for one in article.claims.all()] == [claim.pk]


def test_a_claim_that_a_person_added_stays(article, blind, editor, as_user):
    body = {
        "version": article.current_version.pk,
        "quote_type": "indirect",
        "spans": {"content": [[1, 9]]},
    }
    made = as_user(editor).post("/api/v1/claims/", body)
    assert made.status_code == 201, made.content
    extract_again(article)
    assert article.claims.get().pk == made.json()["id"]


def test_the_history_says_that_the_extractor_did_it(article, better):
    extract_again(article)
    assert {row.change.actor for row in Claim.history.filter(history_type="-")} == {"marks 8"}
    assert [entry["by"] for entry in history_of(article.claims.first())] == ["marks 8"]


def test_a_new_text_that_came_meanwhile_is_left_alone(take, monkeypatch):
    article = take(TEXT, url="https://post.example/bridge").article
    read = engines.marks.extract

    def slow(text, *, published):
        monkeypatch.setattr(engines.marks, "extract", read)
        take(MORE, url="https://post.example/bridge")
        return read(text, published=published)

    monkeypatch.setattr(engines.marks, "extract", slow)
    assert extract_again(Article.objects.get()) is None
    assert article.claims.filter(status=Status.SUGGESTED).count() == 3


def test_a_rehearsal_tells_what_would_be_added_lost_and_changed(take, monkeypatch, editor, as_user):
    article = take(f"{TEXT}\n\n“It is dear,” Ada Lind said.").article
    decided = Claim.objects.order_by("start")[0]
    decide("confirmed")(as_user(editor), decided)
    before = list(Claim.objects.order_by("pk").values())
    assert rehearse(article) == Rehearsal(added=[], lost=[], changed=[], same=2)
    monkeypatch.setattr(engines, "_SAID", re.compile(r"(“[^”]+”) (Ada|they) [^.]*?(said)()"))
    assert rehearse(article) == Rehearsal(added=[], lost=["a senior engineer"], changed=["Ada"], same=0)
    for claim in Claim.objects.exclude(pk=decided.pk):
        writing.delete(claim)
    assert rehearse(article) == Rehearsal(added=["Ada"], lost=[], changed=[], same=0)
    assert list(Claim.objects.order_by("pk").values()) == before[:1]
