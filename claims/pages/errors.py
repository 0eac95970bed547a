"""What is shown when a page cannot be: in house style, and as problem+json under /api/."""

from __future__ import annotations

from http import HTTPStatus

import orjson
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from claims.api.errors import PROBLEM, problem

_DETAILS = {
    400: ("bad-request", "The request could not be understood."),
    403: ("permission-denied", "You may not do this."),
    404: ("not-found", "There is nothing at this address."),
    500: ("server-error", "Something went wrong here. It has been noted in the log; nothing was half-written."),
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _answer(request, 500)


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    code, detail = _DETAILS[status]
    if request.path_info.startswith("/api/"):
        return HttpResponse(orjson.dumps(problem(status, detail, code)), status=status, content_type=PROBLEM)
    context = {"status": status, "title": HTTPStatus(status).phrase, "detail": detail}
    # Others may come before there is a user, or because the database is gone: it asks for neither.
    with_user = request if status in (403, 404) else None
    template = "errors/plain.html" if status == 400 else f"errors/{status}.html"
    return HttpResponse(render_to_string(template, context, with_user), status=status)
