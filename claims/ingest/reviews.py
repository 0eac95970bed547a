"""Fact-checks of others as schema.org's ClaimReview, in a DataFeed, a list, a graph or one alone (JSON-LD)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from claims.ingest.document import IngestError

REVIEWS_AT_ONCE = 500
_LONGEST = {"claimReviewed": 2_000, "explanation": 20_000}
_ADDRESS_AT_MOST = 1000
_SPACE = re.compile(r"\s")

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Review:
    """One fact-check; ``place`` is where it stands in what came, ``refused`` why it cannot be read.

    ``authors`` are names of who is held to have made the claim, ``appearances`` addresses of articles that have it.
    """

    place: int
    url: str = ""
    claim: str = ""
    authors: tuple[str, ...] = ()
    appearances: tuple[str, ...] = ()
    rating: str = ""
    explanation: str = ""
    title: str = ""
    refused: str = ""


def elements_of(data: Any) -> list[Any]:
    """What a feed holds, unread. Raises IngestError for what is no feed, is empty, or holds too much."""
    if isinstance(data, dict):
        data = next((data[name] for name in ("dataFeedElement", "@graph") if name in data), data)
    elements = data if isinstance(data, list) else [data]
    if not all(isinstance(element, dict) for element in elements):
        message = "This is no feed of ClaimReview: each of its elements is to be an object."
        raise IngestError("no-feed", message, field="dataFeedElement")
    items = [item for element in elements for item in _listed(element.get("item", element))]
    if not items:
        raise IngestError("no-reviews", "There is no ClaimReview in it.", field="dataFeedElement")
    if len(items) > REVIEWS_AT_ONCE:
        message = f"At most {REVIEWS_AT_ONCE} are taken at once; these are {len(items):,}."
        raise IngestError("too-many", message, field="dataFeedElement")
    return items


def reviews_of(elements: list[Any]) -> list[Review]:
    """Each element as a Review, in order; one that is malformed says why."""
    return [_review(place, element) for place, element in enumerate(elements)]


def _review(place: int, node: Any) -> Review:
    if not isinstance(node, dict) or "ClaimReview" not in _listed(node.get("@type")):
        return Review(place, refused="@type: this is no ClaimReview.")
    item = _first_node(node.get("itemReviewed"))
    rating = _first_node(node.get("reviewRating"))
    url = _text(node.get("url"))
    review = Review(
        place,
        url=url,
        claim=_text(node.get("claimReviewed")) or _text(item.get("text")),
        authors=tuple(filter(None, (name for author in _listed(item.get("author")) for name in _names(author)))),
        appearances=tuple(dict.fromkeys(_addresses(item))),
        rating=_text(rating.get("alternateName")) or _text(rating.get("name")),
        explanation=_text(rating.get("ratingExplanation")) or _text(node.get("reviewBody")),
        title=_text(node.get("name")) or _text(node.get("headline")) or _by_whom(node) or url,
    )
    return Review(place, url=url, refused=refused) if (refused := _fault_of(review)) else review


def _fault_of(review: Review) -> str:
    if not _is_address(review.url):
        return "url: the address of the review is missing, or is none of the web."
    if not review.claim:
        return "claimReviewed: the words that were reviewed are missing."
    if not review.rating:
        return "reviewRating.alternateName: the rating has no name."
    for name, text in (("claimReviewed", review.claim), ("explanation", review.explanation)):
        if len(text) > _LONGEST[name]:
            return f"{name}: at most {_LONGEST[name]:,} characters are taken."
    return ""


def _addresses(item: Node) -> Iterator[str]:
    """Where the claim appeared; in the older form, `itemReviewed` is what it appeared in."""
    places = [place for name in ("firstAppearance", "appearance") for place in _listed(item.get(name))]
    for place in places:
        node = place if isinstance(place, dict) else {"url": place}
        for address in (_text(node.get("url")), _text(node.get("@id"))):
            if _is_address(address):
                yield address


def _names(author: Any) -> list[str]:
    return [_text(name) for name in _listed(author.get("name") if isinstance(author, dict) else author)]


def _by_whom(node: Node) -> str:
    names = [name for author in _listed(node.get("author")) for name in _names(author) if name]
    return f"Review by {names[0]}" if names else ""


def _first_node(value: Any) -> Node:
    return next((node for node in _listed(value) if isinstance(node, dict)), {})


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """A value as text, with what no database takes left out; "" for what is none."""
    if isinstance(value, dict):
        value = value.get("@value")
    return value.replace("\0", "").strip() if isinstance(value, str) else ""


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        is_sound = len(value) <= _ADDRESS_AT_MOST and not _SPACE.search(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and is_sound
    except ValueError:
        return False
