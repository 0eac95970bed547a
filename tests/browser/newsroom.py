"""The newsroom that the browser tests and the screenshots visit: the sample articles, taken in through the pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, DeliveryState, IntakeState, Status
from claims.ingest import read
from claims.management.demo import SAMPLES
from claims.models import Article, Batch, Claim, Delivery, Intake, Link, Rating, Webhook
from claims.services.articles import take_in
from newsapp.accounts.models import User
from tests.cast import begin_session
from tests.factories import BatchFactory, FeedFactory, IntakeFactory, OutletFactory, WebhookFactory


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The articles, by what they tell."""

    consulate: Article
    answers: Article
    warning: Article

    @classmethod
    def of_samples(cls) -> Newsroom:
        """That of the samples, which have been taken in."""
        return cls(*(Article.objects.get(outlet__name=outlet) for outlet in SAMPLES.values()))

    @property
    def threats(self) -> Claim:
        """What Pompeo said of threats; it is repeated in another article."""
        return claim_in(self.consulate, "have increased over the past several weeks")

    @property
    def accountable(self) -> Claim:
        """What Pompeo told CNN, inside quotation marks."""
        return claim_in(self.consulate, "held accountable")

    @property
    def condemns(self) -> Claim:
        """What Qassemi said, passed on by Press TV."""
        return claim_in(self.warning, "condemns any attack")

    @property
    def failed_intake(self) -> Intake:
        """What came in this morning and could not be read."""
        return Intake.objects.get(state=IntakeState.FAILED, batch=None)

    @property
    def webhook(self) -> Webhook:
        """One to which a message was sent in vain."""
        return Webhook.objects.get()

    @property
    def batch(self) -> Batch:
        """What came in with others this morning."""
        return Batch.objects.get()


def claim_in(article: Article, words: str) -> Claim:
    """The one claim of the article whose content holds the words."""
    return article.claims.get(content__contains=words)


def take_in_samples(user: User) -> Newsroom:
    """Take the samples in as the user's; every claim in them is a suggestion."""
    for name, outlet in SAMPLES.items():
        document = read((settings.BASE_DIR / "samples" / name).read_bytes(), filename=name)
        take_in(document=document, by=user, outlet=outlet)
    return Newsroom.of_samples()


def work_on_claims(newsroom: Newsroom, *, editor: User, fact_checker: User) -> None:
    """A morning's work: claims confirmed and rejected, tagged, linked, remarked on, and one of them assessed.

    It is done through the API, so that the history names who did it.
    """
    IntakeFactory(failed=True)
    BatchFactory()
    _some_feeds()
    _a_webhook(editor)
    at_editors, at_checkers = _desk_of(editor), _desk_of(fact_checker)
    tags = [at_editors.post("/api/v1/tags/", {"name": name}).data["id"] for name in ("Basra consulate", "militias")]
    threats, condemns = newsroom.threats, newsroom.condemns
    _change(at_editors, "claims", threats.pk, status=Status.CONFIRMED, tags=tags)
    _change(at_editors, "claims", condemns.pk, assignee=editor.username)
    for claim in (newsroom.accountable, condemns, claim_in(newsroom.answers, "condemns any attack")):
        _change(at_editors, "claims", claim.pk, status=Status.CONFIRMED, tags=tags[:1])
    _change(at_editors, "claims", claim_in(newsroom.consulate, "rockets were fired").pk, status=Status.REJECTED)
    for link in Link.objects.filter(claim=condemns):
        _change(at_checkers, "links", link.pk, status=Status.CONFIRMED)
    remark = f"The statement is on the department’s own pages. @{editor.username}, will you call them?"
    _done(at_checkers.post("/api/v1/comments/", {"claim": threats.pk, "text": remark}))
    _done(at_checkers.post("/api/v1/assessments/", _assessment_of(threats)))


def _a_webhook(maker: User) -> None:
    """One that was switched off: who made it is no administrator any more."""
    why = f"{maker.username}, who made it, may have no webhooks any more."
    notice = f"Switched off, since messages could not be delivered. {why}"
    address = (
        "https://archive.example/hooks/newsapp/changes-of-every-article-and-claim-in-the-newsroom?desk=middle-east"
    )
    webhook = WebhookFactory(address=address, kinds=["decide", "assess"], active=False, notice=notice, author=maker)
    done = {"attempts": 1, "next_at": None, "finished_at": timezone.now()}
    Delivery.objects.create(webhook=webhook, state=DeliveryState.DELIVERED, status=204, **done)
    Delivery.objects.create(webhook=webhook, state=DeliveryState.FAILED, error=why, **done)


def _some_feeds() -> None:
    """One that works, one that fails, one that has stopped, one that is paused and one that is new."""
    hour, now = timedelta(hours=1), timezone.now()
    outlet = OutletFactory(name="Harbour Times")
    feed = partial(FeedFactory, outlet=outlet, polled_at=now - hour, succeeded_at=now - 200 * hour)
    away = "The server answered 404 Not Found; no article was fetched."
    feed(last_result="3 new of 40 entries.", succeeded_at=now - hour, next_at=now + hour)
    feed(last_result=away, failures=4, failing_since=now - 9 * hour, next_at=now + 7 * hour)
    dead = f"{away} It has failed for a week and is not polled any more."
    feed(last_result=dead, failures=17, failing_since=now - 199 * hour, stopped_at=now)
    feed(last_result="Nothing has changed since the last time.", active=False)
    FeedFactory(
        outlet=outlet, url="https://wire.example/sections/politics/world/middle-east/latest-news.xml?format=rss"
    )


def _desk_of(user: User) -> APIClient:
    desk = APIClient(headers={"Host": "localhost"})
    begin_session(desk, user)
    return desk


def _change(desk: APIClient, family: str, pk: int, **changes: object) -> None:
    _done(desk.patch(f"/api/v1/{family}/{pk}/", changes, headers={"If-Match": "*"}))


def _done(answer: Response) -> None:
    assert answer.status_code in (200, 201), answer.data


def _assessment_of(claim: Claim) -> dict[str, object]:
    evidence = {
        "url": "https://records.example/basra",
        "title": "Incident reports, September 2018",
        "excerpt": "No entry for the weeks in question.",
        "shows": "What is publicly on record.",
    }
    return {
        "claim": claim.pk,
        "rating": Rating.objects.get(name="Unproven").pk,
        "explanation": "The statement gives neither places nor dates, and no incident report has been published since.",
        "status": AssessmentStatus.PUBLISHED,
        "evidence": [evidence],
    }
