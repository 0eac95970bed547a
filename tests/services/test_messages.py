"""What messages say to webhooks with a filter, and to those made with a token that is limited to outlets."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.choices import ChangeKind, DeliveryState, Status
from claims.models import Change, Claim, Delivery, Outlet, Webhook
from claims.reading.deeds import deeds_of
from claims.services.altering import update_claim
from claims.services.changes import changing
from newsapp.accounts.models import Token, User
from tests.factories import (
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    LinkFactory,
    OutletFactory,
    TagFactory,
)
from tests.news_site import NewsSite
from tests.receiving import all_sent, webhook_at
from tests.writing import delete, save

pytestmark = pytest.mark.django_db


def claim_of(outlet: Outlet, **values: Any) -> Claim:
    made: Claim = ClaimFactory(article=ArticleFactory(outlet=outlet), status=Status.CONFIRMED, **values)
    return made


def records_told(receiver: NewsSite) -> list[tuple[str, int, str]]:
    """What the newest message says became of which records, after all that waited were sent."""
    receiver.messages.clear()
    all_sent()
    ((_, body),) = receiver.messages
    return [(deed["record"], deed["id"], deed["what"]) for deed in json.loads(body)["data"]["records"]]


class TestWithAFilter:
    def test_only_the_claims_that_fit_stand_in_it_and_what_hangs_on_them(self, receiver: NewsSite) -> None:
        claim, other = ClaimFactory(status=Status.CONFIRMED), ClaimFactory()
        webhook_at(receiver, filter=f"speaker={claim.speaker_id}")
        with changing(ChangeKind.BULK, by="a test"):
            for each in (claim, other):
                each.status = Status.REJECTED
                each.save()
                comment, finding = CommentFactory(claim=each), AssessmentFactory(claim=each)
                if each is claim:
                    own = {("comment", comment.pk, "created"), ("assessment", finding.pk, "created")}
            link = LinkFactory(claim=other, other=claim)
            TagFactory()
        own |= {("claim", claim.pk, "changed"), ("link", link.pk, "created")}
        assert set(records_told(receiver)) == own
        assert len(deeds_of([Change.objects.latest("id").pk]).popitem()[1]) > len(own)

    def test_a_claim_that_fits_no_more_is_told_as_deleted(self, receiver: NewsSite, editor: User) -> None:
        claim = ClaimFactory(status=Status.CONFIRMED)
        webhook_at(receiver, filter="status=confirmed")
        update_claim(claim, by=editor, status=Status.REJECTED)
        assert records_told(receiver) == [("claim", claim.pk, "deleted")]

    def test_a_claim_whose_article_was_changed_is_told_as_changed(self, receiver: NewsSite) -> None:
        claim = ClaimFactory()
        webhook_at(receiver, filter=f"article={claim.article_id}")
        claim.article.title = "Bridge delayed"
        save(claim.article)
        assert records_told(receiver) == [("claim", claim.pk, "changed")]

    def test_it_is_the_same_at_each_attempt_whatever_was_done_meanwhile(self, receiver: NewsSite, editor: User) -> None:
        claim = ClaimFactory(status=Status.CONFIRMED)
        webhook_at(receiver, filter="status=confirmed")
        update_claim(claim, by=editor, addressee="the council")
        delivery = Delivery.objects.get()
        all_sent()
        update_claim(Claim.objects.get(), by=editor, status=Status.REJECTED)
        Delivery.objects.exclude(pk=delivery.pk).delete()
        again = {"state": DeliveryState.WAITING, "next_at": timezone.now(), "finished_at": None}
        Delivery.objects.filter(pk=delivery.pk).update(**again)
        all_sent()
        (_, first), (_, second) = receiver.messages
        assert first == second


class TestOfATokenOfOutlets:
    @pytest.fixture
    def own(self) -> Outlet:
        outlet: Outlet = OutletFactory(name="Harbour Post")
        return outlet

    @pytest.fixture
    def partners(self, receiver: NewsSite, administrator: User, own: Outlet) -> Webhook:
        token, _ = Token.objects.create(administrator, name="the partner", scope="admin", outlets=[own.pk])
        return webhook_at(receiver, author=administrator, outlets=[own.pk], token_key=token.token_key)

    def test_it_says_only_what_these_show_and_no_note(self, receiver: NewsSite, partners: Webhook, own: Outlet) -> None:
        ours, others = claim_of(own), claim_of(OutletFactory())
        Delivery.objects.all().delete()
        with changing(ChangeKind.BULK, by="a test", note="Zembla asked us to"):
            for claim in (ours, others):
                claim.status = Status.REJECTED
                claim.save()
                CommentFactory(claim=claim)
            LinkFactory(claim=ours, other=others)
        told = records_told(receiver)
        assert ("claim", ours.pk, "changed") in told
        assert {record for record, _, _ in told} == {"claim", "comment"}
        assert len(told) == 2
        ((_, body),) = receiver.messages
        assert b"Zembla" not in body

    def test_what_does_nothing_to_theirs_is_not_sent(self, receiver: NewsSite, partners: Webhook) -> None:
        claim_of(OutletFactory())
        assert all_sent() > 0
        assert receiver.messages == []
        assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.LEFT_OUT}
        partners.refresh_from_db()
        assert partners.active

    @pytest.mark.parametrize("query", ["status=confirmed", "q=bridge", "tag_none=1&has_chain=false", "open=yes"])
    def test_no_filter_tells_of_anything_else(
        self, query: str, receiver: NewsSite, partners: Webhook, own: Outlet
    ) -> None:
        partners.filter = query
        save(partners)
        ours, others, third = claim_of(own), claim_of(OutletFactory()), claim_of(OutletFactory())
        Delivery.objects.all().delete()
        with changing(ChangeKind.BULK, by="a test"):
            for claim in (ours, others):
                claim.status = Status.REJECTED
                claim.save()
            pk = third.pk
            third.delete()
        told = records_told(receiver)
        assert {number for record, number, _ in told if record == "claim"} == {ours.pk}
        assert pk not in {number for _, number, _ in told}

    def test_an_article_that_goes_to_another_outlet_takes_its_claims(
        self, receiver: NewsSite, partners: Webhook, own: Outlet
    ) -> None:
        claim = claim_of(own)
        partners.filter = f"outlet={own.pk}"
        save(partners)
        Delivery.objects.all().delete()
        claim.article.outlet = OutletFactory()
        save(claim.article)
        assert ("claim", claim.pk, "deleted") in records_told(receiver)

    @pytest.mark.parametrize("ends", [{"expiry": timezone.now() - timedelta(days=1)}, None])
    def test_with_its_token_gone_it_is_switched_off(
        self, ends: dict[str, Any] | None, receiver: NewsSite, partners: Webhook, own: Outlet
    ) -> None:
        tokens = Token.objects.filter(token_key=partners.token_key)
        tokens.update(**ends) if ends else tokens.delete()
        claim_of(own)
        all_sent()
        partners.refresh_from_db()
        assert (partners.active, receiver.messages) == (False, [])
        assert "token" in partners.notice


def test_one_that_is_deleted_from_its_outlet_is_told(receiver: NewsSite, administrator: User) -> None:
    own = OutletFactory()
    token, _ = Token.objects.create(administrator, name="the partner", scope="admin", outlets=[own.pk])
    claim = claim_of(own)
    limits = {"outlets": [own.pk], "token_key": token.token_key}
    webhook_at(receiver, author=administrator, filter="status=confirmed", **limits)
    pk = claim.pk
    delete(claim)
    assert records_told(receiver) == [("claim", pk, "deleted")]
