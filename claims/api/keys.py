"""Idempotency-Key: what is sent again under its key is answered again, and done once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any, cast

import orjson
from django.core.files.uploadedfile import UploadedFile
from django.db import Error, transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDict
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.errors import Conflict, KeyUsed
from claims.models import KeptAnswer
from claims.services import answering
from claims.services.answering import OtherRequestError, StillRunningError

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
FORM = r"^[!-~]{1,255}$"
_KEY = re.compile(FORM.replace("$", r"\Z"))
_KEPT_HEADERS = ("Content-Type", "Location", "ETag", "Change-Id", "Preference-Applied")
_WAIT = 1
"""Seconds after which it is worth asking again for what is being done."""

Handler = Callable[..., HttpResponseBase]


class Repeatable(APIView):
    """A view whose POSTs may come with an Idempotency-Key, by which they are known when they come again.

    Who is not let in is refused first. The answer is kept with what was done, in one transaction; what is refused
    leaves nothing, and is done when it comes again. ``keyed`` names the actions of other methods that take a key too:
    changes that no If-Match keeps from being done twice. ``committing`` names the actions that commit by themselves,
    whose answer is kept right after; ``shown_once`` those whose answer shows a secret, which is kept nowhere.
    """

    keyed: tuple[str, ...] = ()
    committing: tuple[str, ...] = ()
    shown_once: tuple[str, ...] = ()

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        if HEADER in request.headers and takes_key(self, request.method):
            name = str(request.method).lower()
            setattr(self, name, partial(self._once, getattr(self, name)))

    def _once(self, handler: Handler, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The answer of the handler, or the one that it gave before."""
        commits = getattr(self, "action", "") in self.committing
        kept = _begun(request, commits)
        if kept.status is not None:
            return _again(kept)
        try:
            if commits:
                response = handler(request, *args, **kwargs)
                self._keep(kept, request, response)
                return response
            with transaction.atomic():
                answering.hold(kept)
                response = handler(request, *args, **kwargs)
                self._keep(kept, request, response)
            return response
        except StillRunningError as error:
            raise _busy(error) from None
        except BaseException:
            with suppress(Error):  # where the database has gone, the time for the request runs out by itself
                answering.give_up(kept)
            raise

    def _keep(self, kept: KeptAnswer, request: Request, response: HttpResponseBase) -> None:
        ready = self.finalize_response(request, cast("Response", response), *self.args, **self.kwargs)
        ready.render()
        headers = {name: ready.headers[name] for name in _KEPT_HEADERS if name in ready.headers}
        body = None if getattr(self, "action", "") in self.shown_once else ready.content
        answering.keep(kept, status=ready.status_code, headers=headers, body=body)


def takes_key(view: APIView, method: str | None) -> bool:
    """Whether the view's action, which the method asks for, may come with an Idempotency-Key."""
    return method == "POST" or getattr(view, "action", "") in getattr(view, "keyed", ())


def _begun(request: Request, commits: bool) -> KeptAnswer:
    """Raises ValidationError (400) for what is no key, KeyUsed (422) and Conflict (409)."""
    key = request.headers[HEADER]
    if not _KEY.match(key):
        raise ValidationError({HEADER: ["1 to 255 visible characters of ASCII, such as a UUID."]})
    token = getattr(request.auth, "digest", "")
    try:
        whose = _digest([str(request.user.pk), token, key])
        return answering.begin(key=whose, request=_digest(_asked(request)), commits=commits)
    except OtherRequestError as error:
        raise KeyUsed(error.message, error.code) from None
    except StillRunningError as error:
        raise _busy(error) from None


def _asked(request: Request) -> Iterator[str | bytes]:
    """What the request asks for: its method, address and body, as it is read and not as it is laid out."""
    yield request.method or ""
    yield request.get_full_path()
    data: Any = request.data
    if not isinstance(data, MultiValueDict):
        try:
            yield orjson.dumps(data, option=orjson.OPT_SORT_KEYS)
        except orjson.JSONEncodeError:
            raise ParseError("This is nested too deeply.") from None
        return
    for name, values in sorted(data.lists()):
        for value in values:
            yield name
            if isinstance(value, UploadedFile):
                yield from (value.name or "", value.content_type or "", _digest(value.chunks()))
                value.seek(0)
            else:
                yield value


def _digest(parts: Iterable[str | bytes]) -> str:
    """A digest of the parts in which each stands with its length, so that no two rows of parts share one."""
    digest = hashlib.sha256()
    for part in parts:
        written = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(written))
        digest.update(written)
    return digest.hexdigest()


def _again(kept: KeptAnswer) -> HttpResponse:
    if kept.body is None:
        message = "This was done when it came first. Its answer showed a secret, and is kept nowhere."
        raise Conflict(message, "shown-once")
    headers = {**kept.headers, REPLAYED: "true"}
    return HttpResponse(bytes(kept.body), status=kept.status, headers=headers)


def _busy(error: StillRunningError) -> Conflict:
    busy = Conflict(error.message, error.code)
    busy.wait = _WAIT
    return busy
