"""Taking in an article: the one way in for the page, the command line and the API."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from django.db import IntegrityError
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from claims.choices import Anchoring, ChangeKind, Form, Status
from claims.extraction import Attribution as Extracted
from claims.extraction import language_of
from claims.ingest import Document
from claims.models import Article, ArticleVersion, Change, Claim, Outlet, Tagging
from claims.models.article import offset_of, text_hash
from claims.services import anchoring, linking, suggesting
from claims.services.changes import changing, delete_with_parts
from claims.services.claims import with_work_of_people
from claims.services.errors import ConflictError
from claims.services.same_article import identify, identify_anew, same_article
from newsapp.accounts.models import User

ATTEMPTS = 3
# What a document may tell of an article that was not known before.
_SAID = ("url", "title", "author", "published_at")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a document: ``created`` a new article, ``new_version`` a new text of one known by its address.

    Neither: the very same was there already. ``claims`` are the newly suggested ones, ``change`` the Change that stored
    all of it, where anything was; ``anchored`` counts what became of the claims that were there before.
    """

    article: Article
    created: bool
    new_version: bool
    claims: list[Claim]
    change: Change | None = None
    anchored: Mapping[Anchoring, int] = field(default_factory=dict)

    @property
    def stances(self) -> int:
        """How many of the new claims are of what somebody believes, wishes, plans or feels."""
        return sum(claim.form == Form.THOUGHT for claim in self.claims)


def _nothing_more(taken: TakenIn, change: Change | None) -> None:
    pass


Also = Callable[[TakenIn, Change | None], None]
"""What else is written of a take-in, and the Change of it, where anything was stored."""


def take_in(
    *,
    document: Document,
    by: User | str,
    outlet: str = "",
    cause: Change | None = None,
    of: Article | None = None,
    also: Also = _nothing_more,
) -> TakenIn:
    """Store the document as an Article, its text as a version, and what the extractor finds in it as suggestions.

    The same article is known again by its address where it has one, else by its text and outlet; one stored without
    an address, title, author, date or outlet gets those that its text is taken in with. An article known by its
    address whose text has changed gets a new version: claims whose words still stand in it move there, new ones are
    suggested. Extraction runs before the transaction and linking after it, so that no lock is held meanwhile.
    ``cause`` is the Change that this one follows from; ``of`` is the article whose text it is, where that is known
    beforehand. ``also`` is called within the transaction, where there is one, with what became of the document; once
    more where that has to be tried again.
    """
    document = _fitting(document)
    outlet = outlet or document.outlet
    article = of or same_article(document, outlet, by=by)
    if article and not _says_more(document, article, outlet) and _has_text(article, document.text):
        taken = TakenIn(article, created=False, new_version=False, claims=[])
        also(taken, None)
        return taken
    extracted = suggesting.run_extractor(document.text, published=document.published_at)
    for attempts_left in reversed(range(ATTEMPTS)):
        try:
            with changing(ChangeKind.TAKE_IN, by=by, cause=cause) as change:
                taken = _store(document, by, outlet, extracted, of)
                also(taken, change.row)
            break
        except (IntegrityError, Article.DoesNotExist):
            # Somebody took in the same article, or one of the same outlet or people, or deleted this one, meanwhile.
            if not attempts_left:
                raise
    # Comparing with other articles takes as long as all the rest, and no lock on a name may be held for it.
    linking.suggest_links(taken.claims, cause=change.row)
    return replace(taken, change=change.row)


def update_article(article: Article, *, by: User | str, outlet_name: str | None = None, **changes: object) -> Article:
    """Change what is known of an article, and the dates that its claims are listed under.

    ``outlet_name`` is that of its outlet, made where there is none; empty, the article has none.
    """
    with changing(ChangeKind.EDIT, by=by):
        if outlet_name is not None:
            changes["outlet"] = outlet_named(outlet_name)
        if new := {name: value for name, value in changes.items() if getattr(article, name) != value}:
            _change(article, new)
            article.save()
            date_claims([article.pk])
    return article


def _change(article: Article, changes: dict[str, object]) -> None:
    for name, value in changes.items():
        setattr(article, name, value)
    if "url" in changes or ("outlet" in changes and not article.url):
        identify_anew(article)


def date_claims(articles: Collection[int]) -> None:
    """List the claims of the articles, by their numbers, under their dates."""
    dated = Article.objects.filter(pk=OuterRef("article")).values(at=Coalesce("published_at", "created_at"))
    Claim.objects.filter(article__in=articles).update(listed_at=Subquery(dated))


def delete_article(article: Article, *, by: User | str) -> None:
    """Delete an article with its claims.

    Raises ConflictError with their number where people have decided on some of them, tagged or assessed them, commented
    on or linked them: that work is not thrown away.
    """
    with changing(ChangeKind.EDIT, by=by):
        # Locked before they are counted: what somebody decides meanwhile, or hangs on them, waits and is not lost.
        list(Article.objects.select_for_update().filter(pk=article.pk))
        _lock_claims(article)
        if count := _worked_on(article):
            noun = "claim of this article is" if count == 1 else "claims of this article are"
            message = f"{count} {noun} decided on, tagged, assessed, commented on or linked by people."
            raise ConflictError("article-has-decisions", message)
        delete_with_parts([article])


def _lock_claims(article: Article) -> None:
    list(article.claims.select_for_update().order_by("pk").values_list("pk"))


def _worked_on(article: Article) -> int:
    """The number of its claims that people have done something to."""
    decided = article.claims.exclude(status=Status.SUGGESTED)
    tagged = article.claims.filter(Exists(Tagging.objects.filter(claim=OuterRef("pk"))))
    return (decided | tagged | with_work_of_people(article.claims.all())).count()


def _fitting(document: Document) -> Document:
    """The document with what a page says of itself cut to what is stored; half an address would be another one."""
    url, canonical = (address if len(address) <= 1000 else "" for address in (document.url, document.canonical))
    return replace(document, title=document.title[:500], author=document.author[:300], url=url, canonical=canonical)


def _store(document: Document, by: User | str, outlet: str, extracted: list[Extracted], of: Article | None) -> TakenIn:
    article = of or same_article(document, outlet, by=by)
    if article is None:
        return _create(document, by, outlet, extracted)
    article = Article.objects.select_for_update().get(pk=article.pk)
    if _has_text(article, document.text):
        return _there_already(article, document, outlet)
    return _add_version(article, document, outlet, extracted)


def _has_text(article: Article, text: str) -> bool:
    """Whether the text is the one that the article has now; one that it had before becomes a version again."""
    return article.current_version.text_hash == text_hash(text)


def _says_more(document: Document, article: Article, outlet: str) -> bool:
    """Whether the document tells of the article what is not known of it."""
    new = {name for name in _SAID if getattr(document, name) and not getattr(article, name)}
    return bool(new or (outlet.strip() and not article.outlet_id))


def _there_already(article: Article, document: Document, outlet: str) -> TakenIn:
    """What was not known of the article is noted; what was known stays."""
    if _says_more(document, article, outlet):
        article.outlet = article.outlet or outlet_named(outlet)
        if not article.url:
            identify(article, document)
        if not article.published_at:
            article.published_offset = offset_of(document.published_at)
        for name in _SAID:
            setattr(article, name, getattr(article, name) or getattr(document, name))
        article.save()
        date_claims([article.pk])
    return TakenIn(article, created=False, new_version=False, claims=[])


def _create(document: Document, by: User | str, outlet: str, extracted: list[Extracted]) -> TakenIn:
    extractor, extractor_version = suggesting.extractor_label()
    article = Article(
        outlet=outlet_named(outlet),
        title=document.title,
        url=document.url,
        author=document.author,
        language=_language(document),
        extractor=extractor,
        extractor_version=extractor_version,
        published_at=document.published_at,
        published_offset=offset_of(document.published_at),
        modified_at=document.modified_at,
        modified_offset=offset_of(document.modified_at),
        added_by=by if isinstance(by, User) else None,
    )
    identify(article, document)
    article.save()
    version = ArticleVersion.objects.create(article=article, number=1, text=document.text, times=document.times)
    claims = suggesting.store(article=article, version=version, extracted=extracted)
    return TakenIn(article, created=True, new_version=False, claims=claims)


def _add_version(article: Article, document: Document, outlet: str, extracted: list[Extracted]) -> TakenIn:
    # Before anything is written: what is decided on them first is then of an earlier Change, and told in that order.
    _lock_claims(article)
    before = article.current_version
    version = ArticleVersion.objects.create(
        article=article, number=before.number + 1, text=document.text, times=document.times
    )
    _take_over(article, document, outlet)
    article.modified_at = document.modified_at or article.modified_at
    article.modified_offset = offset_of(document.modified_at) if document.modified_at else article.modified_offset
    article.extractor, article.extractor_version = suggesting.extractor_label()
    article.save()
    anchored = anchoring.anchor_claims(article=article, version=version, extracted=extracted)
    claims = suggesting.store(article=article, version=version, extracted=anchored.new)
    return TakenIn(article, created=False, new_version=True, claims=claims, anchored=anchored.counts)


def _take_over(article: Article, document: Document, outlet: str) -> None:
    """The headline, author and outlet of the new text, unless a person has put in others."""
    taken_in = Article.history.filter(id=article.pk, change__kind=ChangeKind.TAKE_IN)
    for name in ("title", "author"):
        present, told = getattr(article, name), getattr(document, name)
        if told and (not present or taken_in.filter(**{name: present}).exists()):
            setattr(article, name, told)
    is_ours = not article.outlet_id or taken_in.filter(outlet_id=article.outlet_id).exists()
    if outlet.strip() and is_ours and not _was_named(article.outlet, outlet):
        article.outlet = outlet_named(outlet)
        if not article.url:
            identify_anew(article)


def _was_named(outlet: Outlet | None, name: str) -> bool:
    """Whether the outlet has, or had, the name: pages still tell the old one after a person has given it another."""
    return outlet is not None and Outlet.history.filter(id=outlet.pk, name__iexact=name.strip()[:200]).exists()


def _language(document: Document) -> str:
    """The language of the text: as the page says, unless its words say otherwise."""
    told = language_of(document.text)
    agrees = told == "und" or document.language.lower().startswith(told)
    return document.language if agrees else told


def outlet_named(name: str) -> Outlet | None:
    """The outlet of that name, whatever its case, made where there is none; None for a blank name."""
    name = name.strip()[:200]
    if not name:
        return None
    return Outlet.objects.filter(name__iexact=name).first() or Outlet.objects.create(name=name)
