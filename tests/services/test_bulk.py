"""One deed on many claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.choices import Anchoring, ChangeKind, Status
from claims.models import Change, Claim
from claims.services.altering import update_claim
from claims.services.bulk import Deed, Result, add_tag, change_claims, decide, remove_tag, set_speaker
from claims.services.undoing import undo_change
from newsapp.accounts.models import User
from tests.factories import ClaimFactory, SpeakerFactory, TagFactory
from tests.writing import save

pytestmark = pytest.mark.django_db


def revisions_of(*claims: Claim) -> dict[int, int]:
    return {claim.pk: claim.revision for claim in claims}


def done_to(claims: list[Claim], deed: Deed, by: User, *, rehearse: bool = False) -> list[Result]:
    outcomes = change_claims(revisions_of(*claims), deed, by=by, rehearse=rehearse)
    for claim in claims:
        claim.refresh_from_db()
    return [outcome.result for outcome in outcomes]


def state_of(claim: Claim) -> tuple[object, ...]:
    """All that the deeds may alter, as it is stored."""
    stored = Claim.objects.get(pk=claim.pk)
    return (
        *(stored.status, stored.decided_by, bool(stored.decided_at), stored.speaker, stored.needs_look),
        *(list(stored.tags.order_by("pk")), [(hop.position, hop.speaker) for hop in stored.hops.all()]),
    )


def test_a_decision_is_that_of_one_claim_made_for_each(editor: User) -> None:
    alone, *many = ClaimFactory.create_batch(3, needs_look=True, words_before="old", anchoring=Anchoring.ALTERED)
    update_claim(alone, by=editor, status=Status.CONFIRMED)
    assert done_to(many, decide(Status.CONFIRMED), editor) == [Result.DONE, Result.DONE]
    fields = ("status", "decided_by", "needs_look", "words_before", "speaker_read", "anchoring", "revision")
    for claim in many:
        assert [getattr(claim, name) for name in fields] == [getattr(alone, name) for name in fields]
        assert claim.decided_at
        assert claim.updated_at > claim.created_at
        assert claim.history.latest().status == Status.CONFIRMED


def test_it_is_one_change_of_its_own_kind(editor: User) -> None:
    claims = ClaimFactory.create_batch(3)
    before = Change.objects.count()
    done_to(claims, decide(Status.REJECTED), editor)
    assert Change.objects.count() == before + 1
    change = Change.objects.latest("id")
    assert (change.kind, change.user) == (ChangeKind.BULK, editor)
    assert {claim.history.latest().change for claim in claims} == {change}


def test_what_is_so_already_stays_untouched(editor: User) -> None:
    confirmed = ClaimFactory(status=Status.CONFIRMED)
    before = Change.objects.count()
    assert done_to([confirmed], decide(Status.CONFIRMED), editor) == [Result.UNCHANGED]
    assert confirmed.revision == 1
    assert Change.objects.count() == before


def test_a_claim_that_was_changed_since_is_left_alone_and_the_others_are_done(editor: User) -> None:
    stale, fresh = ClaimFactory.create_batch(2)
    seen = revisions_of(stale, fresh)
    save(stale)
    outcomes = change_claims(seen, decide(Status.CONFIRMED), by=editor)
    assert [outcome.result for outcome in outcomes] == [Result.STALE, Result.DONE]
    assert "changed this claim" in outcomes[0].reason
    assert Claim.objects.get(pk=stale.pk).status == Status.SUGGESTED


def test_a_claim_that_is_gone_is_named(editor: User) -> None:
    [outcome] = change_claims({999_999: 1}, decide(Status.CONFIRMED), by=editor)
    assert (outcome.result, outcome.reason) == (Result.REFUSED, "This claim is no longer there.")


def test_a_fact_checker_decides_on_own_claims_and_tags_all(fact_checker: User) -> None:
    claims = [ClaimFactory(author=fact_checker), ClaimFactory()]
    assert done_to(claims, decide(Status.CONFIRMED), fact_checker) == [Result.DONE, Result.REFUSED]
    assert done_to(claims, set_speaker(None), fact_checker) == [Result.DONE, Result.REFUSED]
    assert done_to(claims, add_tag(TagFactory()), fact_checker) == [Result.DONE, Result.DONE]


def test_a_tag_is_put_on_and_taken_off(editor: User) -> None:
    tag, other = TagFactory.create_batch(2)
    claims = [ClaimFactory(tags=[other]), ClaimFactory(tags=[tag, other])]
    assert done_to(claims, add_tag(tag), editor) == [Result.DONE, Result.UNCHANGED]
    assert [set(claim.tags.all()) for claim in claims] == [{tag, other}, {tag, other}]
    assert done_to(claims, remove_tag(other), editor) == [Result.DONE, Result.DONE]
    assert [set(claim.tags.all()) for claim in claims] == [{tag}, {tag}]
    assert [claim.revision for claim in claims] == [3, 2]


def test_a_speaker_is_set_whether_or_not_there_is_a_hop(editor: User) -> None:
    speaker = SpeakerFactory()
    whole, without_hop = ClaimFactory(), ClaimFactory()
    without_hop.hops.all()._raw_delete("default")
    assert done_to([whole, without_hop], set_speaker(speaker), editor) == [Result.DONE, Result.DONE]
    for claim in (whole, without_hop):
        assert claim.speaker == claim.hops.get(position=0).speaker == speaker
    assert done_to([whole], set_speaker(speaker), editor) == [Result.UNCHANGED]


def test_the_unnamed_of_another_article_are_refused_for_its_claim_alone(editor: User) -> None:
    unnamed = SpeakerFactory(unnamed=True)
    claims = [ClaimFactory(article=unnamed.article), ClaimFactory()]
    assert done_to(claims, set_speaker(unnamed), editor) == [Result.DONE, Result.REFUSED]


def test_a_claim_that_several_said_keeps_its_speakers_whichever_of_them_is_set(editor: User) -> None:
    lee, stone, third = SpeakerFactory(), SpeakerFactory(), SpeakerFactory()
    claim = ClaimFactory(speaker=lee, chain__together=[stone])
    assert [done_to([claim], set_speaker(one), editor) for one in (lee, stone)] == [[Result.UNCHANGED]] * 2
    assert [done_to([claim], set_speaker(one), editor) for one in (third, None)] == [[Result.REFUSED]] * 2
    assert [hop.speaker for hop in claim.hops.order_by("position")] == [lee, stone]


DEEDS: dict[str, Callable[[], Deed]] = {
    "decide": lambda: decide(Status.CONFIRMED),
    "add tag": lambda: add_tag(TagFactory()),
    "remove tag": lambda: remove_tag(Claim.objects.latest("id").tags.get()),
    "set speaker": lambda: set_speaker(SpeakerFactory()),
}


@pytest.mark.parametrize("name", DEEDS)
def test_a_rehearsal_tells_what_would_be_and_stores_nothing(
    name: str, editor: User, row_counts: Callable[[], dict[str, int]]
) -> None:
    claims = ClaimFactory.create_batch(2, tags=[TagFactory()])
    deed = DEEDS[name]()
    states, rows = [state_of(claim) for claim in claims], row_counts()
    assert done_to(claims, deed, editor, rehearse=True) == [Result.DONE, Result.DONE]
    assert [state_of(claim) for claim in claims] == states
    assert row_counts() == rows


@pytest.mark.parametrize("name", DEEDS)
def test_one_undo_takes_the_whole_back(name: str, editor: User) -> None:
    claims = ClaimFactory.create_batch(3, tags=[TagFactory()])
    deed = DEEDS[name]()
    states = [state_of(claim) for claim in claims]
    done_to(claims, deed, editor)
    after = [state_of(claim) for claim in claims]
    assert after != states
    undone = undo_change(Change.objects.latest("id"), by=editor)
    assert [state_of(claim) for claim in claims] == states
    undo_change(undone, by=editor)
    assert [state_of(claim) for claim in claims] == after
