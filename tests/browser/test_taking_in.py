"""An editor takes in an article of their own, by pasting and by uploading."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from claims.models import Article
from newsapp.accounts.models import User
from tests.browser.actions import same_load
from tests.browser.conftest import OpenBrowser
from tests.factories import PASSWORD, OutletFactory, prose
from tests.news_site import NewsSite, answer
from tests.working import work_off

pytestmark = pytest.mark.browser

SAMPLE = settings.BASE_DIR / "samples" / "basra-consulate.txt"
TITLE = "US orders staff out of Basra consulate, citing threats from Iran"


@pytest.fixture
def form(open_browser: OpenBrowser, editor: User) -> Page:
    page = open_browser(editor)
    page.goto("/articles/new/")
    return page


def take_in(page: Page) -> None:
    page.get_by_role("button", name="Take it in").click()


def expect_article(page: Page, title: str) -> Article:
    """The page of the article, with its claims; the article as stored."""
    expect(page).to_have_url(re.compile(r"/articles/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".card").first).to_be_visible()
    return Article.objects.get(title=title)


def test_an_article_is_pasted_and_its_claims_stand_beside_it(form: Page, editor: User) -> None:
    form.get_by_label("Text or HTML").fill(SAMPLE.read_text())
    form.get_by_label("Outlet").fill("Gulf Wire Daily")
    take_in(form)
    article = expect_article(form, TITLE)
    assert article.outlet
    assert article.outlet.name == "Gulf Wire Daily"
    expect(form.locator(".card")).to_have_count(article.claims.count())
    expect(form.get_by_role("main")).to_contain_text("28 Sep 2018, 21:40")


@pytest.mark.parametrize("kind", ["txt", "html"])
def test_an_article_is_uploaded_as_a_file(form: Page, tmp_path: Path, kind: str) -> None:
    body = prose(content="We will open the bridge before the winter", name="Ada Lind")
    paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
    html = f"<!doctype html><title>Bridge to open</title><article><h1>Bridge to open</h1>{paragraphs}</article>"
    file = tmp_path / f"bridge.{kind}"
    file.write_text(html if kind == "html" else f"Bridge to open\n\n{body}")
    form.get_by_label("or a file").set_input_files(file)
    take_in(form)
    article = expect_article(form, "Bridge to open")
    assert article.claims.filter(speaker__name="Ada Lind").exists()


def test_a_long_text_is_taken_in_where_the_tab_was_left_meanwhile(form: Page) -> None:
    text = SAMPLE.read_text() + "\n\nIt rained on that day too." * 3000
    form.get_by_label("Text or HTML").evaluate("(field, text) => (field.value = text)", text)
    form.evaluate("Object.defineProperty(document, 'hidden', {value: true})")
    take_in(form)
    expect_article(form, TITLE)


def test_an_article_is_fetched_from_its_address_in_the_background(form: Page, news_site: NewsSite) -> None:
    form.get_by_label("Address").fill(news_site.serve(answer()))
    take_in(form)
    expect(form).to_have_url(re.compile(r"/intakes/\d+/$"))
    expect(form.get_by_role("status").filter(has_text="being taken in")).to_be_visible()
    work_off()
    article = expect_article(form, "A bridge opens in May")
    assert article.url == f"{news_site.url}/bridge"


def test_the_same_article_again_is_the_same_one_and_the_page_says_so(form: Page) -> None:
    for _ in range(2):
        form.goto("/articles/new/")
        form.get_by_label("Text or HTML").fill(SAMPLE.read_text())
        take_in(form)
        expect_article(form, TITLE)
    expect(form.locator("#announcer")).to_contain_text("already")
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "picture"),
        (b"word " * 1_000_000, "2 MB"),
    ],
    ids=["empty", "whitespace", "binary", "5 MB"],
)
def test_a_file_that_is_no_article_is_refused_beside_its_field_and_nothing_is_stored(
    form: Page, content: bytes, reason: str
) -> None:
    form.get_by_label("Title").fill("Kept while it is put right")
    form.get_by_label("or a file").set_input_files({"name": "article.txt", "mimeType": "text/plain", "buffer": content})
    with same_load(form):
        take_in(form)
        field = form.get_by_label("or a file")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(reason, re.IGNORECASE))
        expect(field).to_be_focused()
    expect(form.get_by_label("Title")).to_have_value("Kept while it is put right")
    assert not Article.objects.exists()


def test_nothing_at_all_is_refused_beside_the_text(form: Page) -> None:
    with same_load(form):
        take_in(form)
        expect(form.get_by_label("Text or HTML")).to_have_attribute("aria-invalid", "true")
    assert not Article.objects.exists()


def test_a_date_that_cannot_be_read_is_refused_beside_its_field(form: Page) -> None:
    form.get_by_label("Text or HTML").fill(SAMPLE.read_text())
    form.get_by_label("Published").fill("the day before yesterday")
    with same_load(form):
        take_in(form)
        expect(form.get_by_label("Published")).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_label("Text or HTML")).to_have_value(SAMPLE.read_text())
    assert not Article.objects.exists()


def test_what_was_pasted_is_kept_while_the_server_is_gone_and_can_be_sent_again(form: Page) -> None:
    form.get_by_label("Text or HTML").fill(SAMPLE.read_text())
    form.route("**/api/v1/articles/", lambda route: route.abort())
    take_in(form)
    expect(form.get_by_role("alert").filter(has_text="could not be reached")).to_be_visible()
    form.unroute("**/api/v1/articles/")
    form.get_by_role("button", name="Try again").click()
    expect_article(form, TITLE)


def test_what_was_pasted_is_there_after_signing_in_anew(form: Page, editor: User) -> None:
    form.get_by_label("Text or HTML").fill("“We will open the bridge,” Ada Lind said.")
    form.context.clear_cookies(name="sessionid")
    take_in(form)
    expect(form.get_by_role("alert").filter(has_text="no longer signed in")).to_be_visible()
    form.reload()
    form.get_by_label("User name").fill(editor.username)
    form.get_by_label("Password").fill(PASSWORD)
    form.get_by_role("button", name="Sign in").click()
    expect(form.get_by_label("Text or HTML")).to_have_value("“We will open the bridge,” Ada Lind said.")


def test_an_outlet_beyond_those_listed_is_offered_while_its_name_is_typed(form: Page) -> None:
    OutletFactory.create_batch(51)
    OutletFactory(name="Zealand Courier")
    form.get_by_label("Outlet").press_sequentially("zea")
    offered = form.locator("#outlets option")
    expect(offered).to_have_count(1)
    expect(offered).to_have_text("Zealand Courier")
