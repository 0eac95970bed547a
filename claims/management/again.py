"""What `manage.py ingest --again` does: the bytes of articles are read by the readers of today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from claims.choices import Anchoring
from claims.ingest import IngestError
from claims.models import Article
from claims.services.articles import TakenIn
from claims.services.errors import ServiceError
from claims.services.rereading import kept_of, read_again, rehearse


@dataclass(slots=True)
class Outcome:
    """How many articles got another text, have the same, have no bytes any more; and which could not be read."""

    changed: int = 0
    same: int = 0
    lost: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        return f"{self.changed} with another text, {self.same} with the same, {self.lost} of which the bytes are gone"


def read_all_again(numbers: Iterable[int], *, rehearsed: bool, tell: Callable[[str], object]) -> Outcome:
    """Read the articles of these numbers again, one by one, and ``tell`` of each that gets another text."""
    outcome = Outcome()
    for number in numbers:
        article = Article.objects.filter(pk=number).first()
        if article is None:
            continue
        try:
            told = _one(article, rehearsed)
        except (IngestError, ServiceError) as error:
            outcome.failures.append(f"{number} “{article}”: error: {error.message}")
            continue
        if told is None:
            outcome.lost += 1
        elif not told:
            outcome.same += 1
        else:
            outcome.changed += 1
            tell(f"{number} “{article}”: {told}")
    return outcome


def _one(article: Article, rehearsed: bool) -> str | None:
    """What became, or would become, of the article; "" for nothing, None where its bytes are kept no more."""
    kept = kept_of(article)
    if kept is None:
        return None
    if rehearsed:
        numbers = rehearse(kept)
        return _words(numbers) if numbers else ""
    taken = read_again(kept)
    return _claims(taken) if taken else ""


def _words(numbers: dict[str, int]) -> str:
    told = f"{numbers['words_added']} words would come, {numbers['words_removed']} go, {numbers['words_moved']} move"
    return f"{told}; quotations changed: {numbers['quotations']}, denials: {numbers['denials']}"


def _claims(taken: TakenIn) -> str:
    counts = (
        f"{taken.anchored[anchoring]} {anchoring.value}" for anchoring in Anchoring if taken.anchored.get(anchoring)
    )
    return ", ".join([f"version {taken.article.current_version.number}", *counts, f"{len(taken.claims)} found anew"])
