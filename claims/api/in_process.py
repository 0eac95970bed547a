"""The API asked in process: its views called on a copy of a request, with no network in between.

Same user, same token, same permissions as that request, and an address and a query of the API's own. Whoever asks so
can neither show what the API would refuse, nor order or filter otherwise (decision 8).
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import get_script_prefix, reverse

from claims.api.throttles import IN_PROCESS


def answer_of(view: Any, request: HttpRequest, query: QueryDict, kwargs: Mapping[str, Any]) -> Any:
    """The response of the API's ``view`` for ``kwargs`` to a GET with this query by the request's user."""
    return view(_api_request(request, reverse(view, kwargs=dict(kwargs)), query), **kwargs)


def _api_request(request: HttpRequest, address: str, query: QueryDict) -> HttpRequest:
    """The request as if it had asked the API."""
    asked = copy.copy(request)
    asked.method = "GET"
    asked.path, asked.path_info = address, address.removeprefix(get_script_prefix().rstrip("/"))
    asked.GET = query  # type: ignore[assignment]
    asked.META = request.META | {
        "PATH_INFO": asked.path_info,
        "QUERY_STRING": query.urlencode(),
        "REQUEST_METHOD": "GET",
        "HTTP_ACCEPT": "*/*",
        IN_PROCESS: True,
    }
    return asked
