"""Every error of the API, as application/problem+json (RFC 9457).

A problem has type, title, status, detail and code; ``errors`` lists what is wrong with which field, and ``current``
holds the present state of a record that somebody else has changed meanwhile, ``changes`` the last Change of it, or the
later Changes that taking one back would lose.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import Error, IntegrityError
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from claims.api.changes.serializers import ChangeSerializer
from claims.api.renderers import JSONRenderer
from claims.fetch import FetchError
from claims.ingest import IngestError
from claims.models import Change
from claims.outages import noted_outage
from claims.services.errors import BeyondError, ConflictError, IncompleteError, InvalidError, UnavailableError
from claims.services.undoing import LaterWorkError

PROBLEM = "application/problem+json"

logger = logging.getLogger(__name__)


class PreconditionRequired(exceptions.APIException):
    status_code = 428
    default_code = "if-match-missing"
    default_detail = "Send If-Match with the ETag of the record as you read it."


class Stale(exceptions.APIException):
    """Somebody changed the record since it was read."""

    status_code = 412
    default_code = "stale"
    default_detail = "Somebody changed this since you read it. `current` is how it stands now."
    of_weak = "A weak ETag (W/) matches nothing. Send the revision of `current` in quotation marks instead."

    def __init__(self, current: Any, last: Change, *, weak: bool) -> None:
        super().__init__(self.of_weak if weak else None)
        self.current = current
        self.changes = ChangeSerializer([last], many=True).data


class Conflict(exceptions.APIException):
    status_code = 409
    default_code = "conflict"
    default_detail = "This cannot stand beside what is stored already."
    field = ""
    changes: Any = None
    wait: int | None = None  # seconds


class KeyUsed(exceptions.APIException):
    status_code = 422
    default_code = "key-used"


class NotOffered(exceptions.APIException):
    status_code = 501
    default_code = "not-offered"


class Unavailable(exceptions.APIException):
    status_code = 503
    default_code = "unavailable"
    wait: int | None = None  # seconds


def problem(status: int, detail: str, code: str, **extra: Any) -> dict[str, Any]:
    """The body of a problem."""
    title = HTTPStatus(status).phrase
    return {
        "type": f"urn:newsapp:problem:{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
    } | extra


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an exception in a view; None (a 500) for one that nobody foresaw."""
    api_exception = _as_api_exception(error)
    if api_exception is None:
        return None
    set_rollback()
    # A problem is JSON whatever the view itself gives: the schema's YAML, the HTML of its page.
    context["request"].accepted_renderer = JSONRenderer()
    context["request"].accepted_media_type = JSONRenderer.media_type
    headers = {}
    if challenge := getattr(api_exception, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(api_exception, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return Response(body_of(api_exception), api_exception.status_code, headers=headers, content_type=PROBLEM)


def invalid(error: FetchError | IngestError | InvalidError) -> exceptions.ValidationError:
    lacks = error.lacks if isinstance(error, IncompleteError) else {error.field or "non_field_errors": str(error)}
    details = {field: [exceptions.ErrorDetail(message, error.code)] for field, message in lacks.items()}
    return exceptions.ValidationError(details)


def _as_api_exception(error: Exception) -> exceptions.APIException | None:
    match error:
        case exceptions.APIException():
            return error
        case Http404() | ObjectDoesNotExist():
            return exceptions.NotFound()
        case PermissionDenied():
            return exceptions.PermissionDenied()
        case FetchError() | IngestError() | InvalidError():
            return invalid(error)
        case ConflictError() | BeyondError():
            return _refused(error)
        case UnavailableError():
            return Unavailable(error.message, error.code)
        case ProtectedError() | RestrictedError():
            return Conflict("Other records need this one.", "in-use")
        case IntegrityError():
            # Somebody stored the same between our check and our write. The log tells it from a check that is missing.
            logger.warning("The database refused a write.", exc_info=error)
            return Conflict()
        case Error() | OSError() if outage := noted_outage(error):
            unavailable = Unavailable(outage.message, outage.code)
            unavailable.wait = outage.wait
            return unavailable
    return None


def _refused(error: ConflictError | BeyondError) -> exceptions.APIException:
    if isinstance(error, BeyondError):
        return exceptions.PermissionDenied(error.message, error.code)
    conflict = Conflict(error.message, error.code)
    conflict.field = error.field
    if isinstance(error, LaterWorkError):
        conflict.changes = ChangeSerializer(error.changes, many=True).data
    return conflict


def body_of(error: exceptions.APIException) -> dict[str, Any]:
    """The problem that the error is told as."""
    if isinstance(error, exceptions.ValidationError):
        errors = list(_flat(error.detail))
        first = errors[0]
        detail = f"{first['field']}: {first['message']}" if first["field"] else first["message"]
        return problem(error.status_code, detail, first["code"] if len(errors) == 1 else "invalid", errors=errors)
    extra: dict[str, Any] = {}
    if isinstance(error, Stale):
        extra["current"] = error.current
    if changes := getattr(error, "changes", None):
        extra["changes"] = changes
    if field := getattr(error, "field", ""):
        extra["errors"] = [{"field": field, "code": error.get_codes(), "message": str(error.detail)}]
    return problem(error.status_code, str(error.detail), str(error.get_codes()).replace("_", "-"), **extra)


def _flat(detail: Any, path: str = "") -> Any:
    """Every error with the path of its field: ``spans.content``, ``evidence.0.url``."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            name = "" if key == "non_field_errors" else str(key)
            yield from _flat(value, ".".join(filter(None, (path, name))))
    elif isinstance(detail, list) and any(isinstance(item, dict) for item in detail):
        for index, item in enumerate(detail):
            yield from _flat(item, f"{path}.{index}" if path else str(index))
    elif isinstance(detail, list):
        for item in detail:
            yield from _flat(item, path)
    else:
        code = getattr(detail, "code", "invalid").replace("_", "-")
        yield {"field": path, "code": code, "message": str(detail)}
