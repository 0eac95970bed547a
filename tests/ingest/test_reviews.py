"""ClaimReview as it comes in."""

from __future__ import annotations

from typing import Any

import pytest

from claims.ingest import IngestError
from claims.ingest.reviews import REVIEWS_AT_ONCE, Review, elements_of, reviews_of


def test_what_a_review_says_is_read_from_whatever_form_it_has() -> None:
    node = {
        "@type": ["ClaimReview", "Review"],
        "url": {"@value": "https://checks.example/1"},
        "itemReviewed": [
            {
                "text": "It opens\0 in May",
                "author": [{"name": ["Ada Lind", "A. Lind"]}, "Omar Berg"],
                "appearance": ["https://post.example/1", {"@id": "https://post.example/2"}, 7],
                "firstAppearance": {"url": "https://post.example/1"},
            }
        ],
        "reviewRating": {"name": "False"},
        "reviewBody": "It is not built.",
        "author": {"name": "Checkers"},
    }
    assert reviews_of([node]) == [
        Review(
            place=0,
            url="https://checks.example/1",
            claim="It opens in May",
            authors=("Ada Lind", "A. Lind", "Omar Berg"),
            appearances=("https://post.example/1", "https://post.example/2"),
            rating="False",
            explanation="It is not built.",
            title="Review by Checkers",
        )
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ([], "no-reviews"),
        ({"dataFeedElement": []}, "no-reviews"),
        ("ClaimReview", "no-feed"),
        (7, "no-feed"),
        (None, "no-feed"),
        ([["x"]], "no-feed"),
        ([{}] * (REVIEWS_AT_ONCE + 1), "too-many"),
        ([{"item": [{}] * (REVIEWS_AT_ONCE + 1)}], "too-many"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_feed_is_refused_as_a_whole(data: Any, code: str) -> None:
    with pytest.raises(IngestError) as refused:
        elements_of(data)
    assert refused.value.code == code
