"""Makers of what is taken in: one article, or many at once."""

from __future__ import annotations

import gzip
import hashlib
from typing import Any

import factory
from factory.django import DjangoModelFactory

from claims.choices import BatchForm, ChangeKind, IntakeOrigin, IntakeState
from claims.models import Batch, Intake, Original
from claims.services.changes import changing


class IntakeFactory(DjangoModelFactory[Intake]):
    """Something that waits to be taken in, or has failed, or runs."""

    class Meta:
        model = Intake
        exclude = ["data"]

    data = b"The bridge is old.\n\n\xe2\x80\x9cIt opens in May,\xe2\x80\x9d Ada Lind said."
    state = IntakeState.WAITING
    origin = IntakeOrigin.FILE
    filename = "bridge.txt"
    media_type = "text/plain"
    size = factory.LazyAttribute(lambda intake: len(intake.data))
    original = factory.LazyAttribute(lambda intake: _original(intake.data))
    actor = "a test"

    class Params:
        failed = factory.Trait(state=IntakeState.FAILED, error_code="no-article", error="This file is a calendar.")


class BatchFactory(DjangoModelFactory[Batch]):
    """Many articles at once, of which by default one waits, one has failed and one was cancelled."""

    class Meta:
        model = Batch
        exclude = ["states"]

    form = BatchForm.JSONL
    name = "bridges.jsonl"
    actor = "a test"
    states = (IntakeState.WAITING, IntakeState.FAILED, IntakeState.CANCELLED)
    rows = factory.LazyAttribute(lambda batch: len(batch.states))

    @classmethod
    def create(cls, **values: Any) -> Batch:
        states = values.get("states", cls.states)
        with changing(ChangeKind.TAKE_IN, by="a test") as change:
            batch: Batch = super().create(**{"change": change.stored()} | values)
        for row, state in enumerate(states, start=1):
            IntakeFactory(
                batch=batch,
                row=row,
                origin=IntakeOrigin.ROW,
                filename="",
                failed=state == IntakeState.FAILED,
                **({} if state == IntakeState.FAILED else {"state": state}),
            )
        return batch


def _original(data: bytes) -> Original:
    values = {"gzipped": gzip.compress(data)}
    return Original.objects.get_or_create(sha256=hashlib.sha256(data).hexdigest(), defaults=values)[0]
