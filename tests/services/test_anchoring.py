"""A changed article: claims stay at their words, wherever these now stand."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.choices import Anchoring, Part, Status
from claims.models import Article, Claim, Link, Span
from claims.reading.history import history_of
from claims.services.altering import update_claim
from tests.factories import TagFactory
from tests.writing import delete

pytestmark = pytest.mark.django_db

URL = "https://post.example/bridge"
PARAGRAPHS = (
    "The bridge is old.",
    "“It opens in May,” Ada Lind said.",
    "“Nobody asked us,” a senior engineer said to Harbour TV.",
    "“No,” Lind said.",
    "The council meets again.",
    "“No,” Lind said.",
)


def text_of(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def spans_of(claim: Claim) -> list[tuple[str, str]]:
    return [(span.part, claim.version.text[span.start : span.end]) for span in claim.spans.all()]


@pytest.fixture
def first(take):
    """The claims of the first text of an article, in its order."""
    return take(text_of(*PARAGRAPHS), url=URL).claims


INSERTED = st.lists(
    st.text(alphabet="abc “”’.é😀\u0301", min_size=1, max_size=30).map(str.strip).filter(bool), max_size=3
)


@given(inserted=st.lists(INSERTED, min_size=len(PARAGRAPHS) + 1, max_size=len(PARAGRAPHS) + 1))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_put_anywhere_between_paragraphs_moves_every_claim_with_its_words(take, inserted):
    delete(Article.objects.all())  # that of the example before
    claims = take(text_of(*PARAGRAPHS), url=URL).claims
    before = [(claim.content, spans_of(claim)) for claim in claims]
    places = [span.start for claim in claims for span in claim.spans.filter(part=Part.CONTENT)]
    parts = [*inserted[0]]
    for paragraph, following in zip(PARAGRAPHS, inserted[1:], strict=True):
        parts += [paragraph, *following]
    text = text_of(*parts)
    taken = take(text, url=URL)
    after = [Claim.objects.get(pk=claim.pk) for claim in claims]
    assert taken.claims == []
    assert [(claim.content, spans_of(claim)) for claim in after] == before
    assert {claim.version.text for claim in after} == {text}
    for claim in after:
        content = [(span.start, span.end) for span in claim.spans.filter(part=Part.CONTENT)]
        assert claim.version.words(content) == claim.content
        assert claim.start == content[0][0]
    starts = [claim.start for claim in after]
    assert starts == sorted(set(starts))
    assert len(starts) == len(places)


@pytest.fixture
def decided(first, editor):
    """The first claim, “It opens in May,” by Ada Lind, confirmed."""
    return update_claim(first[0], by=editor, status=Status.CONFIRMED)


def test_a_claim_whose_words_were_altered_goes_along_with_its_decision_and_asks_for_a_look(take, decided):
    changed = text_of(*PARAGRAPHS).replace("It opens in May", "It opens not in May")
    taken = take(f"An earlier report said otherwise.\n\n{changed}", url=URL)
    assert taken.claims == []
    assert taken.anchored == {Anchoring.ALTERED: 1, Anchoring.HELD: 3}
    decided.refresh_from_db()
    assert (decided.status, decided.anchoring, decided.needs_look) == (Status.CONFIRMED, Anchoring.ALTERED, True)
    assert (decided.words_before, decided.content) == ("“It opens in May,”", "“It opens not in May,”")
    assert spans_of(decided) == [("content", "“It opens not in May,”"), ("cue", "said"), ("speaker", "Ada Lind")]


def test_an_undecided_claim_that_was_altered_asks_for_nothing_more_than_a_decision(take, first):
    take(text_of(*PARAGRAPHS).replace("in May", "in June"), url=URL)
    altered = Claim.objects.get(pk=first[0].pk)
    assert (altered.content, altered.needs_look) == ("“It opens in June,”", False)


def test_words_that_are_gone_leave_their_claim_with_the_text_that_had_them(take, decided):
    taken = take(text_of("The bridge is old.", "It rained all night.", *PARAGRAPHS[2:]), url=URL)
    decided.refresh_from_db()
    assert taken.anchored[Anchoring.VANISHED] == 1
    assert (decided.anchoring, decided.needs_look, decided.version.number) == (Anchoring.VANISHED, True, 1)
    assert decided.content == "“It opens in May,”"


def test_a_change_that_is_taken_back_asks_for_nothing_any_more(take, decided):
    take(text_of(*PARAGRAPHS).replace("in May", "in June"), url=URL)
    taken = take(text_of(*PARAGRAPHS), url=URL)
    decided.refresh_from_db()
    assert taken.new_version
    assert (decided.content, decided.needs_look, decided.words_before) == ("“It opens in May,”", False, "")
    assert decided.version == taken.article.current_version


def test_a_claim_that_waits_for_a_look_waits_through_further_changes(take, decided):
    changed = text_of(*PARAGRAPHS).replace("in May", "in June")
    take(changed, url=URL)
    take(f"New on top.\n\n{changed}", url=URL)
    decided.refresh_from_db()
    assert (decided.anchoring, decided.needs_look) == (Anchoring.ALTERED, True)
    assert (decided.words_before, decided.version.number) == ("“It opens in May,”", 3)


def test_who_looked_at_the_altered_words_has_said_so(take, decided, editor):
    take(text_of(*PARAGRAPHS).replace("in May", "in June"), url=URL)
    decided.refresh_from_db()
    update_claim(decided, by=editor, needs_look=False)
    decided.refresh_from_db()
    assert (decided.status, decided.needs_look, decided.words_before) == (Status.CONFIRMED, False, "")
    assert decided.anchoring == Anchoring.HELD


def test_a_decision_on_altered_words_is_a_look_at_them(take, decided, editor):
    take(text_of(*PARAGRAPHS).replace("in May", "in June"), url=URL)
    decided.refresh_from_db()
    update_claim(decided, by=editor, status=Status.REJECTED)
    decided.refresh_from_db()
    assert (decided.needs_look, decided.words_before) == (False, "")


def test_words_that_somebody_else_is_named_for_now_ask_for_a_look(take, decided):
    taken = take(text_of(*PARAGRAPHS).replace("Ada Lind", "Omar Berg"), url=URL)
    decided.refresh_from_db()
    assert taken.claims == []
    assert (decided.speaker.name, decided.speaker_read, decided.needs_look) == ("Ada Lind", "Omar Berg", True)
    assert decided.anchoring == Anchoring.MOVED


def test_a_quotation_that_goes_on_takes_the_new_words_in(take, editor):
    url = f"{URL}/goes-on"
    claim = take(text_of("The boats are gone.", "“We row in spring,” Ada Lind said."), url=url).claims[0]
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    take(text_of("The boats are gone.", "“We row in spring, if it is warm enough,” Ada Lind said."), url=url)
    claim.refresh_from_db()
    assert (claim.content, claim.needs_look) == ("“We row in spring, if it is warm enough,”", True)


def test_what_people_decided_stays_decided_and_is_not_suggested_again(take, first, editor):
    update_claim(first[0], by=editor, status=Status.CONFIRMED)
    update_claim(first[1], by=editor, status=Status.REJECTED)
    taken = take(text_of("New on top.", *PARAGRAPHS), url=URL)
    assert taken.claims == []
    decided = [Claim.objects.get(pk=claim.pk) for claim in first[:2]]
    assert [claim.status for claim in decided] == [Status.CONFIRMED, Status.REJECTED]
    assert {(claim.decided_by, claim.version.number) for claim in decided} == {(editor, 2)}


def test_a_claim_that_a_person_trimmed_is_not_suggested_whole_again(take, first, editor):
    start = first[0].start
    update_claim(first[0], by=editor, spans={Part.CONTENT: [(start + 4, start + 9)]})
    taken = take(text_of("New on top.", *PARAGRAPHS), url=URL)
    assert taken.claims == []
    assert Claim.objects.get(pk=first[0].pk).content == "opens"


def test_words_that_come_back_in_a_third_text_bring_their_claim_along(take, first):
    take(text_of(PARAGRAPHS[0]), url=URL)
    taken = take(text_of("Corrected.", *PARAGRAPHS), url=URL)
    assert taken.claims == []
    assert set(Claim.objects.values_list("version__number", flat=True)) == {3}
    assert Claim.objects.count() == len(first)


def test_of_words_said_twice_that_now_stand_once_the_claim_with_the_same_surroundings_moves(take, first):
    taken = take(text_of(*PARAGRAPHS[:3], PARAGRAPHS[4], PARAGRAPHS[5]), url=URL)
    assert taken.claims == []
    numbers = [Claim.objects.get(pk=claim.pk).version.number for claim in first[2:]]
    assert numbers == [1, 2]


def test_spans_of_one_claim_may_move_to_where_another_one_stood(take, first, editor):
    start = first[0].start
    update_claim(first[0], by=editor, spans={Part.CONTENT: [(start + 1, start + 3), (start + 4, start + 9)]})
    for before in ("abc", "abcdef", "xyz"):  # three characters are the distance of the two spans
        take(before + text_of(*PARAGRAPHS), url=URL)
        moved = Claim.objects.get(pk=first[0].pk)
        assert moved.content == "It … opens"
        assert [words for part, words in spans_of(moved) if part == Part.CONTENT] == ["It", "opens"]


def test_a_move_counts_as_a_change_and_stands_in_the_history(take, first, editor):
    claim = first[0]
    before = Claim.objects.get(pk=claim.pk)
    take(text_of("New on top.", *PARAGRAPHS), url=URL, by=editor)
    after = Claim.objects.get(pk=claim.pk)
    assert after.revision == before.revision + 1
    assert after.updated_at > before.updated_at
    assert [change["field"] for change in history_of(after)[0]["differences"]] == ["version"]
    assert Span.history.filter(claim=claim.pk, history_type="~").count() == claim.spans.count()


def test_tags_outlive_a_move_in_the_claim_and_in_its_history(take, first, editor):
    claim = update_claim(first[0], by=editor, tags=[TagFactory(name="harbour")])
    revision = claim.revision
    take(text_of("New on top.", *PARAGRAPHS), url=URL)
    claim = Claim.objects.get(pk=claim.pk)
    assert ([tag.name for tag in claim.tags.all()], claim.revision) == (["harbour"], revision + 1)
    assert [change["field"] for change in history_of(claim)[0]["differences"]] == ["version"]


def test_links_are_not_suggested_twice_when_the_text_changes(take):
    quoted = "“The bridge will open in the month of May,” Ada Lind said."
    take(quoted, url="https://post.example/1")
    take(quoted, url="https://post.example/2")
    take(f"New on top.\n\n{quoted}", url="https://post.example/2")
    assert Link.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_number_of_claims_that_move(take, query_count):
    def said(claims: int) -> str:
        return text_of(*[f"“We said so {number} times,” Ada Lind said." for number in range(claims)])

    counts = []
    for number in (2, 20):
        take(said(number), url=f"{URL}/{number}")
        counts.append(query_count(lambda n=number: take(f"More.\n\n{said(n)}", url=f"{URL}/{n}")))
    assert counts[0] == counts[1]


def test_a_move_locks_the_claims_and_writes_nothing_that_people_decide_on(take, first, editor):
    update_claim(first[0], by=editor, tags=[TagFactory()])
    with CaptureQueriesContext(connection) as queries:
        take(text_of("New on top.", *PARAGRAPHS), url=URL)
    asked = [query["sql"] for query in queries]
    updates = [sql for sql in asked if sql.startswith('UPDATE "claims_claim"')]
    assert len(updates) == 1
    assert not [sql for sql in updates if '"status" =' in sql or '"decided_by_id" =' in sql]
    if connection.features.has_select_for_update:
        locks = [place for place, sql in enumerate(asked) if 'FROM "claims_claim"' in sql and "FOR UPDATE" in sql]
        spans = [place for place, sql in enumerate(asked) if 'FROM "claims_span"' in sql]
        assert locks[0] < spans[0]
        stored = [place for place, sql in enumerate(asked) if sql.startswith('INSERT INTO "claims_change"')]
        assert locks[0] < stored[0], "what is decided first is of an earlier Change"


def test_a_claim_stays_on_words_whose_typography_was_mended(take, editor):
    plain = text_of('"It opens in May - not before," said Ada Lind.', "“It's late,” Ada Lind said.")
    curly = text_of("“It opens in May – not before,” said Ada Lind.", "“It’s late,” Ada Lind said.")
    claim = take(plain, url=f"{URL}/typography").claims[0]
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    taken = take(curly, url=f"{URL}/typography")
    assert (taken.new_version, taken.claims) == (True, [])
    claim.refresh_from_db()
    assert (claim.content, claim.version.number, claim.status) == ("“It’s late,”", 2, Status.CONFIRMED)
