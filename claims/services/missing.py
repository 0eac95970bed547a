"""Missing pages: articles whose address no longer has them. What they said stays, and so do its claims."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from django.utils import timezone

from claims.choices import ChangeKind
from claims.fetch import Fetched, FetchError
from claims.ingest.addresses import is_above, is_article_address
from claims.models import Article, Intake
from claims.models.article import text_hash
from claims.services.changes import changing
from newsapp.accounts.models import User

_MISSING = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


def says_missing(error: FetchError) -> bool:
    """Whether the server answered that it has no such page; one that cannot be reached may still have it."""
    return error.status in _MISSING


def is_sent_away(page: Fetched, article: Article, text: str) -> bool:
    """Whether a server that gave ``page`` has the article's no more, and led to the front page or a section instead.

    ``text`` is what was read there, "" for no article: that of a section may be the article's, at another address.
    """
    if not is_above(page.url, article.url):
        return False
    return not text or (not is_article_address(page.url) and text_hash(text) != article.current_version.text_hash)


def note_missing(pk: int, *, by: User | str) -> None:
    """Note from when on the article's page is missing; nothing where that is known, or the article is gone."""
    _note(pk, timezone.now(), by=by, note="Its page is missing.")


def note_found(pk: int, *, by: User | str) -> None:
    """Note that the article's page is there again; nothing where it was not missing, or the article is gone."""
    _note(pk, None, by=by, note="Its page is there again.")


def note_read(pk: int, intake: Intake) -> None:
    """Note that the article's page is there, where the Intake has read it there and not in its feed."""
    if intake.url and intake.original_id != intake.spare_id:
        note_found(pk, by=intake.user or intake.actor)


def _note(pk: int, since: datetime | None, *, by: User | str, note: str) -> None:
    # No TAKE_IN: what such a Change leaves in the history is held to be what the page said of itself.
    with changing(ChangeKind.EDIT, by=by, note=note):
        is_news = Article.objects.filter(pk=pk, page_missing_since__isnull=since is not None)
        if article := is_news.select_for_update(of=("self",)).first():
            article.page_missing_since = since
            article.save(update_fields=["page_missing_since"])
