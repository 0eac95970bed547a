"""Tags that are deleted."""

from __future__ import annotations

import pytest

from claims.models import Tag
from claims.services.errors import ConflictError
from claims.services.tags import delete_tag
from tests.api.helpers import problem_of
from tests.factories import ClaimFactory, TagFactory
from tests.writing import untag

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("claims", "message"), [(1, "^1 claim carries"), (2, "^2 claims carry")])
def test_a_tag_that_claims_carry_is_not_deleted(claims, message):
    tag = TagFactory()
    ClaimFactory.create_batch(claims, tags=[tag])
    with pytest.raises(ConflictError, match=message) as error:
        delete_tag(tag, by="a test")
    assert error.value.code == "tag-in-use"
    assert tag.claims.count() == claims


def test_a_tag_that_no_claim_carries_any_more_is_deleted():
    tag = TagFactory()
    untag(ClaimFactory(tags=[tag]))
    delete_tag(tag, by="a test")
    assert not Tag.objects.exists()


def test_the_api_refuses_to_delete_a_tag_that_claims_carry(editor, as_user):
    tag = TagFactory()
    claim = ClaimFactory(tags=[tag])
    path = f"/api/v1/tags/{tag.pk}/"
    problem_of(as_user(editor).delete(path, headers={"If-Match": "*"}), 409, "tag-in-use")
    untag(claim)
    assert as_user(editor).delete(path, headers={"If-Match": "*"}).status_code == 204
