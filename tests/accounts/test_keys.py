"""A person's own keys: which are taken, which are refused and why, and how the pages are told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from rest_framework.test import APIClient

from newsapp.accounts.keys import DELIVERED, faults_of
from newsapp.accounts.models import User
from tests.api.helpers import V1, fields_of, problem_of

pytestmark = pytest.mark.django_db

KEYS = f"{V1}me/keys/"
FORM = "/account/keys/"
PRINTED = "A key is one character that is printed, such as a letter."


@pytest.fixture
def desk(editor: User) -> Client:
    """A browser without JavaScript."""
    client = Client()
    client.force_login(editor)
    return client


def typed(**keys: str) -> dict[str, str]:
    """What the form sends where these fields were changed."""
    return DELIVERED | keys


def test_the_table_is_that_of_the_scripts() -> None:
    script = (settings.BASE_DIR / "claims/static/claims/js/keys.js").read_text()
    assert dict(re.findall(r'^  (\w+): "(.)",$', script, re.MULTILINE)) == DELIVERED


@pytest.mark.parametrize(
    ("keys", "faults"),
    [
        ({}, {}),
        ({"confirm": "q", "undo": "é"}, {}),
        ({"confirm": "x", "reject": "y"}, {}),
        ({"confirm": "Y", "help": "7"}, {}),
        ({"confirm": "x"}, {"confirm": "“x” is the key of “Reject, and go on” too.", "reject": None}),
        ({"confirm": "ab"}, {"confirm": PRINTED}),
        ({"confirm": ""}, {"confirm": PRINTED}),
        ({"confirm": " "}, {"confirm": PRINTED}),
        ({"confirm": "\u0301"}, {"confirm": PRINTED}),
        ({"confirm": "\u200b"}, {"confirm": PRINTED}),
        ({"confirm": "/"}, {"confirm": "Browsers keep “/” for searching the page."}),
        ({"confirm": "'"}, {"confirm": "Browsers keep “'” for searching the page."}),
    ],
)
def test_keys_are_single_different_and_not_the_browsers(keys: dict[str, str], faults: dict[str, str | None]) -> None:
    found = faults_of(keys)
    assert found.keys() == faults.keys()
    assert all(found[deed] == fault for deed, fault in faults.items() if fault)


def test_the_api_tells_the_keys_and_changes_them(as_reader: APIClient) -> None:
    assert as_reader.get(KEYS).json() == {"on": True, "keys": DELIVERED}
    changed = as_reader.patch(KEYS, {"keys": {"confirm": "q"}}).json()
    assert changed == {"on": True, "keys": DELIVERED | {"confirm": "q"}}
    assert as_reader.patch(KEYS, {"on": False}).json() == changed | {"on": False}
    assert as_reader.get(KEYS).json() == changed | {"on": False}
    assert as_reader.patch(KEYS, {"keys": {}}).json()["keys"] == DELIVERED


def test_keys_are_ones_own(as_editor: APIClient, as_reader: APIClient) -> None:
    as_editor.patch(KEYS, {"keys": {"confirm": "q"}})
    assert as_reader.get(KEYS).json()["keys"] == DELIVERED


@pytest.mark.parametrize("wrong", [{"confirm": "x"}, {"confirm": "/", "reject": "/"}])
def test_a_clash_is_refused_by_its_deeds_and_nothing_is_stored(wrong: dict[str, str], as_reader: APIClient) -> None:
    answer = as_reader.patch(KEYS, {"on": False, "keys": wrong})
    assert fields_of(answer) == {"keys.confirm", "keys.reject"}
    assert as_reader.get(KEYS).json() == {"on": True, "keys": DELIVERED}


def test_no_deed_is_made_up(as_reader: APIClient) -> None:
    assert fields_of(as_reader.patch(KEYS, {"keys": {"dance": "d"}})) == {"keys.dance"}


def test_visitors_have_none(as_visitor: APIClient) -> None:
    problem_of(as_visitor.patch(KEYS, {"on": False}), 401, "not-authenticated")


def test_the_form_works_without_a_script(desk: Client, editor: User) -> None:
    answer = desk.post(FORM, typed(confirm="q", reject="") | {"off": "on"}, follow=True)
    assert "Your keys are stored." in answer.content.decode()
    editor.refresh_from_db()
    assert (editor.own_keys, editor.uses_keys) == ({"confirm": "q"}, False)
    desk.post(FORM, typed(confirm="q") | {"as-delivered": "", "off": "on"})
    editor.refresh_from_db()
    assert (editor.own_keys, editor.uses_keys) == ({}, True)


def test_the_form_comes_back_with_what_was_typed_and_what_is_wrong(desk: Client, editor: User) -> None:
    page = desk.post(FORM, typed(confirm="x", undo="z")).content.decode()
    assert page.count('aria-invalid="true"') == 2
    assert "“x” is the key of “Reject, and go on” too." in page
    assert 'name="undo" value="z"' in page
    editor.refresh_from_db()
    assert editor.own_keys == {}


def test_the_form_is_for_people_with_an_account(client: Client) -> None:
    answer = client.post(FORM, typed(confirm="q"))
    assert answer["Location"].startswith("/sign-in/")


def test_pages_tell_the_scripts_what_is_not_as_delivered(desk: Client, editor: User, client: Any) -> None:
    def body() -> str:
        return desk.get("/account/").content.decode().partition("<body")[2].partition(">")[0]

    assert ("data-keys" in body(), "data-no-keys" in body()) == (False, False)
    User.objects.filter(pk=editor.pk).update(own_keys={"confirm": '"'}, uses_keys=False)
    assert ' data-keys="{&quot;confirm&quot;: &quot;\\&quot;&quot;}" data-no-keys' in body()
