from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.http import parse_header_parameters
from rest_framework import parsers
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser, DataAndFiles
from rest_framework.request import Request
from rest_framework.utils.mediatypes import media_type_matches

from claims.ingest.strict_json import DuplicateKeyError, loads
from claims.limits import MAX_BYTES

FILE_TYPES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "application/ld+json": ".jsonld",
    "application/ninjs+json": ".json",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/vtt": ".vtt",
    "application/x-subrip": ".srt",
    "application/octet-stream": "",
}
"""The media types of an article that is a body by itself, and how the name of such a file ends."""
_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)


class TooLarge(APIException):
    status_code = 413
    default_code = "too-large"


class DuplicateKey(APIException):
    status_code = 400
    default_code = "duplicate-key"

    def __init__(self, error: DuplicateKeyError) -> None:
        super().__init__(str(error))
        self.field = error.key


class Encoded(APIException):
    status_code = 415
    default_code = "unsupported-media-type"
    default_detail = "Send the body as it is: no Content-Encoding is taken."


class JSONParser(BaseParser):
    """JSON in UTF-8, without NaN, lone surrogates, bottomless nesting and a key twice in an object."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        _refuse_encoded(parser_context)
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise TooLarge(f"At most {MAX_BYTES:,} bytes of JSON are taken.")
        try:
            return loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError(f"This is not JSON: {error}.") from None
        except DuplicateKeyError as error:
            raise DuplicateKey(error) from None


class MultiPartParser(parsers.MultiPartParser):
    """What a form sends; too much of it is refused as a problem, where Django would answer with a page."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        _refuse_encoded(parser_context)
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


class FileParser(BaseParser):
    """A body that is a file itself: as if it came as ``file`` in a form, whose other fields are in the query."""

    def __init__(self, media_type: str) -> None:
        self.media_type = media_type

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> DataAndFiles[Any, Any]:
        _refuse_encoded(parser_context)
        request: Request = (parser_context or {})["request"]
        name = _file_name(request) or f"article{FILE_TYPES[self.media_type]}"
        file = SimpleUploadedFile(name, stream.read(MAX_BYTES + 1), media_type or "")
        return DataAndFiles(request.query_params, MultiValueDict({"file": [file]}))


def _refuse_encoded(context: Mapping[str, Any] | None) -> None:
    """Raises Encoded for a compressed body: read as it came, it would be no JSON, or no text, for no reason told."""
    encoding = context["request"].headers.get("Content-Encoding", "") if context and "request" in context else ""
    if encoding.strip().lower() not in ("", "identity"):
        raise Encoded


def is_file(request: Request) -> bool:
    """Whether the body is a file itself."""
    return any(media_type_matches(media_type, request.content_type) for media_type in FILE_TYPES)


def _file_name(request: Request) -> str:
    """The name in Content-Disposition without its folders; "" for none."""
    try:
        _, told = parse_header_parameters(request.headers.get("Content-Disposition", ""))
    except (ValueError, LookupError):
        return ""
    name = _FOLDERS.sub("", told.get("filename", ""))
    return "" if name in (".", "..") else name
