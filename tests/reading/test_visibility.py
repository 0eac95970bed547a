"""What a visitor may see at each setting, and that everybody with an account sees all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import models

from claims.choices import AssessmentStatus, Status
from claims.models import (
    Alias,
    Article,
    ArticleVersion,
    Assessment,
    Claim,
    Comment,
    Delivery,
    Intake,
    Link,
    Outlet,
    Rating,
    Speaker,
    Tag,
    Webhook,
)
from claims.reading.visibility import visible
from newsapp.accounts.models import User
from tests.cast import CAST
from tests.factories import (
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    IntakeFactory,
    LinkFactory,
    OutletFactory,
    RatingFactory,
    SpeakerFactory,
    TagFactory,
    WebhookFactory,
)
from tests.writing import tag

pytestmark = pytest.mark.django_db

Seen = Callable[[type[models.Model]], set[models.Model]]


@pytest.fixture
def suggested() -> Claim:
    return ClaimFactory(status=Status.SUGGESTED, chain=[SpeakerFactory()])


@pytest.fixture
def confirmed() -> Claim:
    return ClaimFactory(status=Status.CONFIRMED, chain=[SpeakerFactory()])


@pytest.fixture
def rejected() -> Claim:
    return ClaimFactory(status=Status.REJECTED, chain=[SpeakerFactory()])


@pytest.fixture
def seen(visitor: AnonymousUser) -> Seen:
    """What the visitor sees of a model."""
    return lambda model: set(visible(model._default_manager, visitor))


def speakers_of(*claims: Claim) -> set[Speaker]:
    return {hop.speaker for claim in claims for hop in claim.hops.select_related("speaker") if hop.speaker}


def test_at_nothing_a_visitor_sees_nothing(visitors_read: Callable[[str], None], seen: Seen, confirmed: Claim) -> None:
    visitors_read("nothing")
    AssessmentFactory(claim=confirmed, status=AssessmentStatus.PUBLISHED)
    LinkFactory(claim=confirmed)
    CommentFactory(claim=confirmed)
    tag(confirmed, TagFactory())
    models = (Claim, Article, ArticleVersion, Speaker, Alias, Tag, Outlet, Rating, Assessment, Link, Comment)
    assert all(model._default_manager.exists() for model in models)
    assert not any(seen(model) for model in models)


def test_at_confirmed_a_visitor_sees_confirmed_claims_and_what_hangs_on_them(
    visitors_read: Callable[[str], None], seen: Seen, suggested: Claim, confirmed: Claim, rejected: Claim
) -> None:
    visitors_read("confirmed")
    SpeakerFactory()
    ArticleFactory()
    for claim in (suggested, confirmed, rejected):
        tag(claim, TagFactory())
    assert seen(Claim) == {confirmed}
    assert seen(Article) == {confirmed.article}
    assert seen(ArticleVersion) == {confirmed.version}
    assert seen(Outlet) == {confirmed.article.outlet}
    assert seen(Tag) == set(confirmed.tags.all())
    assert seen(Speaker) == speakers_of(confirmed)
    assert seen(Alias) == {alias for speaker in speakers_of(confirmed) for alias in speaker.aliases.all()}


def test_at_everything_a_visitor_sees_every_claim_article_and_speaker(
    visitors_read: Callable[[str], None], seen: Seen, suggested: Claim, confirmed: Claim, rejected: Claim
) -> None:
    visitors_read("everything")
    silent, unused, empty = SpeakerFactory(), TagFactory(), OutletFactory()
    assert seen(Claim) == {suggested, confirmed, rejected}
    assert seen(Article) == {suggested.article, confirmed.article, rejected.article}
    assert seen(Speaker) == speakers_of(suggested, confirmed, rejected) | {silent}
    assert seen(Tag) == {unused}
    assert empty in seen(Outlet)


@pytest.mark.parametrize("level", ["confirmed", "everything"])
def test_a_visitor_sees_the_whole_scale_and_no_comment(
    visitors_read: Callable[[str], None], seen: Seen, level: str, confirmed: Claim
) -> None:
    visitors_read(level)
    rating = RatingFactory()
    CommentFactory(claim=confirmed)
    assert rating in seen(Rating)
    assert not seen(Comment)
    IntakeFactory(failed=True)
    WebhookFactory()
    assert Delivery.objects.exists()
    assert not seen(Intake) | seen(Webhook) | seen(Delivery)


def test_those_who_see_all_are_not_asked_for_claims(visitors_read: Callable[[str], None], visitor: Any) -> None:
    visitors_read("everything")
    for model in (Article, ArticleVersion, Speaker, Alias, Tag, Outlet):
        assert "claims_claim" not in str(visible(model.objects, visitor).query)


def test_confirmed_claims_only_is_what_a_visitor_sees_by_default(
    seen: Seen, suggested: Claim, confirmed: Claim
) -> None:
    assert seen(Claim) == {confirmed}


@pytest.mark.parametrize("level", ["confirmed", "everything"])
def test_a_visitor_sees_published_assessments_of_claims_in_sight_only(
    visitors_read: Callable[[str], None], seen: Seen, level: str, suggested: Claim, confirmed: Claim
) -> None:
    visitors_read(level)
    of_suggested = AssessmentFactory(claim=suggested, status=AssessmentStatus.PUBLISHED)
    of_confirmed = AssessmentFactory(claim=confirmed, status=AssessmentStatus.PUBLISHED)
    AssessmentFactory(claim=confirmed, status=AssessmentStatus.DRAFT)
    AssessmentFactory(claim=confirmed, status=AssessmentStatus.WITHDRAWN)
    assert seen(Assessment) == ({of_confirmed, of_suggested} if level == "everything" else {of_confirmed})


def test_a_visitor_sees_links_between_claims_in_sight_that_nobody_refused(
    visitors_read: Callable[[str], None], seen: Seen, suggested: Claim, confirmed: Claim
) -> None:
    visitors_read("confirmed")
    in_sight = LinkFactory(claim=confirmed, other=ClaimFactory(status=Status.CONFIRMED))
    LinkFactory(claim=confirmed, other=suggested)
    LinkFactory(claim=confirmed, other=in_sight.other, relation="contradicts", status=Status.REJECTED)
    assert seen(Link) == {in_sight}


@pytest.mark.parametrize("who", CAST[1:])
@pytest.mark.parametrize("level", ["nothing", "confirmed", "everything"])
def test_everybody_with_an_account_sees_all_whatever_the_setting(
    visitors_read: Callable[[str], None], member: Callable[[str], User], who: str, level: str
) -> None:
    visitors_read(level)
    claims = {ClaimFactory(status=status) for status in Status}
    draft = AssessmentFactory(claim=min(claims, key=lambda claim: claim.pk))
    user = member(who)
    assert set(visible(Claim.objects, user)) == claims
    assert set(visible(Article.objects, user)) == {claim.article for claim in claims}
    assert set(visible(Speaker.objects, user)) == {claim.speaker for claim in claims}
    assert set(visible(Assessment.objects, user)) == {draft}
