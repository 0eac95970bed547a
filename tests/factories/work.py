"""Makers of people, and of what they write about claims."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory, Password

from claims.choices import AssessmentStatus
from claims.models import Assessment, Comment, Evidence, Mention, Rating, Webhook
from claims.services.webhooks import create_webhook
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role
from tests.factories.base import Factory
from tests.factories.claims import ClaimFactory

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory[User]):
    """Somebody with an account. The password is PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    password = Password(PASSWORD)
    role = Role.READER


class RatingFactory(Factory[Rating]):
    class Meta:
        model = Rating

    name = factory.Sequence(lambda n: f"Half true {n}")
    position = factory.Sequence(lambda n: 100 + n)


class AssessmentFactory(Factory[Assessment]):
    class Meta:
        model = Assessment

    claim = factory.SubFactory(ClaimFactory)
    rating = factory.SubFactory(RatingFactory)
    explanation = "The council's minutes of February name another date."
    no_evidence_because = "The minutes are read out at every meeting."
    status = AssessmentStatus.DRAFT
    author = factory.SubFactory(UserFactory, role=Role.FACT_CHECKER)
    published_at = factory.LazyAttribute(
        lambda one: datetime(2026, 3, 4, tzinfo=UTC) if one.status == AssessmentStatus.PUBLISHED else None
    )
    words = factory.LazyAttribute(lambda one: one.claim.content if one.published_at else "")


class EvidenceFactory(Factory[Evidence]):
    class Meta:
        model = Evidence

    assessment = factory.SubFactory(AssessmentFactory)
    url = "https://council.example/minutes/february"
    title = "Minutes of the council, February"
    excerpt = "The bridge opens in May."
    shows = "The date that the council agreed on."


class CommentFactory(Factory[Comment]):
    class Meta:
        model = Comment

    claim = factory.SubFactory(ClaimFactory)
    author = factory.SubFactory(UserFactory, role=Role.FACT_CHECKER)
    text = "Worth a call to the harbour office."


class MentionFactory(Factory[Mention]):
    class Meta:
        model = Mention

    user = factory.SubFactory(UserFactory)
    comment = factory.SubFactory(
        CommentFactory, text=factory.LazyAttribute(lambda one: f"Ask @{one.factory_parent.user.username}.")
    )


class WebhookFactory(DjangoModelFactory[Webhook]):
    """A webhook with its secret; where nothing else is said, at an address that nothing is sent to."""

    class Meta:
        model = Webhook

    address = "http://127.0.0.1:9/changes"
    author = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)

    @classmethod
    def _create(cls, model_class: type[Webhook], *args: Any, **values: Any) -> Webhook:
        webhook = model_class(*args, **values)
        create_webhook(webhook, by="factory")
        return webhook
