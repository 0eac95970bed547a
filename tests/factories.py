"""Makers of records for tests. Each record holds together as the application would have stored it.

The people, places and words are invented.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

import factory
from django.db.models import Model
from factory.django import DjangoModelFactory, Password

from claims.choices import (
    AssessmentStatus,
    BatchForm,
    ChangeKind,
    IntakeOrigin,
    IntakeState,
    Part,
    QuoteType,
    Relation,
    SpeakerKind,
    Status,
)
from claims.models import (
    Alias,
    Article,
    ArticleVersion,
    Assessment,
    Attribution,
    Batch,
    Claim,
    Comment,
    Evidence,
    Feed,
    Intake,
    Link,
    Mention,
    Original,
    Outlet,
    Rating,
    Span,
    Speaker,
    Tag,
    Tagging,
    Webhook,
)
from claims.models.article import identity_of
from claims.services.changes import changing, create_all
from claims.services.webhooks import create_webhook
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role

PASSWORD = "correct horse battery staple"
GIVEN = ("Ada", "Omar", "Ines", "Tomas", "Leila", "Pavel", "Ruth")
FAMILY = ("Lind", "Berg", "Holm", "Dal", "Sten", "Ek", "Bjork", "Sjo", "Ny", "Hed")


def full_name(number: int) -> str:
    """A name whose surname is unlike that of the 99 before it."""
    return f"{GIVEN[number % 7]} {FAMILY[number // 10 % 10]}{FAMILY[number % 10].lower()}mark"


def prose(*, content: str, name: str) -> str:
    """A short news item in which the name says the content inside quotation marks."""
    return (
        f"“{content},” {name} said on Monday.\n\n"
        "The harbour office denied that the work was late, according to the Evening Post, citing its director.\n\n"
        "“Nobody has asked us,” a senior engineer told the paper. The council meets again in March."
    )


Record = TypeVar("Record", bound=Model)


class Factory(DjangoModelFactory[Record]):
    """Makes each record, with what belongs to it, in one Change of a machine's."""

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy: Any, params: Any) -> Any:
        if strategy != factory.CREATE_STRATEGY:
            return super()._generate(strategy, params)
        with changing(ChangeKind.TAKE_IN, by="factory"):
            return super()._generate(strategy, params)


class UserFactory(DjangoModelFactory[User]):
    """Somebody with an account. The password is PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    password = Password(PASSWORD)
    role = Role.READER


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


class RatingFactory(Factory[Rating]):
    class Meta:
        model = Rating

    name = factory.Sequence(lambda n: f"Half true {n}")
    position = factory.Sequence(lambda n: 100 + n)


class AssessmentFactory(Factory[Assessment]):
    class Meta:
        model = Assessment

    claim = factory.SubFactory(ClaimFactory)
    rating = factory.SubFactory(RatingFactory)
    explanation = "The council's minutes of February name another date."
    no_evidence_because = "The minutes are read out at every meeting."
    status = AssessmentStatus.DRAFT
    author = factory.SubFactory(UserFactory, role=Role.FACT_CHECKER)
    published_at = factory.LazyAttribute(
        lambda one: datetime(2026, 3, 4, tzinfo=UTC) if one.status == AssessmentStatus.PUBLISHED else None
    )
    words = factory.LazyAttribute(lambda one: one.claim.content if one.published_at else "")


class EvidenceFactory(Factory[Evidence]):
    class Meta:
        model = Evidence

    assessment = factory.SubFactory(AssessmentFactory)
    url = "https://council.example/minutes/february"
    title = "Minutes of the council, February"
    excerpt = "The bridge opens in May."
    shows = "The date that the council agreed on."


class CommentFactory(Factory[Comment]):
    class Meta:
        model = Comment

    claim = factory.SubFactory(ClaimFactory)
    author = factory.SubFactory(UserFactory, role=Role.FACT_CHECKER)
    text = "Worth a call to the harbour office."


class MentionFactory(Factory[Mention]):
    class Meta:
        model = Mention

    user = factory.SubFactory(UserFactory)
    comment = factory.SubFactory(
        CommentFactory, text=factory.LazyAttribute(lambda one: f"Ask @{one.factory_parent.user.username}.")
    )


class WebhookFactory(DjangoModelFactory[Webhook]):
    """A webhook with its secret; where nothing else is said, at an address that nothing is sent to."""

    class Meta:
        model = Webhook

    address = "http://127.0.0.1:9/changes"
    author = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)

    @classmethod
    def _create(cls, model_class: type[Webhook], *args: Any, **values: Any) -> Webhook:
        webhook = model_class(*args, **values)
        create_webhook(webhook, by="factory")
        return webhook


class IntakeFactory(DjangoModelFactory[Intake]):
    """Something that waits to be taken in, or has failed, or runs."""

    class Meta:
        model = Intake
        exclude = ["data"]

    data = b"The bridge is old.\n\n\xe2\x80\x9cIt opens in May,\xe2\x80\x9d Ada Lind said."
    state = IntakeState.WAITING
    origin = IntakeOrigin.FILE
    filename = "bridge.txt"
    media_type = "text/plain"
    size = factory.LazyAttribute(lambda intake: len(intake.data))
    original = factory.LazyAttribute(lambda intake: _original(intake.data))
    actor = "a test"

    class Params:
        failed = factory.Trait(state=IntakeState.FAILED, error_code="no-article", error="This file is a calendar.")


class BatchFactory(DjangoModelFactory[Batch]):
    """Many articles at once, of which by default one waits, one has failed and one was cancelled."""

    class Meta:
        model = Batch
        exclude = ["states"]

    form = BatchForm.JSONL
    name = "bridges.jsonl"
    actor = "a test"
    states = (IntakeState.WAITING, IntakeState.FAILED, IntakeState.CANCELLED)
    rows = factory.LazyAttribute(lambda batch: len(batch.states))

    @classmethod
    def create(cls, **values: Any) -> Batch:
        states = values.get("states", cls.states)
        with changing(ChangeKind.TAKE_IN, by="a test") as change:
            batch: Batch = super().create(**{"change": change.stored()} | values)
        for row, state in enumerate(states, start=1):
            IntakeFactory(
                batch=batch,
                row=row,
                origin=IntakeOrigin.ROW,
                filename="",
                failed=state == IntakeState.FAILED,
                **({} if state == IntakeState.FAILED else {"state": state}),
            )
        return batch


def _original(data: bytes) -> Original:
    values = {"gzipped": gzip.compress(data)}
    return Original.objects.get_or_create(sha256=hashlib.sha256(data).hexdigest(), defaults=values)[0]
