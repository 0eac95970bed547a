"""What is shown when a page cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.api.errors import PROBLEM
from claims.choices import Status
from claims.models import Claim
from claims.pages import errors
from claims.services.merging import merge_speakers
from tests.factories import PASSWORD, ClaimFactory, SpeakerFactory

Browser = Callable[[Any], Any]


@pytest.mark.django_db
def test_what_is_not_there_is_said_in_house_style() -> None:
    response = Client().get("/nothing/here/")
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()
    assert "newsapp" in response.content.decode()


@pytest.mark.parametrize("address", ["/api/nothing", "/api/v1/nothing/", "/api/v1/claims/x/"])
def test_an_api_address_that_is_not_there_answers_with_a_problem(address: str) -> None:
    response = Client().get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (404, PROBLEM)
    assert response.json()["code"] == "not-found"


@pytest.mark.parametrize("pk", [1, 10**9, 10**25])
@pytest.mark.parametrize("name", ["claim", "claim-card", "article", "speaker"])
def test_a_record_that_is_not_there_is_not_found(name: str, pk: int, browser: Browser, reader: Any) -> None:
    assert browser(reader).get(reverse(name, args=[pk])).status_code == 404


def test_the_page_of_a_merged_speaker_leads_to_who_remains(browser: Browser, reader: Any, visitor: Any) -> None:
    into, other = ClaimFactory(status=Status.CONFIRMED).speaker, SpeakerFactory()
    address = reverse("speaker", args=[other.pk])
    merge_speakers(into, [other], by="a test")
    for user in (reader, visitor):
        response = browser(user).get(f"{address}?order=oldest")
        assert (response.status_code, response.headers["Location"]) == (302, reverse("speaker", args=[into.pk]))


def test_a_reader_is_told_that_the_role_does_not_suffice(browser: Browser, reader: Any) -> None:
    response = browser(reader).get(reverse("take-in"))
    assert response.status_code == 403
    assert "signed in as reader" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/claims/?speaker=x", "Speaker"),
        (f"/claims/?q={'x' * 201}", "Words"),
        ("/claims/?cursor=rubbish", "Place in the list"),
        ("/claims/?order=best", "Order"),
        ("/claims/?status=maybe", "Status"),
        ("/articles/?page_size=0", "Rows on a page"),
        ("/speakers/?kind=alien", "Kind of speaker"),
        ("/claims/?speaker=99999999999999999999999", ""),
        ("/claims/?q=%00", ""),
    ],
)
def test_an_address_that_asks_for_what_cannot_be_is_answered_with_the_reason(
    address: str, name: str, browser: Browser, reader: Any
) -> None:
    response = browser(reader).get(address)
    if name:
        assert response.status_code == 400
        assert f"<li>{name}: " in response.content.decode()
    else:
        assert response.status_code in (200, 400)


@pytest.mark.django_db
def test_a_failure_is_told_in_house_style_without_the_database(
    browser: Browser, reader: Any, monkeypatch: pytest.MonkeyPatch, query_count: Any
) -> None:
    client = browser(reader)
    client.raise_request_exception = False
    monkeypatch.setattr(Claim.objects, "all", None)
    monkeypatch.setattr("claims.pages.views.filters.groups", None)
    response = client.get("/claims/")
    assert response.status_code == 500
    assert "Try again in a moment" in response.content.decode()
    assert query_count(lambda: errors.server_error(response.wsgi_request)) == 0


@pytest.mark.django_db
def test_a_form_that_is_too_long_is_refused_in_house_style() -> None:
    response = Client().post(reverse("sign-in"), {"username": "a sentence.\n" * 1_700_000})
    assert response.status_code == 400
    assert "newsapp" in response.content.decode()


def test_a_failure_in_the_api_is_a_problem(rf: Any) -> None:
    response = errors.server_error(rf.get("/api/v1/claims/"))
    assert (response.status_code, response.headers["Content-Type"]) == (500, PROBLEM)


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_house_style() -> None:
    response = Client(enforce_csrf_checks=True).post(reverse("sign-in"), {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "This form was out of date" in response.content.decode()


class TestSigningIn:
    def test_leads_back_to_where_one_was(self, reader: Any) -> None:
        response = Client().post(f"{reverse('sign-in')}?next=/speakers/", sign_in("reader", PASSWORD))
        assert response.url == "/speakers/"

    def test_keeps_the_name_when_the_password_is_wrong(self, reader: Any) -> None:
        page = Client().post(reverse("sign-in"), sign_in("reader", "wrong")).content.decode()
        assert 'value="reader"' in page
        assert "Please enter a correct username and password" in page

    def test_leads_to_no_other_site(self, reader: Any) -> None:
        response = Client().post(f"{reverse('sign-in')}?next=https://evil.example/", sign_in("reader", PASSWORD))
        assert response.url == reverse("claims")

    def test_is_locked_after_five_wrong_passwords(self, reader: Any) -> None:
        client = Client()
        answers = [client.post(reverse("sign-in"), sign_in("reader", "wrong")) for _ in range(5)]
        assert answers[-1].status_code == 429
        assert "Too many tries" in answers[-1].content.decode()
        assert client.post(reverse("sign-in"), sign_in("reader", PASSWORD)).status_code == 429

    def test_ends_by_signing_out(self, browser: Browser, reader: Any) -> None:
        client = browser(reader)
        assert client.get(reverse("sign-out")).status_code == 405
        assert client.post(reverse("sign-out")).url == reverse("claims")
        assert client.get(reverse("account")).status_code == 302


def sign_in(username: str, password: str) -> dict[str, str]:
    return {"username": username, "password": password}
