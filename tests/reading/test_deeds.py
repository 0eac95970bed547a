"""What Changes did to which records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from claims.choices import ChangeKind, Status
from claims.models import Change, Claim
from claims.reading.deeds import RECORDS, deeds_of
from claims.services.changes import changing
from claims.services.merging import merge_speakers
from claims.services.undoing import undo_change
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    EvidenceFactory,
    LinkFactory,
    SpeakerFactory,
    TagFactory,
)
from tests.writing import delete, save, tag

pytestmark = pytest.mark.django_db


def deeds_in(write: Callable[[], Any]) -> list[tuple[str, int, str, list[str]]]:
    """What the one Change that the call makes did."""
    last = getattr(Change.objects.last(), "pk", 0)
    write()
    change = Change.objects.get(pk__gt=last)
    return [(deed["record"], deed["id"], deed["what"], deed["fields"]) for deed in deeds_of([change.pk])[change.pk]]


def test_a_new_record_was_created_with_all_that_belongs_to_it() -> None:
    speaker, article = SpeakerFactory(), ArticleFactory()
    deeds = deeds_in(lambda: ClaimFactory(article=article, speaker=speaker, chain=[speaker]))
    assert deeds == [("claim", Claim.objects.get().pk, "created", [])]


def test_an_article_comes_with_its_version() -> None:
    records = [(record, what) for record, _, what, _ in deeds_in(lambda: ArticleFactory(outlet=None))]
    assert records == [("article", "created"), ("article-version", "created")]


def test_of_a_change_the_fields_are_named_that_became_others() -> None:
    claim = ClaimFactory()
    claim.status = Status.CONFIRMED
    claim.said_on = "2026-03-01"
    assert deeds_in(lambda: save(claim)) == [("claim", claim.pk, "changed", ["said_on", "status"])]


def test_each_change_is_told_by_what_was_just_before_it() -> None:
    claim = ClaimFactory()
    for status in (Status.CONFIRMED, Status.REJECTED):
        claim.status = status
        save(claim)
    claim.said_on = "2026-03-01"
    assert deeds_in(lambda: save(claim)) == [("claim", claim.pk, "changed", ["said_on"])]


def test_tags_and_evidence_are_parts_of_their_claim_and_assessment() -> None:
    claim, word, finding = ClaimFactory(), TagFactory(), AssessmentFactory()
    assert deeds_in(lambda: tag(claim, word)) == [("claim", claim.pk, "changed", ["tags"])]
    assert deeds_in(lambda: EvidenceFactory(assessment=finding)) == [
        ("assessment", finding.pk, "changed", ["evidence"])
    ]


def test_what_is_gone_is_named_with_all_that_went_with_it() -> None:
    claim = ClaimFactory(tags=[TagFactory()])
    link, comment, finding = LinkFactory(claim=claim), CommentFactory(claim=claim), AssessmentFactory(claim=claim)
    pk = {"claim": claim.pk, "link": link.pk, "assessment": finding.pk, "comment": comment.pk}
    assert deeds_in(lambda: delete(claim)) == [(record, number, "deleted", []) for record, number in pk.items()]


def test_an_article_version_that_is_gone_is_named_too() -> None:
    version = ArticleVersionFactory()
    pk = version.pk
    assert deeds_in(lambda: delete(version)) == [("article-version", pk, "deleted", [])]


def test_what_is_taken_back_is_told_like_any_deed() -> None:
    word = TagFactory()
    made = word.history.get().change
    assert deeds_in(lambda: undo_change(made, by="a test")) == [("tag", word.pk, "deleted", [])]
    assert deeds_in(lambda: undo_change(Change.objects.last(), by="a test")) == [("tag", word.pk, "created", [])]


def test_what_one_change_made_and_took_away_again_is_gone() -> None:
    def write() -> None:
        with changing(ChangeKind.EDIT, by="a test"):
            TagFactory().delete()

    assert [what for _, _, what, _ in deeds_in(write)] == ["deleted"]


def test_of_speakers_who_are_merged_one_changed_and_the_others_went() -> None:
    into, other = SpeakerFactory(), SpeakerFactory()
    claim, number, alias = ClaimFactory(speaker=other), other.pk, other.aliases.get()
    deeds = deeds_in(lambda: merge_speakers(into, [other], by="a test"))
    assert deeds == [
        ("speaker", into.pk, "changed", ["merged"]),
        ("speaker", number, "deleted", []),
        ("alias", alias.pk, "changed", ["speaker"]),
        ("claim", claim.pk, "changed", ["chain", "speaker"]),
    ]


def test_many_changes_cost_the_queries_of_one(query_count: Callable[[Callable[[], object]], int]) -> None:
    def some() -> None:
        claim = ClaimFactory(tags=[TagFactory()])
        for record in (claim, claim.speaker, claim.article, LinkFactory(), AssessmentFactory(), CommentFactory()):
            save(record)

    def ask() -> object:
        return deeds_of(Change.objects.values_list("pk", flat=True))

    some()
    for_one = query_count(ask)
    some()
    some()
    assert query_count(ask) == for_one
    assert for_one <= 2 + 3 * len(RECORDS) + 4


def test_every_record_that_has_a_history_is_told_of() -> None:
    recorded = {model for model in apps.get_app_config("claims").get_models() if hasattr(model, "history")}
    parts = {"Span", "Attribution", "Tagging", "EarlierDecision", "Evidence", "MergedSpeaker", "Mention", "Misreading"}
    assert {model.__name__ for model in recorded} == {model.__name__ for model in RECORDS} | parts
