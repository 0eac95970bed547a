"""A claim's card in a page of somebody else's."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from rest_framework.test import APIClient

from claims.choices import Status
from tests.factories import ArticleFactory, ClaimFactory, OutletFactory
from tests.news_site import NewsSite, answer
from tests.writing import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_page_elsewhere_shows_the_card_and_what_has_changed_since(
    live_server: LiveServer, chromium: Browser, news_site: NewsSite
) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    host = live_server.url.removeprefix("http://")
    asked = {"url": f"{live_server.url}/claims/{claim.pk}/", "maxwidth": "340"}
    card = APIClient(headers={"Host": host}).get("/api/oembed", asked).json()
    body = f"<!doctype html><title>Blog</title><link rel=icon href='data:,'><p>They said:</p>{card['html']}"
    page, complaints = chromium.new_page(viewport={"width": 360, "height": 740}, color_scheme="dark"), []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(news_site.serve(answer(body), "/post"))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading")).to_contain_text(claim.content)
    expect(frame.locator("main")).not_to_contain_text("changed since")
    # Its style sheets came, although the sandbox gives it an origin of its own; dark, as the reader has it.
    expect(frame.locator(".card")).to_have_css("background-color", "rgb(29, 32, 36)")
    assert frame.locator("html").evaluate("root => root.scrollWidth <= root.clientWidth")
    assert frame.locator("html").evaluate("root => root.scrollHeight <= root.clientHeight")

    claim.content = "It opens in June, not in May"
    save(claim)
    page.reload()
    expect(frame.get_by_role("heading")).to_contain_text("It opens in June, not in May")
    expect(frame.locator("main")).to_contain_text("The words have changed since this was embedded.")
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name=asked["url"]).click()
    expect(opened.value).to_have_url(f"{live_server.url}/claims/{claim.pk}/")
    opened.value.close()
    assert complaints == []
    page.close()


def test_a_page_elsewhere_frames_no_other_page(live_server: LiveServer, chromium: Browser, news_site: NewsSite) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    body = f"<!doctype html><title>Blog</title><iframe src='{live_server.url}/claims/{claim.pk}/'></iframe>"
    page, complaints = chromium.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    with page.expect_event("console"):
        page.goto(news_site.serve(answer(body), "/post"))
    assert any("frame" in complaint.lower() for complaint in complaints)
    page.close()


def test_a_narrow_card_shows_all_that_it_has(live_server: LiveServer, chromium: Browser, news_site: NewsSite) -> None:
    title = "US orders staff out of the consulate, citing threats from the south"
    claim = ClaimFactory(status=Status.CONFIRMED, article=ArticleFactory(title=title, outlet=OutletFactory()))
    host = live_server.url.removeprefix("http://")
    asked = {"url": f"{live_server.url}/claims/{claim.pk}/", "maxwidth": "200"}
    card = APIClient(headers={"Host": host}).get("/api/oembed", asked).json()
    page = chromium.new_page()
    page.goto(news_site.serve(answer(f"<!doctype html><title>Blog</title>{card['html']}"), "/post"))
    frame = page.frame_locator("iframe")
    expect(frame.locator(".address")).to_be_visible()
    page.frames[-1].wait_for_load_state()  # with its style sheets: the page waits for no lazy frame
    assert frame.locator("html").evaluate("root => root.scrollHeight <= root.clientHeight")
    page.close()
