"""Who may be the same speaker is suggested, and never again once somebody said that they are different people."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import SpeakerKind
from claims.models import Change, Distinction, Speaker
from claims.reading import duplicates
from claims.reading.duplicates import duplicates_of, earlier_duplicates, said_different, worth_a_look
from claims.services.errors import InvalidError
from claims.services.merging import merge_speakers, say_different
from claims.services.undoing import undo_change
from newsapp.accounts.models import User
from tests.factories import SpeakerFactory
from tests.services.states import everything

pytestmark = pytest.mark.django_db


def suggested(speaker: Speaker) -> list[str]:
    return [duplicate.speaker.name for duplicate in duplicates_of(speaker)]


def last() -> Change:
    return Change.objects.latest("id")


@pytest.fixture
def john() -> Speaker:
    return SpeakerFactory(name="John Smith")


@pytest.fixture
def initial() -> Speaker:
    return SpeakerFactory(name="J. Smith")


@pytest.fixture
def quincy() -> Speaker:
    return SpeakerFactory(name="John Quincy Smith")


# Who is suggested


def test_people_are_found_by_names_and_surname_the_likeliest_first(john: Speaker, initial: Speaker) -> None:
    SpeakerFactory(name="JOHN SMITH")
    SpeakerFactory(name="Jack Frost", aliases=["Mr. John Smith"])
    SpeakerFactory(name="Mary Smith")
    assert [(one.speaker.name, one.reason) for one in duplicates_of(john)] == [
        ("JOHN SMITH", "the same name but for capitals"),
        ("Jack Frost", "“John Smith” is a name of both"),
        ("J. Smith", "“J. Smith” is short for “John Smith”"),
    ]


def test_a_body_is_found_by_its_acronym_and_the_acronym_by_the_body() -> None:
    full = SpeakerFactory(name="Securities and Exchange Commission", kind=SpeakerKind.GOVERNMENT)
    short = SpeakerFactory(name="S.E.C.", kind=SpeakerKind.ORGANIZATION)
    typed = SpeakerFactory(name="Securities and Exchange Commision", kind=SpeakerKind.ORGANIZATION)
    SpeakerFactory(name="Harbour Board", kind=SpeakerKind.ORGANIZATION)
    assert suggested(full) == ["S.E.C.", typed.name]
    assert suggested(short) == [typed.name, full.name]


def test_a_person_is_found_who_was_taken_for_a_body_where_a_surname_stood_alone() -> None:
    bare = SpeakerFactory(name="Lind", kind=SpeakerKind.ORGANIZATION)
    SpeakerFactory(name="Lind", kind=SpeakerKind.GOVERNMENT)
    karin = SpeakerFactory(name="Karin Lind", aliases=["Lind"])
    tom = SpeakerFactory(name="Tom Lind")
    (found,) = duplicates_of(karin)
    assert (found.speaker, found.reason) == (bare, "“Lind” may be the surname of “Karin Lind”")
    assert suggested(tom) == ["Lind"]
    assert suggested(bare) == ["Lind", "Karin Lind", "Tom Lind"]  # the government bears the same name
    assert {karin, tom} <= set(worth_a_look(Speaker.objects.all()))
    assert [one.speaker for one in earlier_duplicates([bare, karin, tom])[tom.pk]] == [bare]


def test_people_are_found_whose_surnames_are_a_letter_apart() -> None:
    karim = SpeakerFactory(name="Karim Hadad")
    doubled = SpeakerFactory(name="Karim Haddad")
    SpeakerFactory(name="Karima Haddad")
    SpeakerFactory(name="Karim Haddid", kind=SpeakerKind.ORGANIZATION)
    (found,) = duplicates_of(karim)
    assert (found.speaker, found.reason) == (doubled, "“Karim Hadad” is a typing error away from “Karim Haddad”")
    assert of_all() == {"Karim Haddad": ["Karim Hadad"]}


def test_unnamed_speakers_are_never_suggested() -> None:
    unnamed = SpeakerFactory(unnamed=True)
    twin = SpeakerFactory(unnamed=True, name=unnamed.name)
    named = SpeakerFactory(name=unnamed.name)
    assert suggested(unnamed) == suggested(twin) == suggested(named) == []


def test_few_are_shown_and_those_looked_at_are_bounded(john: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    SpeakerFactory.create_batch(12, name="J. Smith")
    assert len(duplicates_of(john)) == 10
    monkeypatch.setattr(duplicates, "LOOKED_AT", 3)
    assert len(duplicates_of(john)) == 3


def test_the_queries_do_not_grow_with_those_found(john: Speaker, initial: Speaker) -> None:
    with CaptureQueriesContext(connection) as few:
        duplicates_of(john)
    SpeakerFactory.create_batch(20, name="J. Smith", aliases=["John Smith"])
    with CaptureQueriesContext(connection) as many:
        duplicates_of(john)
    assert len(few) == len(many) == 5


def test_a_body_is_found_from_what_it_is_shortened_to_with_its_small_words() -> None:
    full = SpeakerFactory(name="Department of Defense", kind=SpeakerKind.GOVERNMENT)
    short = SpeakerFactory(name="DoD", kind=SpeakerKind.ORGANIZATION)
    assert (suggested(short), suggested(full)) == ([full.name], [short.name])


# All of them


def of_all() -> dict[str, list[str]]:
    """Of each speaker on the list, the earlier ones who may be the same."""
    found = earlier_duplicates(worth_a_look(Speaker.objects.order_by("-id")))
    listed = Speaker.objects.in_bulk(found)
    return {listed[number].name: [one.speaker.name for one in rows] for number, rows in found.items() if rows}


def test_of_all_each_pair_stands_under_the_later_of_the_two(john: Speaker, initial: Speaker) -> None:
    SpeakerFactory(name="Mary Smith")
    SpeakerFactory(name="Johnny", aliases=["Mr. John Smith"])
    SpeakerFactory(unnamed=True, name="John Smith")
    SpeakerFactory(name="DoD", kind=SpeakerKind.ORGANIZATION)
    SpeakerFactory(name="Department of Defense", kind=SpeakerKind.GOVERNMENT)
    assert of_all() == {
        "J. Smith": ["John Smith"],
        "Johnny": ["John Smith"],
        "Department of Defense": ["DoD"],
    }


def test_the_list_of_all_finds_what_each_speaker_by_itself_finds(john: Speaker, initial: Speaker) -> None:
    for name in ("JOHN SMITH", "Jon Smith", "Ada Lind", "Smith", "A. B. Lind"):
        SpeakerFactory(name=name)
    for name in ("S.E.C.", "Securities and Exchange Commission", "Securities and Exchange Commision"):
        SpeakerFactory(name=name, kind=SpeakerKind.ORGANIZATION, aliases=["The Commission"])
    pairs = {
        frozenset((speaker.pk, other.speaker.pk))
        for speaker in Speaker.objects.all()
        for other in duplicates_of(speaker)
    }
    found = earlier_duplicates(worth_a_look(Speaker.objects.all()))
    assert {frozenset((number, one.speaker.pk)) for number, rows in found.items() for one in rows} == pairs
    assert len(pairs) == sum(map(len, found.values())) > 8


def test_only_whom_a_key_leads_to_somebody_is_looked_at(john: Speaker, initial: Speaker) -> None:
    SpeakerFactory(name="Ada Lind")
    SpeakerFactory(unnamed=True)
    mary = SpeakerFactory(name="Mary Smith")
    assert set(worth_a_look(Speaker.objects.all())) == {initial, mary}


def test_the_list_of_all_costs_the_same_queries_for_many_as_for_two(john: Speaker, initial: Speaker) -> None:
    with CaptureQueriesContext(connection) as few:
        earlier_duplicates([john, initial])
    others = SpeakerFactory.create_batch(20, name="J. Smith", aliases=["John Smith"])
    with CaptureQueriesContext(connection) as many:
        assert len(earlier_duplicates(others)[others[-1].pk]) == 10
    assert len(few) == len(many) == 5


def test_whom_somebody_told_apart_is_on_no_list_whoever_is_merged(
    john: Speaker, initial: Speaker, quincy: Speaker, editor: User
) -> None:
    say_different(john, initial, by=editor)
    assert of_all() == {"John Quincy Smith": ["J. Smith", "John Smith"]}
    merge_speakers(quincy, [john], by=editor)
    assert of_all() == {}
    undo_change(last(), by=editor)
    assert of_all() == {"John Quincy Smith": ["J. Smith", "John Smith"]}


# Different people


def test_who_was_said_to_be_somebody_else_is_suggested_for_neither_until_it_is_taken_back(
    john: Speaker, initial: Speaker, editor: User
) -> None:
    before = everything()
    say_different(john, initial, by=editor)
    assert suggested(john) == suggested(initial) == []
    said = last()
    undo_change(said, by=editor)
    assert everything() == before
    assert (suggested(john), suggested(initial)) == (["J. Smith"], ["John Smith"])
    undo_change(last(), by=editor)
    assert suggested(john) == []


@pytest.mark.parametrize("reverse", [False, True])
def test_said_again_either_way_round_it_is_said_once(
    reverse: bool, john: Speaker, initial: Speaker, editor: User
) -> None:
    say_different(john, initial, by=editor)
    said = last()
    say_different(*((initial, john) if reverse else (john, initial)), by=editor)
    assert (last(), Distinction.objects.count()) == (said, 1)


def test_only_two_named_speakers_are_different(john: Speaker, editor: User) -> None:
    unnamed = SpeakerFactory(unnamed=True)
    for one, other, message in (
        (john, john, "another speaker"),
        (john, unnamed, "never taken for somebody else"),
        (unnamed, john, "never taken for somebody else"),
    ):
        with pytest.raises(InvalidError, match=message):
            say_different(one, other, by=editor)


def test_it_holds_for_who_remains_of_a_merge_and_taken_apart_for_whom_it_was_said(
    john: Speaker, initial: Speaker, quincy: Speaker, editor: User
) -> None:
    number = john.pk
    say_different(john, initial, by=editor)
    merge_speakers(quincy, [john], by=editor)
    assert suggested(quincy) == suggested(initial) == []
    undo_change(last(), by=editor)
    assert suggested(quincy) == ["J. Smith", "John Smith"]
    assert suggested(initial) == ["John Quincy Smith"]
    assert suggested(Speaker.objects.get(pk=number)) == ["John Quincy Smith"]


def test_it_holds_through_two_merges_and_for_both_sides(
    john: Speaker, initial: Speaker, quincy: Speaker, editor: User
) -> None:
    last_one, twin = SpeakerFactory(name="John Q. Smith"), SpeakerFactory(name="J. Q. Smith")
    say_different(john, initial, by=editor)
    merge_speakers(quincy, [john], by=editor)
    merge_speakers(last_one, [quincy], by=editor)
    merge_speakers(twin, [initial], by=editor)
    assert suggested(last_one) == suggested(twin) == []


def test_it_holds_though_the_one_of_whom_it_was_said_takes_in_another(
    john: Speaker, initial: Speaker, quincy: Speaker, editor: User
) -> None:
    say_different(quincy, initial, by=editor)
    merge_speakers(quincy, [john], by=editor)
    assert suggested(quincy) == suggested(initial) == []
    undo_change(last(), by=editor)
    assert suggested(initial) == ["John Smith"]


def test_merged_all_the_same_it_holds_again_once_they_are_taken_apart(
    john: Speaker, initial: Speaker, editor: User
) -> None:
    say_different(john, initial, by=editor)
    merge_speakers(john, [initial], by=editor)
    assert (suggested(john), said_different([john])) == ([], [])
    undo_change(last(), by=editor)
    assert suggested(john) == []


# Who said so


def test_it_is_told_who_said_so_of_any_two(
    john: Speaker, initial: Speaker, quincy: Speaker, editor: User, administrator: User
) -> None:
    say_different(john, initial, by=editor)
    said = last()
    undo_change(said, by=administrator)
    undo_change(last(), by=administrator)
    merge_speakers(quincy, [john], by=editor)
    assert said_different([initial, quincy]) == [
        {"one": quincy.pk, "other": initial.pk, "said_by": editor.shown_name, "said_at": said.at}
    ]
    assert said_different([quincy, SpeakerFactory()]) == []
