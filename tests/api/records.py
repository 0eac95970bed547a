"""A record for each word of the tables, and a body for each endpoint that takes one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.choices import AssessmentStatus, ChangeKind, IntakeState, Status
from claims.models import Change, Claim, MergedSpeaker, Speaker, Tag
from claims.services.changes import changing
from claims.services.merging import merge_speakers
from newsapp.accounts.models import Token, User
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    ArticleVersionFactory,
    AssessmentFactory,
    BatchFactory,
    ClaimFactory,
    CommentFactory,
    FeedFactory,
    IntakeFactory,
    LinkFactory,
    MentionFactory,
    OutletFactory,
    RatingFactory,
    SpeakerFactory,
    TagFactory,
    UserFactory,
    WebhookFactory,
)
from tests.writing import save


def record_for(word: str, user: User | AnonymousUser) -> int | str:
    """The id of a new record of the kind that the word names."""
    own = {"author": user} if user.is_authenticated else {}
    makers: dict[str, Callable[[], Any]] = {
        "outlet": lambda: confirmed_claim().article.outlet,
        "silent_outlet": OutletFactory,
        "article": lambda: confirmed_claim().article,
        "undecided": lambda: ClaimFactory().article,
        "version": lambda: confirmed_claim().version,
        "undecided_text": lambda: ClaimFactory().version,
        "speaker": lambda: confirmed_claim().speaker,
        "silent": SpeakerFactory,
        "merged": merged_speaker,
        "alias": lambda: AliasFactory(speaker=confirmed_claim().speaker),
        "silent_alias": AliasFactory,
        "claim": confirmed_claim,
        "suggested": ClaimFactory,
        "rejected": lambda: ClaimFactory(status=Status.REJECTED),
        "altered": altered_claim,
        "own_claim": lambda: ClaimFactory(**own),
        "link": lambda: LinkFactory(claim=confirmed_claim(), other=confirmed_claim()),
        "link_to_suggested": lambda: LinkFactory(claim=confirmed_claim()),
        "own_link": lambda: LinkFactory(**own),
        "tag": tag_in_use,
        "unused_tag": TagFactory,
        "rating": RatingFactory,
        "published": lambda: AssessmentFactory(claim=confirmed_claim(), status=AssessmentStatus.PUBLISHED),
        "review": lambda: AssessmentFactory(claim=confirmed_claim(), status=AssessmentStatus.REVIEW),
        "draft": lambda: AssessmentFactory(claim=confirmed_claim()),
        "own_finding": lambda: AssessmentFactory(**own),
        "comment": lambda: CommentFactory(claim=confirmed_claim()),
        "mention": MentionFactory,
        "own_mention": lambda: MentionFactory(**({"user": user} if user.is_authenticated else {})),
        "own_comment": lambda: CommentFactory(**own),
        "change": lambda: change_by("somebody else"),
        "own_change": lambda: change_by(user if isinstance(user, User) else "nobody"),
        "feed": FeedFactory,
        "paused_feed": lambda: FeedFactory(active=False),
        "failed": lambda: IntakeFactory(failed=True),
        "running": lambda: IntakeFactory(state=IntakeState.RUNNING),
        "batch": BatchFactory,
        "own_batch": lambda: BatchFactory(states=[], **({"user": user} if user.is_authenticated else {})),
        "webhook": WebhookFactory,
        "taking_in": lambda: ArticleFactory().history.get().change,
    }
    if word in ("own_token", "others_token"):
        of_user = word == "own_token" and user.is_authenticated
        token, _ = Token.objects.create(user if of_user else UserFactory(), name="a script")
        return str(token.token_key)
    pk: int = makers[word]().pk
    return pk


def change_by(who: User | str) -> Change:
    with changing(ChangeKind.EDIT, by=who) as change:
        TagFactory()
    return change.stored()


def confirmed_claim(**values: Any) -> Claim:
    return ClaimFactory(status=Status.CONFIRMED, **values)


def altered_claim() -> Claim:
    """One whose article has another text since it was decided on."""
    claim = confirmed_claim()
    claim.version, claim.needs_look = ArticleVersionFactory(article=claim.article), True
    save(claim)
    return claim


def merged_speaker() -> MergedSpeaker:
    merge_speakers(confirmed_claim().speaker, [SpeakerFactory()], by="a test")
    return MergedSpeaker.objects.latest("id")


def tag_in_use() -> Tag:
    tag: Tag = TagFactory()
    confirmed_claim(tags=[tag])
    return tag


def body_for(path: str, method: str) -> dict[str, Any]:
    """A body that the endpoint takes from those who may."""
    family = path.removeprefix("v1/").split("/")[0]
    if family == "batches" and path.count("/") == 2:
        return {"files": [SimpleUploadedFile("bridges.csv", b"text\nIt opens in May.\n")]}
    if path.endswith(("/merge/", "/different/")):
        other = SpeakerFactory().pk
        return {"speakers": [other]} if path.endswith("/merge/") else {"speaker": other}
    if path.endswith("/split/"):
        return {"claims": [ClaimFactory(speaker=Speaker.objects.latest("id")).pk], "name": "Ada Holm"}
    if path.endswith("/bulk/"):
        claim = ClaimFactory()
        return {"claims": [{"id": claim.pk, "revision": claim.revision}], "add_tag": TagFactory().pk}
    if path.endswith("/batch/"):
        claim = ClaimFactory()
        change = {"id": claim.pk, "revision": claim.revision, "tags": [TagFactory().pk]}
        return {"claims": [new_record("claims") if method == "POST" else change, {}]}
    if path.endswith("/annotations/"):
        return {"items": [{"target": {"selector": {"type": "TextPositionSelector", "start": 1, "end": 9}}}]}
    if path.endswith("/import/"):
        review = {"@type": "ClaimReview", "url": "https://checks.example/1", "claimReviewed": "It opens in May."}
        return {"dataFeedElement": [review | {"reviewRating": {"alternateName": "False"}}]}
    if path.endswith("/poll/"):
        return {}
    if method == "POST":
        return new_record(family)
    changes: dict[str, dict[str, Any]] = {
        "outlets": {"name": "Morning Post"},
        "feeds": {"every_minutes": 60},
        "articles": {"title": "Bridge delayed"},
        "speakers": {"name": "Ada Holm"},
        "aliases": {"name": "A. Holm"},
        "claims": {"status": "rejected"},
        "links": {"note": "word for word"},
        "tags": {"name": "bridges"},
        "ratings": {"name": "Half true"},
        "assessments": {"explanation": "The minutes say May."},
        "comments": {"text": "Called; nobody there."},
        "mentions": {"done": True},
        "webhooks": {"active": False},
    }
    return changes.get(family, {})


def new_record(family: str) -> dict[str, Any]:
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "outlets": lambda: {"name": "Morning Post"},
        "feeds": lambda: {"outlet": "Morning Post", "url": "https://morning.example/feed.xml"},
        "articles": lambda: {"text": "“The bridge opens in May,” Ada Holm said on Monday."},
        "speakers": lambda: {"name": "Ada Holm", "kind": "person"},
        "aliases": lambda: {"speaker": SpeakerFactory().pk, "name": "A. Holm"},
        "claims": lambda: {"version": ArticleFactory().current_version.pk, "spans": {"content": [[1, 9]]}},
        "links": lambda: {"claim": ClaimFactory().pk, "relation": "supports", "other": ClaimFactory().pk},
        "tags": lambda: {"name": "bridges"},
        "ratings": lambda: {"name": "Half true"},
        "assessments": lambda: {
            "claim": ClaimFactory().pk,
            "rating": RatingFactory().pk,
            "explanation": "The minutes say May.",
        },
        "comments": lambda: {"claim": ClaimFactory().pk, "text": "Called; nobody there."},
        "tokens": lambda: {"name": "a script"},
        "webhooks": lambda: {"address": "https://receiver.example/changes"},
    }
    return makers[family]() if family in makers else {}
