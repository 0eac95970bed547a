"""Webhooks and their deliveries, as they go in and come out."""

from __future__ import annotations

from django.core.exceptions import TooManyFieldsSent
from django.http import QueryDict
from django_filters.utils import translate_validation
from rest_framework import serializers

from claims import fetch
from claims.api.filters import refuse_unknown
from claims.api.serializers import REVISED, IdField, RecordSerializer, ShortListField, TextField, UsernameField
from claims.choices import ChangeKind, DeliveryState
from claims.fetch import FetchError
from claims.filters.claims import ClaimFilter
from claims.models import Claim, Delivery, Webhook
from claims.reading.related import Row


class WebhookSerializer(RecordSerializer):
    address = TextField(max_length=1000, help_text="of http or https, that takes the messages")
    kinds = ShortListField(
        child=serializers.ChoiceField(ChangeKind.choices),
        required=False,
        max_length=len(ChangeKind),
        help_text="of the Changes that it is told of; empty: all",
    )
    filter = TextField(
        max_length=900,
        required=False,
        allow_blank=True,
        help_text="of claims, a query as their list takes it (`speaker=3&status=confirmed`): it is told only of those "
        "that the filter lets through; empty: of all that the Changes did",
    )
    outlets = serializers.ListField(
        child=serializers.IntegerField(),
        read_only=True,
        allow_null=True,
        help_text="of the token that it was made with, which is told only of theirs; null: it is not limited",
    )
    author = UsernameField()

    class Meta:
        model = Webhook
        fields = ["id", "address", "kinds", "filter", "outlets", "active", "notice", "author", *REVISED]
        read_only_fields = ["notice"]
        extra_kwargs = {"notice": {"help_text": "why it was switched off, where no person did; empty: it was not"}}

    def validate_address(self, address: str) -> str:
        try:
            fetch.parsed(address)
        except FetchError as error:
            message = "An address that begins with http:// or https://, without user name or password."
            raise serializers.ValidationError(message, code=error.code) from error
        return address

    def validate_filter(self, query: str) -> str:
        """Refused by the names of its parameters, in the words of the list of claims."""
        given = query.strip().removeprefix("?")
        try:
            parameters = QueryDict(given)
        except TooManyFieldsSent:
            raise serializers.ValidationError("Too many parameters.", code="too-many") from None
        refuse_unknown(parameters, set(ClaimFilter.base_filters))
        asked = ClaimFilter(parameters, queryset=Claim.objects.none(), request=self.context["request"])
        if not asked.is_valid():
            raise translate_validation(asked.errors)
        return given


class NewWebhookSerializer(WebhookSerializer):
    secret = serializers.CharField(read_only=True, help_text="what its messages are signed with; shown this once")

    class Meta(WebhookSerializer.Meta):
        fields = [*WebhookSerializer.Meta.fields, "secret"]


class SecretSerializer(serializers.Serializer[Row]):
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
