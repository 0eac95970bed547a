from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from rest_framework import parsers
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

from claims.limits import MAX_BYTES


class TooLarge(APIException):
    status_code = 413
    default_code = "too-large"


class JSONParser(BaseParser):
    """JSON in UTF-8 by orjson, which refuses NaN, lone surrogates and bottomless nesting."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise TooLarge(f"At most {MAX_BYTES:,} bytes of JSON are taken.")
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError(f"This is not JSON: {error}.") from None


class MultiPartParser(parsers.MultiPartParser):
    """What a form sends; too much of it is refused as a problem, where Django would answer with a page."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except RequestDataTooBig:
            most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
            raise TooLarge(f"At most {most:,} bytes are taken beside a file.") from None
        except TooManyFilesSent:
            most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
            raise TooLarge(f"At most {most:,} files are taken at once. Put more into a ZIP.") from None
        except TooManyFieldsSent as error:
            raise ParseError(str(error)) from None
