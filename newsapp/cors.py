"""CORS: which other sites' pages may ask the API from a browser.

A token is what they ask with. Cookies are not let through, so nobody's session can be used from elsewhere.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import StreamingHttpResponse
from django.utils.cache import patch_vary_headers

from newsapp.head import Answer

ANY = "*"
_API = "/api/"
_METHODS = "GET, HEAD, POST, PATCH, DELETE"
_TAKEN = "Authorization, Content-Disposition, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer"
_SHOWN = (
    "Change-Id, Content-Disposition, ETag, Idempotency-Replayed, Link, Location, Preference-Applied, RateLimit, "
    "RateLimit-Policy, Retry-After"
)
_AN_HOUR = "3600"


def with_origins(get_response: Answer) -> Answer:
    """The middleware; before the rates, so that a refusal is shown to the page and its first question not counted."""

    def answer(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        origins = settings.CORS_ORIGINS
        if not origins or not request.path_info.startswith(_API):
            return get_response(request)
        allowed = _allowed(request, origins)
        asks_first = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = HttpResponse(status=204) if allowed and asks_first else get_response(request)
        patch_vary_headers(response, ["Origin"])
        if allowed:
            response.headers["Access-Control-Allow-Origin"] = allowed
            response.headers["Access-Control-Expose-Headers"] = _SHOWN
        if allowed and asks_first:
            response.headers["Access-Control-Allow-Methods"] = _METHODS
            response.headers["Access-Control-Allow-Headers"] = _TAKEN
            response.headers["Access-Control-Max-Age"] = _AN_HOUR
        return response

    return answer


def _allowed(request: HttpRequest, origins: list[str]) -> str:
    """The origin that asks, if it may; "" if it may not, or is none."""
    origin = request.headers.get("Origin", "")
    return origin if origin and (ANY in origins or origin in origins) else ""
