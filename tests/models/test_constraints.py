"""What must hold is held by the database itself: each of these writes goes round the application and is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from claims.choices import AssessmentStatus, DeliveryState, IntakeOrigin, Part, Relation, SpeakerKind, Status
from claims.models import (
    Alias,
    Article,
    ArticleVersion,
    Assessment,
    Attribution,
    Claim,
    Link,
    Outlet,
    Rating,
    Span,
    Speaker,
    Tag,
)
from newsapp.accounts.models import User
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    IntakeFactory,
    LinkFactory,
    OutletFactory,
    RatingFactory,
    SpeakerFactory,
    TagFactory,
    UserFactory,
    WebhookFactory,
)
from tests.writing import delete

pytestmark = pytest.mark.django_db


def refused(write: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            write()
            # PostgreSQL may put a check off to the end of the transaction.
            connection.check_constraints()
    except IntegrityError:
        return True
    return False


def update(record: models.Model, **values: Any) -> Callable[[], int]:
    """A write of one row's columns that calls no method of its model."""
    return lambda: type(record)._base_manager.filter(pk=record.pk).update(**values)


def insert(record: models.Model) -> Callable[[], object]:
    """An insert that calls no method of its model."""
    return lambda: type(record)._base_manager.bulk_create([record])


def copy_of(record: models.Model, **values: Any) -> models.Model:
    columns = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    return type(record)(**columns | {"id": None} | values)


@pytest.mark.parametrize(
    ("make", "column", "known"),
    [
        (ClaimFactory, "status", Status.REJECTED),
        (ClaimFactory, "quote_type", "mixed"),
        (ClaimFactory, "form", "thought"),
        (LinkFactory, "relation", Relation.RESPONDS_TO),
        (LinkFactory, "status", Status.SUGGESTED),
        (SpeakerFactory, "kind", SpeakerKind.DOCUMENT),
        (AssessmentFactory, "status", AssessmentStatus.WITHDRAWN),
        (lambda: ClaimFactory().spans.get(part=Part.CUE), "part", Part.CONTENT),
        (UserFactory, "role", "editor"),
        (lambda: WebhookFactory().deliveries.get(), "state", DeliveryState.SENDING),
    ],
)
@pytest.mark.parametrize("word", ["", "unheard", "SUGGESTED"])
def test_an_enumerated_column_holds_known_words_only(
    make: Callable[[], models.Model], column: str, known: str, word: str
) -> None:
    record = make()
    assert refused(update(record, **{column: word}))
    assert not refused(update(record, **{column: known}))


# Articles


def test_an_article_has_each_version_number_once() -> None:
    version = ArticleFactory().current_version
    assert refused(insert(copy_of(version, text="Another text.", text_hash="0" * 64)))
    assert not refused(insert(copy_of(version, text="Another text.", text_hash="0" * 64, number=2)))


def test_a_version_number_is_not_negative() -> None:
    assert refused(update(ArticleFactory().current_version, number=-1))


def test_two_articles_do_not_share_an_identity() -> None:
    one, other = ArticleFactory(), ArticleFactory()
    assert refused(update(other, identity=one.identity))


def test_a_version_that_claims_rest_on_is_not_deleted_from_under_them() -> None:
    claim = ClaimFactory()
    assert refused(lambda: ArticleVersion.objects.filter(pk=claim.version_id)._raw_delete(connection.alias))


# Intakes


def test_an_intake_has_bytes_or_an_address_to_fetch_them_from() -> None:
    sent = IntakeFactory()
    assert refused(update(sent, original=None))
    assert refused(update(sent, url="https://example.org/bridge"))
    assert refused(update(sent, origin=IntakeOrigin.URL))
    assert not refused(update(sent, origin=IntakeOrigin.URL, url="https://example.org/bridge", original=None))


# Webhooks


def test_a_webhook_has_one_secret_that_nothing_has_taken_the_place_of() -> None:
    secret = WebhookFactory().secrets.get()
    assert refused(insert(copy_of(secret)))
    assert not refused(insert(copy_of(secret, until=timezone.now())))


def test_a_webhook_that_is_on_has_no_notice() -> None:
    assert refused(update(WebhookFactory(), notice="It was switched off."))
    assert not refused(update(WebhookFactory(active=False), notice="It was switched off."))


def test_a_message_is_stored_once_and_due_or_done() -> None:
    delivery = WebhookFactory().deliveries.get()
    assert refused(insert(copy_of(delivery)))
    assert refused(update(delivery, next_at=None))
    assert refused(update(delivery, state=DeliveryState.DELIVERED))
    assert not refused(update(delivery, state=DeliveryState.DELIVERED, next_at=None, finished_at=delivery.created_at))


def test_a_webhook_that_is_deleted_meanwhile_fails_no_change() -> None:
    delivery = WebhookFactory().deliveries.get()
    assert not refused(insert(copy_of(delivery, webhook_id=999_999)))


# Spans


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 5), (0, 0)])
def test_a_span_starts_in_the_text_and_before_its_end(start: int, end: int) -> None:
    assert refused(insert(Span(claim=ClaimFactory(), part=Part.CUE, start=start, end=end)))


def test_a_claim_has_a_span_once() -> None:
    span = ClaimFactory().spans.get(part=Part.CUE)
    assert refused(insert(copy_of(span, end=span.end + 1)))
    assert not refused(insert(copy_of(span, part=Part.SPEAKER)))


# Claims and their chains


@pytest.mark.parametrize(("confidence", "right"), [(-0.01, False), (1.01, False), (0, True), (1, True), (None, True)])
def test_confidence_lies_between_nothing_and_one(confidence: float | None, right: bool) -> None:
    assert refused(update(ClaimFactory(), confidence=confidence)) is not right


def test_a_claim_has_one_hop_at_a_position() -> None:
    hop = ClaimFactory().hops.get()
    assert refused(insert(copy_of(hop, speaker_id=None)))
    assert not refused(insert(copy_of(hop, position=1)))


def test_the_first_to_speak_speaks_together_with_nobody_before_them() -> None:
    hop = ClaimFactory().hops.get()
    assert refused(update(hop, together=True))
    assert not refused(insert(copy_of(hop, position=1, together=True)))


def test_neither_a_speaker_nor_one_who_passed_words_on_can_be_deleted() -> None:
    for hop in ClaimFactory(chain=[SpeakerFactory()]).hops.select_related("speaker"):
        with pytest.raises(models.RestrictedError):
            delete(hop.speaker)
        assert refused(lambda pk=hop.speaker_id: Speaker.objects.filter(pk=pk)._raw_delete(connection.alias))


def test_a_speaker_without_claims_can_be_deleted_with_its_aliases() -> None:
    alias = AliasFactory()
    delete(alias.speaker)
    assert not Alias.objects.filter(pk=alias.pk).exists()


# Speakers


def test_an_unnamed_speaker_belongs_to_an_article() -> None:
    assert refused(update(SpeakerFactory(unnamed=True), article=None))


@pytest.mark.parametrize("kind", [kind for kind in SpeakerKind if kind != SpeakerKind.UNNAMED])
def test_a_named_speaker_belongs_to_no_article(kind: SpeakerKind) -> None:
    speaker = SpeakerFactory(kind=kind)
    assert refused(update(speaker, article=ArticleFactory()))
    assert refused(update(speaker, kind=SpeakerKind.UNNAMED))


def test_only_an_unnamed_speaker_becomes_known_later() -> None:
    assert not refused(update(SpeakerFactory(unnamed=True), known_as=SpeakerFactory().pk))
    assert refused(update(SpeakerFactory(), known_as=SpeakerFactory().pk))


def test_an_article_has_each_descriptor_once() -> None:
    one = SpeakerFactory(unnamed=True)
    assert refused(insert(copy_of(one)))
    assert not refused(insert(copy_of(one, article_id=ArticleFactory().pk)))


def test_two_people_may_bear_one_name() -> None:
    assert not refused(insert(copy_of(SpeakerFactory())))


def test_a_speaker_has_an_alias_once() -> None:
    alias = AliasFactory()
    assert refused(insert(copy_of(alias)))
    assert not refused(insert(copy_of(alias, speaker_id=SpeakerFactory().pk)))


# Links


def test_a_claim_is_not_linked_to_itself() -> None:
    claim = ClaimFactory()
    assert refused(insert(Link(claim=claim, other=claim, relation=Relation.REPEATS)))


def test_a_pair_has_one_link_of_a_kind_either_way_round() -> None:
    link = LinkFactory()
    assert refused(insert(copy_of(link)))
    assert refused(insert(copy_of(link, claim_id=link.other_id, other_id=link.claim_id)))
    assert not refused(insert(copy_of(link, relation=Relation.CONTRADICTS)))


# Assessments


def test_a_claim_has_one_published_assessment() -> None:
    published = AssessmentFactory(status=AssessmentStatus.PUBLISHED)
    assert refused(insert(copy_of(published)))
    assert not refused(insert(copy_of(published, status=AssessmentStatus.DRAFT)))
    assert not refused(insert(copy_of(published, status=AssessmentStatus.WITHDRAWN)))


@pytest.mark.parametrize("status", [AssessmentStatus.PUBLISHED, AssessmentStatus.CORRECTED])
def test_what_the_public_reads_has_a_rating(status: AssessmentStatus) -> None:
    draft = AssessmentFactory(rating=None)
    assert refused(insert(copy_of(draft, status=status)))
    assert not refused(insert(copy_of(draft, status=status, rating_id=RatingFactory().pk)))


def test_a_rating_in_use_cannot_be_deleted() -> None:
    assessment = AssessmentFactory()
    with pytest.raises(models.RestrictedError):
        delete(assessment.rating)
    assert refused(lambda: Rating.objects.filter(pk=assessment.rating_id)._raw_delete(connection.alias))


# Names that are known by one spelling only


@pytest.mark.parametrize("make", [TagFactory, OutletFactory, RatingFactory])
def test_a_name_is_there_once_whatever_its_case(make: Callable[..., models.Model]) -> None:
    one = make(name="Harbour")
    assert refused(insert(copy_of(one, name="HARBOUR")))
    assert not refused(insert(copy_of(one, name="Harbours")))


def test_every_constraint_of_the_models_is_tried_here() -> None:
    """A constraint added to a model belongs in this file: add its name when its test is written."""
    tables = (
        Alias,
        Article,
        ArticleVersion,
        Assessment,
        Attribution,
        Claim,
        Link,
        Outlet,
        Rating,
        Span,
        Speaker,
        Tag,
        User,
    )
    names = {constraint.name for model in tables for constraint in model._meta.constraints}
    assert names == {
        "alias_once",
        "assessment_published_has_rating",
        "assessment_published_once",
        "assessment_status_known",
        "claim_anchoring_known",
        "claim_confidence_range",
        "claim_form_known",
        "claim_quote_type_known",
        "claim_status_known",
        "hop_position_once",
        "hop_together_with_first",
        "link_not_to_itself",
        "link_once_a_pair",
        "link_relation_known",
        "link_status_known",
        "outlet_name_once",
        "rating_name_once",
        "span_once",
        "span_part_known",
        "span_starts_before_end",
        "speaker_descriptor_once",
        "speaker_kind_known",
        "speaker_known_later_if_unnamed",
        "speaker_unnamed_of_article",
        "tag_name_once",
        "user_role_known",
        "version_number_once",
    }
