"""What is known of an article, corrected on its page: title, outlet, author, dates and address."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect
from rest_framework.test import APIClient

from claims.models import Article, Outlet
from newsapp.accounts.models import User
from tests.browser.actions import expect_said, same_load, tab_to, take_time
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import OutletFactory
from tests.writing import save

pytestmark = pytest.mark.browser


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    """Untitled, and of no outlet."""
    article = newsroom.warning
    article.title, article.outlet, article.author, article.url = "", None, "", ""
    save(article)
    return article


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, article: Article) -> Iterator[Page]:
    """The article before the editor. Whatever the test does there loads no other page."""
    page = open_browser(editor)
    page.goto(f"/articles/{article.pk}/")
    with same_load(page):
        yield page


def press(page: Page, name: str) -> None:
    page.locator("#article-facts").get_by_role("button", name=name).click()


def test_an_article_gets_its_title_and_a_new_outlet_and_all_is_taken_back(page: Page, article: Article) -> None:
    revision = article.revision
    press(page, "give it a title")
    expect(page.get_by_label("Title")).to_be_focused()
    assert violations(page) == []
    page.get_by_label("Title").fill("Iran warns of a response")
    page.get_by_label("Outlet").fill("Harbour Times")
    page.get_by_label("Published").fill("2018-09-29 19:06 -04:00")
    page.get_by_label("Changed").fill("2018-09-30")
    page.get_by_label("Address").fill("harbour.example/warning")
    with page.expect_request(lambda request: request.method == "PATCH") as sent:
        press(page, "Save")
    expect_said(page, "Article corrected.")
    assert sent.value.headers["if-match"] == f'"{revision}"'
    assert "author" not in sent.value.post_data_json, "what was not touched is not sent"
    expect(page.get_by_role("heading", level=1)).to_have_text("Iran warns of a response")
    expect(page).to_have_title("Iran warns of a response · newsapp")
    expect(page.locator("#article-facts .byline")).to_contain_text("Harbour Times")
    expect(page.locator("#article-facts .byline")).to_contain_text("29 Sep 2018, 19:06 UTC−04:00")
    expect(page.locator("#article-facts .byline")).to_contain_text("changed 30 Sep 2018")
    expect(page.get_by_role("link", name="original")).to_have_attribute("href", "https://harbour.example/warning")
    expect(page.locator("#article-facts").get_by_role("button", name="Edit")).to_be_focused()
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect_said(page, "Taken back.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Untitled: give it a title")
    assert not Outlet.objects.filter(name="Harbour Times").exists()


def test_an_outlet_is_offered_while_one_types_and_chosen_by_key(page: Page, article: Article) -> None:
    OutletFactory(name="Zanzibar Gazette")
    tab_to(page, page.get_by_role("button", name="Which outlet?"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Outlet")).to_be_focused()
    page.keyboard.type("zanz")
    expect(page.locator("#fact-outlets option")).to_have_count(1)
    expect(page.locator("#fact-outlets option")).to_have_attribute("value", "Zanzibar Gazette")
    page.get_by_label("Outlet").fill("zanzibar gazette")
    page.keyboard.press("Enter")
    expect_said(page, "Article corrected.")
    expect(page.locator("#article-facts .byline")).to_contain_text("Zanzibar Gazette")
    article.refresh_from_db()
    assert article.outlet is not None
    assert article.outlet.name == "Zanzibar Gazette"


@pytest.mark.parametrize("leave", [lambda page: page.keyboard.press("Escape"), lambda page: press(page, "Cancel")])
def test_leaving_puts_the_focus_back(page: Page, article: Article, leave: Callable[[Page], None]) -> None:
    press(page, "Which outlet?")
    page.get_by_label("Outlet").fill("Never mind")
    leave(page)
    expect(page.get_by_role("button", name="Which outlet?")).to_be_focused()
    expect(page.locator(".facts-form")).to_have_count(0)
    article.refresh_from_db()
    assert article.outlet is None


def test_saving_what_is_as_it_was_changes_nothing(page: Page, article: Article) -> None:
    revision = article.revision
    press(page, "Edit")
    press(page, "Save")
    expect(page.locator("#article-facts").get_by_role("button", name="Edit")).to_be_focused()
    article.refresh_from_db()
    assert article.revision == revision


def test_what_is_wrong_is_said_at_the_field(page: Page) -> None:
    press(page, "Edit")
    page.get_by_label("Title").fill("Later")
    page.get_by_label("Published").fill("last Tuesday")
    page.get_by_label("Address").fill("ftp://post.example")
    press(page, "Save")
    published = page.get_by_label("Published")
    expect(published).to_be_focused()
    expect(published).to_have_attribute("aria-describedby", "fact-published-error fact-published-hint")
    expect(page.locator("#fact-published-error")).to_contain_text("is no date; write it as 2018-09-29")
    expect(page.locator("#fact-url-error")).to_contain_text("This is no address of a web page.")
    expect(page.get_by_label("Title")).to_have_value("Later")
    assert violations(page) == []
    published.fill("2018-09-29")
    page.get_by_label("Address").fill("post.example/warning")
    press(page, "Save")
    expect_said(page, "Article corrected.")
    expect(page.locator("#article-facts .byline")).to_contain_text("published 29 Sep 2018")


def test_of_two_who_write_the_second_sees_both_versions_and_loses_neither(
    page: Page, article: Article, as_user: Callable[[User], APIClient], administrator: User
) -> None:
    press(page, "Edit")
    page.get_by_label("Title").fill("A warning from Tehran")
    address = f"/api/v1/articles/{article.pk}/"
    theirs = {"title": "Iran warns", "author": "Ann Lee"}
    assert as_user(administrator).patch(address, theirs, headers={"If-Match": "*"}).status_code == 200
    press(page, "Save")
    trouble = (
        page.locator("#article-facts").get_by_role("alert").filter(has_text="administrator changed this meanwhile.")
    )
    expect(trouble.get_by_role("row")).to_have_text(
        ["Factadministratoryou", "TitleIran warnsA warning from Tehran", "AuthorAnn Leenot altered"], ignore_case=True
    )
    expect(page.get_by_label("Title")).to_have_value("A warning from Tehran")
    assert violations(page) == []
    take_time(page)
    press(page, "Apply mine anyway")
    expect_said(page, "Article corrected.")
    article.refresh_from_db()
    assert (article.title, article.author) == ("A warning from Tehran", "Ann Lee")


def test_nothing_typed_is_lost_while_the_server_is_away(page: Page, article: Article) -> None:
    def gone(route: Route) -> None:
        route.abort()

    page.route("**/facts/", gone)
    press(page, "Edit")
    trouble = page.locator("#article-facts").get_by_role("alert")
    expect(trouble).to_contain_text("The server could not be reached.")
    page.unroute("**/facts/")
    press(page, "Try again")
    page.get_by_label("Author").fill("Ann Lee")
    page.route("**/api/v1/articles/**", gone)
    press(page, "Save")
    expect(trouble.filter(has_text="Your change is kept here: Save.")).to_be_visible()
    expect(page.get_by_label("Author")).to_have_value("Ann Lee")
    page.unroute("**/api/v1/articles/**")
    take_time(page)
    press(page, "Try again")
    expect_said(page, "Article corrected.")
    expect(page.locator("#article-facts .byline")).to_contain_text("by Ann Lee")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_form_fits_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    press(page, "Edit")
    expect(page.get_by_label("Title")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_those_who_may_not_change_it_see_none_of_it(
    open_browser: OpenBrowser, article: Article, fact_checker: User
) -> None:
    for user in (None, fact_checker):
        page = open_browser(user)
        page.goto(f"/articles/{article.pk}/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Untitled article")
        expect(page.locator("#article-facts button")).to_have_count(0)
