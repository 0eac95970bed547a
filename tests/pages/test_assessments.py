"""What the page of a claim says of assessments that were corrected or withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from claims.choices import AssessmentStatus, Relation, Status
from claims.models import Assessment, Claim
from tests.factories import AssessmentFactory, ClaimFactory, LinkFactory

pytestmark = pytest.mark.django_db

Browser = Callable[[Any], Any]
VISITOR = AnonymousUser()
NONE_YET, NONE_PUBLISHED = "Nobody has assessed this claim yet.", "No assessment of this claim is published."
STANDS, WITHDRAWN = "A correction has taken the place", "was withdrawn: neither holds any more."


def page_of(claim: Claim, browser: Browser, user: Any = VISITOR) -> str:
    page: str = browser(user).get(reverse("claim", args=[claim.pk])).content.decode()
    return page


def corrected(claim: Claim, *, correction: AssessmentStatus) -> Assessment:
    """An assessment of the claim, with its correction."""
    first: Assessment = AssessmentFactory(claim=claim, status=AssessmentStatus.CORRECTED)
    AssessmentFactory(claim=claim, status=correction, corrects=first)
    return first


def test_where_the_correction_was_withdrawn_nobody_is_told_that_it_stands(browser: Browser) -> None:
    claim, other = ClaimFactory.create_batch(2, status=Status.CONFIRMED)
    corrected(claim, correction=AssessmentStatus.PUBLISHED)
    corrected(other, correction=AssessmentStatus.WITHDRAWN)
    assert (STANDS in page_of(claim, browser), WITHDRAWN in page_of(claim, browser)) == (True, False)
    assert (STANDS in page_of(other, browser), WITHDRAWN in page_of(other, browser)) == (False, True)


def test_what_is_published_of_a_claim_that_nobody_confirmed_is_not_said_to_be_ahead(
    browser: Browser, editor: Any
) -> None:
    ahead, stays = "An assessment would be published all the same.", "The assessment stays published all the same."
    claim = ClaimFactory(status=Status.SUGGESTED)
    assert (ahead in page_of(claim, browser, editor), stays in page_of(claim, browser, editor)) == (True, False)
    AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    assert (ahead in page_of(claim, browser, editor), stays in page_of(claim, browser, editor)) == (False, True)


def test_visitors_are_not_told_that_nobody_ever_assessed_what_they_may_not_see(browser: Browser, editor: Any) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    assert NONE_YET in page_of(claim, browser, editor)
    AssessmentFactory(claim=claim, status=AssessmentStatus.WITHDRAWN)
    page = page_of(claim, browser)
    assert (NONE_PUBLISHED in page, NONE_YET in page) == (True, False)


def test_on_a_repeat_the_corrected_one_is_found_on_the_page_of_its_own_claim(browser: Browser) -> None:
    claim, other = ClaimFactory.create_batch(2, status=Status.CONFIRMED)
    first = corrected(claim, correction=AssessmentStatus.PUBLISHED)
    LinkFactory(claim=other, other=claim, relation=Relation.REPEATS, status=Status.CONFIRMED)
    assert f'href="#assessment-{first.pk}"' in page_of(claim, browser)
    assert f'href="{reverse("claim", args=[claim.pk])}#assessment-{first.pk}"' in page_of(other, browser)
