"""`POST /mcp`: the tools over HTTP, behind the tokens, rates and visibility of the API."""

from __future__ import annotations

from typing import cast

import orjson
from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from claims.api.parsers import TooLarge
from claims.api.permissions import may_come_in
from claims.ingest.strict_json import loads
from claims.mcp.asking import Asker
from newsapp.accounts.authentication import TokenAuthentication
from newsapp.accounts.models import Token

MAX_MESSAGE = 100_000
"""Bytes; the longest that a tool takes are some thousands."""


class MayComeIn(BasePermission):
    """Who may read the API; what of it, its own views say."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return may_come_in(request.user)


@extend_schema(exclude=True)  # no REST
class ToolsView(APIView):
    """One message of the protocol, answered in JSON. Sessions of browsers count for nothing here: it is a token's, or a
    visitor's.
    """

    authentication_classes = [TokenAuthentication]
    permission_classes = [MayComeIn]
    http_method_names = ["post"]

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        _refuse_other_origins(request)
        super().initial(request, *args, **kwargs)

    def post(self, request: Request) -> HttpResponse:
        # Loading the SDK takes a second and 30 MB, which processes that are asked for no tools are spared.
        from claims.mcp.http import exchange

        body = request.read(MAX_MESSAGE + 1)
        if len(body) > MAX_MESSAGE:
            raise TooLarge(f"At most {MAX_MESSAGE:,} bytes are taken.")
        try:
            loads(body)  # which refuses what the SDK's parser takes and cannot write again, as lone surrogates
        except ValueError as error:
            return HttpResponse(_parse_error(error), status=400, content_type="application/json")
        status, headers, answer = exchange(Asker(request._request, _name_of(request)), _own_headers(request), body)
        return HttpResponse(answer, status=status, headers=headers)


def _refuse_other_origins(request: Request) -> None:
    """No page of another site may ask in the name of who looks at it, by whatever name it has this host resolved."""
    origin = request.headers.get("Origin")
    own = f"{request.scheme}://{request.get_host()}"
    if origin is not None and origin not in {own, *settings.CSRF_TRUSTED_ORIGINS}:
        raise PermissionDenied("Pages of other sites may not ask here; CSRF_TRUSTED_ORIGINS names those that may.")


def _parse_error(error: ValueError) -> bytes:
    message = f"Parse error: {error}"
    return orjson.dumps({"jsonrpc": "2.0", "id": None, "error": {"code": -32700, "message": message}})


def _own_headers(request: Request) -> dict[str, str]:
    """Those that the protocol has a use for."""
    return {
        name: value
        for name, value in request.headers.items()
        if name.lower() in ("accept", "content-type") or name.lower().startswith("mcp-")
    }


def _name_of(request: Request) -> str:
    if request.auth is None:
        return "A visitor"
    token = cast("Token", request.auth)
    return f"{request.user.get_username()} by token {token.name!a}"
