"""The bare view is an honest measure only as long as it answers what the API answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from rest_framework.test import APIClient

from benchmarks import bare
from benchmarks.comparing import plain
from benchmarks.generating import Newsroom
from benchmarks.loading import load
from claims.models import ArticleVersion, Attribution, Claim, Speaker
from newsapp.accounts.models import User
from tests.writing import save

CLAIMS = 305


@pytest.fixture
def newsroom(db: None) -> None:
    load(Newsroom(CLAIMS).batches())


@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize(
    ("view", "path", "pk"),
    [
        (bare.claims, "/api/v1/claims/", None),
        (bare.confirmed, "/api/v1/claims/?status=confirmed", None),
        (bare.article, "/api/v1/claims/?article=1&order=text", 1),
    ],
)
def test_a_bare_view_says_what_the_api_says(
    rf: RequestFactory,
    as_user: Callable[[User], APIClient],
    view: Callable[..., HttpResponse],
    path: str,
    pk: int | None,
) -> None:
    user = User.objects.earliest("id")
    results = as_user(user).get(path).json()["results"]
    assert len(results) == 50
    assert plain(asked(rf, user, view, pk)) == plain(results)
    # What the page holds must be worth comparing.
    for name in ("chain", "tags", "link_counts", "assessment", "comment_count", "decided_by", "author", "said_on"):
        assert any(claim[name] for claim in results), name


@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize("pk", [1, 2, CLAIMS])  # the first of a text, one amid it, and the last
def test_the_bare_view_of_one_claim_says_what_the_api_says(
    rf: RequestFactory, as_user: Callable[[User], APIClient], pk: int
) -> None:
    user = User.objects.earliest("id")
    claim = as_user(user).get(f"/api/v1/claims/{pk}/").json()
    assert claim["context"]["current"]
    assert plain(asked(rf, user, bare.claim, pk)) == plain([claim])


@pytest.mark.usefixtures("newsroom")
def test_a_bare_view_says_that_an_article_has_another_text_now(
    rf: RequestFactory, as_user: Callable[[User], APIClient]
) -> None:
    user = User.objects.earliest("id")
    first = ArticleVersion.objects.get(pk=1)
    save(ArticleVersion(article=first.article, number=2, text="Other.", text_hash="0" * 64, change=first.change))
    claim = as_user(user).get("/api/v1/claims/1/").json()
    assert not claim["context"]["current"]
    assert plain(asked(rf, user, bare.claim, 1)) == plain([claim])


def test_a_bare_view_answers_nobody_who_is_not_signed_in(rf: RequestFactory) -> None:
    request = rf.get("/bench/claims/")
    request.user = AnonymousUser()
    assert bare.claims(request).status_code == 401


def asked(rf: RequestFactory, user: User, view: Callable[..., HttpResponse], pk: int | None) -> Any:
    request = rf.get("/bench/")
    request.user = user
    return json.loads(view(request, *([] if pk is None else [pk])).content)


@pytest.mark.usefixtures("newsroom")
def test_generated_claims_hold_together() -> None:
    assert Claim.objects.count() == CLAIMS
    for claim in Claim.objects.prefetch_related("spans", "hops").select_related("version", "speaker"):
        spans = {part: [] for part in ("content", "cue", "speaker")}
        for span in claim.spans.all():
            assert 0 <= span.start < span.end <= len(claim.version.text)
            spans[span.part].append((span.start, span.end))
        assert claim.version.words(sorted(spans["content"])) == claim.content
        assert claim.version.words(spans["cue"]) == "said"
        assert claim.version.words(spans["speaker"]) == claim.speaker.name == claim.hops.all()[0].name_as_printed
        assert claim.start == min(spans["content"])[0]
    assert Attribution.objects.filter(position__gt=0).exists()
    assert Speaker.objects.filter(kind="unnamed").exists()


@pytest.mark.usefixtures("newsroom")
def test_a_claim_added_by_hand_gets_the_next_number() -> None:
    last = Claim.objects.latest("id")
    last.pk = None
    save(last)
    assert last.pk == CLAIMS + 1


def test_the_same_seed_gives_the_same_rows() -> None:
    assert list(Newsroom(40).batches()) == list(Newsroom(40).batches())


def test_busy_speakers_are_much_busier_than_most() -> None:
    drawn = Newsroom(1).draw_speaker.some(10_000)
    assert drawn.count(0) > 5 * drawn.count(15) > 0
