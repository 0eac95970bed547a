"""Webhooks and their deliveries, as they go in and come out."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims import fetch
from claims.api.serializers import REVISED, IdField, RecordSerializer, ShortListField, TextField, UsernameField
from claims.choices import ChangeKind, DeliveryState
from claims.fetch import FetchError
from claims.models import Delivery, Webhook


class WebhookSerializer(RecordSerializer):
    address = TextField(max_length=1000, help_text="of http or https, that takes the messages")
    kinds = ShortListField(
        child=serializers.ChoiceField(ChangeKind.choices),
        required=False,
        max_length=len(ChangeKind),
        help_text="of the Changes that it is told of; empty: all",
    )
    author = UsernameField()

    class Meta:
        model = Webhook
        fields = ["id", "address", "kinds", "active", "notice", "author", *REVISED]
        read_only_fields = ["notice"]
        extra_kwargs = {"notice": {"help_text": "why it was switched off, where no person did; empty: it was not"}}

    def validate_address(self, address: str) -> str:
        try:
            fetch.parsed(address)
        except FetchError as error:
            message = "An address that begins with http:// or https://, without user name or password."
            raise serializers.ValidationError(message, code=error.code) from error
        return address


class NewWebhookSerializer(WebhookSerializer):
    secret = serializers.CharField(read_only=True, help_text="what its messages are signed with; shown this once")

    class Meta(WebhookSerializer.Meta):
        fields = [*WebhookSerializer.Meta.fields, "secret"]


class SecretSerializer(serializers.Serializer[Any]):
    secret = serializers.CharField(help_text="what messages are signed with from now on; shown this once")


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    """One message to a webhook, and what became of it."""

    change = IdField(read_only=True, allow_null=True, help_text="null: it was a test")
    state = serializers.ChoiceField(DeliveryState.choices)
    attempts = serializers.IntegerField(help_text="those begun")
    next_at = serializers.DateTimeField(allow_null=True, help_text="when the next attempt is due")
    status = serializers.IntegerField(allow_null=True, help_text="HTTP's, of the last answer; null: there was none")
    error = serializers.CharField(help_text="why the last attempt failed; empty: it did not")

    class Meta:
        model = Delivery
        fields = [
            "id",
            "change",
            "state",
            "attempts",
            "next_at",
            "status",
            "error",
            "created_at",
            "tried_at",
            "finished_at",
        ]
        read_only_fields = fields
