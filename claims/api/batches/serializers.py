"""Batches, as they go in and come out."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers import IdField, InputSerializer, TextField
from claims.choices import IntakeState, TakingBack
from claims.ingest.tables import COLUMNS
from claims.limits import MAX_BATCH, MAX_FILES, MAX_ROWS
from claims.models import Batch
from claims.reading.batches import state_of
from claims.reading.related import Row


class IntakeBatchCountsSerializer(serializers.Serializer[Row]):
    """Numbers of rows."""

    waiting = serializers.IntegerField()
    working = serializers.IntegerField(help_text="being taken in just now")
    done = serializers.IntegerField()
    failed = serializers.IntegerField()
    cancelled = serializers.IntegerField()


class BatchTakingBackSerializer(serializers.Serializer[Row]):
    """How far the taking back of a whole batch is: who asked for it, and numbers of rows."""

    by = serializers.CharField()
    state = serializers.ChoiceField(choices=["working", "done"])
    waiting = serializers.IntegerField()
    taken_back = serializers.IntegerField()
    kept = serializers.IntegerField(help_text="`kept_because` of their Intakes says why")


class IntakeBatchSerializer(serializers.ModelSerializer[Batch]):
    """Many articles that came in at once. What became of each, `/api/v1/intakes/?batch=ID` tells."""

    serializer_related_field = IdField
    actor = serializers.CharField(help_text="who asked: a person or a command, by the name of the time")
    rows = serializers.IntegerField(help_text="articles in it")
    state = serializers.SerializerMethodField(help_text="working; done or cancelled where nothing waits any more")
    counts = serializers.SerializerMethodField()
    taking_back = serializers.SerializerMethodField(help_text="null: nobody has taken back the whole batch")
    change = IdField(read_only=True, help_text="the cause of the Changes that store its articles")

    class Meta:
        model = Batch
        fields = ["id", "form", "name", "actor", "rows", "state", "counts", "taking_back", "change", "created_at"]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=["working", "done", "cancelled"]))
    def get_state(self, batch: Batch) -> str:
        return state_of(self.context["counts"][batch.pk])

    @extend_schema_field(IntakeBatchCountsSerializer())
    def get_counts(self, batch: Batch) -> dict[str, int]:
        counts = self.context["counts"][batch.pk]
        return {("working" if state == IntakeState.RUNNING else state): number for state, number in counts.items()}

    @extend_schema_field(BatchTakingBackSerializer(allow_null=True))
    def get_taking_back(self, batch: Batch) -> dict[str, Any] | None:
        if batch.taken_back_by is None:
            return None
        counts: dict[str, int] = self.context["taken_back"][batch.pk]
        state = "working" if counts[TakingBack.WAITING] else "done"
        return {"by": batch.taken_back_by.shown_name, "state": state, **counts}


class IntakeBatchInputSerializer(InputSerializer):
    """Many articles: files of one article each, or one ZIP, JSONL or CSV."""

    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True),
        allow_empty=False,
        help_text=f"a ZIP of files, a JSONL (an object a line) or CSV (with a header) whose columns are any of "
        f"{', '.join(COLUMNS)}, among them text or url; or up to {MAX_FILES:,} files of one article each. "
        f"At most {MAX_BATCH:,} bytes and {MAX_ROWS:,} articles",
    )
    outlet = TextField(
        required=False, allow_blank=True, max_length=200, help_text="name of the outlet, where a row names none"
    )
