"""Changes, as they go in and come out."""

from rest_framework import serializers

from claims.api.serializers import InputSerializer, TextField
from claims.models import Change
from claims.reading.deeds import RECORDS, Deed


class ChangeSerializer(serializers.ModelSerializer[Change]):
    """One deed of one person or machine. `actor` is their name at the time; `cause` the Change undone or followed."""

    machine = serializers.SerializerMethodField(help_text="whether a machine did it, and no person")
    note = serializers.SerializerMethodField(help_text="empty for a token that is limited to outlets")

    class Meta:
        model = Change
        fields = ["id", "at", "kind", "actor", "machine", "cause", "note"]

    def get_machine(self, change: Change) -> bool:
        return change.user_id is None

    def get_note(self, change: Change) -> str:
        """Whoever wrote it did not write for those to whom such a token is given."""
        request = self.context.get("request")
        return "" if request and request.user.outlets is not None else change.note


class DeedSerializer(serializers.Serializer[Deed]):
    """What became of one record."""

    record = serializers.ChoiceField(list(RECORDS.values()), help_text="its kind")
    id = serializers.IntegerField()
    what = serializers.ChoiceField(["created", "changed", "deleted"])
    fields = serializers.ListField(  # type: ignore[assignment]
        child=serializers.CharField(), help_text="of one that was changed, what of it became another"
    )


class StreamedChangeSerializer(ChangeSerializer):
    records = DeedSerializer(many=True, help_text="all records that it touched")

    class Meta(ChangeSerializer.Meta):
        fields = [*ChangeSerializer.Meta.fields, "records"]


class UndoSerializer(InputSerializer):
    note = TextField(max_length=500, required=False, default="", help_text="why")
