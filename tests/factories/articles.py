"""Makers of articles, and of those who print them and speak in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import factory

from claims.choices import SpeakerKind
from claims.models import Alias, Article, ArticleVersion, Feed, Outlet, Speaker
from claims.models.article import identity_of
from tests.factories.base import Factory, full_name, prose


class OutletFactory(Factory[Outlet]):
    class Meta:
        model = Outlet

    name = factory.Sequence(lambda n: f"Evening Post {n}")
    url = factory.Sequence(lambda n: f"https://post{n}.example/")


class FeedFactory(Factory[Feed]):
    """A feed whose time has come."""

    class Meta:
        model = Feed

    outlet = factory.SubFactory(OutletFactory)
    url = factory.Sequence(lambda n: f"https://post{n}.example/feed.xml")


class ArticleFactory(Factory[Article]):
    """An article with its first version, whose ``text`` is by default unlike that of any other."""

    class Meta:
        model = Article

    outlet = factory.SubFactory(OutletFactory)
    title = factory.Sequence(lambda n: f"Bridge {n} to open before the winter")
    url = factory.Sequence(lambda n: f"https://post.example/bridges/{n}")
    author = "Nora Vik"
    language = "en"
    published_at = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)
    published_offset = 60
    text = factory.Sequence(
        lambda n: prose(content=f"We will open bridge {n} before the winter", name=full_name(n)),
    )

    @classmethod
    def _create(cls, model_class: type[Article], *args: Any, text: str, **values: Any) -> Article:
        values.setdefault("identity", identity_of(url=values["url"], text=text))
        article = super()._create(model_class, *args, **values)
        ArticleVersion.objects.create(article=article, number=1, text=text)
        return article


class ArticleVersionFactory(Factory[ArticleVersion]):
    """One more version of an article."""

    class Meta:
        model = ArticleVersion

    article = factory.SubFactory(ArticleFactory)
    number = factory.LazyAttribute(lambda version: version.article.current_version.number + 1)
    text = factory.LazyAttribute(
        lambda version: f"{version.article.current_version.text} This is update {version.number}."
    )


class SpeakerFactory(Factory[Speaker]):
    """A speaker whose name is an alias too; with ``unnamed=True``, one that an article describes without a name."""

    class Meta:
        model = Speaker
        skip_postgeneration_save = True

    class Params:
        unnamed = factory.Trait(
            kind=SpeakerKind.UNNAMED,
            name=factory.Sequence(lambda n: f"a senior engineer of bridge {n}"),
            article=factory.SubFactory(ArticleFactory),
        )

    name = factory.Sequence(full_name)
    kind = SpeakerKind.PERSON

    @factory.post_generation
    def aliases(speaker: Speaker, create: bool, names: Iterable[str] | None, **values: Any) -> None:  # noqa: N805
        if create and speaker.kind != SpeakerKind.UNNAMED:
            for name in (speaker.name, *(names or ())):
                Alias.objects.create(speaker=speaker, name=name)


class AliasFactory(Factory[Alias]):
    class Meta:
        model = Alias

    speaker = factory.SubFactory(SpeakerFactory)
    name = factory.LazyAttributeSequence(lambda alias, n: f"Councillor {n} {alias.speaker.name.split()[-1]}")
