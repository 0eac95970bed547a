"""An article's identity, its dates as printed, and versions that never change."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from claims.models import Article, ArticleVersion, Claim, Speaker
from claims.models.article import ImmutableError, at_offset, identity_of, offset_of, text_hash
from tests.factories import ArticleFactory, ArticleVersionFactory, ClaimFactory, SpeakerFactory
from tests.writing import delete, save

pytestmark = pytest.mark.django_db


def test_a_version_never_changes_once_stored() -> None:
    version = ArticleFactory().current_version
    version.text = "Other words."
    with pytest.raises(ImmutableError):
        save(version)
    assert ArticleVersion.objects.get(pk=version.pk).text != "Other words."


def test_a_version_keeps_the_hash_of_its_text() -> None:
    version = ArticleFactory(text="Die Brücke 🌉").current_version
    assert version.text_hash == text_hash("Die Brücke 🌉")


def test_the_current_version_is_the_one_with_the_highest_number() -> None:
    article = ArticleFactory()
    ArticleVersionFactory(article=article)
    newest = ArticleVersionFactory(article=article)
    assert article.current_version == newest
    assert newest.number == 3


def test_words_are_counted_in_code_points_and_joined_by_an_ellipsis() -> None:
    version = ArticleFactory(text="🌉é “Yes,” she said. “No.”").current_version
    assert version.words([(4, 8), (21, 24)]) == "Yes, … No."


def test_an_article_with_an_address_is_known_by_it_and_one_without_by_its_text() -> None:
    addressed = ArticleFactory(url="https://post.example/1", text="One text.")
    pasted = ArticleFactory(url="", text="Another text.")
    assert Article.objects.same_as(url="https://post.example/1", text="Changed.") == addressed
    assert Article.objects.same_as(url="https://post.example/2", text="One text.") is None
    assert Article.objects.same_as(url="", text="One text.") == addressed
    assert Article.objects.same_as(url="", text="Another text.") == pasted
    assert Article.objects.same_as(url="", text="No such text.") is None
    assert identity_of(url="", text="Another text.") == pasted.identity


def test_an_article_without_a_title_is_called_by_its_first_words() -> None:
    assert str(ArticleFactory(title="", text="The bridge opens.")) == "The bridge opens.…"
    assert str(ArticleFactory(title="Bridge opens")) == "Bridge opens"


def test_dates_come_back_at_the_offset_they_were_printed_with() -> None:
    printed = datetime(2018, 9, 29, 19, 6, 23, tzinfo=timezone(timedelta(hours=-4)))
    article = ArticleFactory(published_at=printed, published_offset=offset_of(printed), modified_at=None)
    article.refresh_from_db()
    assert article.published is not None
    assert article.published.isoformat() == "2018-09-29T19:06:23-04:00"
    assert article.modified is None


def test_a_time_without_an_offset_counts_as_utc() -> None:
    assert offset_of(None) == 0
    assert offset_of(datetime(2026, 1, 1, tzinfo=UTC)) == 0
    assert at_offset(None, 60) is None


def test_an_article_goes_with_its_versions_claims_and_unnamed_speakers() -> None:
    article = ArticleFactory()
    ArticleVersionFactory(article=article)
    mayor, engineer = SpeakerFactory(), SpeakerFactory(unnamed=True, article=article)
    ClaimFactory(article=article, speaker=engineer, chain=[mayor])
    delete(article)
    assert not ArticleVersion.objects.exists()
    assert not Claim.objects.exists()
    assert list(Speaker.objects.all()) == [mayor]
