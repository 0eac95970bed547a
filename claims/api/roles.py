"""Whose an operation is, for the description: asked of the very rules that let people in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from claims import rules
from newsapp.accounts.roles import Role

ONES_OWN = "own"
VISITOR = "visitor"


def roles_of(rule: rules.Rule) -> dict[str, list[str]]:
    """The roles that may do it to any record, and those that may do it to records of their own alone."""
    if rule is rules.anyone:
        return {"any": [VISITOR, *Role.values]}
    people = {role: _somebody(role) for role in Role}
    of_any = [role.value for role, user in people.items() if rule(user)]
    of_own = [role.value for role, user in people.items() if role not in of_any and rule(user, _made_by(user))]
    return {"any": of_any} | ({ONES_OWN: of_own} if of_own else {})


def in_words(roles: dict[str, list[str]]) -> str:
    """ "For editors and administrators; for fact-checkers, of what is theirs." """
    if not roles or VISITOR in roles["any"]:
        return ""
    theirs = [f"for {_listed(roles[ONES_OWN])}, of what is theirs"] if ONES_OWN in roles else []
    told = "; ".join([*([f"for {_listed(roles['any'])}"] if roles["any"] else []), *theirs])
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _listed(roles: list[str]) -> str:
    *others, last = [f"{role}s" for role in roles]
    return f"{', '.join(others)} and {last}" if others else last


def _somebody(role: Role) -> Any:
    return SimpleNamespace(pk=1, role=role.value, is_authenticated=True, is_active=True, outlets=None)


def _made_by(user: Any) -> Any:
    """A record of theirs, whatever a rule looks at."""
    return SimpleNamespace(author_id=user.pk, user_id=user.pk, user=user, kind="", cause=None, status="")
