"""The five kinds of people that every rule and every endpoint is tried with."""

from __future__ import annotations

from collections.abc import Mapping

from newsapp.accounts.roles import Role

VISITOR = "visitor"
# In order of rights; each is also the name of a fixture.
CAST = (VISITOR, "reader", "fact_checker", "editor", "administrator")
ROLES = dict(zip(CAST[1:], Role, strict=True))


def and_above(who: str) -> set[str]:
    """The member of the cast and all with more rights."""
    return set(CAST[CAST.index(who) :])


def against_cast(table: Mapping[str, set[str]]) -> list[tuple[str, str, bool]]:
    """Spell out a table of who may do what: each row's name, a member of the cast, whether they may."""
    return [(name, who, who in allowed) for name, allowed in table.items() for who in CAST]
