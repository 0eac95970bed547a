"""Claims that people make and delete."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import Part, QuoteType, Status
from claims.models import ArticleVersion, Attribution, Claim, Link, Span
from claims.services.altering import update_claim
from claims.services.claims import Hop, checked, create_claim, delete_claim
from claims.services.errors import ConflictError, InvalidError
from tests.api.helpers import problem_of
from tests.factories import (
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    LinkFactory,
    SpeakerFactory,
    TagFactory,
)
from tests.services.making import TEXT, at, claim_of, hops_of, spans_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> ArticleVersion:
    return ArticleFactory(text=TEXT).current_version


@pytest.fixture
def claim(version, editor) -> Claim:
    return claim_of(version, editor)


def test_a_claim_that_a_person_makes_is_confirmed_by_them(claim, editor, version):
    claim.refresh_from_db()
    assert (claim.status, claim.author, claim.decided_by) == (Status.CONFIRMED, editor, editor)
    assert claim.decided_at is not None
    assert (claim.extractor, claim.confidence, claim.revision) == ("", None, 1)
    assert (claim.article, claim.version, claim.listed_at) == (
        version.article,
        version,
        version.article.published_at,
    )


def test_a_claim_holds_its_words_and_starts_where_they_do(claim):
    assert (claim.content, claim.start) == ("“will open in May”", TEXT.index("“will"))
    assert spans_of(claim) == {"content": ["“will open in May”"], "cue": ["said"], "speaker": ["Ada Lind"]}


def test_the_first_hop_is_the_speaker_as_printed(claim):
    assert hops_of(claim) == [(0, claim.speaker, "Ada Lind", "")]


def test_spans_in_any_order_are_stored_in_that_of_the_text(version, editor):
    spans = {Part.CONTENT: [at("“not before,”"), at("“will open in May”")]}
    claim = create_claim(by=editor, version=version, spans=spans)
    assert (claim.content, claim.start) == ("“will open in May” … “not before,”", TEXT.index("“will"))
    assert (claim.speaker, hops_of(claim)) == (None, [(0, None, "", "")])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“will open in May”", QuoteType.DIRECT),
        ("that the bridge “will open in May”", QuoteType.MIXED),
        ("that the bridge", QuoteType.INDIRECT),
    ],
)
def test_the_quote_type_follows_the_text(version, editor, words, expected):
    claim = create_claim(by=editor, version=version, spans={Part.CONTENT: [at(words)]})
    assert claim.quote_type == expected


def test_the_quote_type_can_be_overruled(version, editor):
    spans = {Part.CONTENT: [at("“will open in May”")]}
    claim = create_claim(by=editor, version=version, spans=spans, quote_type=QuoteType.INDIRECT)
    assert claim.quote_type == QuoteType.INDIRECT


@pytest.mark.parametrize(
    ("before", "after"), [(QuoteType.INDIRECT, QuoteType.MIXED), (QuoteType.DIRECT, QuoteType.DIRECT)]
)
def test_what_was_direct_without_marks_stays_so_with_other_words_and_all_else_follows_them(
    version, editor, before, after
):
    spans = {Part.CONTENT: [at("that the bridge")]}
    claim = create_claim(by=editor, version=version, spans=spans, quote_type=before)
    update_claim(claim, by=editor, spans={Part.CONTENT: [at("that the bridge “will open in May”")]})
    claim.refresh_from_db()
    assert claim.quote_type == after


def test_a_claim_is_made_with_its_chain_its_day_and_its_tags(version, editor):
    speaker, outlet, tag = SpeakerFactory(), SpeakerFactory(), TagFactory()
    claim = create_claim(
        by=editor,
        version=version,
        spans={Part.CONTENT: [at("that the bridge")]},
        hops=[Hop(speaker, "Lind", "mayor"), Hop(outlet, "Harbour TV")],
        said_on=date(2026, 3, 1),
        tags=[tag],
    )
    claim.refresh_from_db()
    assert claim.speaker == speaker
    assert hops_of(claim) == [(0, speaker, "Lind", "mayor"), (1, outlet, "Harbour TV", "")]
    assert (claim.said_on, [*claim.tags.all()]) == (date(2026, 3, 1), [tag])


def test_a_printed_name_of_any_length_is_cut(editor):
    version = ArticleFactory(text="x" * 500).current_version
    spans = {Part.CONTENT: [(0, 500)], Part.SPEAKER: [(0, 400)]}
    assert len(create_claim(by=editor, version=version, spans=spans).hops.get().name_as_printed) == 300


@pytest.mark.parametrize(
    ("spans", "code", "field"),
    [
        ({}, "no-content", "spans.content"),
        ({Part.CONTENT: [], Part.CUE: [(0, 3)]}, "no-content", "spans.content"),
        ({Part.CONTENT: [(0, len(TEXT) + 1)]}, "span-outside-text", "spans.content"),
        ({Part.CONTENT: [(5, 5)]}, "span-outside-text", "spans.content"),
        ({Part.CONTENT: [(9, 5)]}, "span-outside-text", "spans.content"),
        ({Part.CONTENT: [(-3, 5)]}, "span-outside-text", "spans.content"),
        ({Part.CONTENT: [(0, 5)], Part.CUE: [(10**9, 10**9 + 1)]}, "span-outside-text", "spans.cue"),
        ({Part.CONTENT: [(0, 5), (4, 8)]}, "spans-overlap", "spans.content"),
        ({Part.CONTENT: [(0, 5)], Part.SPEAKER: [(3, 6), (3, 6)]}, "spans-overlap", "spans.speaker"),
    ],
)
def test_spans_that_do_not_fit_the_text_are_refused_and_nothing_is_stored(version, editor, spans, code, field):
    with pytest.raises(InvalidError) as error:
        create_claim(by=editor, version=version, spans=spans)
    assert (error.value.code, error.value.field) == (code, field)
    assert (Claim.objects.count(), Span.objects.count(), Attribution.objects.count()) == (0, 0, 0)


def test_a_span_may_reach_to_the_last_character_and_spans_may_touch():
    assert checked({Part.CONTENT: [(2, 4), (0, 2)]}, 4)[Part.CONTENT] == [(0, 2), (2, 4)]


@given(st.lists(st.tuples(st.integers(-2, 12), st.integers(-2, 12)), min_size=1, max_size=4))
def test_what_is_accepted_is_in_order_inside_the_text_and_apart(ranges):
    try:
        accepted = checked({Part.CONTENT: ranges}, 10)[Part.CONTENT]
    except InvalidError:
        inside = all(0 <= start < end <= 10 for start, end in ranges)
        positions = [at for start, end in ranges for at in range(start, end)]
        assert not inside or len(positions) > len(set(positions))
    else:
        edges = [edge for one in accepted for edge in one]
        assert edges == sorted(edges)
        assert 0 <= edges[0] < edges[-1] <= 10
        assert sorted(ranges) == accepted


@pytest.mark.parametrize(
    "work",
    [
        lambda claim: AssessmentFactory(claim=claim),
        lambda claim: CommentFactory(claim=claim),
        lambda claim: LinkFactory(claim=claim),
        lambda claim: LinkFactory(other=claim, status=Status.REJECTED),
    ],
    ids=["assessment", "comment", "link", "refused link"],
)
def test_a_claim_that_people_worked_on_is_rejected_and_not_deleted(work, administrator, as_user):
    claim = ClaimFactory()
    work(claim)
    with pytest.raises(ConflictError, match="reject it instead"):
        delete_claim(claim, by="a test")
    answer = as_user(administrator).delete(f"/api/v1/claims/{claim.pk}/", headers={"If-Match": "*"})
    problem_of(answer, 409, "claim-has-work")
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_a_claim_that_only_the_machine_worked_on_is_deleted_with_its_suggested_links():
    claim = LinkFactory(status=Status.SUGGESTED).claim
    delete_claim(claim, by="a test")
    assert (Claim.objects.count(), Link.objects.count()) == (1, 0)
