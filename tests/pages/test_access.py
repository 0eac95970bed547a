"""Each page for each of the cast, at each level of what visitors may read."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from claims.choices import VisitorAccess
from tests.cast import CAST, VISITOR, and_above
from tests.factories import ArticleVersionFactory, BatchFactory, IntakeFactory, WebhookFactory
from tests.writing import save

Browser = Callable[[Any], Any]
READING = ("claims", "review", "articles", "speakers", "claim", "claim-card", "article", "speaker")
READING += ("article-version", "article-difference", "article-map")
OWN = {
    "account": and_above("reader"),
    "work": and_above("reader"),
    "password": and_above("reader"),
    "take-in": and_above("fact_checker"),
    "article-facts": and_above("editor"),
    "speaker-split": and_above("editor"),
    "duplicates": and_above("editor"),
}
OWN |= dict.fromkeys(("intakes", "feeds", "batches", "batch"), and_above("fact_checker"))
OWN |= dict.fromkeys(("webhooks", "webhook"), and_above("administrator"))


def address(name: str, newsroom: SimpleNamespace) -> str:
    claim = newsroom.confirmed
    numbers = {"claim": claim.pk, "claim-card": claim.pk, "article": claim.article_id, "speaker": claim.speaker_id}
    if name == "article-version":
        ArticleVersionFactory(article=claim.article)
        return reverse(name, args=[claim.article_id, 1])
    numbers |= dict.fromkeys(("article-difference", "article-map", "article-facts"), claim.article_id)
    numbers["speaker-split"] = claim.speaker_id
    if name == "batch":
        numbers[name] = BatchFactory().pk
    if name == "webhook":
        numbers[name] = WebhookFactory().pk
    return reverse(name, args=[numbers[name]] if name in numbers else [])


@pytest.mark.parametrize("level", VisitorAccess.values)
@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("name", READING)
def test_pages_are_read_by_all_whom_the_setting_lets_in(
    name: str, who: str, level: str, newsroom: Any, browser: Browser, member: Any, visitors_read: Any
) -> None:
    visitors_read(level)
    response = browser(member(who)).get(address(name, newsroom))
    if who == VISITOR and level == VisitorAccess.NOTHING:
        assert response.status_code == 302
        assert response.url == f"{reverse('sign-in')}?next={address(name, newsroom)}"
    else:
        assert response.status_code == 200


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("name", OWN)
def test_pages_of_ones_own_ask_for_the_role(name: str, who: str, newsroom: Any, browser: Browser, member: Any) -> None:
    response = browser(member(who)).get(address(name, newsroom))
    if who in OWN[name]:
        assert response.status_code == 200
    else:
        assert response.status_code == (302 if who == VISITOR else 403)


@pytest.mark.parametrize("level", VisitorAccess.values)
def test_a_suggested_claim_is_hidden_from_visitors_unless_they_may_read_everything(
    level: str, newsroom: Any, browser: Browser, visitor: Any, visitors_read: Any
) -> None:
    visitors_read(level)
    status = browser(visitor).get(reverse("claim", args=[newsroom.suggested.pk])).status_code
    assert status == {"nothing": 302, "confirmed": 404, "everything": 200}[level]


@pytest.mark.parametrize("who", CAST)
def test_the_buttons_shown_are_those_the_rules_allow(
    who: str, newsroom: Any, browser: Browser, member: Any, visitors_read: Any
) -> None:
    visitors_read("everything")
    page = browser(member(who)).get(address("claim", newsroom)).content.decode()
    assert ('data-value="rejected"' in page) == (who in and_above("editor"))
    assert ('class="tag-form' in page) == (who in and_above("fact_checker"))
    unassessed = browser(member(who)).get(reverse("claim", args=[newsroom.suggested.pk])).content.decode()
    assert "Write an assessment" not in page
    assert ("Write an assessment" in unassessed) == (who in and_above("fact_checker"))
    assert "has not been confirmed" not in page
    assert ("has not been confirmed" in unassessed) == (who in and_above("fact_checker"))
    assert ("Confirm the claim" in unassessed) == (who in and_above("editor"))
    assert ("Link this claim to another" in page) == (who in and_above("fact_checker"))
    assert ("Worth a call to the mayor." in page) == (who in and_above("reader"))
    assert ('id="history"' in page) == (who in and_above("reader"))


def test_a_fact_checker_may_decide_on_a_claim_of_their_own(newsroom: Any, browser: Browser, fact_checker: Any) -> None:
    newsroom.suggested.author = fact_checker
    save(newsroom.suggested)
    page = browser(fact_checker).get(reverse("claim", args=[newsroom.suggested.pk])).content.decode()
    assert 'data-value="confirmed"' in page


def test_visitors_are_told_how_to_decide_on_claims(
    newsroom: Any, browser: Browser, visitor: Any, reader: Any, visitors_read: Any
) -> None:
    visitors_read("everything")
    told = "to confirm, reject or correct claims"
    assert told in browser(visitor).get("/").content.decode()
    assert told not in browser(reader).get("/").content.decode()


def test_a_fact_checker_may_delete_an_intake_of_their_own(browser: Browser, fact_checker: Any) -> None:
    own = IntakeFactory(failed=True, user=fact_checker, actor=fact_checker.shown_name)
    others = IntakeFactory(failed=True)
    page = browser(fact_checker).get(reverse("intakes")).content.decode()
    shown = [intake.pk for intake in (own, others) if f'data-api="intakes/{intake.pk}/" data-method="DELETE"' in page]
    assert shown == [own.pk]
