"""Claims that people make and change."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import Form, Part, QuoteType, Status
from claims.models import ArticleVersion, Attribution, Claim, Link, Span
from claims.reading.history import history_of
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
from tests.writing import delete, tag

pytestmark = pytest.mark.django_db

TEXT = "The mayor, Ada Lind, said that the bridge “will open in May” and “not before,” 😀 whatever comes."


@pytest.fixture
def version() -> ArticleVersion:
    return ArticleFactory(text=TEXT).current_version


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def spans_of(claim: Claim) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for span in claim.spans.all():
        found.setdefault(span.part, []).append(claim.version.text[span.start : span.end])
    return found


def hops_of(claim: Claim) -> list[tuple[int, object, str, str]]:
    return [(hop.position, hop.speaker, hop.name_as_printed, hop.role_as_printed) for hop in claim.hops.all()]


@pytest.fixture
def claim(version, editor) -> Claim:
    return create_claim(
        by=editor,
        version=version,
        spans={Part.CONTENT: [at("“will open in May”")], Part.SPEAKER: [at("Ada Lind")], Part.CUE: [at("said")]},
        speaker=SpeakerFactory(name="Ada Lind"),
    )


# Making


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


# Changing


def test_spans_of_one_part_are_replaced_and_the_others_stay(claim, editor):
    update_claim(claim, by=editor, spans={Part.CONTENT: [at("“not before,”"), at("“will open in May”")]})
    claim.refresh_from_db()
    assert claim.content == "“will open in May” … “not before,”"
    assert spans_of(claim) == {
        "content": ["“will open in May”", "“not before,”"],
        "cue": ["said"],
        "speaker": ["Ada Lind"],
    }


def test_words_after_an_emoji_are_the_right_ones(claim, editor):
    update_claim(claim, by=editor, spans={Part.CONTENT: [at("whatever")]})
    assert (claim.content, claim.quote_type) == ("whatever", QuoteType.INDIRECT)


def test_new_spans_bring_their_quote_type_unless_it_is_overruled(claim, editor):
    spans = {Part.CONTENT: [at("that the bridge “will open in May”")]}
    assert update_claim(claim, by=editor, spans=spans).quote_type == QuoteType.MIXED
    changed = update_claim(claim, by=editor, spans=spans, quote_type=QuoteType.INDIRECT)
    assert changed.quote_type == QuoteType.INDIRECT


def test_the_form_follows_the_reporting_words_unless_it_is_overruled(claim, editor):
    assert claim.form == Form.SPEECH
    mixed = {Part.CONTENT: [at("that the bridge “will open in May”")], Part.CUE: [at("comes")]}
    assert update_claim(claim, by=editor, spans=mixed).form == Form.SPEECH
    assert update_claim(claim, by=editor, form=Form.THOUGHT).form == Form.THOUGHT
    hoped = ArticleFactory(text="Lind hopes the bridge will open.").current_version
    spans = {Part.CONTENT: [(11, 31)], Part.CUE: [(5, 10)]}
    assert create_claim(by=editor, version=hoped, spans=spans).form == Form.THOUGHT
    assert create_claim(by=editor, version=hoped, spans=spans, form=Form.SPEECH).form == Form.SPEECH


def test_spans_that_do_not_fit_leave_the_claim_as_it_was(claim, editor):
    before = (claim.revision, spans_of(claim), Span.history.count())
    with pytest.raises(InvalidError):
        update_claim(claim, by=editor, spans={Part.CUE: [(0, 10_000)]}, status=Status.REJECTED)
    claim.refresh_from_db()
    assert (claim.revision, spans_of(claim), Span.history.count()) == before
    assert claim.status == Status.CONFIRMED


def test_a_corrected_speaker_is_that_of_the_first_hop_and_has_nothing_that_is_printed_of_another(editor):
    claim, other = ClaimFactory(speaker__name="Ada Holm"), SpeakerFactory(name="Eve Lind")
    update_claim(claim, by=editor, speaker=other)
    claim.refresh_from_db()
    assert (claim.speaker, hops_of(claim)) == (other, [(0, other, "", "")])


def test_a_speaker_taken_away_leaves_the_printed_words(claim, editor):
    update_claim(claim, by=editor, speaker=None)
    claim.refresh_from_db()
    assert (claim.speaker, hops_of(claim)) == (None, [(0, None, "Ada Lind", "")])


def test_a_speaker_is_found_for_a_claim_that_had_none(editor):
    claim, speaker = ClaimFactory(speaker=None), SpeakerFactory()
    delete(claim.hops.all())
    update_claim(claim, by=editor, speaker=speaker)
    assert hops_of(claim) == [(0, speaker, "", "")]


def test_the_chain_is_replaced_whole(editor):
    first, second, third = SpeakerFactory.create_batch(3)
    claim = ClaimFactory(chain=[first])
    update_claim(claim, by=editor, hops=[Hop(second, "Berg", "clerk"), Hop(None, "a paper"), Hop(third, "TV")])
    claim.refresh_from_db()
    assert claim.speaker == second
    assert hops_of(claim) == [(0, second, "Berg", "clerk"), (1, None, "a paper", ""), (2, third, "TV", "")]


def test_a_chain_of_nothing_leaves_no_speaker(claim, editor):
    update_claim(claim, by=editor, hops=[])
    claim.refresh_from_db()
    assert (claim.speaker, hops_of(claim)) == (None, [])


def test_a_decision_notes_who_and_when_and_its_undoing_forgets_them(editor, administrator):
    claim = ClaimFactory()
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    first = claim.decided_at
    assert (claim.decided_by, first is None) == (editor, False)
    update_claim(claim, by=administrator, status=Status.REJECTED)
    assert claim.decided_by == administrator
    assert claim.decided_at >= first
    update_claim(claim, by=editor, status=Status.SUGGESTED)
    assert (claim.decided_by, claim.decided_at) == (None, None)


def test_a_confirmed_claim_keeps_what_suggested_it(editor):
    claim = ClaimFactory()
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    claim.refresh_from_db()
    assert (claim.extractor, claim.extractor_version, claim.confidence) == ("rules", "1", 0.9)


def test_other_changes_do_not_decide(fact_checker):
    claim = ClaimFactory()
    update_claim(claim, by=fact_checker, said_on=date(2026, 3, 1), tags=[TagFactory()])
    assert (claim.status, claim.decided_by) == (Status.SUGGESTED, None)


def test_tags_are_set_to_those_given(claim, editor):
    one, other = TagFactory(name="one"), TagFactory(name="other")
    update_claim(claim, by=editor, tags=[one])
    update_claim(claim, by=editor, tags=[other])
    assert [*claim.tags.all()] == [other]
    assert update_claim(claim, by=editor, tags=[]).tags.count() == 0


def test_every_change_counts_once_and_stands_in_the_history(claim, editor):
    update_claim(claim, by=editor, status=Status.REJECTED)
    update_claim(claim, by=editor, tags=[TagFactory(name="harbour")])
    update_claim(claim, by=editor, spans={Part.CONTENT: [at("“not before,”")]})
    claim.refresh_from_db()
    assert claim.revision == 4
    entries = [[(change["field"], change["after"]) for change in entry["differences"]] for entry in history_of(claim)]
    assert entries == [[("content", "“not before,”")], [("tags", "harbour")], [("status", "rejected")], []]
    assert Span.history.filter(history_type="-").count() == 1


def test_a_corrected_speaker_stands_in_the_history_of_claim_and_hop(claim, editor):
    update_claim(claim, by=editor, speaker=SpeakerFactory(name="Omar Berg"))
    (changed, _) = history_of(claim)
    assert changed["differences"] == [{"field": "speaker", "before": "Ada Lind", "after": "Omar Berg"}]
    hop = claim.hops.get()
    assert [row.speaker.name for row in hop.history.all()] == ["Omar Berg", "Ada Lind"]


def test_a_changed_chain_and_changed_words_stand_in_the_history_of_the_claim(claim, editor):
    paper, channel = SpeakerFactory(name="Harbour Post"), SpeakerFactory(name="Harbour TV")
    update_claim(claim, by=editor, hops=[Hop(claim.speaker, "Ada Lind"), Hop(paper, "the Post")])
    update_claim(claim, by=editor, hops=[Hop(claim.speaker, "Ada Lind"), Hop(channel), Hop(None, "a clerk")])
    update_claim(claim, by=editor, spans={Part.CUE: [at("said that")], Part.SPEAKER: [at("The mayor")]})
    changes = [
        [(change["field"], change["before"], change["after"]) for change in entry["differences"]]
        for entry in history_of(claim)
    ]
    assert changes == [
        [("cue", "said", "said that"), ("speaker words", "Ada Lind", "The mayor")],
        [("chain", "Harbour Post", "Harbour TV → a clerk")],
        [("chain", "", "Harbour Post")],
        [],
    ]


def test_the_history_of_chain_and_words_costs_the_same_however_long_it_is(claim, editor, query_count):
    update_claim(claim, by=editor, hops=[Hop(claim.speaker), Hop(SpeakerFactory())])
    short = query_count(lambda: history_of(claim))
    for words in ("said", "The mayor", "whatever"):
        update_claim(claim, by=editor, spans={Part.CUE: [at(words)]}, hops=[Hop(claim.speaker), Hop(SpeakerFactory())])
    assert query_count(lambda: history_of(claim)) == short


@pytest.mark.parametrize(
    "same",
    [
        lambda claim: {"status": claim.status, "said_on": claim.said_on},
        lambda claim: {"speaker": claim.speaker},
        lambda claim: {"tags": list(claim.tags.all()), "said_on": claim.said_on},
        lambda claim: {"hops": [Hop(claim.speaker, "Ada Lind")]},
        lambda claim: {"spans": {Part.CONTENT: [at("“will open in May”")]}, "quote_type": "direct"},
        lambda claim: {},
    ],
    ids=["status", "speaker", "tags", "hops", "spans", "nothing"],
)
def test_what_is_so_already_is_not_written_and_decided_by_nobody_else(claim, same, administrator, row_counts):
    tag(claim, TagFactory())
    before = Claim.objects.filter(pk=claim.pk).values().get(), row_counts()
    update_claim(Claim.objects.get(pk=claim.pk), by=administrator, **same(claim))
    assert (Claim.objects.filter(pk=claim.pk).values().get(), row_counts()) == before


@pytest.mark.parametrize("field", ["speaker", "hops"])
def test_an_unnamed_speaker_says_nothing_in_another_article(claim, editor, field, row_counts):
    stranger = SpeakerFactory(unnamed=True)
    values = {"speaker": stranger} if field == "speaker" else {"hops": [Hop(claim.speaker), Hop(stranger)]}
    before = row_counts()
    with pytest.raises(InvalidError) as error:
        update_claim(claim, by=editor, **values)
    assert (error.value.code, error.value.field) == ("unnamed-of-other-article", field)
    with pytest.raises(InvalidError):
        create_claim(by=editor, version=claim.version, spans={Part.CONTENT: [(0, 5)]}, **values)
    assert row_counts() == before


def test_an_unnamed_speaker_of_the_same_article_is_taken(claim, editor):
    own = SpeakerFactory(unnamed=True, article=claim.article)
    assert update_claim(claim, by=editor, speaker=own).speaker == own


# Deleting


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
