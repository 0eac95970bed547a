"""ETag and If-Match: nobody overwrites what they have not seen."""

import re
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from claims.api.errors import PreconditionRequired
from claims.models.base import Revised

_FORM = r'(?P<weak>W/)?"(?P<revision>[0-9]{1,9})(?:-[0-9a-f]{20})?(?:-gzip)?"'
"""The revision, and behind it, where a record was read, what `claims.api.conditional` knows its answer by."""
_TAG = re.compile(rf"^{_FORM}$")
_NAMED = re.sub(r"\?(:|P<\w+>)", "", _FORM)
IF_MATCH = rf"^\s*(\*|{_NAMED}(\s*,\s*{_NAMED})*)\s*$"
"""The same of the whole header, for the description."""


def etag_of(record: Revised | dict[str, Any]) -> str:
    revision = record["revision"] if isinstance(record, dict) else record.revision
    return f'"{revision}"'


def matches(request: Request, record: Revised) -> bool:
    """Whether If-Match names the record's revision, or is ``*``. A weak ETag names nothing (RFC 9110, 8.8.3.2).

    Raises PreconditionRequired (428) without If-Match and ValidationError (400) for one that is no ETag of ours.
    """
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise PreconditionRequired
    if given == "*":
        return True
    tags = [_TAG.match(tag.strip()) for tag in given.split(",")]
    if not all(tags):
        raise ValidationError({"If-Match": ['An ETag as this API gives them, such as "3", or *.']})
    return str(record.revision) in [tag["revision"] for tag in tags if tag and not tag["weak"]]


def is_weak(request: Request) -> bool:
    """Whether If-Match, whose form is right, has nothing but weak ETags."""
    return all(tag.strip().startswith("W/") for tag in request.headers["If-Match"].split(","))
