"""After a test that commits, the database is as migrations made it: no rows of a test, and the scale of ratings."""

from __future__ import annotations

import pytest
from django.apps import apps

from claims.choices import AssessmentStatus
from claims.models import Rating
from tests.emptying import empty_database
from tests.factories import AssessmentFactory, ClaimFactory, EvidenceFactory, TagFactory, WebhookFactory

LEFT = {"claims.Rating": 6, "accounts.User": 0}


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_but_the_scale_of_ratings() -> None:
    claim = ClaimFactory(tags=[TagFactory()])
    EvidenceFactory(assessment=AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED))
    WebhookFactory()
    Rating.objects.filter(name="True").update(name="Quite true")
    empty_database()
    ours = [*apps.get_app_config("claims").get_models(), *apps.get_app_config("accounts").get_models()]
    left = {model._meta.label: model._base_manager.count() for model in ours}
    assert left == {label: LEFT.get(label, 0) for label in left}
    assert [rating.name for rating in Rating.objects.order_by("position")][:2] == ["True", "Mostly true"]
