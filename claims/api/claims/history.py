"""The history of a claim, as it comes out."""

from rest_framework import serializers

from claims.choices import ChangeKind
from claims.reading.history import Difference, Entry


class DifferenceSerializer(serializers.Serializer[Difference]):
    field = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class EntrySerializer(serializers.Serializer[Entry]):
    change = serializers.IntegerField(help_text="the number of the Change, by which it can be undone")
    kind = serializers.ChoiceField(ChangeKind.choices)
    at = serializers.DateTimeField()
    by = serializers.CharField(help_text="the name of the person or machine at the time")
    machine = serializers.BooleanField(help_text="whether a machine did it, and no person")
    note = serializers.CharField()
    cause = serializers.IntegerField(allow_null=True, help_text="the Change that this one undoes or follows from")
    what = serializers.ChoiceField(["created", "changed", "deleted"])
    differences = DifferenceSerializer(many=True)
