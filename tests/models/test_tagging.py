"""Which claims have a tag, found alike and quickly however many have it."""

import pytest

from claims.models import Claim, Tagging, tagging
from tests.factories import ClaimFactory, TagFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("frequent", [1, 5])
def test_the_claims_with_a_tag_are_those_that_have_it(frequent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagging, "FREQUENT", frequent)
    tag, other = TagFactory.create_batch(2)
    claims = [ClaimFactory(tags=tags) for tags in ([tag], [tag, other], [other], [], [tag])]
    found = Claim.objects.filter(Tagging.objects.claims_with(tag.pk))
    assert sorted(claim.pk for claim in found) == [claims[number].pk for number in (0, 1, 4)]


@pytest.mark.sqlite
def test_claims_with_a_frequent_tag_are_found_along_the_list_not_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagging, "FREQUENT", 2)
    tag = TagFactory()
    ClaimFactory.create_batch(3, tags=[tag])
    plan = Claim.objects.filter(Tagging.objects.claims_with(tag.pk)).explain()
    assert "claim_newest" in plan
    assert "TEMP B-TREE" not in plan
