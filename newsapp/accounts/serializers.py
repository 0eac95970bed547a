"""The signed-in user and their tokens."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims import rules
from claims.api.serializers import IdField, InputSerializer, ShortListField, TextField
from claims.models import Outlet
from newsapp.accounts.keys import DEEDS, faults_of
from newsapp.accounts.models import Token, User
from newsapp.accounts.roles import Role, Scope


class MeSerializer(serializers.Serializer[User]):
    username = serializers.CharField()
    name = serializers.CharField(source="shown_name")
    role = serializers.ChoiceField(Role.choices)


class ColleagueSerializer(serializers.Serializer[User]):
    """Somebody who works here, as comments and assignments name them."""

    username = serializers.CharField()
    name = serializers.CharField(source="shown_name")
    role = serializers.ChoiceField(Role.choices)
    can_be_assigned = serializers.SerializerMethodField(help_text="whether claims can be assigned to them")

    def get_can_be_assigned(self, colleague: User) -> bool:
        return rules.can_be_assigned(colleague)


class TokenSerializer(serializers.ModelSerializer[Token]):
    """A token without its secret; ``id`` is the beginning of it."""

    id = serializers.CharField(source="token_key")
    outlets = serializers.ListField(
        child=serializers.IntegerField(), allow_null=True, help_text="the only ones that it reads and writes; null: all"
    )

    class Meta:
        model = Token
        fields = ["id", "name", "scope", "outlets", "created", "last_used_at", "expiry"]


class NewTokenSerializer(TokenSerializer):
    token = serializers.CharField(help_text="shown this once; only its hash is kept")

    class Meta(TokenSerializer.Meta):
        fields = [*TokenSerializer.Meta.fields, "token"]


class TokenInputSerializer(InputSerializer):
    name = TextField(max_length=100)
    scope = serializers.ChoiceField(Scope.choices, default=Scope.WRITE, help_text="as far as the owner may do it")
    outlets = ShortListField(
        child=IdField(queryset=Outlet.objects.all()),
        required=False,
        allow_empty=False,
        max_length=100,
        help_text="the only ones that it is to read and write; without them, all",
    )
    days = serializers.IntegerField(min_value=1, max_value=3650, default=365, help_text="how long it is good for")


class KeysByDeedSerializer(InputSerializer):
    """One printable character for each deed, no two the same."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {
            deed: TextField(max_length=1, required=False, trim_whitespace=False, help_text=f"{words}; delivered: {key}")
            for deed, (key, words) in DEEDS.items()
        }

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        if faults := faults_of(attrs):
            raise serializers.ValidationError({deed: [fault] for deed, fault in faults.items()}, code="key-refused")
        return attrs


class KeysSerializer(InputSerializer):
    on = serializers.BooleanField(required=False, help_text="false: the pages take no single keys")
    keys = KeysByDeedSerializer(required=False, help_text="the deeds that a change does not name are as delivered")
