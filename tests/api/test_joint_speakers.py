"""Claims that several said together, and to whom: found, counted, changed and exported by each of them."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import Status
from claims.models import Attribution, Claim, Speaker
from claims.reading.history import history_of
from tests.api.helpers import ANY, V1, fields_of, listed
from tests.factories import ClaimFactory, SpeakerFactory
from tests.json_ld import expanded, node_of, values
from tests.writing import delete

pytestmark = pytest.mark.django_db


@pytest.fixture
def lee() -> Speaker:
    return SpeakerFactory(name="Ann Lee")


@pytest.fixture
def stone() -> Speaker:
    return SpeakerFactory(name="Bob Stone")


@pytest.fixture
def agency() -> Speaker:
    return SpeakerFactory(name="Press Agency", kind="organization")


@pytest.fixture
def claim(lee: Speaker, stone: Speaker, agency: Speaker) -> Claim:
    return ClaimFactory(speaker=lee, chain=[agency], chain__together=[stone], addressee="the council")


def shown(client: APIClient, claim: Claim) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"{V1}claims/{claim.pk}/").json()
    return answer


def hop(speaker: Speaker, **more: Any) -> dict[str, Any]:
    return {"speaker": speaker.pk, "name_as_printed": speaker.name, **more}


def test_a_claim_names_who_said_it_together_apart_from_who_passed_it_on(claim: Claim, as_reader: APIClient) -> None:
    answer = shown(as_reader, claim)
    assert answer["speaker"]["name"] == "Ann Lee"
    assert [one["speaker"]["name"] for one in answer["joint_speakers"]] == ["Bob Stone"]
    assert [one["speaker"]["name"] for one in answer["chain"]] == ["Press Agency"]
    assert answer["addressee"] == "the council"


def test_it_is_found_and_counted_by_each_of_them(
    claim: Claim, lee: Speaker, stone: Speaker, agency: Speaker, as_reader: APIClient
) -> None:
    ClaimFactory(speaker=stone)
    assert listed(as_reader, "claims", speaker=lee.pk) == [claim.pk]
    assert claim.pk in listed(as_reader, "claims", speaker=stone.pk)
    assert claim.pk in listed(as_reader, "claims", q="stone")
    assert listed(as_reader, "claims", passed_on_by=stone.pk) == []
    assert listed(as_reader, "claims", passed_on_by=agency.pk) == [claim.pk]
    facets = as_reader.get(f"{V1}claims/facets/").json()["speaker"]
    assert {value["name"]: value["count"] for value in facets} == {"Ann Lee": 1, "Bob Stone": 2}
    speakers = {row["name"]: row["claim_count"] for row in as_reader.get(f"{V1}speakers/").json()["results"]}
    assert speakers == {"Ann Lee": 1, "Bob Stone": 2, "Press Agency": 0}


def test_it_is_found_by_the_kind_of_each_of_them(lee: Speaker, agency: Speaker, as_reader: APIClient) -> None:
    together = ClaimFactory(speaker=lee, chain__together=[agency])
    ClaimFactory(speaker=lee, chain=[agency])
    assert listed(as_reader, "claims", kind="organization") == [together.pk]
    assert listed(as_reader, "claims", kind="document") == []


def test_a_visitor_counts_what_visitors_may_see(claim: Claim, stone: Speaker, as_visitor: APIClient) -> None:
    Claim.objects.filter(pk=claim.pk).update(status=Status.CONFIRMED)
    ClaimFactory(chain__together=[stone])
    assert as_visitor.get(f"{V1}speakers/{stone.pk}/").json()["claim_count"] == 1


def test_one_who_spoke_together_with_many_is_still_found_by_all_of_them(
    claim: Claim, stone: Speaker, as_reader: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.models.attribution.LISTED", 1)
    other = ClaimFactory(chain__together=[stone])
    assert sorted(listed(as_reader, "claims", speaker=stone.pk)) == [claim.pk, other.pk]


def test_a_change_of_the_chain_says_who_spoke_together(lee: Speaker, stone: Speaker, as_editor: APIClient) -> None:
    claim = ClaimFactory()
    hops = [hop(lee), hop(stone, role_as_printed="police chief", together=True)]
    answer = as_editor.patch(f"{V1}claims/{claim.pk}/", {"hops": hops, "addressee": "reporters"}, headers=ANY).json()
    assert answer["joint_speakers"][0]["role_as_printed"] == "police chief"
    assert answer["addressee"] == "reporters"
    told = {difference["field"]: difference["after"] for difference in history_of(claim)[0]["differences"]}
    assert (told["speaker"], told["together with"], told["addressee"]) == ("Ann Lee", "Bob Stone", "reporters")
    assert "chain" not in told


@pytest.mark.parametrize("order", ["together first", "together behind who passed on"])
def test_who_spoke_together_stands_right_behind_the_speaker(
    order: str, claim: Claim, lee: Speaker, stone: Speaker, agency: Speaker, as_editor: APIClient
) -> None:
    together = hop(stone, together=True)
    hops = [together] if order == "together first" else [hop(lee), hop(agency), together]
    answer = as_editor.patch(f"{V1}claims/{claim.pk}/", {"hops": hops}, headers=ANY)
    assert fields_of(answer) == {"hops"}


def test_two_who_were_merged_are_shown_once(claim: Claim, lee: Speaker, stone: Speaker, as_editor: APIClient) -> None:
    asked = as_editor.get(f"{V1}speakers/{lee.pk}/merge-preview/", {"speakers": stone.pk}).json()
    assert (asked["claims"], asked["passed_on"]) == (1, 0)
    merged = as_editor.post(f"{V1}speakers/{lee.pk}/merge/", {"speakers": [stone.pk]}, headers=ANY)
    assert shown(as_editor, claim)["joint_speakers"] == []
    assert merged.json()["claim_count"] == 1


def test_a_joint_claim_can_be_split_off_for_the_second_speaker(
    claim: Claim, stone: Speaker, as_editor: APIClient
) -> None:
    body = {"claims": [claim.pk], "name": "Robert Stone"}
    answer = as_editor.post(f"{V1}speakers/{stone.pk}/split/", body, headers=ANY)
    assert answer.status_code == 200, answer.content
    now = shown(as_editor, claim)
    assert (now["speaker"]["name"], now["joint_speakers"][0]["speaker"]["name"]) == ("Ann Lee", "Robert Stone")
    assert Attribution.objects.get(claim=claim, together=True).name_as_printed == "Bob Stone"


def test_linked_data_has_several_authors_and_an_audience(claim: Claim, as_reader: APIClient) -> None:
    answer = as_reader.get(f"{V1}claims/{claim.pk}/", headers={"Accept": "application/ld+json"})
    node = node_of(expanded(json.loads(answer.content)), "Claim")
    assert values(node, "author", "name") == ["Ann Lee", "Bob Stone"]
    assert values(node, "creator", "name") == ["Ann Lee", "Bob Stone"]
    assert values(node, "audience", "name") == ["the council"]


def test_a_row_of_the_table_names_them_all(claim: Claim, as_reader: APIClient) -> None:
    lines = b"".join(as_reader.get(f"{V1}export/claims.csv")).decode().splitlines()
    (row,) = csv.DictReader(lines)
    assert [row[name] for name in ("speaker", "joint_speakers", "passed_on_by", "addressee")] == [
        "Ann Lee",
        "Bob Stone",
        "Press Agency",
        "the council",
    ]


def test_annotations_go_out_and_come_in_with_each_speaker(claim: Claim, as_editor: APIClient) -> None:
    address = f"{V1}articles/{claim.article_id}/annotations/"
    page = json.loads(as_editor.get(address).content)
    (annotation,) = page["first"]["items"] if "first" in page else page["items"]
    named = [body["source"]["name"] for body in annotation["body"] if body["purpose"] == "identifying"]
    assert named == ["Ann Lee", "Bob Stone"]
    delete(claim)
    as_editor.post(address, {"items": [annotation]})
    answer = shown(as_editor, Claim.objects.get())
    assert [one["speaker"]["name"] for one in (answer, *answer["joint_speakers"])] == named
