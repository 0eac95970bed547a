"""Feeds, as they go in and come out."""

from __future__ import annotations

from rest_framework import serializers

from claims.api.serializers import REVISED, IdField, InputSerializer, ReferenceSerializer, TextField, WebAddressField
from claims.models import Feed, Outlet
from claims.models.feed import LEAST_MINUTES, MOST_MINUTES, STATES


class FeedSerializer(serializers.ModelSerializer[Feed]):
    """A feed, and how its last poll went."""

    outlet = ReferenceSerializer()
    state = serializers.ChoiceField(
        choices=list(STATES),
        help_text="stopped: it has failed for a week and is not polled any more",
    )
    next_at = serializers.DateTimeField(source="next_poll_at", allow_null=True, help_text="null: it is not polled")
    polled_at = serializers.DateTimeField(allow_null=True, help_text="null: never yet")
    succeeded_at = serializers.DateTimeField(allow_null=True, help_text="of the last poll that did not fail")
    failures = serializers.IntegerField(help_text="since the last success")
    last_result = serializers.CharField(help_text="a sentence for people; empty: never polled yet")

    class Meta:
        model = Feed
        fields = [
            "id",
            "outlet",
            "url",
            "every_minutes",
            "active",
            "state",
            "next_at",
            "polled_at",
            "succeeded_at",
            "failures",
            "failing_since",
            "last_result",
            *REVISED,
        ]
        read_only_fields = fields


class _KeptSerializer(InputSerializer):
    every_minutes = serializers.IntegerField(
        required=False, min_value=LEAST_MINUTES, max_value=MOST_MINUTES, help_text="how often it is polled"
    )
    active = serializers.BooleanField(required=False, help_text="false: it is paused")


class FeedInputSerializer(_KeptSerializer):
    """A feed to add: RSS, Atom, JSON Feed or a news sitemap."""

    outlet = TextField(max_length=200, help_text="name of the outlet, which is made where there is none of the name")
    url = WebAddressField()


class FeedChangeSerializer(_KeptSerializer):
    """What can be changed of a feed."""

    outlet = IdField(queryset=Outlet.objects.all(), required=False)
    url = WebAddressField(required=False)
