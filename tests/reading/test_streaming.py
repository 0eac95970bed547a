"""What is looked through for tokens that are limited to outlets."""

from __future__ import annotations

from django.apps import apps

from claims.models import Distinction
from claims.reading.streaming import _written_of
from claims.reading.visibility import _NONE, _OF_OUTLETS


def test_every_history_is_looked_through_but_those_of_which_such_a_token_sees_nothing() -> None:
    recorded = {model for model in apps.get_app_config("claims").get_models() if hasattr(model, "history")}
    unseen = {model for model in recorded & set(_OF_OUTLETS) if _OF_OUTLETS[model]([1]) == _NONE}
    assert unseen == {Distinction}
    assert set(_written_of([1])) == recorded - unseen
