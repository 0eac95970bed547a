"""What rules are made of: roles, authors, deeds; and how rules are joined."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from claims import rules
from claims.choices import ChangeKind
from claims.rules import Rule, anyone, at_least, did_it, is_author, nobody
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role
from tests.cast import CAST, ROLES, VISITOR, and_above


def person(who: str) -> User | AnonymousUser:
    return AnonymousUser() if who == VISITOR else User(pk=7, role=ROLES[who])


def record(author_id: int | None, kind: ChangeKind = ChangeKind.EDIT) -> Any:
    """A record, or a Change, of somebody."""
    return SimpleNamespace(author_id=author_id, user_id=author_id, user=None, cause=None, kind=kind)


# Which rule stands before which endpoint, and for whom: tests/api/permissions.py.


@pytest.mark.parametrize("rule", [is_author, did_it])
@pytest.mark.parametrize("who", CAST)
def test_a_record_is_its_authors_alone_and_nobodys_where_they_are_gone(rule: Rule, who: str) -> None:
    assert rule(person(who), record(author_id=7)) is (who != VISITOR)
    for others in (record(author_id=8), record(author_id=None), None):
        assert rule(person(who), others) is False


@pytest.mark.parametrize("kind", [ChangeKind.TAKE_IN, ChangeKind.RE_EXTRACT, ChangeKind.COMMENT])
@pytest.mark.parametrize("who", CAST)
def test_articles_and_comments_of_others_only_administrators_take_back(who: str, kind: ChangeKind) -> None:
    assert rules.may_undo(person(who), record(author_id=8, kind=kind)) is (who in and_above("administrator"))
    assert rules.may_undo(person(who), record(author_id=7, kind=kind)) is (who in and_above("fact_checker"))


@pytest.mark.parametrize("who", CAST)
def test_where_no_change_is_named_editors_may_undo(who: str) -> None:
    assert rules.may_undo(person(who)) is (who in and_above("editor"))


@pytest.mark.parametrize("who", CAST)
def test_what_an_administrator_did_only_administrators_take_back(who: str) -> None:
    deed = record(author_id=8)
    deed.user = User(pk=8, role=Role.ADMINISTRATOR)
    undone = record(author_id=9, kind=ChangeKind.UNDO)
    undone.cause = deed
    for change in (deed, undone):
        assert rules.may_undo(person(who), change) is (who in and_above("administrator"))


@pytest.mark.parametrize("role", list(Role))
def test_a_role_holds_the_rights_of_those_before_it(role: Role) -> None:
    held = [at_least(lower)(User(role=role)) for lower in Role]
    assert held == sorted(held, reverse=True)
    assert sum(held) == list(Role).index(role) + 1


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        (anyone & anyone, True),
        (anyone & nobody, False),
        (nobody & anyone, False),
        (nobody | nobody, False),
        (anyone | nobody, True),
        (nobody | anyone, True),
        (~nobody, True),
        (~anyone, False),
        (~(anyone & nobody) & (nobody | anyone), True),
    ],
)
def test_rules_join_as_their_signs_say(joined: Rule, expected: bool) -> None:
    assert joined(AnonymousUser()) is expected


def test_a_join_asks_no_more_than_it_needs() -> None:
    def fails(user: object, obj: object) -> bool:
        raise AssertionError("asked for nothing")

    assert not (nobody & Rule(fails))(AnonymousUser())
    assert (anyone | Rule(fails))(AnonymousUser())


def test_a_join_passes_the_record_on_to_each_of_its_rules() -> None:
    seen: list[object] = []
    notes: Callable[[object, object], bool] = lambda user, obj: bool(seen.append(obj)) or True  # noqa: E731
    thing = record(author_id=1)
    (Rule(notes) & ~Rule(notes))(AnonymousUser(), thing)
    assert seen == [thing, thing]
