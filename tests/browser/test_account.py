"""An account's tokens for programs are made and revoked on its page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from newsapp.accounts.models import User
from tests.browser.actions import expect_said, same_load
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.factories import PASSWORD, ClaimFactory, OutletFactory

pytestmark = pytest.mark.browser


def test_a_token_is_made_shown_once_used_and_revoked_after_one_question(
    open_browser: OpenBrowser, editor: User
) -> None:
    page, program = open_browser(editor), open_browser()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/account/")
    with same_load(page):
        page.get_by_label("What it is for").fill("the archive's script")
        page.get_by_role("button", name="Make a token").click()
        secret = page.get_by_label("Your new token")
        expect(secret).to_have_value(re.compile("^.{20,}$"))
        page.get_by_role("button", name="Copy").click()
        expect_said(page, "Copied.")
        headers = {"Authorization": f"Bearer {page.evaluate('navigator.clipboard.readText()')}"}
        assert program.request.get("/api/v1/me/", headers=headers).json()["username"] == editor.username
        assert [token["outlets"] for token in program.request.get("/api/v1/tokens/", headers=headers).json()] == [None]
        page.get_by_text("Revoke the token the archive's script").click()
        expect(page.get_by_text("it cannot be brought back. Revoke it?")).to_be_visible()
        assert program.request.get("/api/v1/me/", headers=headers).status == 200
        assert violations(page) == []
        page.get_by_role("button", name="Yes, revoke it").click()
        expect_said(page, "Token revoked.")
        assert program.request.get("/api/v1/me/", headers=headers).status == 401
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("You have no tokens.")


def test_a_token_is_limited_to_the_outlets_that_are_ticked(open_browser: OpenBrowser, editor: User) -> None:
    outlets = [OutletFactory(name=name) for name in ("Gulf Wire", "Harbour Post", "Zembla Times")]
    claims = [ClaimFactory(article__outlet=outlet) for outlet in outlets]
    page, program = open_browser(editor), open_browser()
    page.goto("/account/")
    page.get_by_label("What it is for").fill("the partner")
    ticks = page.get_by_role("group", name="Of which outlets")
    for name in ("Gulf Wire", "Zembla Times"):
        ticks.get_by_label(name).check()
    page.get_by_role("button", name="Make a token").click()
    expect(page.locator("#tokens")).to_contain_text("Gulf Wire, Zembla Times")
    headers = {"Authorization": f"Bearer {page.get_by_label('Your new token').input_value()}"}
    shown = program.request.get("/api/v1/claims/", headers=headers).json()["results"]
    assert {claim["id"] for claim in shown} == {claims[0].pk, claims[2].pk}


def test_on_a_phone_the_message_does_not_cover_the_new_token(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser(editor, viewport={"width": 360, "height": 740})
    page.goto("/account/")
    page.get_by_label("What it is for").fill("a script")
    page.get_by_role("button", name="Make a token").click()
    expect_said(page, "Token made. Copy it now; it is shown this once.")
    expect(page.locator("#tokens")).to_contain_text("a script")
    page.wait_for_function(
        """() => document.querySelector(".secret").getBoundingClientRect().bottom
            < document.querySelector(".toast").getBoundingClientRect().top"""
    )


def test_a_password_is_changed(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser(editor)
    page.goto("/account/password/")
    page.get_by_label("Old password").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill("seven herons over the harbour")
    page.get_by_label("New password confirmation").fill("seven herons over the harbour")
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Account")
    editor.refresh_from_db()
    assert editor.check_password("seven herons over the harbour")
