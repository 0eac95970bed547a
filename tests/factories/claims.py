"""Makers of claims with their spans and chains."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import factory

from claims.choices import Part, QuoteType, Relation, Status
from claims.models import Attribution, Claim, Link, Span, Speaker, Tag, Tagging
from claims.services.changes import create_all
from tests.factories.articles import ArticleFactory, SpeakerFactory
from tests.factories.base import Factory, prose


class TagFactory(Factory[Tag]):
    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"harbour {n}")


class ClaimFactory(Factory[Claim]):
    """A suggested claim with its spans and its chain.

    Give ``content`` and the article is written around it; give ``article`` and the claim is its first quotation, or
    the ``content`` named, which must stand in it. ``tags`` puts tags on it; ``chain`` names the speakers who passed
    the words on, in order, and ``chain__together`` those who spoke together with the speaker.
    """

    class Meta:
        model = Claim
        skip_postgeneration_save = True

    speaker = factory.SubFactory(SpeakerFactory)
    content = ""
    article = factory.SubFactory(
        ArticleFactory,
        text=factory.LazyAttributeSequence(
            lambda article, n: prose(
                content=article.factory_parent.content or f"We will open bridge {n} before the winter",
                name=getattr(article.factory_parent.speaker, "name", "The mayor"),
            )
        ),
    )
    version = factory.LazyAttribute(lambda claim: claim.article.current_version)
    quote_type = QuoteType.DIRECT
    status = Status.SUGGESTED
    listed_at = factory.LazyAttribute(lambda claim: claim.article.published_at or claim.article.created_at)
    extractor = "rules"
    extractor_version = "1"
    confidence = 0.9

    @classmethod
    def _create(cls, model_class: type[Claim], *args: Any, **values: Any) -> Claim:
        text = values["version"].text
        values["content"] = values["content"] or text[text.index("“") + 1 : text.index("”")].rstrip(",")
        values.setdefault("start", text.index(values["content"]))
        claim = super()._create(model_class, *args, **values)
        _store_spans(claim)
        return claim

    @factory.post_generation
    def chain(claim: Claim, create: bool, others: Iterable[Speaker] | None, **values: Any) -> None:  # noqa: N805
        together = values.get("together", ())
        for position, speaker in enumerate((claim.speaker, *together, *(others or ()))):
            Attribution.objects.create(
                claim=claim,
                position=position,
                together=0 < position <= len(together),
                speaker=speaker,
                name_as_printed=speaker.name if speaker else "",
                role_as_printed="mayor" if position == 0 else "",
            )

    @factory.post_generation
    def tags(claim: Claim, create: bool, tags: Iterable[Tag] | None, **values: Any) -> None:  # noqa: N805
        create_all(Tagging(claim=claim, tag=tag) for tag in tags or ())


def _store_spans(claim: Claim) -> None:
    """The content, then the words that name the speaker and the cue between it and the next full stop."""
    text, end = claim.version.text, claim.start + len(claim.content)
    spans = [(Part.CONTENT, claim.start, end)]
    cue = text.find(" said", end)
    if cue >= 0:
        spans.append((Part.CUE, cue + 1, cue + 5))
        spans.append((Part.SPEAKER, text.rindex("”", 0, cue) + 2, cue))
    create_all(Span(claim=claim, part=part, start=start, end=stop) for part, start, stop in spans)


class LinkFactory(Factory[Link]):
    class Meta:
        model = Link

    claim = factory.SubFactory(ClaimFactory)
    other = factory.SubFactory(ClaimFactory)
    relation = Relation.REPEATS
    status = Status.CONFIRMED
