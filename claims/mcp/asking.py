"""In whose name the tools ask, and how: every answer is one of the API's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from claims.api.in_process import answer_of

_NAMES = {"q": "words", "page_size": "limit"}
"""Parameters of the API that the tools have another word for."""


class RefusedError(Exception):
    """The API refuses, or a tool does; the message says why, in words that a model can act on."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class MovedError(Exception):
    """The record has another number now."""

    def __init__(self, pk: int) -> None:
        super().__init__(pk)
        self.pk = pk


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose user, token and host the API sees in ``request``; ``name`` is theirs in the log."""

    request: HttpRequest
    name: str

    def ask(self, view: Any, query: Mapping[str, Any], **kwargs: Any) -> Any:
        """The data of the API's answer; parameters that are None are left out. Raises RefusedError and MovedError."""
        asked = QueryDict(mutable=True)
        for name, value in query.items():
            if value is not None:
                asked[name] = str(value)
        response = answer_of(view, self.request, asked, {name: str(value) for name, value in kwargs.items()})
        if response.status_code == 302:
            raise MovedError(response.data["id"])
        if response.status_code >= 400:
            raise RefusedError(_reason(response.data), response.data["code"])
        return response.data

    def address(self, page: str, pk: int) -> str:
        return self.request.build_absolute_uri(reverse(page, args=[pk]))


def _reason(problem: dict[str, Any]) -> str:
    """A problem in one line, its fields by the names that the tools have for them."""
    errors = problem.get("errors", [])
    faults = [f"{_NAMES.get(error['field'], error['field'])}: {error['message']}" for error in errors]
    return " ".join(faults) or problem["detail"]
