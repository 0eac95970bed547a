"""If-None-Match: whoever still has an answer is told so before a row of it is read."""

from __future__ import annotations

import hashlib
from functools import partial

from django.conf import settings
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, parse_etags
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.throttles import IN_PROCESS
from claims.reading.newest import Newest, newest

READS = ("GET", "HEAD")


class Conditional(APIView):
    """A view whose answers come of Changes: while there is no new one, each is what it was.

    The ETag of an answer is made of the newest Changes, of what was asked, and of who asked, since not all see the
    same; that of a record begins with its revision, which is all that If-Match heeds. Last-Modified tells people when
    the newest Change was made; no 304 rests on it, as a Change that was made earlier may be seen later.
    """

    comes_of_changes = True
    state: Newest | None = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        if not self.comes_of_changes or request.method not in READS or IN_PROCESS in request.META:
            return
        self.state = newest()
        self.tag = _tag(self.state, request)
        etags = parse_etags(request.headers.get("If-None-Match", ""))
        if current := next((etag for etag in etags if _without_revision(etag) == self.tag), None):
            setattr(self, str(request.method).lower(), partial(_not_modified, current))

    def finalize_response(self, request: Request, response: Response, *args: object, **kwargs: object) -> Response:
        if self.state and response.status_code in (200, 304):
            if response.status_code == 200:
                revision = response.headers.get("ETag", "").strip('"')
                response.headers["ETag"] = f'"{revision}-{self.tag}"' if revision else f'"{self.tag}"'
            if self.state.at:
                response.headers["Last-Modified"] = http_date(self.state.at.timestamp())
            patch_cache_control(response, private=True, no_cache=True)
        return super().finalize_response(request, response, *args, **kwargs)


class Digested(APIView):
    """A view whose answers become others without a Change: each is known by what is in it.

    304 saves sending an answer, not making it.
    """

    def finalize_response(self, request: Request, response: Response, *args: object, **kwargs: object) -> Response:
        answer: Response = super().finalize_response(request, response, *args, **kwargs)
        if isinstance(answer, Response) and self._is_read(request) and answer.status_code == 200:
            patch_cache_control(answer, private=True, no_cache=True)
            answer.add_post_render_callback(partial(_known_by_content, request))
        return answer

    def _is_read(self, request: Request) -> bool:
        return request.method in READS and IN_PROCESS not in request.META


def _known_by_content(request: Request, answer: Response) -> None:
    tag = hashlib.blake2b(answer.content, digest_size=10).hexdigest()
    etags = parse_etags(request.headers.get("If-None-Match", ""))
    current = next((etag for etag in etags if _without_revision(etag) == tag), None)
    answer.headers["ETag"] = current or f'"{tag}"'
    if current:
        answer.status_code = 304
        answer.content = b""
        del answer.headers["Content-Type"]


def _tag(state: Newest, request: Request) -> str:
    user = request.user
    asker: tuple[object, ...] = ("visitor", settings.NEWSAPP_VISITORS)
    if user.is_authenticated:
        asker = (user.pk, user.role, user.outlets and sorted(user.outlets))
    asked = (request.build_absolute_uri(), request.accepted_media_type, settings.SPECTACULAR_SETTINGS["VERSION"])
    return hashlib.blake2b(repr((state[:2], asker, asked)).encode(), digest_size=10).hexdigest()


def _without_revision(etag: str) -> str:
    return etag.removeprefix("W/").strip('"').removesuffix("-gzip").rpartition("-")[2]


def _not_modified(etag: str, *args: object, **kwargs: object) -> Response:
    return Response(status=304, headers={"ETag": etag})
