"""The five kinds of people that every rule and every endpoint is tried with."""

from __future__ import annotations

from newsapp.accounts.roles import Role

VISITOR = "visitor"
# In order of rights; each is also the name of a fixture.
CAST = (VISITOR, "reader", "fact_checker", "editor", "administrator")
ROLES = dict(zip(CAST[1:], Role, strict=True))


def and_above(who: str) -> set[str]:
    """The member of the cast and all with more rights."""
    return set(CAST[CAST.index(who) :])
