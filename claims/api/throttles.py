"""Rates of the API: by token, by signed-in user or, for visitors, by address.

Each answer that is counted says where its caller stands, in the words of draft-ietf-httpapi-ratelimit-headers.
"""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from claims.services.rates import MINUTE, Meter
from newsapp.head import Answer

if TYPE_CHECKING:  # it reads the settings, which name this module
    from rest_framework.views import APIView

IN_PROCESS = "newsapp.in_process"
"""In META: a page or a tool asks, whose reader is not counted for each of its parts."""
_TOLD = "newsapp.rate"

METER = Meter()


class PerCaller(BaseThrottle):
    """As many requests a minute as RATE_SIGNED_IN and RATE_VISITORS say; 0: any number."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        policy, caller, limit = self._caller(request)
        if not limit or IN_PROCESS in request.META:
            return True
        now = time.time()
        left = METER.spend(hashlib.sha256(caller.encode()).hexdigest(), limit, now)
        self._wait = MINUTE - int(now % MINUTE)
        request.META[_TOLD] = {
            "RateLimit-Policy": f'"{policy}";q={limit};w={MINUTE}',
            "RateLimit": f'"{policy}";r={max(left, 0)};t={self._wait}',
        }
        return left >= 0

    def wait(self) -> float:
        return self._wait

    def _caller(self, request: Request) -> tuple[str, str, int]:
        if token := getattr(request.auth, "digest", ""):
            return "token", f"token {token}", settings.RATE_SIGNED_IN
        if request.user.is_authenticated:
            return "user", f"user {request.user.pk}", settings.RATE_SIGNED_IN
        return "address", f"address {self.get_ident(request)}", settings.RATE_VISITORS


def with_rate(get_response: Answer) -> Answer:
    """The middleware: the answer to a request that was counted says so."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in request.META.get(_TOLD, {}).items():
            response.headers[name] = value
        return response

    return answer  # type: ignore[return-value]
