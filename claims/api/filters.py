"""How lists are filtered. A parameter that a list does not know is refused by name."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_plus, unquote_to_bytes

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django_filters import rest_framework as filters
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from claims.text.typing_errors import likeliest

WORDS = {"q", "url"}
"""Parameters that take any text, and so none too."""
SEVERAL = {"fields", "expand"}
"""Parameters that may come several times, each time with more."""


REPLACEMENT = "\ufffd"
"""What Django reads in place of bytes that are no UTF-8."""
MOST_UNKNOWN_NAMED = 20
"""Parameters of one address that an answer names as unknown: an address may hold a thousand of them."""


def refuse_unknown(query: QueryDict, names: set[str]) -> None:
    """Raises ValidationError, by name, for parameters of other names, without a value, and with two at once.

    It says which parameter was likely meant, and where all are described: their names alone would fill a page.
    """
    if unknown := sorted(set(query) - names):
        told = {name: [no_such_parameter(name, names)] for name in unknown[:MOST_UNKNOWN_NAMED]}
        raise ValidationError(told, code="unknown-filter")
    if blank := sorted(name for name in set(query) - WORDS if not query[name]):
        raise ValidationError({name: ["Give it a value, or leave it out."] for name in blank}, code="blank")
    if twice := sorted(name for name in set(query) - SEVERAL if len(set(query.getlist(name))) > 1):
        raise ValidationError({name: ["Give it once: it has one value."] for name in twice}, code="several-values")


def refuse_other_encodings(query: QueryDict, written: str) -> None:
    """Raises ValidationError, by name, for values that are no UTF-8: what Django makes of them finds nothing.

    ``written`` is the query as it came, where a U+FFFD that was meant looks another way.
    """
    suspects = {name for name in query if REPLACEMENT in "".join(query.getlist(name))}
    if not suspects:
        return
    pairs = (pair.partition("=") for pair in written.split("&"))
    wrong = {unquote_plus(name) for name, _, value in pairs if not _is_utf_8(value)}
    if told := sorted(suspects & wrong):
        raise ValidationError({name: ["Write it in UTF-8, percent-encoded."] for name in told}, code="encoding")


def _is_utf_8(value: str) -> bool:
    try:
        unquote_to_bytes(value).decode()
    except UnicodeDecodeError:
        return False
    return True


def no_such_parameter(written: str, names: set[str]) -> str:
    meant = likeliest(written, names)
    question = f" Did you mean {meant}?" if meant else ""
    return f"There is no such parameter here.{question} All are described at {reverse('api-docs')}."


class FilterBackend(filters.DjangoFilterBackend):
    """django-filter, and a 400 for a parameter of another name. One record is asked for by its address alone."""

    paging = {"cursor", "page_size"}
    always = {"format"}

    def get_filterset_class(self, view: Any, queryset: Any = None) -> Any:
        return None if view.detail else super().get_filterset_class(view, queryset)

    def parameters_of(self, view: Any) -> set[str]:
        """The names of the parameters that say what the view's answer holds."""
        if view.detail:
            return set(getattr(view, "asked", {}).get(view.action, ()))
        filterset_class = self.get_filterset_class(view)
        names = self.paging | set(filterset_class.base_filters if filterset_class else ())
        return names | {"order"} if hasattr(view, "orders") else names

    def filter_queryset(self, request: Request, queryset: QuerySet[Model], view: Any) -> QuerySet[Model]:
        filterset_class = self.get_filterset_class(view, queryset)
        names = {*self.always, *(view.selected_by() if hasattr(view, "selected_by") else ())} | self.parameters_of(view)
        refuse_unknown(request.query_params, names)
        refuse_other_encodings(request.query_params, request.META["QUERY_STRING"])
        if not filterset_class or not set(request.query_params) & set(filterset_class.base_filters):
            return queryset
        filtered: QuerySet[Model] = super().filter_queryset(request, queryset, view)
        return filtered
