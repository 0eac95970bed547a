"""Others' fact-checks through the API, and by `manage.py import_reviews`."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, Status
from claims.models import Assessment, Claim
from tests.api.helpers import V1, fields_of, problem_of
from tests.factories import AssessmentFactory, ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db
PATH = f"{V1}assessments/import/"
REVIEW = {
    "@type": "ClaimReview",
    "url": "https://checks.example/bridge",
    "claimReviewed": "The bridge will open before the winter comes",
    "itemReviewed": {"author": {"name": "Ada Lind"}},
    "reviewRating": {"alternateName": "False", "ratingExplanation": "It is not built."},
    "author": {"name": "Checkers"},
}


@pytest.fixture
def claim() -> Any:
    return ClaimFactory(speaker=SpeakerFactory(name="Ada Lind"), content=REVIEW["claimReviewed"])


def test_a_feed_makes_drafts_of_ones_own_in_one_change(as_fact_checker: APIClient, claim: Claim) -> None:
    unknown = REVIEW | {"url": "https://checks.example/2", "reviewRating": {"alternateName": "Hmm"}}
    feed = {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [REVIEW, unknown]}
    answer = as_fact_checker.post(PATH, feed)
    assert answer.status_code == 200, answer.content
    draft = Assessment.objects.get()
    assert answer.json() == {
        "created": 1,
        "results": [
            {
                "place": 0,
                "url": "https://checks.example/bridge",
                "assessment": draft.pk,
                "claims": [claim.pk],
                "code": "",
                "message": "",
            },
            {
                "place": 1,
                "url": "https://checks.example/2",
                "assessment": None,
                "claims": [claim.pk],
                "code": "rating-unknown",
                "message": "Rating unknown: “Hmm”.",
            },
        ],
    }
    shown = as_fact_checker.get(f"{V1}assessments/{draft.pk}/").json()
    assert (shown["author"], shown["status"], shown["lacks"]) == ("fact_checker", "draft", [])
    assert shown["evidence"][0]["title"] == "Review by Checkers"
    undone = as_fact_checker.post(f"{V1}changes/{answer['Change-Id']}/undo/", headers={"If-Match": "*"})
    assert undone.status_code in (200, 201), undone.content
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("body", [REVIEW, [REVIEW], {"@context": "https://schema.org", "@graph": [REVIEW]}])
def test_one_a_list_and_a_graph_do_too(body: Any, as_fact_checker: APIClient, claim: Claim) -> None:
    answer = as_fact_checker.post(PATH, json.dumps(body), content_type="application/json")
    assert answer.json()["created"] == 1


def test_what_newsapp_publishes_it_can_take_in_elsewhere(as_fact_checker: APIClient, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(status=Status.CONFIRMED)
    AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    graph = json.loads(as_fact_checker.get(f"{V1}export/assessments.jsonld").getvalue())
    (result,) = as_fact_checker.post(PATH, graph).json()["results"]
    assert (result["claims"], result["code"]) == ([claim.pk], "")


@pytest.mark.parametrize("body", [[], {"dataFeedElement": []}, {"dataFeedElement": "x"}, "x", 7, ["x"], {}])
def test_what_is_no_feed_is_refused(body: Any, as_fact_checker: APIClient) -> None:
    answer = as_fact_checker.post(PATH, json.dumps(body), content_type="application/json")
    assert fields_of(answer) == {"dataFeedElement"}


def test_too_many_are_refused_before_any_is_read(as_fact_checker: APIClient) -> None:
    problem = problem_of(as_fact_checker.post(PATH, {"dataFeedElement": [REVIEW] * 501}), 400, "max-length")
    assert problem["errors"][0]["field"] == "dataFeedElement"
    assert fields_of(as_fact_checker.post(PATH, {"dataFeedElement": [{"item": [REVIEW] * 501}]})) == {"dataFeedElement"}


def told_by(path: Path) -> list[str]:
    out = io.StringIO()
    call_command("import_reviews", str(path), stdout=out)
    return out.getvalue().splitlines()


def test_the_command_does_the_same_and_lists_what_is_for_a_person(tmp_path: Path, claim: Claim) -> None:
    feed = tmp_path / "feed.json"
    unknown = REVIEW | {"reviewRating": {"alternateName": "Hmm"}, "url": "https://checks.example/2"}
    feed.write_text(json.dumps({"@type": "DataFeed", "dataFeedElement": [REVIEW, unknown]}))
    for made in (1, 0):
        assert told_by(feed) == [
            f"https://checks.example/2: Rating unknown: “Hmm”. Claims: {claim.pk}.",
            f"{made} of 2 became drafts.",
        ]
    assert Assessment.objects.get().author is None


@pytest.mark.parametrize(("text", "says"), [("{", "not JSON"), ("[]", "no ClaimReview"), (None, "No such file")])
def test_the_command_says_what_is_wrong_with_a_file(text: str | None, says: str, tmp_path: Path) -> None:
    file = tmp_path / "feed.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(CommandError, match=says):
        told_by(file)


def test_each_more_takes_few_statements(as_fact_checker: APIClient, query_count: Callable[..., int]) -> None:
    def taken_in(place: int, number: int) -> int:
        reviews = []
        for each in range(place, place + number):
            words = f"The bridge number {each} will open before the winter"
            author = ClaimFactory(speaker__name=f"Ada{each} Lind", content=words).speaker.name
            about = {"claimReviewed": words, "itemReviewed": {"author": {"name": author}}}
            reviews.append(REVIEW | about | {"url": f"https://checks.example/{each}"})
        created = []
        count = query_count(lambda: created.append(as_fact_checker.post(PATH, {"dataFeedElement": reviews}).json()))
        assert created[0]["created"] == number
        return count

    assert taken_in(3, 9) - taken_in(0, 3) <= 2 * 6  # a review's own: its claims, and who spoke together with theirs
