"""Claims that people change."""

from __future__ import annotations

from datetime import date

import pytest

from claims.choices import Form, Part, QuoteType, Status
from claims.models import ArticleVersion, Claim, Span
from claims.reading.history import history_of
from claims.services.altering import update_claim
from claims.services.claims import Hop, create_claim
from claims.services.errors import InvalidError
from tests.factories import ArticleFactory, ClaimFactory, SpeakerFactory, TagFactory
from tests.services.making import TEXT, at, claim_of, hops_of, spans_of
from tests.writing import delete, tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> ArticleVersion:
    return ArticleFactory(text=TEXT).current_version


@pytest.fixture
def claim(version, editor) -> Claim:
    return claim_of(version, editor)


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
