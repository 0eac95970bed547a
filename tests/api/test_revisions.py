"""ETag and If-Match: nobody overwrites what they have not seen, and of two at once one is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, Status
from claims.models import Change, Claim, Tag
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role
from tests.api.helpers import V1, fields_of, problem_of
from tests.api.records import body_for, record_for
from tests.factories import (
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    OutletFactory,
    SpeakerFactory,
    TagFactory,
    UserFactory,
)
from tests.writing import delete

# The records that people edit, by the word for one in tests.api.records.
EDITED = {
    "outlets": "silent_outlet",
    "articles": "undecided",
    "speakers": "silent",
    "aliases": "alias",
    "claims": "claim",
    "links": "link",
    "tags": "unused_tag",
    "ratings": "rating",
    "assessments": "draft",
    "comments": "own_comment",
}


@pytest.fixture(params=sorted(EDITED))
def address(request: pytest.FixtureRequest, administrator: User) -> str:
    """The address of a record of each family in turn."""
    return f"{V1}{request.param}/{record_for(EDITED[request.param], administrator)}/"


def change(address: str) -> dict[str, Any]:
    return body_for(address.removeprefix("/api/"), "PATCH")


@pytest.mark.django_db
def test_a_record_is_given_with_its_revision_as_etag(address: str, as_administrator: APIClient) -> None:
    answer = as_administrator.get(address)
    assert answer["ETag"].startswith(f'"{answer.json()["revision"]}-')


@pytest.mark.django_db
def test_a_change_made_with_the_etag_goes_through_and_gives_the_next(address: str, as_administrator: APIClient) -> None:
    etag = as_administrator.get(address)["ETag"]
    answer = as_administrator.patch(address, change(address), headers={"If-Match": etag})
    assert answer.status_code == 200, answer.content
    assert answer["ETag"] != etag
    again = as_administrator.get(address)
    assert again.json() == answer.json()
    assert again["ETag"].startswith(answer["ETag"].rstrip('"'))


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["patch", "delete"])
def test_a_write_without_an_etag_is_refused(address: str, method: str, as_administrator: APIClient) -> None:
    before = as_administrator.get(address).json()
    problem_of(getattr(as_administrator, method)(address, change(address)), 428, "if-match-missing")
    assert as_administrator.get(address).json() == before


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["patch", "delete"])
def test_a_stale_write_is_refused_with_the_present_state(
    address: str, method: str, as_administrator: APIClient
) -> None:
    stale = as_administrator.get(address)["ETag"]
    as_administrator.patch(address, change(address), headers={"If-Match": stale})
    present = as_administrator.get(address).json()
    refused = getattr(as_administrator, method)(address, change(address), headers={"If-Match": stale})
    assert problem_of(refused, 412, "stale")["current"] == present
    assert as_administrator.get(address).json() == present


@pytest.mark.django_db
def test_a_deletion_with_the_etag_goes_through(address: str, as_administrator: APIClient) -> None:
    if address.startswith(f"{V1}articles"):
        delete(Claim.objects.all())
    etag = as_administrator.get(address)["ETag"]
    assert as_administrator.delete(address, headers={"If-Match": etag}).status_code == 204
    assert as_administrator.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given", ["3", '"3', '3"', '"three"', '""', "'1'", '"1" "2"', '"1",', "é", '"' + "9" * 30 + '"', "*, *"]
)
def test_what_is_no_etag_is_refused_by_name(given: str, as_editor: APIClient) -> None:
    tag = TagFactory()
    answer = as_editor.patch(f"{V1}tags/{tag.pk}/", {"name": "bridges"}, headers={"If-Match": given})
    assert fields_of(answer) == {"If-Match"}
    tag.refresh_from_db()
    assert tag.name != "bridges"


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["*", '"1"', '"1-0123456789abcdef0123-gzip"', ' "1" ', '"7", "1"', 'W/"1","1"'])
def test_an_etag_may_be_of_a_compressed_answer_one_of_several_or_any(given: str, as_editor: APIClient) -> None:
    tag = TagFactory()
    answer = as_editor.patch(f"{V1}tags/{tag.pk}/", {"name": "bridges"}, headers={"If-Match": given})
    assert answer.status_code == 200, answer.content


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["patch", "delete"])
@pytest.mark.parametrize("given", ['W/"1"', 'W/"1-0123456789abcdef0123"', '"7",W/"1"', 'W/"1", W/"2"'])
def test_a_weak_etag_matches_nothing(given: str, method: str, as_editor: APIClient) -> None:
    tag = TagFactory()
    answer = getattr(as_editor, method)(f"{V1}tags/{tag.pk}/", {"name": "bridges"}, headers={"If-Match": given})
    assert ("A weak ETag" in problem_of(answer, 412, "stale")["detail"]) == ('"7"' not in given)
    assert Tag.objects.get(pk=tag.pk).name == tag.name


@pytest.mark.django_db
def test_rights_are_looked_at_before_revisions_and_revisions_before_the_body(
    as_reader: APIClient, as_editor: APIClient
) -> None:
    address = f"{V1}tags/{TagFactory().pk}/"
    problem_of(as_reader.patch(address, {"nonsense": 1}), 403, "permission-denied")
    problem_of(as_editor.patch(address, {"nonsense": 1}), 428, "if-match-missing")
    problem_of(as_editor.patch(address, {"nonsense": 1}, headers={"If-Match": '"9"'}), 412, "stale")
    problem_of(as_editor.patch(address, {"nonsense": 1}, headers={"If-Match": '"1"'}), 400, "unknown-field")


@pytest.mark.django_db
def test_a_claim_gets_a_new_etag_when_its_tags_change(as_editor: APIClient) -> None:
    address = f"{V1}claims/{ClaimFactory().pk}/"
    answer = as_editor.patch(address, {"tags": [TagFactory().pk]}, headers={"If-Match": '"1"'})
    assert answer["ETag"] == '"2"'


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """The answers to calls that all begin together, each in a thread with a connection of its own."""
    barrier = threading.Barrier(len(calls))
    answers: list[Any] = [None] * len(calls)

    def run(index: int) -> None:
        try:
            barrier.wait(timeout=10)
            answers[index] = calls[index]()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.fixture
def editors(transactional_db: None, as_user: Callable[[Any], APIClient]) -> list[APIClient]:
    return [as_user(UserFactory(role=Role.EDITOR)) for _ in range(4)]


@pytest.mark.django_db(transaction=True)
def test_of_editors_who_decide_at_once_one_wins_and_the_others_are_told(editors: list[APIClient]) -> None:
    claim = ClaimFactory()
    address = f"{V1}claims/{claim.pk}/"
    words = ["confirmed", "rejected", "confirmed", "rejected"]

    def decision(client: APIClient, word: str) -> Callable[[], Any]:
        return lambda: client.patch(address, {"status": word}, headers={"If-Match": '"1"'})

    answers = at_once(*(decision(client, word) for client, word in zip(editors, words, strict=True)))
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    (winner,) = [answer.json() for answer in answers if answer.status_code == 200]
    claim.refresh_from_db()
    assert (claim.status, claim.revision, claim.decided_by.username) == (
        winner["status"],
        2,
        winner["decided_by"],
    )
    for answer in answers:
        if answer.status_code == 412:
            assert problem_of(answer, 412, "stale")["current"] == winner


@pytest.mark.django_db(transaction=True)
def test_of_a_change_and_a_deletion_at_once_one_wins(editors: list[APIClient]) -> None:
    address = f"{V1}tags/{TagFactory().pk}/"
    changed, deleted = at_once(
        lambda: editors[0].patch(address, {"name": "bridges"}, headers={"If-Match": '"1"'}),
        lambda: editors[1].delete(address, headers={"If-Match": '"1"'}),
    )
    assert (changed.status_code, deleted.status_code) in [(200, 412), (404, 204)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("family", "body"), [("tags", {"name": "bridges"}), ("outlets", {"name": "Morning Post"})])
def test_of_two_who_make_the_same_at_once_one_is_refused(
    editors: list[APIClient], family: str, body: dict[str, str]
) -> None:
    answers = at_once(*(lambda client=client: client.post(f"{V1}{family}/", body) for client in editors))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 201
    assert set(statuses[1:]) <= {400, 409}
    assert all(answer["Content-Type"] == "application/problem+json" for answer in answers if answer.status_code != 201)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_an_assessment_of_a_claim_at_once_one_is_refused(editors: list[APIClient]) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED, speaker=SpeakerFactory())
    drafts = [AssessmentFactory(claim=claim).pk for _ in editors]

    def publish(client: APIClient, pk: int) -> Callable[[], Any]:
        headers = {"If-Match": '"1"'}
        return lambda: client.patch(f"{V1}assessments/{pk}/", {"status": "published"}, headers=headers)

    answers = at_once(*(publish(client, pk) for client, pk in zip(editors, drafts, strict=True)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert claim.assessments.filter(status=AssessmentStatus.PUBLISHED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_article_that_two_take_in_at_once_is_one_article(editors: list[APIClient]) -> None:
    body = {"text": "“The bridge opens in May,” Ada Holm said on Monday.", "url": "https://post.example/1"}
    answers = at_once(*(lambda client=client: client.post(f"{V1}articles/", body) for client in editors))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert {answer.json()["claim_counts"]["suggested"] for answer in answers} == {1}


def test_a_patch_to_what_stands_there_already_leaves_no_change_and_the_same_etag(as_editor):
    tag = TagFactory(name="bridges")
    changes, revision = Change.objects.count(), tag.revision
    same = as_editor.patch(f"{V1}tags/{tag.pk}/", {"name": "bridges"}, headers={"If-Match": "*"})
    assert (same.status_code, same.json()["revision"], Change.objects.count()) == (200, revision, changes)
    assert "Change-Id" not in same
    other = as_editor.patch(f"{V1}tags/{tag.pk}/", {"name": "tunnels"}, headers={"If-Match": "*"})
    assert (other.json()["revision"], Change.objects.count()) == (revision + 1, changes + 1)


def test_an_article_that_is_said_to_be_what_it_is_stays_as_it_was(as_editor):
    article = ArticleFactory(title="Bridge opens", outlet=OutletFactory(name="Evening Post"))
    changes, same = Change.objects.count(), {"title": "Bridge opens", "outlet_name": "evening post"}
    answer = as_editor.patch(f"{V1}articles/{article.pk}/", same, headers={"If-Match": "*"})
    assert (answer.json()["revision"], Change.objects.count()) == (article.revision, changes)
