"""Pages about what there is much of: as many queries as for little, and as many rows as a person reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.choices import ChangeKind
from claims.models import Alias, Speaker
from claims.services.changes import changing, create_all
from claims.text.names import normal_form
from newsapp.accounts.models import User
from tests.api.helpers import V1
from tests.factories import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db
MANY = 10_000


def known_by_many_names() -> Speaker:
    speaker: Speaker = ClaimFactory(speaker=SpeakerFactory(name="Quillon Varga")).speaker
    names = [f"Varga number {number}" for number in range(MANY)]
    with changing(ChangeKind.EDIT, by="a test"):
        create_all(Alias(speaker=speaker, name=name, normal_name=normal_form(name)) for name in names)
    return speaker


def test_a_speaker_of_ten_thousand_names(
    browser: Callable[[Any], Any], as_editor: Any, editor: User, query_count: Callable[[Any], int]
) -> None:
    few, many = ClaimFactory(speaker=SpeakerFactory(name="Ada Lind")).speaker, known_by_many_names()
    client = browser(editor)

    def page_of(speaker: Speaker) -> str:
        page: str = client.get(reverse("speaker", args=[speaker.pk])).content.decode()
        return page

    page_of(few)
    assert query_count(lambda: page_of(many)) <= query_count(lambda: page_of(few)) + 2
    page = page_of(many)
    assert page.count('class="name-row"') <= 200
    assert f"The first 200 of {MANY + 1} names" in page
    assert len(page) < 400_000
    found = as_editor.get(f"{V1}speakers/?q=varga+number+77&page_size=8")
    assert [row["id"] for row in found.json()["results"]] == [many.pk]
    assert len(found.content) < 5_000


def test_an_article_of_five_hundred_claims(
    browser: Callable[[Any], Any], editor: User, query_count: Callable[[Any], int]
) -> None:
    few, many = ClaimFactory().article, ClaimFactory().article
    ClaimFactory.create_batch(4, article=few)
    ClaimFactory.create_batch(499, article=many)
    client = browser(editor)

    def page_of(number: int) -> str:
        page: str = client.get(reverse("article", args=[number])).content.decode()
        return page

    page_of(few.pk)
    assert query_count(lambda: page_of(many.pk)) == query_count(lambda: page_of(few.pk))
