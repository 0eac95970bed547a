"""Two records of one speaker become one, and two again as if nothing had happened."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.choices import ChangeKind, SpeakerKind, Status
from claims.extraction import Party
from claims.models import Alias, Change, Claim, MergedSpeaker, Speaker
from claims.reading.merging import what_would_move
from claims.services.altering import update_claim
from claims.services.changes import changing
from claims.services.claims import Hop
from claims.services.errors import InvalidError
from claims.services.merging import merge_speakers, split_speaker
from claims.services.speakers import SpeakerMatcher, save_named
from claims.services.undoing import LaterWorkError, undo_change
from newsapp.accounts.models import User
from tests.api.helpers import taken_back
from tests.factories import AliasFactory, ArticleFactory, ClaimFactory, SpeakerFactory
from tests.services.states import everything
from tests.writing import delete

pytestmark = pytest.mark.django_db


def last() -> Change:
    return Change.objects.latest("id")


@pytest.fixture
def mike() -> Speaker:
    return SpeakerFactory(name="Mike Pompeo", aliases=["Pompeo"])


@pytest.fixture
def michael() -> Speaker:
    return SpeakerFactory(name="Michael R. Pompeo", aliases=["Pompeo", "Secretary Pompeo"])


@pytest.fixture
def claim(michael: Speaker) -> Claim:
    return ClaimFactory(speaker=michael)


def now(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def chain_of(claim: Claim) -> list[Speaker | None]:
    return [hop.speaker for hop in claim.hops.select_related("speaker").order_by("position")]


# Merging


def test_claims_hops_and_names_move_and_what_is_printed_stays(
    mike: Speaker, michael: Speaker, claim: Claim, editor: User
) -> None:
    passed_on = ClaimFactory(chain=[michael])
    printed = claim.hops.values_list("name_as_printed", "role_as_printed").get()
    merge_speakers(mike, [michael], by=editor)
    assert (now(claim).speaker, chain_of(claim), chain_of(passed_on)[1]) == (mike, [mike], mike)
    assert claim.hops.values_list("name_as_printed", "role_as_printed").get() == printed
    names = ["Michael R. Pompeo", "Mike Pompeo", "Pompeo", "Secretary Pompeo"]
    assert list(mike.aliases.values_list("name", flat=True)) == names


def test_it_is_one_change_and_whoever_read_what_moved_before_is_told(
    mike: Speaker, michael: Speaker, claim: Claim, editor: User
) -> None:
    before = Change.objects.count()
    merge_speakers(mike, [michael], by=editor)
    assert (Change.objects.count(), last().kind, last().user) == (before + 1, ChangeKind.MERGE, editor)
    assert (now(claim).revision, Speaker.objects.get().revision) == (claim.revision + 1, 2)


def test_the_old_number_leads_to_who_remains_through_a_second_merge_too(
    mike: Speaker, michael: Speaker, editor: User
) -> None:
    number, between, third = michael.pk, mike.pk, SpeakerFactory()
    merge_speakers(mike, [michael], by=editor)
    merge_speakers(third, [mike], by=editor)
    assert set(MergedSpeaker.objects.values_list("id", "speaker")) == {(number, third.pk), (between, third.pk)}


def test_a_name_of_one_who_was_merged_means_who_remains_though_no_alias_said_so(editor: User) -> None:
    remaining, other = SpeakerFactory(name="Ada Lind"), SpeakerFactory(name="al-Port")
    delete(other.aliases.get())
    merge_speakers(remaining, [other], by=editor)
    assert Alias.objects.get(name="al-Port").speaker == remaining


def test_the_next_article_that_prints_the_other_name_means_who_remains(
    mike: Speaker, michael: Speaker, editor: User
) -> None:
    merge_speakers(mike, [michael], by=editor)
    party = Party("person", "Michael R. Pompeo", "Michael R. Pompeo")
    with changing(ChangeKind.TAKE_IN, by="a test"):
        assert SpeakerMatcher(ArticleFactory(), [party]).speaker_of(party) == mike


def test_an_unnamed_speaker_can_become_a_named_one_and_brings_no_name(mike: Speaker, editor: User) -> None:
    unnamed = SpeakerFactory(unnamed=True)
    claim = ClaimFactory(article=unnamed.article, speaker=unnamed)
    merge_speakers(mike, [unnamed], by=editor)
    assert now(claim).speaker == mike
    assert mike.aliases.count() == 2


def test_an_unnamed_speaker_gets_no_words_of_another_article(mike: Speaker, editor: User) -> None:
    unnamed = SpeakerFactory(unnamed=True)
    for other in (mike, SpeakerFactory(unnamed=True)):
        with pytest.raises(InvalidError, match="stands for one article"):
            merge_speakers(unnamed, [other], by=editor)
    twin = SpeakerFactory(kind=SpeakerKind.UNNAMED, article=unnamed.article, name="an official")
    assert merge_speakers(unnamed, [twin], by=editor) == unnamed


def test_nobody_is_merged_with_nobody_or_with_themselves(mike: Speaker, editor: User) -> None:
    for others in ([], [mike]):
        with pytest.raises(InvalidError, match="other speakers"):
            merge_speakers(mike, others, by=editor)


def test_what_would_move_is_what_moves(mike: Speaker, michael: Speaker, claim: Claim, editor: User) -> None:
    ClaimFactory(article=claim.article, speaker=michael)
    ClaimFactory(chain=[michael, michael])
    assert what_would_move(mike, [michael]) == {"claims": 2, "passed_on": 1, "articles": 2, "aliases": 2}


def test_the_queries_do_not_grow_with_the_claims(mike: Speaker, editor: User, query_count) -> None:
    few, many = SpeakerFactory(), SpeakerFactory()
    ClaimFactory(speaker=few)
    ClaimFactory.create_batch(9, speaker=many)
    counts = [query_count(lambda other=other: merge_speakers(mike, [other], by=editor)) for other in (few, many)]
    assert counts[0] == counts[1]


# Unmerging


@pytest.mark.parametrize("others", [1, 2])
def test_undone_all_is_as_before_and_undone_again_all_is_merged(
    others: int, mike: Speaker, michael: Speaker, claim: Claim, editor: User
) -> None:
    more = [michael, SpeakerFactory(aliases=["Secretary Pompeo"])][:others]
    ClaimFactory(speaker=more[-1], chain=[michael, mike])
    before = everything()
    merge_speakers(mike, more, by=editor)
    merge, after = last(), everything()
    unmerge = undo_change(merge, by=editor)
    assert (unmerge.kind, unmerge.cause) == (ChangeKind.UNMERGE, merge)
    assert everything() == before
    undo_change(unmerge, by=editor)
    assert everything() == after


SPEAKERS = st.integers(0, 3)


@given(
    claims=st.lists(st.tuples(SPEAKERS, st.lists(SPEAKERS, max_size=2)), max_size=4),
    names=st.lists(st.tuples(SPEAKERS, st.sampled_from(["Lind", "The Mayor", "A. L."])), max_size=6, unique=True),
    merges=st.lists(st.tuples(SPEAKERS, st.sets(SPEAKERS, min_size=1, max_size=2)), min_size=1, max_size=3),
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_merged_and_undone_in_turn_is_as_before(claims, names, merges, editor: User) -> None:
    with taken_back():
        speakers = SpeakerFactory.create_batch(4)
        for speaker, name in names:
            AliasFactory(speaker=speakers[speaker], name=name)
        for speaker, chain in claims:
            ClaimFactory(speaker=speakers[speaker], chain=[speakers[number] for number in chain])
        states, changes, ids = [everything()], [], [speaker.pk for speaker in speakers]
        for into, others in merges:
            left = Speaker.objects.in_bulk([ids[number] for number in {into, *others}])
            if ids[into] in left and len(left) > 1:
                merge_speakers(left.pop(ids[into]), list(left.values()), by=editor)
                states.append(everything())
                changes.append(last())
        while changes:
            assert everything() == states.pop()
            undo_change(changes.pop(), by=editor)
        assert everything() == states.pop()


def test_a_claim_edited_since_keeps_its_edit_and_goes_back(
    mike: Speaker, michael: Speaker, claim: Claim, editor: User, administrator: User
) -> None:
    number = michael.pk
    merge_speakers(mike, [michael], by=editor)
    merge = last()
    update_claim(now(claim), by=administrator, status=Status.CONFIRMED)
    undo_change(merge, by=editor)
    assert (now(claim).speaker_id, now(claim).status) == (number, Status.CONFIRMED)


def test_a_claim_given_to_somebody_else_since_stays_theirs(
    mike: Speaker, michael: Speaker, claim: Claim, editor: User, administrator: User
) -> None:
    third = SpeakerFactory()
    merge_speakers(mike, [michael], by=editor)
    merge = last()
    update_claim(now(claim), by=administrator, speaker=third)
    undo_change(merge, by=editor)
    assert (now(claim).speaker, chain_of(claim)) == (third, [third])


def test_a_chain_written_anew_since_follows_its_claim_and_the_names_it_prints(
    mike: Speaker, michael: Speaker, claim: Claim, editor: User
) -> None:
    number, post = michael.pk, SpeakerFactory()
    passed_on = ClaimFactory(chain=[michael])
    merge_speakers(mike, [michael], by=editor)
    merge = last()
    update_claim(now(claim), by=editor, hops=[Hop(mike, "Mr. Pompeo", "minister"), Hop(post)])
    update_claim(now(passed_on), by=editor, hops=[Hop(passed_on.speaker), Hop(post), Hop(mike, michael.name)])
    undo_change(merge, by=editor)
    michael = Speaker.objects.get(pk=number)
    assert (now(claim).speaker, chain_of(claim)) == (michael, [michael, post])
    assert chain_of(passed_on) == [passed_on.speaker, post, michael]
    assert claim.hops.get(position=0).role_as_printed == "minister"


def test_what_came_to_who_remains_since_stays_with_them(
    mike: Speaker, michael: Speaker, claim: Claim, editor: User
) -> None:
    merge_speakers(mike, [michael], by=editor)
    merge = last()
    mike.name = "Mike P."
    save_named(mike, by=editor)
    later = ClaimFactory(speaker=mike)
    undo_change(merge, by=editor)
    assert now(later).speaker == mike
    assert set(mike.aliases.values_list("name", flat=True)) == {"Mike P.", "Mike Pompeo", "Pompeo"}


def test_a_name_deleted_since_stays_deleted(mike: Speaker, michael: Speaker, editor: User) -> None:
    merge_speakers(mike, [michael], by=editor)
    merge = last()
    delete(Alias.objects.get(name="Secretary Pompeo"), by=editor)
    undo_change(merge, by=editor)
    assert not Alias.objects.filter(name="Secretary Pompeo").exists()


def test_of_two_merges_the_later_one_is_undone_first(
    mike: Speaker, michael: Speaker, claim: Claim, editor: User
) -> None:
    before, third = everything(), SpeakerFactory()
    merge_speakers(mike, [michael], by=editor)
    first = last()
    merge_speakers(third, [mike], by=editor)
    second, merged = last(), everything()
    with pytest.raises(LaterWorkError) as refused:
        undo_change(first, by=editor)
    assert refused.value.changes == [second]
    assert everything() == merged
    undo_change(second, by=editor)
    undo_change(first, by=editor)
    delete(third)
    assert everything() == before


# Splitting


def test_chosen_claims_go_to_another_speaker_and_what_is_printed_stays(
    mike: Speaker, michael: Speaker, claim: Claim, editor: User
) -> None:
    stays = ClaimFactory(speaker=michael)
    before = everything()
    split_speaker(michael, [claim.pk], to=mike, by=editor)
    assert (now(claim).speaker, chain_of(claim), now(stays).speaker) == (mike, [mike], michael)
    assert claim.hops.get().name_as_printed == "Michael R. Pompeo"
    assert last().kind == ChangeKind.SPLIT
    undo_change(last(), by=editor)
    assert everything() == before


def test_chosen_claims_go_to_a_new_speaker_who_goes_with_the_undo(michael: Speaker, claim: Claim, editor: User) -> None:
    before = everything()
    new = split_speaker(michael, [claim.pk], to=Speaker(name="Susan Pompeo"), by=editor)
    assert (now(claim).speaker, new.aliases.get().name) == (new, "Susan Pompeo")
    undo_change(last(), by=editor)
    assert everything() == before


def test_only_claims_of_the_speaker_are_split_and_only_to_who_may_have_them(
    mike: Speaker, michael: Speaker, claim: Claim, editor: User
) -> None:
    for claims, to, message in (
        ([claim.pk, ClaimFactory().pk], mike, "Choose claims"),
        ([claim.pk], michael, "another speaker"),
        ([claim.pk], SpeakerFactory(unnamed=True, article=ArticleFactory()), "of another article"),
    ):
        with pytest.raises(InvalidError, match=message):
            split_speaker(michael, claims, to=to, by=editor)
    assert now(claim).speaker == michael
