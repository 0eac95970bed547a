"""A page shows what the API answers, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.choices import Status
from tests.factories import ArticleFactory, ArticleVersionFactory, ClaimFactory, SpeakerFactory

Browser = Callable[[Any], Any]


def claims_on(page: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'<article class="card[^>]*id="claim-(\d+)"', page)]


@pytest.fixture
def many(db: None) -> list[Any]:
    mayor = SpeakerFactory()
    return [
        ClaimFactory(speaker=mayor, status=Status.CONFIRMED if number % 2 else Status.SUGGESTED) for number in range(7)
    ]


@pytest.mark.parametrize(
    "query", ["", "status=confirmed", "order=oldest", "q=bridge", "quote_type=direct&page_size=3", "speaker={speaker}"]
)
def test_a_page_lists_the_claims_of_the_same_query_to_the_api(
    query: str, many: list[Any], browser: Browser, editor: Any
) -> None:
    query = query.format(speaker=many[0].speaker_id)
    client = browser(editor)
    answer = client.get(f"/api/v1/claims/?{query}", headers={"accept": "application/json"}).json()
    assert claims_on(client.get(f"/claims/?{query}").content.decode()) == [claim["id"] for claim in answer["results"]]


@pytest.mark.parametrize("page", ["claims", "articles", "speakers"])
@pytest.mark.parametrize("parameter", ["utm_source=x", "fbclid=1", "format=xml"])
def test_a_page_ignores_what_sharing_adds_to_its_address_and_the_api_refuses_it(
    page: str, parameter: str, many: list[Any], browser: Browser, editor: Any
) -> None:
    client = browser(editor)
    shown = client.get(f"/{page}/?page_size=3&{parameter}")
    assert shown.status_code == 200
    assert parameter not in shown.content.decode()
    assert client.get(f"/api/v1/{page}/?{parameter}").status_code == 400


def test_the_pages_of_a_list_follow_each_other(many: list[Any], browser: Browser, editor: Any) -> None:
    client, address, found = browser(editor), "/claims/?page_size=3&status=suggested", []
    for _ in range(2):
        page = client.get(address).content.decode()
        found += claims_on(page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert found == [claim.pk for claim in reversed(many) if claim.status == Status.SUGGESTED]
    assert not address


def test_a_page_links_to_itself_as_json_deep_in_a_list_too(many: list[Any], browser: Browser, editor: Any) -> None:
    client = browser(editor)
    first = client.get("/claims/?page_size=3").content.decode()
    second = client.get(re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")).content.decode()
    json_url = re.search(r'type="application/json" href="([^"]+)"', second)[1].replace("&amp;", "&")
    answer = client.get(json_url, headers={"accept": "application/json"}).json()
    assert claims_on(second) == [claim["id"] for claim in answer["results"]]


def test_a_chosen_facet_still_offers_its_other_values(many: list[Any], browser: Browser, editor: Any) -> None:
    page = browser(editor).get("/claims/?status=confirmed").content.decode()
    facets = page[page.index('id="facet-status"') :].split("</ul>")[0]
    assert re.findall(r'href="([^"]*)"( aria-current="true")?><bdi>(\w+)</bdi> <span class="count">(\d+)', facets) == [
        ("?status=suggested", "", "Suggested", "4"),
        ("?", ' aria-current="true"', "Confirmed", "3"),
    ]


def test_a_rare_speaker_who_is_chosen_is_named(browser: Browser, editor: Any) -> None:
    ClaimFactory.create_batch(14)
    rare = ClaimFactory(speaker=SpeakerFactory(name="Zoe Zander"))
    page = browser(editor).get(f"/claims/?speaker={rare.speaker_id}").content.decode()
    assert "Speaker: <bdi>Zoe Zander</bdi>" in page
    assert ' aria-current="true"><bdi>Zoe Zander</bdi> <span class="count">1' in page


def test_a_filter_that_is_on_can_be_removed_and_the_others_stay(many: list[Any], browser: Browser, editor: Any) -> None:
    page = browser(editor).get("/claims/?status=confirmed&q=bridge&order=oldest").content.decode()
    chips = page[page.index('class="chips"') :].split("</ul>")[0].replace("&amp;", "&")
    assert 'href="?q=bridge&order=oldest"' in chips
    assert 'href="?status=confirmed&order=oldest"' in chips


def test_a_filter_by_certainty_is_called_as_the_link_that_turns_it_on(browser: Browser, editor: Any) -> None:
    page = browser(editor).get("/claims/?confidence_from=0.9").content.decode()
    assert "Certainty of the machine: <bdi>High: 90 % and more</bdi>" in page


def test_claims_of_an_earlier_text_stand_apart(browser: Browser, editor: Any) -> None:
    claim = ClaimFactory()
    ArticleVersionFactory(article=claim.article, text="All of it is new.")
    page = browser(editor).get(reverse("article", args=[claim.article_id])).content.decode()
    assert claims_on(page[page.index("In an earlier version of the text") :]) == [claim.pk]
    assert "data-claims" not in page
    assert "All of it is new." in page


def test_the_card_for_a_refresh_is_the_card_of_the_page(many: list[Any], browser: Browser, editor: Any) -> None:
    client, claim = browser(editor), many[0]
    card = client.get(reverse("claim-card", args=[claim.pk])).content.decode().strip()
    page = client.get(reverse("article", args=[claim.article_id])).content.decode()
    squeeze = re.compile(r"\s+").sub
    assert squeeze(" ", card) in squeeze(" ", page)


def test_an_article_without_claims_is_shown(browser: Browser, editor: Any) -> None:
    article = ArticleFactory(text="Nobody said a word.")
    page = browser(editor).get(reverse("article", args=[article.pk])).content.decode()
    assert "Nobody said a word." in page
    assert "No claim was found in this text." in page
    assert "Select words to make a claim of them." in page


@pytest.mark.parametrize(
    "query", ["", "order=newest", "changed=true", "status=suggested&page_size=2", "confidence_to=0.5"]
)
def test_the_queue_holds_what_the_api_says_awaits_a_decision(
    query: str, many: list[Any], browser: Browser, editor: Any
) -> None:
    ClaimFactory(status=Status.CONFIRMED, needs_look=True, confidence=0.4)
    ClaimFactory(status=Status.REJECTED)
    client = browser(editor)
    asked = f"undecided=true&{query}" + ("" if "order" in query else "&order=least-certain")
    answer = client.get(f"/api/v1/claims/?{asked}", headers={"accept": "application/json"}).json()
    page = client.get(f"/review/?{query}").content.decode()
    assert claims_on(page) == [claim["id"] for claim in answer["results"]]
    assert len(claims_on(page)) > 0


def test_the_filter_by_who_passed_words_on_names_them(newsroom: Any, browser: Browser, editor: Any) -> None:
    page = browser(editor).get("/claims/", {"passed_on_by": newsroom.agency.pk}).content.decode()
    assert "Passed on by: <bdi>Press Agency</bdi>" in page
