"""What a new text of an article brings along: its headline, author and outlet."""

from __future__ import annotations

import pytest

from claims.choices import ChangeKind
from claims.models import Outlet
from claims.reading.versions import known_at
from claims.services.articles import update_article
from claims.services.changes import changing
from tests.factories import OutletFactory

pytestmark = pytest.mark.django_db

URL = "https://post.example/bridge"
TEXT = "The bridge is old.\n\n“It opens in May,” Ada Lind said."


@pytest.mark.parametrize("kind", ["title", "author"])
def test_a_new_text_brings_its_headline_and_author_unless_a_person_put_in_others(take, kind):
    told = {"title": "Old", "author": "A. Rey"}
    article = take(TEXT, url=URL, **told).article
    take(f"More.\n\n{TEXT}", url=URL, **told | {kind: "New"})
    article.refresh_from_db()
    assert getattr(article, kind) == "New"
    update_article(article, by="a test", **{kind: "By hand"})
    take(f"Even more.\n\n{TEXT}", url=URL, **told | {kind: "Newest"})
    article.refresh_from_db()
    assert getattr(article, kind) == "By hand"


def test_a_new_text_brings_its_outlet_and_each_version_remembers_its_own(take):
    article = take(TEXT, url=URL, outlet="Evening Post").article
    again = take(f"More.\n\n{TEXT}", url=URL, outlet="Morning Post")
    article.refresh_from_db()
    assert (again.article, article.outlet.name) == (article, "Morning Post")
    assert [known_at(version)["outlet"] for version in article.versions.all()] == ["Evening Post", "Morning Post"]


def test_a_new_text_without_an_outlet_leaves_the_one_that_is_known(take):
    article = take(TEXT, url=URL, outlet="Evening Post").article
    take(f"More.\n\n{TEXT}", url=URL)
    article.refresh_from_db()
    assert article.outlet.name == "Evening Post"


def test_the_outlet_that_a_person_put_in_stays(take):
    article = take(TEXT, url=URL, outlet="Evening Post").article
    by_hand = OutletFactory(name="By hand")
    update_article(article, by="a test", outlet=by_hand)
    take(f"More.\n\n{TEXT}", url=URL, outlet="Morning Post")
    article.refresh_from_db()
    assert article.outlet == by_hand


def test_an_outlet_that_a_person_renamed_is_the_same_while_pages_still_tell_its_old_name(take):
    article = take(TEXT, url=URL, outlet="Evening Post").article
    with changing(ChangeKind.EDIT, by="a test"):
        article.outlet.name = "The Evening Post"
        article.outlet.save()
    take(f"More.\n\n{TEXT}", url=URL, outlet="Evening Post")
    article.refresh_from_db()
    assert [article.outlet] == list(Outlet.objects.all())
    assert article.outlet.name == "The Evening Post"
