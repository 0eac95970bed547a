"""Cards of claims for other people's pages."""

from __future__ import annotations

import math
from collections.abc import Iterator
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
from claims.exports.json_ld import Address
from claims.models import Claim
from claims.reading.citing import reliance
from claims.reading.embedding import public_claim, version_of
from claims.reading.related import Row

_WIDTH = 550
"""Of a card in pixels, where less is not asked for."""
_TALLEST = 600
"""Longer words are scrolled."""
_BESIDE_WORDS, _LINE, _CHARACTER = 210, 27, 11.5
"""In pixels: all that a card has beside its words, where nothing of it wraps, a line of these, and the share of the
width that a character takes with what wrapping leaves empty.
"""
_SMALL_LINE, _SMALL_CHARACTER, _MARGINS = 24, 8, 50
"""Of what stands beside the words: a line, a character, and what margins and wrapping leave empty."""


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
        height = min(_height(claim, address_in(request), width), asked.get("maxheight", _TALLEST))
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


def _height(claim: Row, address: Address, width: int) -> int:
    """What a card of the width takes to show the claim without scrolling, up to the tallest."""
    lines = math.ceil(len(claim["content"]) * _CHARACTER / width)
    a_line = max(1, width - _MARGINS) / _SMALL_CHARACTER
    wrapped = sum(int(len(text) / a_line) for text in _beside_words(claim, address))
    return min(_BESIDE_WORDS + _LINE * lines + _SMALL_LINE * wrapped, _TALLEST)


def _beside_words(claim: Row, address: Address) -> Iterator[str]:
    """About what the other paragraphs of the card say: who spoke, where, how it stands, and its address."""
    article, outlet, assessment = claim["article"], claim["article"]["outlet"], claim["assessment"]
    hops = [claim, *claim["joint_speakers"], *claim["chain"]]
    yield " ".join([f"{hop['name_as_printed']} {hop['role_as_printed']}" for hop in hops] + [claim["cue"]])
    yield f"{article['title']}, {outlet['name'] if outlet else ''}, {(article['published_at'] or '')[:10]}"
    yield f"{reliance(claim['status'])}  Indirect quotation  {assessment['rating']['name'] if assessment else ''}"
    yield address("claim", claim["id"])


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
