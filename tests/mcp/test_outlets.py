"""The tools with a token that is limited to outlets: they tell what is theirs, and nothing beside."""

from __future__ import annotations

import pytest

from newsapp.accounts.models import Token, User
from tests.api.test_tokens_of_outlets import OTHERS, OWN, Records, beside
from tests.factories import AliasFactory
from tests.mcp.speaking import asked, claims_in, refusal_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(administrator: User) -> Records:
    return Records(OTHERS, administrator)


@pytest.fixture
def own(administrator: User, others: Records) -> Records:
    own = beside(others, administrator)
    AliasFactory(speaker=own.speaker, name=f"{OTHERS} Queen")
    return own


@pytest.fixture
def limited(administrator: User, own: Records) -> dict[str, str]:
    _, secret = Token.objects.create(administrator, name="the partner", scope="read", outlets=[own.outlet.pk])
    return {"Authorization": f"Bearer {secret}"}


def test_a_search_finds_its_claims_alone(limited: dict[str, str], own: Records, others: Records) -> None:
    its_own = {own.claim.pk, own.second.pk}
    assert set(claims_in(asked("search_claims", limited))) == its_own
    assert claims_in(asked("search_claims", limited, words=OTHERS)) == []
    assert claims_in(asked("search_claims", limited, outlet=others.outlet.pk)) == []
    assert set(claims_in(asked("claims_of_speaker", limited, speaker=own.speaker.pk))) == its_own
    assert claims_in(asked("claims_of_article", limited, article=own.claim.article_id)) == [own.claim.pk]


def test_records_of_another_outlet_are_not_there(limited: dict[str, str], others: Records) -> None:
    for tool, name, number in (
        ("get_claim", "id", others.claim.pk),
        ("claims_of_speaker", "speaker", others.speaker.pk),
        ("claims_of_article", "article", others.claim.article_id),
    ):
        nowhere = refusal_in(asked(tool, limited, **{name: 999_999}))
        assert refusal_in(asked(tool, limited, **{name: number})) == nowhere, tool


def test_no_answer_says_a_word_of_another_outlet(
    limited: dict[str, str], administrator: User, own: Records, others: Records
) -> None:
    _, secret = Token.objects.create(administrator, name="all")
    everything = {"Authorization": f"Bearer {secret}"}

    def told(headers: dict[str, str]) -> str:
        calls = [("search_claims", {})]
        for records in (own, others):
            calls += [("get_claim", {"id": claim.pk}) for claim in (records.claim, records.second)]
            calls += [("claims_of_speaker", {"speaker": records.speaker.pk})]
            calls += [("claims_of_article", {"article": records.claim.article_id})]
        return str([asked(tool, headers, include_unconfirmed=True, **arguments) for tool, arguments in calls])

    assert OTHERS in told(everything)
    assert OWN in told(limited)
    assert OTHERS not in told(limited)
