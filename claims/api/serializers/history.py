"""Changes, histories and counts."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.common import InputSerializer, TextField
from claims.choices import ChangeKind
from claims.models import Change


class DifferenceSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class EntrySerializer(serializers.Serializer[Any]):
    change = serializers.IntegerField(help_text="the number of the Change, by which it can be undone")
    kind = serializers.ChoiceField(ChangeKind.choices)
    at = serializers.DateTimeField()
    by = serializers.CharField(help_text="the name of the person or machine at the time")
    machine = serializers.BooleanField(help_text="whether a machine did it, and no person")
    note = serializers.CharField()
    cause = serializers.IntegerField(allow_null=True, help_text="the Change that this one undoes or follows from")
    what = serializers.ChoiceField(["created", "changed", "deleted"])
    differences = DifferenceSerializer(many=True)


class ChangeSerializer(serializers.ModelSerializer[Change]):
    """One deed of one person or machine. `actor` is their name at the time; `cause` the Change undone or followed."""

    machine = serializers.SerializerMethodField(help_text="whether a machine did it, and no person")

    class Meta:
        model = Change
        fields = ["id", "at", "kind", "actor", "machine", "cause", "note"]

    def get_machine(self, change: Change) -> bool:
        return change.user_id is None


class UndoSerializer(InputSerializer):
    note = TextField(max_length=500, required=False, default="", help_text="why")


class FacetValueSerializer(serializers.Serializer[Any]):
    value = serializers.JSONField(help_text="what to filter by")
    name = serializers.CharField()
    count = serializers.IntegerField()


class FacetsSerializer(serializers.Serializer[Any]):
    total = serializers.IntegerField()
    capped = serializers.BooleanField(help_text="there are more than were counted")
    among = serializers.IntegerField(help_text="of how many claims, the first ones, the values were counted")
    speaker = FacetValueSerializer(many=True)
    quote_type = FacetValueSerializer(many=True)
    status = FacetValueSerializer(many=True)
    tag = FacetValueSerializer(many=True)
    outlet = FacetValueSerializer(many=True)
    rating = FacetValueSerializer(many=True)
