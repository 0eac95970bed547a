"""What a merge of speakers would move, and the merges that can be taken apart."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypedDict

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from claims import rules
from claims.models import Alias, Attribution, MergedSpeaker, Speaker
from claims.models.change import Change
from claims.reading.related import Row
from newsapp.accounts.models import User

MERGES_AT_MOST = 100

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


def merges_into(speaker: Speaker, user: User | AnonymousUser) -> list[Row]:
    """The merges into the speaker that stand, as StandingMergeSerializer describes them, for who may merge.

    The newest first. Whoever came along with one of the merged is taken apart from that one, once it is back.
    """
    if not rules.may_change_speaker(user):
        return []
    present = MergedSpeaker.objects.filter(speaker=speaker).values("pk")
    made = MergedSpeaker.history.filter(history_type="+", id__in=present).order_by("-history_id")
    last: dict[int, int] = {}  # one may have been merged, taken apart and merged again
    for number, into, change in made.values_list("id", "speaker", "change"):
        last.setdefault(number, change if into == speaker.pk else 0)
    changes = Change.objects.filter(pk__in=set(last.values())).select_related("user").order_by("-pk")[:MERGES_AT_MOST]
    gone = Speaker.history.filter(history_type="-", id__in=last, change__in=[change.pk for change in changes])
    names: dict[int, list[Row]] = {}
    for number, name, kind, change in gone.order_by("id").values_list("id", "name", "kind", "change"):
        if last[number] == change:
            names.setdefault(change, []).append({"id": number, "name": name, "kind": kind})
    return [
        {
            "change": each.pk,
            "merged_at": each.at,
            "merged_by": each.actor,
            "may_take_apart": rules.may_undo(user, each),
            "speakers": names.get(each.pk, []),
        }
        for each in changes
    ]
