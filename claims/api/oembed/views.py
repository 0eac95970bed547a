"""Cards of claims for other people's pages."""

from __future__ import annotations

import math
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from claims.api.errors import PROBLEM, NotOffered
from claims.api.formats import address_in
from claims.api.oembed.serializers import OEmbedQuerySerializer, OEmbedSerializer
from claims.api.problems import ProblemSerializer
from claims.api.renderers import JSONRenderer
from claims.exports.feeds import claim_entry
from claims.models import Claim
from claims.reading.embedding import public_claim, version_of

_WIDTH = 550
"""Of a card in pixels, where less is not asked for."""
_TALLEST = 600
"""Longer words are scrolled."""
_BESIDE_WORDS, _LINE, _CHARACTER = 210, 27, 11.5
"""In pixels: all that a card has beside its words, a line of these, and the share of the width that a character takes
with what wrapping leaves empty.
"""


class OEmbedViewSet(GenericViewSet[Claim]):
    """The card of a claim, to embed in a page elsewhere."""

    serializer_class = OEmbedSerializer
    filter_backends = []
    pagination_class = None

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """`format` is oEmbed's own parameter."""
        return JSONRenderer(), JSONRenderer.media_type

    @extend_schema(
        tags=["oembed"],
        parameters=[OEmbedQuerySerializer],
        responses={
            200: OEmbedSerializer,
            **{(status, PROBLEM): ProblemSerializer for status in (404, 501)},
        },
    )
    def retrieve(self, request: Request) -> Response:
        """The card of the claim at `url` by oEmbed 1.0, as any visitor may see it, whoever asks.

        It has the version in its address: once the words or the published assessment are others, it says so.
        """
        query = OEmbedQuerySerializer(data=request.query_params, context={"request": request})
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        if asked["format"] == "xml":
            raise NotOffered("There is no XML here: ask for format=json, or leave it out.", "no-xml")
        claim = public_claim(asked["url"], request.user)
        if claim is None:
            raise NotFound("There is no claim at this address that visitors may see.")
        width = min(_WIDTH, asked.get("maxwidth", _WIDTH))
        height = min(_height(claim["content"], width), asked.get("maxheight", _TALLEST))
        size = {"width": width, "height": height}
        entry = claim_entry(claim, address_in(request))
        address = request.build_absolute_uri(reverse("claim-embed", args=[claim["id"]]))
        return Response(
            {
                "version": "1.0",
                "type": "rich",
                "title": entry.title,
                "author_name": entry.author,
                "provider_name": settings.NEWSROOM or "newsapp",
                "provider_url": request.build_absolute_uri(reverse("claims")),
                "html": _frame(f"{address}?version={version_of(claim)}", entry.title, **size),
                **size,
            }
        )


def _height(words: str, width: int) -> int:
    """What a card of the width takes to show the words without scrolling, up to the tallest."""
    lines = math.ceil(len(words) * _CHARACTER / width)
    return min(_BESIDE_WORDS + _LINE * lines, _TALLEST)


def _frame(address: str, title: str, *, width: int, height: int) -> str:
    """Links of the card open in tabs of their own, which the sandbox would otherwise keep from opening."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox" style="border: 0; max-width: 100%"></iframe>',
        address,
        title,
        width,
        height,
    )
