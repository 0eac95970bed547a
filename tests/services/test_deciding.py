"""Each person's last decision on a claim is kept, and where two differ, the claim says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.choices import Part, Status
from claims.models import Change, Claim, EarlierDecision
from claims.reading.history import history_of
from claims.services.altering import update_claim
from claims.services.articles import TakenIn
from claims.services.bulk import Result, change_claims, decide
from claims.services.claims import create_claim, delete_claim
from claims.services.undoing import undo_change
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.services.states import everything

pytestmark = pytest.mark.django_db

CONFIRMED, REJECTED, SUGGESTED = Status.CONFIRMED, Status.REJECTED, Status.SUGGESTED


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory()


def decided(claim: Claim, *decisions: tuple[User, Status]) -> Claim:
    for user, status in decisions:
        claim.refresh_from_db()
        update_claim(claim, by=user, status=status)
    claim.refresh_from_db()
    return claim


def earlier(claim: Claim) -> list[tuple[User, str]]:
    return [(row.user, row.status) for row in claim.earlier_decisions.all()]


def test_one_decision_is_the_claims_own(claim: Claim, editor: User) -> None:
    decided(claim, (editor, CONFIRMED))
    assert (earlier(claim), claim.disagreement) == ([], False)


def test_the_decision_before_it_is_kept_with_its_author_and_its_time(
    claim: Claim, editor: User, administrator: User
) -> None:
    first = decided(claim, (editor, CONFIRMED)).decided_at
    decided(claim, (administrator, REJECTED))
    assert (claim.status, claim.decided_by, claim.disagreement) == (REJECTED, administrator, True)
    assert earlier(claim) == [(editor, CONFIRMED)]
    assert claim.earlier_decisions.get().at == first


def test_who_decides_anew_replaces_their_own_decision_only(claim: Claim, editor: User, administrator: User) -> None:
    decided(claim, (editor, CONFIRMED), (administrator, REJECTED), (editor, SUGGESTED))
    assert (earlier(claim), claim.disagreement) == ([(administrator, REJECTED)], False)
    decided(claim, (editor, REJECTED))
    assert (earlier(claim), claim.disagreement) == ([(administrator, REJECTED)], False)


def test_going_back_to_suggested_takes_ones_own_decision_back(claim: Claim, editor: User, administrator: User) -> None:
    decided(claim, (editor, CONFIRMED), (administrator, REJECTED), (administrator, SUGGESTED))
    assert (claim.status, claim.decided_by, claim.disagreement) == (SUGGESTED, None, False)
    assert earlier(claim) == [(editor, CONFIRMED)]


def test_somebody_elses_decision_outlives_that_it_is_suggested_again(
    claim: Claim, editor: User, administrator: User
) -> None:
    decided(claim, (editor, CONFIRMED), (administrator, SUGGESTED))
    assert (earlier(claim), claim.disagreement) == ([(editor, CONFIRMED)], False)
    decided(claim, (administrator, REJECTED))
    assert claim.disagreement


def test_who_gives_the_same_status_agrees_and_both_are_kept(claim: Claim, editor: User, administrator: User) -> None:
    decided(claim, (editor, CONFIRMED), (administrator, CONFIRMED))
    assert (claim.status, claim.decided_by, claim.disagreement) == (CONFIRMED, administrator, False)
    assert earlier(claim) == [(editor, CONFIRMED)]
    before = everything()
    decided(claim, (editor, CONFIRMED), (administrator, CONFIRMED))
    assert everything() == before, "each has agreed already"
    assert history_of(claim)[0]["differences"] == [
        {"field": "agreed on by", "before": "", "after": "editor, administrator"}
    ]


def test_who_comes_round_to_the_status_that_another_gave_ends_the_disagreement(
    claim: Claim, editor: User, administrator: User
) -> None:
    decided(claim, (editor, REJECTED), (administrator, CONFIRMED), (editor, CONFIRMED))
    assert (claim.decided_by, claim.disagreement, earlier(claim)) == (editor, False, [(administrator, CONFIRMED)])


@pytest.fixture
def colleague() -> User:
    return UserFactory(role=Role.EDITOR)


@pytest.fixture(params=[True, False], ids=["many", "one"])
def take_back(request: pytest.FixtureRequest) -> Callable[[Claim, User], Claim]:
    """Sets the claim back to suggested, as one of many or by itself."""

    def back(claim: Claim, by: User) -> Claim:
        if not request.param:
            return decided(claim, (by, SUGGESTED))
        claim.refresh_from_db()
        [outcome] = change_claims({claim.pk: claim.revision}, decide(SUGGESTED), by=by)
        assert outcome.result == Result.DONE
        claim.refresh_from_db()
        return claim

    return back


TakeBack = Callable[[Claim, User], Claim]


def test_who_agreed_takes_back_their_own_decision_only(
    claim: Claim, editor: User, administrator: User, take_back: TakeBack
) -> None:
    first = decided(claim, (editor, CONFIRMED)).decided_at
    decided(claim, (administrator, CONFIRMED))
    take_back(claim, administrator)
    assert (claim.status, claim.decided_by, claim.decided_at) == (CONFIRMED, editor, first)
    assert earlier(claim) == []
    assert history_of(claim)[0]["differences"] == [
        {"field": "agreed on by", "before": "editor, administrator", "after": ""}
    ]


def test_who_decided_first_leaves_the_claim_to_who_agreed(
    claim: Claim, editor: User, administrator: User, take_back: TakeBack
) -> None:
    decided(claim, (editor, REJECTED), (administrator, REJECTED))
    take_back(claim, editor)
    assert (claim.status, claim.decided_by, earlier(claim)) == (REJECTED, administrator, [])


def test_of_three_the_latest_who_is_left_stands_in_the_claim_and_the_last_one_ends_it(
    claim: Claim, editor: User, administrator: User, colleague: User, take_back: TakeBack
) -> None:
    decided(claim, (editor, CONFIRMED), (colleague, CONFIRMED), (administrator, CONFIRMED))
    take_back(claim, administrator)
    assert (claim.decided_by, earlier(claim)) == (colleague, [(editor, CONFIRMED)])
    take_back(claim, editor)
    assert (claim.status, claim.decided_by, earlier(claim)) == (CONFIRMED, colleague, [])
    take_back(claim, colleague)
    assert (claim.status, claim.decided_by, earlier(claim)) == (SUGGESTED, None, [])


def test_who_disagrees_with_them_all_still_does(
    claim: Claim, editor: User, administrator: User, colleague: User, take_back: TakeBack
) -> None:
    decided(claim, (editor, CONFIRMED), (colleague, REJECTED), (administrator, REJECTED))
    take_back(claim, administrator)
    assert (claim.status, claim.decided_by, claim.disagreement) == (REJECTED, colleague, True)
    assert earlier(claim) == [(editor, CONFIRMED)]


@pytest.mark.parametrize("first", [True, False], ids=["who-decided-first", "who-agreed"])
def test_undo_of_taking_an_agreement_back_restores_it(
    claim: Claim, editor: User, administrator: User, take_back: TakeBack, first: bool
) -> None:
    decided(claim, (editor, CONFIRMED), (administrator, CONFIRMED))
    before = everything()
    take_back(claim, editor if first else administrator)
    after = everything()
    assert before != after
    undone = undo_change(Change.objects.latest("id"), by=administrator)
    assert everything() == before
    undo_change(undone, by=editor)
    assert everything() == after


def test_what_waits_for_a_look_goes_on_waiting_when_an_agreement_is_taken_back(
    claim: Claim, editor: User, administrator: User, take_back: TakeBack
) -> None:
    decided(claim, (editor, CONFIRMED), (administrator, CONFIRMED))
    Claim.objects.filter(pk=claim.pk).update(needs_look=True)
    assert take_back(claim, administrator).needs_look


def test_a_record_sent_back_as_it_was_read_agrees_with_nobody(claim: Claim, editor: User, administrator: User) -> None:
    decided(claim, (editor, CONFIRMED))
    update_claim(claim, by=administrator, status=CONFIRMED, addressee="the council")
    claim.refresh_from_db()
    assert (claim.addressee, claim.decided_by, earlier(claim)) == ("the council", editor, [])


def test_a_machine_does_not_agree(claim: Claim, editor: User) -> None:
    decided(claim, (editor, CONFIRMED))
    update_claim(claim, by="a command", status=CONFIRMED)
    assert (claim.decided_by, earlier(claim)) == (editor, [])


def test_who_confirms_words_that_the_text_altered_confirms_the_new_ones_alone(
    take: Callable[..., TakenIn], editor: User, administrator: User
) -> None:
    claim = decided(take(OLD, url=URL).claims[0], (editor, CONFIRMED))
    take(NEW, url=URL)
    decided(claim, (administrator, CONFIRMED))
    assert (claim.needs_look, claim.decided_by, earlier(claim)) == (False, administrator, [])


def test_whoever_made_a_claim_by_hand_has_confirmed_it(editor: User, administrator: User) -> None:
    version = ArticleFactory().current_version
    claim = create_claim(by=editor, version=version, spans={Part.CONTENT: [(0, 5)]})
    decided(claim, (administrator, REJECTED))
    assert (earlier(claim), claim.disagreement) == ([(editor, CONFIRMED)], True)


def test_a_machine_has_no_say(claim: Claim, editor: User) -> None:
    decided(claim, (editor, CONFIRMED))
    update_claim(claim, by="a command", status=SUGGESTED)
    assert (earlier(claim), claim.disagreement) == ([(editor, CONFIRMED)], False)


def test_decisions_on_many_count_like_those_on_one(editor: User, administrator: User) -> None:
    claims = [decided(ClaimFactory(), (editor, status)) for status in (CONFIRMED, CONFIRMED, REJECTED)]
    revisions = {claim.pk: claim.revision for claim in claims}
    change_claims(revisions, decide(REJECTED), by=administrator, rehearse=True)
    assert not EarlierDecision.objects.exists()
    change_claims(revisions, decide(REJECTED), by=administrator)
    for claim in claims:
        claim.refresh_from_db()
    assert [claim.disagreement for claim in claims] == [True, True, False]
    assert [earlier(claim) for claim in claims] == [[(editor, CONFIRMED)]] * 2 + [[(editor, REJECTED)]]
    assert {claim.decided_by for claim in claims} == {administrator}
    again = change_claims({claim.pk: claim.revision for claim in claims}, decide(REJECTED), by=administrator)
    assert {outcome.result for outcome in again} == {Result.UNCHANGED}


@pytest.mark.parametrize("status", [CONFIRMED, SUGGESTED])
@pytest.mark.parametrize("many", [True, False], ids=["many", "one"])
def test_undo_brings_both_decisions_back_and_undoing_that_takes_them_away(
    claim: Claim, editor: User, administrator: User, status: Status, many: bool
) -> None:
    decided(claim, (administrator, CONFIRMED), (editor, REJECTED))
    before = everything()
    if many:
        change_claims({claim.pk: claim.revision}, decide(status), by=editor)
    else:
        decided(claim, (editor, status))
    after, change = everything(), Change.objects.latest("id")
    assert before != after
    undone = undo_change(change, by=administrator)
    assert everything() == before
    undo_change(undone, by=editor)
    assert everything() == after


@pytest.mark.parametrize("many", [True, False], ids=["many", "one"])
def test_undo_takes_an_agreement_away(claim: Claim, editor: User, administrator: User, many: bool) -> None:
    decided(claim, (administrator, REJECTED))
    before = everything()
    if many:
        change_claims({claim.pk: claim.revision}, decide(REJECTED), by=editor)
    else:
        decided(claim, (editor, REJECTED))
    assert everything() != before
    undo_change(Change.objects.latest("id"), by=editor)
    assert everything() == before


def test_a_deleted_claim_comes_back_with_its_decisions(claim: Claim, editor: User, administrator: User) -> None:
    decided(claim, (editor, CONFIRMED), (administrator, REJECTED))
    before = everything()
    delete_claim(claim, by=administrator)
    assert not EarlierDecision.objects.exists()
    undo_change(Change.objects.latest("id"), by=administrator)
    assert everything() == before


URL = "https://post.example/bridge"
OLD = "“The bridge will open in the month of May after all,” Ada Lind said."
NEW = OLD.replace("May", "June")


def test_decisions_on_words_that_the_articles_text_altered_count_no_more(
    take: Callable[..., TakenIn], editor: User, administrator: User
) -> None:
    claim = take(OLD, url=URL).claims[0]
    decided(claim, (editor, CONFIRMED), (administrator, REJECTED))
    before = everything()
    take(NEW, url=URL)
    claim.refresh_from_db()
    assert (claim.words_before != "", claim.disagreement, earlier(claim)) == (True, False, [])
    undo_change(Change.objects.latest("id"), by=administrator)
    assert everything() == before
    take(NEW, url=URL)
    decided(claim, (editor, CONFIRMED))  # the administrator's was on other words
    assert (claim.disagreement, earlier(claim)) == (False, [])


def test_a_text_that_leaves_the_words_leaves_the_decisions(
    take: Callable[..., TakenIn], editor: User, administrator: User
) -> None:
    claim = take(OLD, url=URL).claims[0]
    decided(claim, (editor, CONFIRMED), (administrator, REJECTED))
    take(f"News on top.\n\n{OLD}", url=URL)
    claim.refresh_from_db()
    assert (claim.disagreement, earlier(claim)) == (True, [(editor, CONFIRMED)])
