"""Changes, as they go in and come out."""

from rest_framework import serializers

from claims.api.serializers import InputSerializer, TextField
from claims.models import Change


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
