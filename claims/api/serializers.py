"""What the serializers of all families are made of."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from django.core.exceptions import ObjectDoesNotExist
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.validators import URLValidator
from django.db import models
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.validators import UniqueValidator

from claims import rules
from claims.reading.related import Row
from claims.reading.visibility import visible
from claims.text.typing_errors import likeliest

MOST_UNKNOWN_NAMED = 20
"""Fields of one body that an answer names as unknown: a body may hold a million of them."""
_of_the_web = URLValidator(schemes=["http", "https"])


class Fetched:
    """Records that were read beforehand, where many items would ask for theirs one by one."""

    def __init__(self, records: models.QuerySet[Any], pks: Iterable[int]) -> None:
        self._by_pk = records.in_bulk(list(pks))

    def get(self, *, pk: int) -> Any:
        """The record. Raises ObjectDoesNotExist."""
        try:
            return self._by_pk[pk]
        except KeyError:
            raise ObjectDoesNotExist from None


class NotEmpty:
    """For fields that name a record: null stands for none. Empty text, which counts as null elsewhere, is refused."""

    def run_validation(self, data: Any = empty) -> Any:
        if data == "":
            raise serializers.ValidationError("Empty text names nothing.", code="invalid")
        return super().run_validation(data)  # type: ignore[misc]


class IdField(NotEmpty, serializers.PrimaryKeyRelatedField[Any]):
    """A record that the user may see by its id, a whole number; of those under "fetched" in the context, by model,
    where they are there.
    """

    default_error_messages = {"does_not_exist": "There is no {what} with the number {pk_value}."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(pk_field=serializers.IntegerField(), **kwargs)

    def get_queryset(self) -> Any:
        records: Any = super().get_queryset()
        fetched = self.context.get("fetched", {}).get(records.model)
        return visible(records, self.context["request"].user) if fetched is None else fetched

    def fail(self, key: str, **kwargs: Any) -> NoReturn:
        records: Any = super().get_queryset()
        super().fail(key, what=records.model._meta.verbose_name, **kwargs)


class ShortListField(serializers.ListField):
    """A list that is refused for its length before anything in it is looked at."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, list) and self.max_length is not None and len(data) > self.max_length:
            raise serializers.ValidationError(f"At most {self.max_length} are taken.", code="max_length")
        return super().to_internal_value(data)


class TextField(serializers.CharField):
    """Text; a number is none."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


@extend_schema_field({"type": "string", "maxLength": 1000})
class WebAddressField(TextField):
    """The address of a page in the web. One that is typed as people say it, "state.gov/x", is one of https."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"max_length": 1000, "help_text": "`https://` is added where it is missing"}
        super().__init__(**(usual | kwargs))

    def to_internal_value(self, data: Any) -> str:
        address = super().to_internal_value(data).strip()
        if address and not re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", address, re.IGNORECASE):
            address = f"https://{address.removeprefix('//')}"
        try:
            if address:
                _of_the_web(address)
        except DjangoValidationError as error:
            raise serializers.ValidationError(error.messages, code="invalid") from None
        return address


class RecordSerializer(serializers.ModelSerializer[Any]):
    """A record that people edit. Fields that it does not know are refused, so that no typing error passes unseen."""

    serializer_related_field = IdField
    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.CharField: TextField,
        models.TextField: TextField,
        models.URLField: WebAddressField,
    }

    def to_internal_value(self, data: Any) -> Any:
        refuse_unknown(self, data)
        return super().to_internal_value(data)


class InputSerializer(serializers.Serializer[Any]):
    """Input that is not one record; unknown fields are refused."""

    def to_internal_value(self, data: Any) -> Any:
        refuse_unknown(self, data)
        return super().to_internal_value(data)


def refuse_unknown(serializer: serializers.BaseSerializer[Any], data: Any) -> None:
    """Raise a ValidationError naming the fields that cannot be written; the first few, of a body of nothing else."""
    if not isinstance(data, Mapping):
        return
    fields = serializer.fields  # type: ignore[attr-defined]
    # A record sent back as it was read is welcome: fields that are only read are passed over.
    unknown = sorted(set(data) - set(fields))
    if not unknown:
        return
    writable = {name for name, field in fields.items() if not field.read_only}
    there_are = f"There are: {', '.join(sorted(writable))}."
    errors = {}
    for name in unknown[:MOST_UNKNOWN_NAMED]:
        near = likeliest(str(name), writable)
        hint = f"Did you mean {near}? " if near else ""
        errors[name] = [f"There is no such field. {hint}{there_are}"]
    raise serializers.ValidationError(errors, code="unknown-field")


class ReferenceSerializer(serializers.Serializer[Row]):
    """A record by id and name."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class UsernameField(serializers.SlugRelatedField[Any]):
    """Who did it, by user name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="username", read_only=True, allow_null=True, **kwargs)


class ColleagueField(UsernameField):
    """Who did it, for those with an account; null for visitors."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(help_text="null for visitors", **kwargs)

    def get_attribute(self, instance: Any) -> Any:
        return super().get_attribute(instance) if rules.may_see_who_decided(self.context["request"].user) else None


def name_once(model: type[models.Model]) -> dict[str, Any]:
    """The extra_kwargs of a model whose names are unique whatever their case."""
    message = "There is one of this name already."
    return {"name": {"validators": [UniqueValidator(model._default_manager.all(), message, lookup="iexact")]}}


REVISED = ["created_at", "updated_at", "revision"]
