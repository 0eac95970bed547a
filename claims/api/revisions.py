"""ETag and If-Match: nobody overwrites what they have not seen."""

import re
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from claims.api.errors import PreconditionRequired
from claims.models.base import Revised

_FORM = r'(?:W/)?"([0-9]{1,9})(?:-[0-9a-f]{20})?"'
"""The revision, and behind it, where a record was read, what `claims.api.conditional` knows its answer by."""
_TAG = re.compile(rf"^{_FORM}$")
_NAMED = _FORM.replace("?:", "")
IF_MATCH = rf"^\s*(\*|{_NAMED}(\s*,\s*{_NAMED})*)\s*$"
"""The same of the whole header, for the description."""


def etag_of(record: Revised | dict[str, Any]) -> str:
    revision = record["revision"] if isinstance(record, dict) else record.revision
    return f'"{revision}"'


def matches(request: Request, record: Revised) -> bool:
    """Whether If-Match names the record's revision, or is ``*``.

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
    return str(record.revision) in [tag.group(1) for tag in tags if tag]
