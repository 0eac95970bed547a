"""Who may do what, as one table; and how rules are joined."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from claims import rules
from claims.choices import ChangeKind
from claims.rules import Rule, anyone, at_least, nobody
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role
from tests.cast import CAST, ROLES, VISITOR, against_cast, and_above

# Of records that others wrote.
TABLE = {
    "anyone": set(CAST),
    "nobody": set[str](),
    "is_reader": and_above("reader"),
    "is_fact_checker": and_above("fact_checker"),
    "is_editor": and_above("editor"),
    "is_administrator": and_above("administrator"),
    "is_author": set[str](),
    "may_take_in_article": and_above("fact_checker"),
    "may_delete_intake": and_above("editor"),
    "may_change_article": and_above("editor"),
    "may_delete_article": and_above("administrator"),
    "may_add_claim": and_above("fact_checker"),
    "may_tag_claim": and_above("fact_checker"),
    "may_decide_on_claim": and_above("editor"),
    "may_delete_claim": and_above("administrator"),
    "may_change_speaker": and_above("editor"),
    "may_delete_speaker": and_above("administrator"),
    "may_link": and_above("fact_checker"),
    "may_change_link": and_above("editor"),
    "may_add_tag": and_above("fact_checker"),
    "may_change_tag": and_above("editor"),
    "may_assess": and_above("fact_checker"),
    "may_change_assessment": and_above("editor"),
    "may_read_history": and_above("reader"),
    "may_see_who_decided": and_above("reader"),
    "may_read_comments": and_above("reader"),
    "may_comment": and_above("fact_checker"),
    "may_change_comment": set[str](),
    "may_delete_comment": and_above("administrator"),
    "may_change_outlet": and_above("editor"),
    "may_change_ratings": and_above("administrator"),
    "may_hold_tokens": and_above("reader"),
    "did_it": set[str](),
    "may_undo": and_above("editor"),
    "may_manage_accounts": and_above("administrator"),
}

# What is wider for one's own.
OF_ONES_OWN = {
    "is_author": and_above("reader"),
    "may_decide_on_claim": and_above("fact_checker"),
    "may_change_link": and_above("fact_checker"),
    "may_change_assessment": and_above("fact_checker"),
    "may_change_comment": and_above("fact_checker"),
    "may_delete_comment": and_above("fact_checker"),
    "did_it": and_above("reader"),
    "may_delete_intake": and_above("fact_checker"),
    "may_undo": and_above("fact_checker"),
}


def person(who: str) -> User | AnonymousUser:
    return AnonymousUser() if who == VISITOR else User(pk=7, role=ROLES[who])


def record(author_id: int | None, kind: ChangeKind = ChangeKind.EDIT) -> Any:
    """A record, or a Change, of somebody."""
    return SimpleNamespace(author_id=author_id, user_id=author_id, user=None, cause=None, kind=kind)


@pytest.mark.parametrize(("rule", "who", "allowed"), against_cast(TABLE))
def test_what_each_may_do_with_the_records_of_others(rule: str, who: str, allowed: bool) -> None:
    assert getattr(rules, rule)(person(who), record(author_id=8)) is allowed


@pytest.mark.parametrize(("rule", "who", "allowed"), against_cast(TABLE | OF_ONES_OWN))
def test_what_each_may_do_with_their_own_records(rule: str, who: str, allowed: bool) -> None:
    assert getattr(rules, rule)(person(who), record(author_id=7)) is allowed


@pytest.mark.parametrize(("rule", "who", "allowed"), against_cast(TABLE))
def test_what_each_may_do_where_there_is_no_record_yet_or_its_author_is_gone(
    rule: str, who: str, allowed: bool
) -> None:
    assert getattr(rules, rule)(person(who)) is allowed
    assert getattr(rules, rule)(person(who), record(author_id=None)) is allowed


@pytest.mark.parametrize("kind", [ChangeKind.TAKE_IN, ChangeKind.RE_EXTRACT, ChangeKind.COMMENT])
@pytest.mark.parametrize("who", CAST)
def test_articles_and_comments_of_others_only_administrators_take_back(who: str, kind: ChangeKind) -> None:
    assert rules.may_undo(person(who), record(author_id=8, kind=kind)) is (who in and_above("administrator"))
    assert rules.may_undo(person(who), record(author_id=7, kind=kind)) is (who in and_above("fact_checker"))


@pytest.mark.parametrize("who", CAST)
def test_what_an_administrator_did_only_administrators_take_back(who: str) -> None:
    deed = record(author_id=8)
    deed.user = User(pk=8, role=Role.ADMINISTRATOR)
    undone = record(author_id=9, kind=ChangeKind.UNDO)
    undone.cause = deed
    for change in (deed, undone):
        assert rules.may_undo(person(who), change) is (who in and_above("administrator"))


def test_every_rule_stands_in_the_table() -> None:
    assert set(TABLE) == {name for name, value in vars(rules).items() if isinstance(value, Rule)}


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
