"""What is wrong with a value is said in words for the people who gave it; all such messages stand in one catalogue."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.api.helpers import V1
from tests.api.records import new_record
from tests.factories import ClaimFactory, OutletFactory

CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
_STRING = r'"(?:[^"\\]|\\.)*"'


@pytest.mark.parametrize(
    ("family", "wrong", "said"),
    [
        ("comments", {"claim": 999999}, "There is no claim with the number 999999."),
        ("claims", {"version": 999999}, "There is no article version with the number 999999."),
        ("aliases", {"speaker": "Lind"}, "This must be a whole number."),
        ("tags", {"name": ""}, "This cannot be empty."),
        ("tags", {"name": "x" * 61}, "This is too long: it can have 60 characters at most."),
        ("claims", {"said_on": "tomorrow"}, "This is no date. Write it as 2018-09-29."),
        ("speakers", {"kind": "alien"}, "“alien” is none of the values that this can have."),
        ("outlets", {"url": "x y"}, "This is no address of a web page. One looks like this: https://state.gov/x"),
    ],
)
def test_a_message_is_a_sentence_about_what_was_sent(
    family: str, wrong: dict[str, Any], said: str, as_administrator: APIClient
) -> None:
    answer = as_administrator.post(f"{V1}{family}/", {**new_record(family), **wrong})
    assert [error["message"] for error in answer.json()["errors"]] == [said]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"q": "x" * 201}, "This is too long: it can have 200 characters at most, and has 201."),
        ({"status": "unheard-of"}, "“unheard-of” is none of the values that this can have."),
        ({"speaker": "0"}, "This must be 1 at least."),
        ({"said_from": "tomorrow"}, "This is no date. Write it as 2018-09-29."),
    ],
)
def test_so_is_one_about_a_filter(query: dict[str, str], said: str, as_editor: APIClient) -> None:
    answer = as_editor.get(f"{V1}claims/", query)
    assert [error["message"] for error in answer.json()["errors"]] == [said]


@pytest.mark.parametrize("family", ["outlets", "articles"])
def test_an_address_that_is_typed_as_people_say_it_is_one_of_https(family: str, as_editor: APIClient) -> None:
    record = {"outlets": OutletFactory, "articles": lambda: ClaimFactory().article}[family]()
    changed = as_editor.patch(f"{V1}{family}/{record.pk}/", {"url": "state.gov/x"}, headers={"If-Match": "*"})
    assert changed.json()["url"] == "https://state.gov/x"


def test_the_compiled_catalogue_says_what_the_written_one_does() -> None:
    entries = re.findall(rf"^msg(id_plural|id|str(?:\[(\d)\])?) ({_STRING})$", CATALOGUE.read_text(), re.MULTILINE)
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    one = ""
    for kind, number, string in entries:
        words = ast.literal_eval(string)
        if kind == "id":
            one = words
        elif kind == "id_plural":
            many = words
        elif one:
            assert (compiled.ngettext(one, many, 1 + int(number)) if number else compiled.gettext(one)) == words
