"""What the claims of a speaker tell together: their months, who passes them on, contradictions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import Relation, Status
from claims.models import Claim, Speaker
from claims.reading import timelines
from tests.api.helpers import V1, listed
from tests.factories import ArticleFactory, ClaimFactory, LinkFactory, OutletFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mayor() -> Speaker:
    return SpeakerFactory(name="Ada Holm")


def overview(client: APIClient, speaker: Speaker) -> Any:
    return client.get(f"{V1}speakers/{speaker.pk}/overview/").json()


def claim_in(role: str, **values: Any) -> Claim:
    claim: Claim = ClaimFactory(**values)
    claim.hops.filter(position=0).update(role_as_printed=role)
    return claim


def contradict(claim: Claim, other: Claim, **values: Any) -> int:
    link = LinkFactory(claim=claim, other=other, relation=Relation.CONTRADICTS, **values)
    return int(link.pk)


def test_each_month_counts_the_claims_that_its_days_let_through(mayor: Speaker, as_reader: APIClient) -> None:
    late = ArticleFactory(published_at=datetime(2018, 10, 31, 23, 30, tzinfo=UTC), published_offset=60)
    undated = ArticleFactory(published_at=None)
    for article, day in ((late, None), (late, date(2018, 9, 1)), (undated, date(2018, 9, 30)), (undated, None)):
        ClaimFactory(article=article, said_on=day, speaker=mayor)
    ClaimFactory(article=late, chain__together=[mayor])
    ClaimFactory(article=late, chain=[mayor])
    of_mayor = {"speaker": mayor.pk}
    months = as_reader.get(f"{V1}claims/months/", of_mayor).json()
    assert [(row["month"], row["suggested"]) for row in months] == [("2018-09", 2), ("2018-10", 2), (None, 1)]
    assert len(listed(as_reader, "claims", **of_mayor, day_from="2018-09-01", day_to="2018-09-30")) == 2
    assert len(listed(as_reader, "claims", **of_mayor, day_from="2018-10-01", day_to="2018-10-31")) == 2
    assert len(listed(as_reader, "claims", **of_mayor, dated="false")) == 1


def test_who_passed_most_on_comes_first_and_a_claim_counts_once(mayor: Speaker, as_reader: APIClient) -> None:
    agency, radio = SpeakerFactory(name="News Agency"), SpeakerFactory(name="City Radio")
    ClaimFactory(speaker=mayor, chain=[agency, agency])
    ClaimFactory(speaker=mayor, chain=[agency, radio])
    ClaimFactory(chain=[radio])
    assert [(row["speaker"]["name"], row["claims"]) for row in overview(as_reader, mayor)["passed_on_by"]] == [
        ("News Agency", 2),
        ("City Radio", 1),
    ]


def test_claims_contradicted_by_others_and_by_themselves_are_told_apart_with_the_role_then(
    mayor: Speaker, as_reader: APIClient
) -> None:
    early = claim_in("council member", speaker=mayor, said_on=date(2016, 5, 1), content="It will open.")
    late = claim_in("mayor", speaker=mayor, said_on=date(2018, 9, 2), content="It will not open.")
    rival = claim_in("minister", said_on=None, article__published_at=None, content="It is open.")
    own, theirs = contradict(late, early), contradict(rival, late, status=Status.SUGGESTED)
    contradict(rival, early, status=Status.REJECTED)
    found = overview(as_reader, mayor)["contradicted"]
    assert found["by_themselves"] == {"confirmed": 2, "suggested": 0}
    assert found["by_others"] == {"confirmed": 0, "suggested": 1}
    assert found["links"] == [
        {
            "link": theirs,
            "status": "suggested",
            "by_themselves": False,
            "claim": {"id": late.pk, "content": "It will not open.", "day": "2018-09-02", "role": "mayor"},
            "other": {
                "id": rival.pk,
                "content": "It is open.",
                "day": None,
                "role": "minister",
                "speaker": {"id": rival.speaker_id, "name": rival.speaker.name, "kind": "person"},
            },
        },
        {
            "link": own,
            "status": "confirmed",
            "by_themselves": True,
            "claim": {"id": late.pk, "content": "It will not open.", "day": "2018-09-02", "role": "mayor"},
            "other": {
                "id": early.pk,
                "content": "It will open.",
                "day": "2016-05-01",
                "role": "council member",
                "speaker": {"id": mayor.pk, "name": "Ada Holm", "kind": "person"},
            },
        },
    ]


def test_a_claim_with_a_confirmed_link_is_not_counted_as_suggested_too(mayor: Speaker, as_reader: APIClient) -> None:
    claim = ClaimFactory(speaker=mayor)
    contradict(ClaimFactory(), claim)
    contradict(claim, ClaimFactory(), status=Status.SUGGESTED)
    assert overview(as_reader, mayor)["contradicted"]["by_others"] == {"confirmed": 1, "suggested": 0}


def test_more_links_than_are_listed_are_all_counted(
    mayor: Speaker, as_reader: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timelines, "SHOWN_AT_MOST", 1)
    first, second, third = ClaimFactory.create_batch(3, speaker=mayor)
    contradict(ClaimFactory(), first)
    contradict(second, ClaimFactory())
    latest = contradict(third, second)
    found = overview(as_reader, mayor)["contradicted"]
    assert (found["by_others"]["confirmed"], found["by_themselves"]["confirmed"], found["at_least"]) == (2, 2, False)
    assert [row["link"] for row in found["links"]] == [latest]


def test_where_more_links_stand_than_are_counted_the_numbers_are_the_least_there_are(
    mayor: Speaker, as_reader: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timelines, "LINKS_AT_MOST", 2)
    claims = ClaimFactory.create_batch(4, speaker=mayor)
    contradict(claims[0], claims[1])  # one of its ends is beyond the latest, and it counts for neither
    for claim in claims[1:]:
        contradict(claim, ClaimFactory())
    found = overview(as_reader, mayor)["contradicted"]
    assert (found["by_others"]["confirmed"], found["by_themselves"]["confirmed"], found["at_least"]) == (3, 0, True)


def test_visitors_are_told_of_what_they_may_read_alone(mayor: Speaker, as_visitor: APIClient) -> None:
    shown, hidden = ClaimFactory(speaker=mayor, status=Status.CONFIRMED), ClaimFactory(speaker=mayor)
    contradict(ClaimFactory(), shown)
    contradict(hidden, ClaimFactory(status=Status.CONFIRMED))
    found = overview(as_visitor, mayor)
    assert found["contradicted"]["by_others"] == {"confirmed": 0, "suggested": 0}
    assert found["contradicted"]["links"] == []


def test_each_outlet_has_its_unnamed_speakers_counted_and_listed(as_reader: APIClient) -> None:
    wire, post = OutletFactory(name="Gulf Wire"), OutletFactory(name="Harbour Post")
    first, second, other, lone = (
        SpeakerFactory(unnamed=True, article__outlet=outlet) for outlet in (wire, wire, post, None)
    )
    SpeakerFactory(name="Ada Holm")
    counted = as_reader.get(f"{V1}speakers/outlets/").json()
    assert [(row["outlet"] and row["outlet"]["name"], row["speakers"]) for row in counted] == [
        ("Gulf Wire", 2),
        ("Harbour Post", 1),
        (None, 1),
    ]
    assert set(listed(as_reader, "speakers", outlet=wire.pk)) == {first.pk, second.pk}
    one = as_reader.get(f"{V1}speakers/?outlet={post.pk}&expand=article").json()["results"]
    assert [(row["id"], row["expanded"]["article"]["outlet"]["name"]) for row in one] == [(other.pk, "Harbour Post")]
    assert as_reader.get(f"{V1}speakers/outlets/?q={lone.name}").json() == [{"outlet": None, "speakers": 1}]


def test_of_an_unnamed_speaker_it_says_which_other_outlets_corroborate(as_reader: APIClient) -> None:
    article, same = (ArticleFactory(outlet=outlet) for outlet in [OutletFactory(name="Gulf Wire")] * 2)
    official = SpeakerFactory(name="an official", kind="unnamed", article=article)
    first, second = ClaimFactory.create_batch(2, article=article, speaker=official)
    courier = ClaimFactory.create_batch(4, article__outlet=OutletFactory(name="Courier"))
    for claim, other, relation, status in (
        (courier[0], first, Relation.SUPPORTS, Status.CONFIRMED),
        (courier[1], first, Relation.SUPPORTS, Status.CONFIRMED),
        (first, courier[2], Relation.REPEATS, Status.CONFIRMED),
        (courier[3], second, Relation.REPEATS, Status.CONFIRMED),
        (second, courier[0], Relation.SUPPORTS, Status.CONFIRMED),
        (ClaimFactory(article__outlet__name="Post"), first, Relation.SUPPORTS, Status.SUGGESTED),
        (ClaimFactory(article=same), first, Relation.SUPPORTS, Status.CONFIRMED),
        (ClaimFactory(article__outlet=None), first, Relation.SUPPORTS, Status.CONFIRMED),
        (ClaimFactory(article__outlet__name="Echo"), first, Relation.RESPONDS_TO, Status.CONFIRMED),
    ):
        LinkFactory(claim=claim, other=other, relation=relation, status=status)
    (row,) = overview(as_reader, official)["corroborated_by"]
    assert (row["outlet"]["name"], row["supports"], row["repeats"]) == ("Courier", 1, 2)
    assert overview(as_reader, SpeakerFactory())["corroborated_by"] == []
