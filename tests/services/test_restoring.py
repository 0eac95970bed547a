"""What undoing knows of the models whose histories Changes write."""

from __future__ import annotations

from django.apps import apps

from claims.models import Article, ArticleVersion, Webhook
from claims.services.restoring import RECORDS


def test_every_record_with_a_history_can_be_restored_but_webhooks_whose_secrets_nobody_keeps() -> None:
    recorded = {model for model in apps.get_app_config("claims").get_models() if hasattr(model, "history")}
    assert set(RECORDS) == recorded - {Webhook}
    assert len(RECORDS) == len(set(RECORDS))


def test_each_stands_after_those_that_it_hangs_on() -> None:
    place = {model: number for number, model in enumerate(RECORDS)}
    hangs_on = {
        (model, field.related_model)
        for model in RECORDS
        for field in model._meta.concrete_fields
        if field.related_model in place and field.related_model is not model
    }
    assert (ArticleVersion, Article) in hangs_on
    assert [pair for pair in hangs_on if place[pair[0]] < place[pair[1]]] == []
