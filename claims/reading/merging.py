"""What a merge of speakers would move."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypedDict

from django.db.models import Q

from claims.models import Alias, Attribution, Speaker

_SPOKE = Q(position=0) | Q(together=True)


class Moves(TypedDict):
    """How many claims of theirs and claims that they passed on would move, from how many articles, and how many names
    the remaining speaker does not bear yet.
    """

    claims: int
    passed_on: int
    articles: int
    aliases: int


def what_would_move(into: Speaker, others: Collection[Speaker]) -> Moves:
    hops = Attribution.objects.filter(speaker__in=others).order_by()
    borne = into.aliases.values("name")
    return {
        "claims": hops.filter(_SPOKE).values("claim").distinct().count(),
        "passed_on": hops.exclude(_SPOKE).values("claim").distinct().count(),
        "articles": hops.values("claim__article").distinct().count(),
        "aliases": Alias.objects.filter(speaker__in=others).exclude(name__in=borne).values("name").distinct().count(),
    }
