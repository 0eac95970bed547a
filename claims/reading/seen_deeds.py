"""What Changes did to what a token that is limited to outlets sees.

A record that is there is theirs as `visible` has it. Of one that was deleted, its history says whose it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model

from claims.models import (
    Alias,
    Article,
    ArticleVersion,
    Assessment,
    Attribution,
    Claim,
    Comment,
    Feed,
    Link,
    Outlet,
    Rating,
    Speaker,
    Tag,
    Webhook,
)
from claims.models.recorded import HistoryRow
from claims.reading.deeds import RECORDS, Deed, deeds_of
from claims.reading.visibility import visible
from newsapp.accounts.models import User

_MODELS = {name: model for model, name in RECORDS.items()}


def seen_deeds(changes: Iterable[int], user: User) -> dict[int, list[Deed]]:
    """By the number of a Change what it did that the user sees; without those that did nothing such."""
    deeds = deeds_of(changes)
    seen = _Seen(deeds, user)
    visible_deeds = {change: [deed for deed in rows if seen.sees(change, deed)] for change, rows in deeds.items()}
    for change, moved in _moved_claims(seen.moves).items():
        own = {deed["id"] for deed in visible_deeds[change] if deed["record"] == RECORDS[Claim]}
        visible_deeds[change] += [deed for deed in moved if deed["id"] not in own]
    return {change: rows for change, rows in visible_deeds.items() if rows}


def _moved_claims(moves: dict[tuple[int, int], str]) -> dict[int, list[Deed]]:
    """By Change the claims of the articles that it moved, each made or deleted for who gets or loses its article.

    No row of theirs was written, but who keeps a copy is to read them, or to drop them.
    """
    articles = {article for _, article in moves}
    creations = Claim.history.filter(history_type="+", article__in=articles).order_by("id") if articles else ()
    moved: dict[int, list[Deed]] = defaultdict(list)
    for row in creations:
        for (change, article), what in moves.items():
            if row.article_id == article and row.change_id <= change:
                moved[change].append({"record": RECORDS[Claim], "id": row.id, "what": what, "fields": []})
    return moved


class _Seen:
    """What the user sees of the records that the Changes touched, by a number of queries that is the same for all."""

    def __init__(self, deeds: dict[int, list[Deed]], user: User) -> None:
        self.user = user
        self.outlets = user.outlets or frozenset()
        self.touched: dict[type[Model], set[int]] = defaultdict(set)
        moved = set()
        for of_change in deeds.values():
            for deed in of_change:
                self.touched[_MODELS[deed["record"]]].add(deed["id"])
                if deed["record"] == RECORDS[Article] and "outlet" in deed["fields"]:
                    moved.add(deed["id"])
        self.there = {model: self._visible(model, pks) for model, pks in self.touched.items()}
        self.gone = {model: _last_rows(model, pks) for model, pks in self.touched.items()}
        self.moves = self._moves(moved)
        self.claims = self._claims()
        self.names = self._names()

    def sees(self, change: int, deed: Deed) -> bool:
        model, pk = _MODELS[deed["record"]], deed["id"]
        if pk in self.there[model] or (model is Article and (change, pk) in self.moves):
            return True
        row = self.gone[model].get(pk)
        return row is not None and self._was_theirs(model, row)

    def _was_theirs(self, model: type[Model], row: HistoryRow) -> bool:
        tests: dict[type[Model], Callable[[HistoryRow], bool]] = {
            Outlet: lambda row: row.id in self.outlets,
            Feed: lambda row: row.outlet_id in self.outlets,
            Article: lambda row: row.outlet_id in self.outlets,
            ArticleVersion: lambda row: row.article_id in self.articles,
            Claim: lambda row: row.id in self.claims,
            Link: lambda row: {row.claim_id, row.other_id} <= self.claims,
            Assessment: lambda row: row.claim_id in self.claims,
            Comment: lambda row: row.claim_id in self.claims,
            Speaker: lambda row: any(speaker == row.id for speaker, _ in self.names),
            Alias: lambda row: (row.speaker_id, row.name) in self.names,
            Tag: lambda row: True,
            Rating: lambda row: True,
            Webhook: lambda row: row.outlets == sorted(self.outlets),
        }
        return model in tests and tests[model](row)

    def _visible(self, model: type[Model], pks: set[int]) -> set[int]:
        return set(visible(model._base_manager.filter(pk__in=pks), self.user).order_by().values_list("pk", flat=True))

    def _moves(self, moved: set[int]) -> dict[tuple[int, int], str]:
        """Each Change that moved one of these articles to the outlets or away, with the article: made or deleted."""
        moves, outlet_of = {}, dict[int, int | None]()
        rows = Article.history.filter(id__in=moved).order_by("history_id") if moved else ()
        for row in rows:
            was_theirs, is_theirs = outlet_of.get(row.id) in self.outlets, row.outlet_id in self.outlets
            if row.id in outlet_of and was_theirs != is_theirs:
                moves[row.change_id, row.id] = "created" if is_theirs else "deleted"
            outlet_of[row.id] = row.outlet_id
        return moves

    def _claims(self) -> set[int]:
        """The claims of the outlets, those that are gone too, among all that were touched, or had what is gone."""
        rows = [row for model in (Link, Assessment, Comment) for row in self.gone.get(model, {}).values()]
        wanted = self.touched.get(Claim, set()) | {row.claim_id for row in rows}
        wanted |= {row.other_id for row in rows if hasattr(row, "other_id")}
        gone = _last_rows(Claim, wanted)
        versions = self.gone.get(ArticleVersion, {}).values()
        articles = {row.article_id for row in (*gone.values(), *versions)}
        self.articles = self._visible(Article, articles)
        self.articles |= {pk for pk, row in _last_rows(Article, articles).items() if row.outlet_id in self.outlets}
        return self._visible(Claim, wanted) | {pk for pk, row in gone.items() if row.article_id in self.articles}

    def _names(self) -> set[tuple[int, str]]:
        """Under which names the claims of the outlets have, or had, the speakers of which something is gone."""
        aliases = self.gone.get(Alias, {}).values()
        speakers = {*self.gone.get(Speaker, {}), *(row.speaker_id for row in aliases)}
        if not speakers:
            return set()
        printed = Attribution.history.filter(claim__in=self.claims, speaker__in=speakers).order_by()
        hops = Attribution.objects.filter(speaker__in=speakers, claim__article__outlet__in=self.outlets).order_by()
        rows = [*printed.values_list("speaker", "name_as_printed"), *hops.values_list("speaker", "name_as_printed")]
        called = Speaker.history.filter(id__in={speaker for speaker, _ in rows}).order_by()
        return {*rows, *called.values_list("id", "name")}


def _last_rows(model: Any, pks: set[int]) -> dict[int, HistoryRow]:
    """Of those that are deleted what they were when they were."""
    gone = pks - set(model._base_manager.filter(pk__in=pks).values_list("pk", flat=True))
    rows = model.history.filter(id__in=gone, history_type="-").order_by("history_id") if gone else ()
    return {row.id: row for row in rows}
