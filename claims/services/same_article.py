"""Which article a document is of, among those taken in."""

from __future__ import annotations

from claims.ingest import Document
from claims.ingest.addresses import article_address
from claims.models import Article
from claims.models.article import identity_of
from claims.reading.visibility import visible
from claims.services.errors import BeyondError, ConflictError
from newsapp.accounts.models import User


def same_article(document: Document, outlet: str, *, by: User | str) -> Article | None:
    """The article that the document is of, by the page's own address, the one given, or its text, in that order.

    A text without an address is the outlet's: what several outlets print word for word is an article of each.
    Raises BeyondError for one that whoever takes it in does not see.
    """
    article = _known(document, outlet)
    if article and isinstance(by, User) and not visible(Article.objects, by).filter(pk=article.pk).exists():
        message = "It is there already, as an article of none of this token's outlets."
        raise BeyondError("beyond-outlets", message)
    return article


def _known(document: Document, outlet: str) -> Article | None:
    address, text = _address(document), document.text
    article = Article.objects.same_as(url=address, text=text, outlet=outlet)
    if article is None and document.url != address:
        article = Article.objects.same_as(url=document.url, text=text, outlet=outlet)
    if article is None and document.url:
        return Article.objects.filter(url="").same_as(url="", text=text, outlet=outlet)
    return article


def identify(article: Article, document: Document) -> None:
    """Know the article, which has its outlet, by what the document says of its address, else by the document's text."""
    article.identity = identity_of(url=_address(document), text=document.text, outlet=article.outlet_id)


def identify_anew(article: Article) -> None:
    """Know it by its address, or its first text and its outlet, as they are now.

    Raises ConflictError where another article is known by that.
    """
    text = article.versions.order_by("number")[0].text
    article.identity = identity_of(url=article.url, text=text, outlet=article.outlet_id)
    if Article.objects.filter(identity=article.identity).exclude(pk=article.pk).exists():
        if article.url:
            raise ConflictError("article-exists", "Another article has this address.", field="url")
        raise ConflictError("article-exists", "Another article of this outlet has this text.", field="outlet")


def _address(document: Document) -> str:
    return article_address(given=document.url, canonical=document.canonical)
