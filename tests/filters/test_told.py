"""Which claims of a Change a webhook is told of: those that fit its filter as the Change ends, and those that did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims.choices import AssessmentStatus, ChangeKind, Status
from claims.models import Change, Claim, Delivery, Webhook
from claims.services.altering import update_claim
from claims.services.changes import changing
from claims.services.outbox import queue_for
from newsapp.accounts.models import User
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    LinkFactory,
    OutletFactory,
    SpeakerFactory,
    TagFactory,
    WebhookFactory,
)
from tests.writing import delete, save, tag, untag

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    made: Claim = ClaimFactory(status=Status.CONFIRMED)
    return made


def told(webhook: Webhook) -> tuple[list[int], list[int]] | None:
    """What fits of the newest Change, and what left; None: it gets no message."""
    delivery = Delivery.objects.filter(webhook=webhook, change=Change.objects.latest("id")).first()
    return delivery and (delivery.claims["fits"], delivery.claims["left"])


def decide(claim: Claim, status: Status, by: User) -> None:
    update_claim(Claim.objects.get(pk=claim.pk), by=by, status=status)


def test_a_change_of_a_claim_that_fits_is_told_and_one_of_another_is_not(claim: Claim, editor: User) -> None:
    other = ClaimFactory()
    webhook = WebhookFactory(filter=f"speaker={claim.speaker_id}&status=confirmed")
    for changed, expected in ((claim, ([claim.pk], [])), (other, None)):
        update_claim(changed, by=editor, addressee="the council")
        assert told(webhook) == expected


def test_what_touches_no_claim_is_told_by_no_filter(claim: Claim) -> None:
    webhook = WebhookFactory(filter="status=confirmed")
    TagFactory()
    assert told(webhook) is None


def test_one_that_comes_to_fit_and_one_that_ceases_to(claim: Claim, editor: User) -> None:
    webhook = WebhookFactory(filter="status=confirmed")
    decide(claim, Status.REJECTED, editor)
    assert told(webhook) == ([], [claim.pk])
    decide(claim, Status.SUGGESTED, editor)
    assert told(webhook) is None, "it was gone before"
    decide(claim, Status.CONFIRMED, editor)
    assert told(webhook) == ([claim.pk], [])


def test_one_that_is_deleted_is_told_where_it_fitted(claim: Claim) -> None:
    fitting = f"speaker={claim.speaker_id}&status=confirmed&outlet={claim.article.outlet_id}"
    webhook, rejected = WebhookFactory(filter=fitting), WebhookFactory(filter="status=rejected")
    another = WebhookFactory(filter=f"speaker={SpeakerFactory().pk}")
    pk = claim.pk
    delete(claim)
    assert (told(webhook), told(rejected), told(another)) == (([], [pk]), None, None)


def test_one_that_goes_with_its_article_is_told_where_it_fitted(claim: Claim) -> None:
    webhook, pk = WebhookFactory(filter=f"outlet={claim.article.outlet_id}"), claim.pk
    delete(claim.article)
    assert told(webhook) == ([], [pk])


def test_one_that_gets_another_speaker_or_another_tag(claim: Claim, editor: User) -> None:
    first, second, word = claim.speaker_id, SpeakerFactory(), TagFactory()
    by_first, by_second = WebhookFactory(filter=f"speaker={first}"), WebhookFactory(filter=f"speaker={second.pk}")
    tagged, bare = WebhookFactory(filter=f"tag={word.pk}"), WebhookFactory(filter=f"tag_none={word.pk}")
    update_claim(claim, by=editor, speaker=second)
    assert (told(by_first), told(by_second), told(tagged)) == (([], [claim.pk]), ([claim.pk], []), None)
    tag(claim, word)
    assert (told(tagged), told(bare)) == (([claim.pk], []), ([], [claim.pk]))
    untag(claim)
    assert (told(tagged), told(bare)) == (([], [claim.pk]), ([claim.pk], []))


def test_one_whose_article_moves_to_another_outlet(claim: Claim, editor: User) -> None:
    left, joined = claim.article.outlet, OutletFactory()
    webhooks = [WebhookFactory(filter=f"outlet={outlet.pk}") for outlet in (left, joined)]
    claim.article.outlet = joined
    save(claim.article)
    assert [told(webhook) for webhook in webhooks] == [([], [claim.pk]), ([claim.pk], [])]


def test_what_hangs_on_a_claim_touches_it(claim: Claim) -> None:
    other = ClaimFactory()
    webhook = WebhookFactory(filter="status=confirmed")
    for made in (AssessmentFactory, CommentFactory):
        made(claim=claim)
        assert told(webhook) == ([claim.pk], [])
        made(claim=other)
        assert told(webhook) is None
    LinkFactory(claim=other, other=claim)
    assert told(webhook) == ([claim.pk], [])


def test_a_rating_that_goes_is_told(claim: Claim) -> None:
    assessment = AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    webhook = WebhookFactory(filter=f"rating={assessment.rating_id}")
    delete(assessment)
    assert told(webhook) == ([], [claim.pk])


def test_the_words_of_a_search_hold_back_what_never_had_them(claim: Claim, editor: User) -> None:
    webhook = WebhookFactory(filter="q=zugzwang&status=confirmed")
    decide(claim, Status.REJECTED, editor)
    assert told(webhook) is None


def test_me_is_who_made_the_webhook(claim: Claim, administrator: User, editor: User) -> None:
    own = WebhookFactory(author=administrator, filter="assignee=me")
    update_claim(claim, by=editor, assignee=administrator)
    assert told(own) == ([claim.pk], [])


@pytest.mark.parametrize("query", ["speaker=x", "outlet=x&tag_any=x", "status=settled"])
def test_a_filter_that_is_good_no_more_tells_nothing_and_hinders_no_change(
    query: str, claim: Claim, editor: User
) -> None:
    webhook = WebhookFactory(filter=query)
    decide(claim, Status.REJECTED, editor)
    assert told(webhook) is None
    assert Claim.objects.get(pk=claim.pk).status == Status.REJECTED


def test_a_filter_costs_a_change_at_most_six_statements_however_many_claims_it_touches(
    editor: User, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    def cost(claims: list[Claim]) -> int:
        with changing(ChangeKind.BULK, by=editor) as change:
            for claim in claims:
                claim.status = Status.REJECTED
                claim.save()
        Delivery.objects.all().delete()
        return query_count(lambda: queue_for(change.stored()))

    unasked, alone, many = (ClaimFactory.create_batch(size, status=Status.CONFIRMED) for size in (1, 1, 20))
    WebhookFactory()
    without = cost(unasked)
    WebhookFactory(filter=f"status=confirmed&has_chain=false&speaker={many[0].speaker_id}")
    assert max(cost(alone), cost(many)) <= without + 6
