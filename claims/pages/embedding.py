"""The card of a claim that other people's pages frame."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_exempt

from claims.api.claims.views import ClaimViewSet
from claims.api.urls import view_of
from claims.pages.base import Page
from claims.pages.feeds import Feed
from claims.reading.embedding import changed_since

_INSTEAD = {
    404: ("This claim is not shown to the public", "It may never have been, or not any more."),
    503: ("This claim cannot be shown just now", "It will be back as soon as newsapp is."),
}
"""What the frame says in place of a card, by status."""
_FRAMED = {"frame-ancestors": ["*"], "script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}


@method_decorator([xframe_options_exempt, csp_replace(_FRAMED)], name="dispatch")
class ClaimEmbed(Page):
    """A claim as any visitor may see it, whoever looks, in a page that any site may frame: it does nothing.

    ``version`` in its address is that of the claim when it was embedded; the card says what has changed since.
    """

    template_name = "claims/embed.html"
    feeds = {"claim": Feed(view_of(ClaimViewSet, "retrieve"))}
    own = ("version",)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        request.user = AnonymousUser()
        request.META.pop("HTTP_AUTHORIZATION", None)
        try:
            response = super().get(request, **kwargs)
        except Http404:
            return _instead(request, 404)
        # Nobody signs in within a frame.
        status = 404 if response.status_code == 302 else response.status_code
        return _instead(request, status, response.headers.get("Retry-After")) if status in _INSTEAD else response

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {"changed": changed_since(answers["claim"], self.query.get("version", ""))}


def _instead(request: HttpRequest, status: int, retry_after: str | None = None) -> HttpResponse:
    heading, words = _INSTEAD[status]
    response = render(request, "claims/embed.html", {"heading": heading, "words": words}, status=status)
    if retry_after:
        response.headers["Retry-After"] = retry_after
    return response
