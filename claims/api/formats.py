"""Lists and records in formats of the field: JSON-LD, Atom, JSON Feed, ninjs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from rest_framework.exceptions import ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.utils.mediatypes import media_type_matches
from rest_framework.utils.urls import remove_query_param, replace_query_param

from claims.api.renderers import JSONRenderer
from claims.choices import AssessmentStatus
from claims.exports.feeds import (
    Entry,
    Feed,
    article_entry,
    assessment_entry,
    atom,
    changed_entry,
    claim_entry,
    json_feed,
    link_entry,
    speaker_entry,
)
from claims.exports.json_ld import Address, article_node, claim_nodes, json_ld, review_nodes, speaker_node
from claims.exports.ninjs import ninjs
from claims.reading.claims import claims_in, present, statuses_of
from claims.reading.publishing import to_publish
from claims.reading.related import Row
from newsapp.accounts.models import User

_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?=;|$)", re.IGNORECASE)


class Negotiation(DefaultContentNegotiation):
    """What a client likes best (RFC 9110, 12.5.1); a ``format`` that an address does not have is refused by name."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        if request.method == "OPTIONS":
            return JSONRenderer(), JSONRenderer.media_type  # other formats are of records
        self._offered = renderers
        return super().select_renderer(request, renderers, format_suffix)

    def get_accept_list(self, request: Request) -> list[str]:
        for types in _by_quality(request.headers.get("Accept", "*/*")):
            if any(media_type_matches(offered.media_type, accepted) for offered in self._offered for accepted in types):
                return types
        return []

    def filter_renderers(self, renderers: Any, format: str) -> Any:
        if format not in (formats := [renderer.format for renderer in renderers]):
            raise ValidationError({"format": [f"One of: {', '.join(formats)}."]}, code="unknown-format")
        self._offered = super().filter_renderers(renderers, format)
        return self._offered


def _by_quality(accept: str) -> list[list[str]]:
    """The media types of a header, in lists of those that are liked as well, the best first."""
    types = defaultdict(list)
    for media_type in accept.split(","):
        quality = _QUALITY.search(media_type)
        types[float(quality[1]) if quality else 1.0].append(_QUALITY.sub("", media_type).strip())
    return [types[quality] for quality in sorted(types, reverse=True) if quality]


def address_in(request: Request) -> Address:
    """The permanent addresses of records on the host that was asked."""
    return lambda kind, pk: request.build_absolute_uri(reverse(kind, args=[pk]))


class Format(BaseRenderer):
    """What an action answers beside JSON; made of the same data."""

    charset = None

    def ready(self, rows: list[Row], user: User | AnonymousUser) -> list[Row]:
        """The rows with what this format tells besides."""
        return rows

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        if data is None:
            return b""  # 304
        assert renderer_context is not None  # noqa: S101 - a view always gives one
        return self.written(data, renderer_context["request"], renderer_context["response"])

    def written(self, data: Row, request: Request, response: Any) -> bytes:
        raise NotImplementedError


class JSONLD(Format):
    """Nodes of a graph: of one record, or of a page of a list, whose Link header leads to the next."""

    media_type, format = "application/ld+json", "jsonld"

    def nodes(self, row: Row, address: Address) -> list[Row]:
        raise NotImplementedError

    def written(self, data: Row, request: Request, response: Any) -> bytes:
        if following := data.get("next"):
            response.headers["Link"] = f'<{_in_format(following, self)}>; rel="next"'
        rows, address = data.get("results", [data]), address_in(request)
        return json_ld(node for row in rows for node in self.nodes(row, address))


class ClaimsJSONLD(JSONLD):
    def nodes(self, row: Row, address: Address) -> list[Row]:
        return claim_nodes(row, address)

    def ready(self, rows: list[Row], user: User | AnonymousUser) -> list[Row]:
        return to_publish(rows, user)


class ArticlesJSONLD(JSONLD):
    def nodes(self, row: Row, address: Address) -> list[Row]:
        return [article_node(row, address)]


class ArticleNinjs(Format):
    media_type, format = "application/ninjs+json", "ninjs"

    def ready(self, rows: list[Row], user: User | AnonymousUser) -> list[Row]:
        return [row | {"claims": claims_in(row["version"]["id"], user)} for row in rows]

    def written(self, data: Row, request: Request, response: Any) -> bytes:
        return ninjs(data, data["claims"], address_in(request))


class SpeakersJSONLD(JSONLD):
    def nodes(self, row: Row, address: Address) -> list[Row]:
        return [speaker_node(row, address)]


class AssessmentsJSONLD(JSONLD):
    def nodes(self, row: Row, address: Address) -> list[Row]:
        return review_nodes(row, address)

    def ready(self, rows: list[Row], user: User | AnonymousUser) -> list[Row]:
        """The claims whose published assessments they are; a draft is nothing to publish."""
        published = [row["claim"] for row in rows if row["status"] == AssessmentStatus.PUBLISHED]
        return to_publish(present(published, user), user)


class FeedFormat(Format):
    """A page of a list, each row an entry. ``family`` is the list's name and that of the page that shows it."""

    family = ""

    def entry(self, row: Row, address: Address) -> Entry:
        raise NotImplementedError

    def write(self, feed: Feed) -> bytes:
        raise NotImplementedError

    def written(self, data: Row, request: Request, response: Any) -> bytes:
        own = _in_format(request.build_absolute_uri(), self)
        title, page = self.about(data, request)
        feed = Feed(
            title=title,
            address=remove_query_param(own, "cursor"),
            page=page,
            next=data["next"] and _in_format(data["next"], self),
            entries=[self.entry(row, address_in(request)) for row in data["results"]],
        )
        return self.write(feed)

    def about(self, data: Row, request: Request) -> tuple[str, str]:
        """The feed's title, and the address of the page that shows people the same."""
        page = request.build_absolute_uri(reverse(self.family))
        for name, value in _asked(request).items():
            page = replace_query_param(page, name, value)
        return f"newsapp: {self.family}{_filters_of(request)}", page


_NO_FILTERS = ("cursor", "format", "page_size")


def _asked(request: Request) -> dict[str, str]:
    return {name: request.query_params[name] for name in request.query_params if name not in _NO_FILTERS}


def _filters_of(request: Request) -> str:
    filters = ", ".join(f"{name}: {value}" for name, value in _asked(request).items())
    return f" ({filters})" if filters else ""


def _in_format(address: str, renderer: Format) -> str:
    return str(replace_query_param(address, "format", renderer.format))


class Atom(FeedFormat):
    media_type, format = "application/atom+xml", "atom"

    def write(self, feed: Feed) -> bytes:
        return atom(feed)


class JSONFeed(FeedFormat):
    media_type, format = "application/feed+json", "feed"

    def write(self, feed: Feed) -> bytes:
        return json_feed(feed)


class _OfClaims(FeedFormat):
    family = "claims"

    def entry(self, row: Row, address: Address) -> Entry:
        return claim_entry(row, address)


class _OfArticles(FeedFormat):
    family = "articles"

    def entry(self, row: Row, address: Address) -> Entry:
        return article_entry(row, address)


class _OfSpeakers(FeedFormat):
    family = "speakers"

    def entry(self, row: Row, address: Address) -> Entry:
        return speaker_entry(row, address)


class _OfClaimPages(FeedFormat):
    """What pages show with the claim that it belongs to, and has no list of its own there."""

    family = "claims"
    called = ""

    def about(self, data: Row, request: Request) -> tuple[str, str]:
        return f"newsapp: {self.called}{_filters_of(request)}", request.build_absolute_uri(reverse(self.family))


class _OfLinks(_OfClaimPages):
    called = "links"

    def ready(self, rows: list[Row], user: User | AnonymousUser) -> list[Row]:
        statuses = statuses_of({row[end] for row in rows for end in ("claim", "other")})
        return [
            row | {"claim_status": statuses[row["claim"]], "other_status": statuses[row["other"]]}
            for row in rows
            if row["claim"] in statuses and row["other"] in statuses  # else deleted a moment ago
        ]

    def entry(self, row: Row, address: Address) -> Entry:
        return link_entry(row, address)


class _OfAssessments(_OfClaimPages):
    called = "assessments"

    def ready(self, rows: list[Row], user: User | AnonymousUser) -> list[Row]:
        claims = {claim["id"]: claim for claim in present([row["claim"] for row in rows], user)}
        return [row | {"said": claims[row["claim"]]} for row in rows if row["claim"] in claims]

    def entry(self, row: Row, address: Address) -> Entry:
        return assessment_entry(row, address)


class _OfChanged(FeedFormat):
    """What an outlet changed in its articles, which are themselves the page that shows people the same."""

    family = "articles"

    def entry(self, row: Row, address: Address) -> Entry:
        return changed_entry(row, address)

    def about(self, data: Row, request: Request) -> tuple[str, str]:
        page = request.build_absolute_uri(reverse(self.family))
        outlet = request.parser_context["kwargs"]["pk"]
        return f"newsapp: what {data['outlet']} changed in its articles", replace_query_param(page, "outlet", outlet)


class ChangedFeed(_OfChanged, JSONFeed):
    pass


def _feeds_of(rows: type[FeedFormat]) -> tuple[type[FeedFormat], ...]:
    """A list as Atom and as JSON Feed."""
    return tuple(type(f"{rows.__name__}{form.__name__}", (rows, form), {}) for form in (Atom, JSONFeed))


CLAIM_FEEDS = _feeds_of(_OfClaims)
ARTICLE_FEEDS = _feeds_of(_OfArticles)
SPEAKER_FEEDS = _feeds_of(_OfSpeakers)
LINK_FEEDS = _feeds_of(_OfLinks)
ASSESSMENT_FEEDS = _feeds_of(_OfAssessments)
CHANGED_FEEDS = _feeds_of(_OfChanged)
