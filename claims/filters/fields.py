"""What filters of lists are made of: the kinds of their parameters, and the set of a list's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import rest_framework as filters
from django_filters.fields import BaseCSVField, IsoDateTimeField
from drf_spectacular.utils import extend_schema_field

from claims import rules
from newsapp.accounts.models import User

WORDS_AT_MOST = 200


_ID = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}


@extend_schema_field(_ID)
class IdFilter(filters.NumberFilter):
    """The id of a record."""

    field_class = forms.IntegerField

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, min_value=1, max_value=2**63 - 1, **kwargs)


IDS_AT_MOST = 20


class ShortListField(BaseCSVField):
    """IDS_AT_MOST values at most, none of them blank: django-filter would look for records without a number."""

    def clean(self, value: Any) -> Any:
        if value and not all(value):
            raise forms.ValidationError("Give a value before and after each comma.", code="blank")
        if value and len(value) > IDS_AT_MOST:
            raise forms.ValidationError(f"At most {IDS_AT_MOST} are taken.", code="max_length")
        return super().clean(value)


@extend_schema_field(_ID)
class IdsFilter(filters.BaseInFilter, filters.NumberFilter):
    """The ids of IDS_AT_MOST records at most, with commas between them."""

    base_field_class = ShortListField
    field_class = forms.IntegerField

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, min_value=1, max_value=2**63 - 1, **kwargs)


@extend_schema_field({"type": "number", "minimum": 0, "maximum": 1})
class ShareFilter(filters.NumberFilter):
    """A number from 0 to 1."""

    field_class = forms.FloatField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=0, max_value=1, **kwargs)


@extend_schema_field({"type": "boolean"})
class YesNoFilter(filters.TypedChoiceFilter):
    """`true`, `yes`, `false` or `no`, nothing else; django-filter's own takes any other word for no answer."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        choices = [(word, word) for word in ("true", "false", "yes", "no")]
        super().__init__(*args, choices=choices, coerce=lambda word: word in ("true", "yes"), **kwargs)


class InstantField(IsoDateTimeField):
    """A time that is one in UTC too, and so in the database."""

    def to_python(self, value: Any) -> datetime | None:
        moment: datetime | None = super().to_python(value)
        try:
            return moment and moment.astimezone(UTC)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class InstantFilter(filters.IsoDateTimeFilter):
    field_class = InstantField


class ColleagueFilter(filters.CharFilter):
    """Somebody who works here, by user name; `me` is who asks, `none` nobody. Visitors find nothing."""

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, max_length=150, label=f"{label}: a user name, `me` or `none`", **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        user = self.parent.request.user
        if not rules.may_see_who_decided(user):
            return qs.none()
        if value == "none":
            return qs.filter((f"{self.field_name}__isnull", True))
        # By number: a join would keep the index of a colleague's records from being used.
        colleague = user if value == "me" else User.objects.filter(username=value).first()
        return qs.filter((self.field_name, colleague)) if colleague else qs.none()


class FilterSet(filters.FilterSet):
    """django-filter's, of those filters alone that are asked for: making a field of each took longer than the query."""

    base_filters: dict[str, filters.Filter]

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        self.base_filters = {name: each for name, each in self.base_filters.items() if name in (data or ())}
        super().__init__(data, *args, **kwargs)


class NameFilter(FilterSet):
    """For lists of things with a name: outlets and tags."""

    q = filters.CharFilter("name", "icontains", max_length=WORDS_AT_MOST)
