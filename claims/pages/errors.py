"""What is shown when a page cannot be: in house style, and as problem+json under /api/."""

from __future__ import annotations

import sys
from http import HTTPStatus

import orjson
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from claims.api.errors import PROBLEM, problem
from claims.outages import noted_outage

_DETAILS = {
    400: ("bad-request", "The request could not be understood."),
    403: ("permission-denied", "You may not do this."),
    404: ("not-found", "There is nothing at this address."),
    500: ("server-error", "Something went wrong here. It has been noted in the log; nothing was half-written."),
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _outage(request, exception) or _answer(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    # Django calls this while it handles the error, wherever that was raised: in a view, a middleware, a session.
    return _outage(request, sys.exception()) or _answer(request, 500)


def unavailable(request: HttpRequest, detail: str, code: str, wait: int | str | None) -> HttpResponse:
    """503, to be asked again after ``wait`` seconds."""
    response = _shown(request, 503, code, detail)
    if wait is not None:
        response.headers["Retry-After"] = str(wait)
    return response


def _outage(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    outage = noted_outage(error)
    return unavailable(request, outage.message, outage.code, outage.wait) if outage else None


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    return _shown(request, status, *_DETAILS[status])


def _shown(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        return HttpResponse(orjson.dumps(problem(status, detail, code)), status=status, content_type=PROBLEM)
    context = {"status": status, "title": HTTPStatus(status).phrase, "detail": detail}
    # Others may come before there is a user, or because the database is gone: it asks for neither.
    with_user = request if status in (403, 404) else None
    template = "errors/plain.html" if status in (400, 503) else f"errors/{status}.html"
    return HttpResponse(render_to_string(template, context, with_user), status=status)
