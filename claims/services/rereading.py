"""Reading again what came in earlier, when the readers have become better."""

from __future__ import annotations

from dataclasses import dataclass

from claims.models import Article, ArticleVersion, Change, Intake
from claims.reading.versions import summary
from claims.services.articles import Also, TakenIn, take_in
from claims.services.errors import ConflictError
from claims.services.intakes import document_kept
from claims.text.difference import difference
from claims.text.edits import edits

BY = "manage.py ingest --again"


@dataclass(frozen=True, slots=True)
class Kept:
    """The present version of an article, and the Intake whose bytes it was read from."""

    version: ArticleVersion
    intake: Intake


def kept_of(article: Article) -> Kept | None:
    """What the article's present text was read from; None where the bytes are kept no more.

    A text that was read again follows from the Change of its Intake.
    """
    version = article.current_version
    numbers = [version.change_id, version.change.cause_id]
    intakes = article.intakes.filter(change__in=numbers, original__isnull=False)
    intake = intakes.select_related("original", "spare").first()
    return Kept(version, intake) if intake else None


def read_again(kept: Kept) -> TakenIn | None:
    """Read the bytes once more; another text becomes the article's new version.

    None where the text is the same, whatever else the reader tells now. Claims are anchored as in any new version, in
    one Change, which can be undone. Raises IngestError where the reader of today refuses the bytes, and ConflictError
    where the article got a new text meanwhile.
    """
    version, intake = kept.version, kept.intake
    document = document_kept(intake)
    if document.text == version.text:
        return None
    return take_in(document=document, by=BY, cause=intake.change, of=version.article, also=_only_after(version))


def rehearse(kept: Kept) -> dict[str, int] | None:
    """What `read_again` would change of the text, in numbers of words; None for nothing. Nothing is written."""
    before, after = kept.version.text, document_kept(kept.intake).text
    return None if before == after else summary(edits(difference(before, after)))


def _only_after(version: ArticleVersion) -> Also:
    """Undoes a take-in that does not follow on the version: what is newer than the bytes is not replaced by them."""

    def check(taken: TakenIn, change: Change | None) -> None:
        if taken.article.current_version.number != version.number + 1:
            raise ConflictError("article-changed", "The article got another text meanwhile.")

    return check
