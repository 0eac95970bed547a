"""A Change taken back leaves all as it was before, or is refused and leaves all as it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.forms.models import model_to_dict

from claims.choices import AssessmentStatus, ChangeKind, Part, QuoteType, Status
from claims.ingest import Document
from claims.models import (
    Alias,
    Article,
    ArticleVersion,
    Change,
    Claim,
    Comment,
    Evidence,
    Link,
    Speaker,
    Tag,
)
from claims.services.altering import update_claim
from claims.services.articles import delete_article, take_in, update_article
from claims.services.assessments import save_assessment
from claims.services.changes import changing
from claims.services.claims import Hop, create_claim, delete_claim
from claims.services.errors import ConflictError
from claims.services.extracting import extract_again
from claims.services.missing import note_missing
from claims.services.speakers import save_named
from claims.services.undoing import LaterWorkError, undo_change
from tests import writing
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    LinkFactory,
    SpeakerFactory,
    TagFactory,
)
from tests.services import engines
from tests.services.states import everything

pytestmark = pytest.mark.django_db

TEXT = "“It opens in May,” Ada Lind said.\n\n“Not before,” Omar Berg said."
URL = "https://post.example/bridge"


def last() -> Change:
    return Change.objects.latest("id")


def document(text: str = TEXT) -> Document:
    return Document(text=text, url=URL, title="A bridge")


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory(tags=[TagFactory(name="harbour")], chain=[SpeakerFactory(name="Harbour Post")])


EDITS = {
    "decide": lambda claim: {"status": Status.CONFIRMED},
    "type": lambda claim: {"quote_type": QuoteType.INDIRECT},
    "speaker": lambda claim: {"speaker": SpeakerFactory(name="Omar Berg")},
    "nobody": lambda claim: {"speaker": None},
    "tag": lambda claim: {"tags": [TagFactory(name="bridges")]},
    "untag": lambda claim: {"tags": []},
    "words": lambda claim: {"spans": {Part.CONTENT: [(1, 3), (5, 9)], Part.CUE: []}},
    "chain": lambda claim: {"hops": [Hop(claim.speaker), Hop(SpeakerFactory()), Hop(None, "a clerk")]},
    "all": lambda claim: {"tags": [], "hops": [], "spans": {Part.SPEAKER: [(0, 4)]}, "status": Status.REJECTED},
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_claim_is_as_it_was_and_undoing_that_brings_the_change_back(edit, claim, editor, administrator):
    changes = EDITS[edit](claim)
    before = everything()
    update_claim(claim, by=editor, **changes)
    change, after = last(), everything()
    assert before != after
    undone = undo_change(change, by=administrator)
    assert (undone.kind, undone.cause, undone.user) == ("undo", change, administrator)
    assert everything() == before
    assert undo_change(undone, by=editor).cause == undone
    assert everything() == after


def test_the_revision_goes_on_so_that_nobody_overwrites_what_was_undone(claim, editor):
    revision = update_claim(claim, by=editor, status=Status.CONFIRMED).revision
    undo_change(last(), by=editor)
    claim.refresh_from_db()
    assert claim.revision == revision + 1


def test_later_work_on_something_else_stays(claim, editor):
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    change = last()
    update_claim(claim, by=editor, tags=[])
    undo_change(change, by=editor)
    claim.refresh_from_db()
    assert (claim.status, claim.decided_by, claim.tags.count()) == (Status.SUGGESTED, None, 0)


def test_what_others_have_changed_since_is_not_lost_and_they_are_named(claim, editor, administrator):
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    change = last()
    update_claim(claim, by=administrator, status=Status.REJECTED)
    later, before = last(), everything()
    with pytest.raises(LaterWorkError, match="by administrator") as refused:
        undo_change(change, by=editor)
    assert refused.value.changes == [later]
    assert everything() == before


def test_a_change_is_undone_once(claim, editor):
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    change = last()
    undone = undo_change(change, by=editor)
    with pytest.raises(LaterWorkError) as refused:
        undo_change(change, by=editor)
    assert refused.value.changes == [undone]


def test_a_claim_that_was_made_goes_and_comes_back(claim, editor):
    before = everything()
    create_claim(by=editor, version=claim.version, spans={Part.CONTENT: [(0, 5)]}, tags=[Tag.objects.first()])
    made, after = last(), everything()
    undone = undo_change(made, by=editor)
    assert everything() == before
    undo_change(undone, by=editor)
    assert everything() == after


@pytest.mark.parametrize("work", [CommentFactory, AssessmentFactory, LinkFactory])
def test_a_claim_that_others_have_worked_on_does_not_go(work, claim, editor, administrator):
    made = create_claim(by=editor, version=claim.version, spans={Part.CONTENT: [(0, 5)]})
    change = last()
    with changing(ChangeKind.EDIT, by=administrator):
        work(claim=made)
    with pytest.raises(LaterWorkError, match="by administrator"):
        undo_change(change, by=editor)
    assert Claim.objects.filter(pk=made.pk).exists()


def test_suggestions_of_the_machine_go_with_the_claim(claim, editor):
    made = create_claim(by=editor, version=claim.version, spans={Part.CONTENT: [(0, 5)]})
    change = last()
    LinkFactory(claim=made, other=claim, status=Status.SUGGESTED)
    undo_change(change, by=editor)
    assert not Link.objects.exists()


def test_a_deleted_claim_comes_back_whole(claim, administrator):
    before = everything()
    delete_claim(claim, by=administrator)
    undo_change(last(), by=administrator)
    assert everything() == before


def test_a_deleted_article_comes_back_with_its_text_and_claims(marks, administrator):
    article = take_in(document=document(), by=administrator).article
    before, version = everything(), ArticleVersion.objects.get()
    delete_article(article, by=administrator)
    undo_change(last(), by=administrator)
    assert everything() == before
    again = ArticleVersion.objects.get()
    assert (again.text, again.created_at) == (TEXT, version.created_at)


def test_an_article_taken_in_goes_with_all_that_came_with_it(marks, editor):
    before = everything()
    taken = take_in(document=document(), by=editor)
    after = everything()
    undone = undo_change(taken.change, by=editor)
    assert everything() == before
    undo_change(undone, by=editor)
    assert everything() == after


def test_the_outlet_and_speakers_that_another_article_has_by_now_stay(marks, editor):
    first, second = (
        take_in(document=Document(text=f"Part {number}.\n\n{TEXT}"), outlet="Herald", by=editor) for number in (1, 2)
    )
    undo_change(first.change, by=editor)
    assert Article.objects.get() == second.article
    assert Claim.objects.count() == len(second.claims) == 2
    assert second.article.outlet.name == "Herald"
    assert set(Alias.objects.values_list("speaker__name", flat=True)) == {"Ada Lind", "Omar Berg"}
    undo_change(second.change, by=editor)
    assert set(Speaker.objects.values_list("name", flat=True)) == {"Ada Lind", "Omar Berg"}


def test_an_article_whose_claims_people_have_decided_on_stays(marks, editor, administrator):
    taken = take_in(document=document(), by=editor)
    update_claim(taken.claims[0], by=administrator, status=Status.CONFIRMED)
    with pytest.raises(LaterWorkError, match="by administrator"):
        undo_change(taken.change, by=editor)


def test_a_new_text_goes_and_the_claims_are_back_on_their_words(marks, editor):
    take_in(document=document(), by=editor)
    before = everything()
    taken = take_in(document=document(f"New on top.\n\n{TEXT}\n\n“Late,” Ines Holm said."), by=editor)
    assert taken.new_version
    undo_change(taken.change, by=editor)
    assert everything() == before


def test_claims_found_anew_go_and_those_replaced_come_back(marks, editor, monkeypatch):
    article = take_in(document=document(), by=editor).article
    before = everything()
    monkeypatch.setattr(engines.marks, "version", "8")
    extract_again(article)
    undo_change(Change.objects.filter(kind=ChangeKind.RE_EXTRACT).get(), by=editor)
    assert everything() == before


def test_an_assessment_with_its_evidence_is_as_it_was(claim, fact_checker):
    assessment = AssessmentFactory(claim=claim)
    save_assessment(assessment, by=fact_checker, evidence=[{"title": "Minutes"}])
    before = everything()
    assessment.status = AssessmentStatus.PUBLISHED
    save_assessment(assessment, by=fact_checker, evidence=[{"title": "Letter"}, {"title": "Call"}])
    undo_change(last(), by=fact_checker)
    assert everything() == before
    assert Evidence.objects.get().title == "Minutes"


def test_a_speaker_gets_the_old_name_back_and_loses_the_alias(editor):
    speaker = SpeakerFactory(name="Ada Lind")
    before = everything()
    speaker.name = "Ada Berg"
    save_named(speaker, by=editor)
    assert Alias.objects.count() == 2
    undo_change(last(), by=editor)
    assert everything() == before
    assert Speaker.objects.get().normal_name == "ada lind"


def test_the_claims_of_an_article_are_listed_under_the_date_it_had(editor):
    claim = ClaimFactory()
    before = everything()
    update_article(claim.article, by=editor, published_at=datetime(2026, 4, 1, tzinfo=UTC))
    undo_change(last(), by=editor)
    assert everything() == before


def test_a_name_that_something_else_has_taken_is_not_taken_back(editor):
    tag = TagFactory(name="harbour")
    writing.delete(tag, by=editor)
    change = last()
    TagFactory(name="Harbour")
    with pytest.raises(ConflictError, match="has taken its place"):
        undo_change(change, by=editor)


def test_a_deleted_comment_comes_back(fact_checker):
    comment = CommentFactory()
    before = model_to_dict(comment)
    writing.delete(comment, by=fact_checker)
    undo_change(last(), by=fact_checker)
    assert model_to_dict(Comment.objects.get()) == before


def test_a_take_in_is_taken_back_though_its_page_is_missing_since(editor):
    article = take_in(document=document(), by=editor).article
    taken_in = last()
    note_missing(article.pk, by="feed of Evening Post")
    with pytest.raises(ConflictError, match="nothing that can be taken back"):
        undo_change(last(), by=editor)
    undo_change(taken_in, by=editor)
    assert not Article.objects.exists()


def test_a_change_without_records_cannot_be_undone(administrator):
    change = Change.objects.create(kind=ChangeKind.ACCOUNT, actor="administrator", user=administrator)
    with pytest.raises(ConflictError, match="nothing that can be taken back"):
        undo_change(change, by=administrator)
