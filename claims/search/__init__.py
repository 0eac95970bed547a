"""Full text behind one function; what differs between the databases stands in postgres.py and sqlite.py."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import ModuleType

from django.db import connections
from django.db.models import Q, QuerySet

from claims.models import Alias, Article, Attribution, Claim, Speaker
from claims.search import postgres, sqlite
from claims.text.names import normal_form
from claims.text.typing_errors import begins_mistyped

SPEAKERS_AT_MOST = 200
NAMES_LOOKED_AT = 10_000
"""For typing errors, and words of names: a tenth of a second."""
ARTICLES_AT_MOST = 1_000
WORDS_APART_AT_MOST = 8


def _backend(using: str) -> ModuleType:
    return postgres if connections[using].vendor == "postgresql" else sqlite


def make_index(using: str) -> None:
    """Create the full-text index of claims where it is missing. Safe to call again."""
    with connections[using].cursor() as cursor:
        _backend(using).make_index(cursor)


def claims_matching(claims: QuerySet[Claim], words: str, aliases: QuerySet[Alias] | None = None) -> QuerySet[Claim]:
    """Narrow the claims to those whose content holds all of the words, or whose speaker's name begins with them.

    ``aliases`` are the names that whoever asks may see, where these are not all. Any text will do; one without a letter
    or digit finds nothing.
    """
    words = words.replace("\0", " ")  # which no database takes
    if not any(char.isalnum() for char in words):
        return claims.none()
    said_by = Attribution.objects.claims_of(_speakers_named(words, Alias.objects.all() if aliases is None else aliases))
    return claims.filter(_backend(claims.db).content_holds(words) | said_by)


def claims_about(claims: QuerySet[Claim], words: str, aliases: QuerySet[Alias]) -> QuerySet[Claim]:
    """Narrow the claims to those of which each word is in the content or begins one of a name or the title.

    Words that the database does not look for ("the") are passed over. More than WORDS_APART_AT_MOST are the content's,
    or a name, all together, as in `claims_matching`. Of articles, the ARTICLES_AT_MOST newest with such titles count.
    """
    backend = _backend(claims.db)
    apart = [re.sub(r"^\W+|\W+$", "", word) for word in words.replace("\0", " ").split()]
    if len(apart) > WORDS_APART_AT_MOST or not (apart := backend.looked_for(apart, claims.db)):
        return claims_matching(claims, words, aliases)
    wanted = {word: normal_form(word) for word in apart}
    named = [Q(normal_name__contains=name) for name in wanted.values() if name] or [Q(pk=None)]
    printed = aliases.filter(Q(*named, _connector=Q.OR)).order_by().values_list("speaker", "normal_name")
    names = list(printed[:NAMES_LOOKED_AT])
    titled = Q(*(Q(title__icontains=word) for word in apart), _connector=Q.OR)
    articles = list(Article.objects.filter(titled).order_by("-pk").values_list("pk", "title")[:ARTICLES_AT_MOST])
    for word, name in wanted.items():
        said_by = Attribution.objects.claims_of(_holding(name, names)[:SPEAKERS_AT_MOST] if name else [])
        claims = claims.filter(backend.content_holds(word) | said_by | Q(article__in=_holding(word, articles)))
    return claims


def _holding(start: str, texts: Iterable[tuple[int, str]]) -> list[int]:
    """The numbers of the texts of which a word begins so, in letters of either case."""
    begins = re.compile(rf"\b{re.escape(start)}", re.IGNORECASE)
    return list({number: None for number, text in texts if begins.search(text)})


def _speakers_named(words: str, aliases: QuerySet[Alias]) -> list[int]:
    """At most SPEAKERS_AT_MOST ids: a list and a union, so that the database can use the index of each."""
    if not (name := normal_form(words)):
        return []
    by_alias = aliases.filter(normal_name__startswith=name).order_by().values_list("speaker", flat=True)
    by_surname = Speaker.objects.filter(surname=name).order_by().values_list("pk", flat=True)
    return list(by_alias.union(by_surname)[:SPEAKERS_AT_MOST])


def speakers_mistyped(name: str, speakers: QuerySet[Speaker], aliases: QuerySet[Alias]) -> list[int]:
    """At most SPEAKERS_AT_MOST ids: of whom a name begins as this one, in normal form, but for typing errors.

    No more than NAMES_LOOKED_AT of those with the same first letter are looked at.
    """
    first = Q(normal_name__startswith=name[0]) | Q(normal_name__contains=f" {name[0]}")
    own = speakers.filter(first).order_by().values_list("pk", "normal_name")
    names = own.union(aliases.filter(first).order_by().values_list("speaker", "normal_name"))[:NAMES_LOOKED_AT]
    return list({pk: None for pk, printed in names if begins_mistyped(name, printed)})[:SPEAKERS_AT_MOST]
