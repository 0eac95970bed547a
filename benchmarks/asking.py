"""What is asked of the server, on a filled database, and by whom."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import QueryDict
from django.test import Client

from benchmarks.names import (
    ARTICLE,
    BARE,
    BARE_ARTICLE,
    BARE_CLAIM,
    BARE_CONFIRMED,
    CLAIM,
    CONFIRMED,
    DEEP,
    FACETS,
    LIST,
)
from benchmarks.words import COMMON_RANK, RARE_RANK, word
from claims.api.pagination import Cursor, KeysetPagination
from claims.filters.claims import ClaimFilter
from claims.models import Claim
from newsapp.accounts.models import User

API = "/api/v1/claims/"
DEEP_PAGE = 10_000
ARTICLE_OF_50 = 1


def sign_in() -> str:
    """The Cookie header of a session of an editor."""
    user = User.objects.earliest("id")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def questions(cookie: str) -> dict[str, str]:
    """Every question with its path; the API's list, the bare view and the deep page under their names."""
    common, rare = word(COMMON_RANK), word(RARE_RANK)
    claim, article, quiet, name = Claim.objects.filter(speaker__kind="person", speaker__gt=10).values_list(
        "id", "article_id", "speaker_id", "speaker__name"
    )[10]
    paths = {
        "by the busiest speaker": f"{API}?speaker=1",
        "by a quiet speaker": f"{API}?speaker={quiet}",
        CONFIRMED: f"{API}?status=confirmed",
        "with the most frequent tag": f"{API}?tag=1",
        "of the busiest outlet": f"{API}?outlet=1",
        "with a rating": f"{API}?rating=101",
        "passed on by the busiest speaker": f"{API}?passed_on_by=1",
        "with a common word": f"{API}?q={common}",
        "with a rare word": f"{API}?q={rare}",
        "with a speaker's name": f"{API}?q={quote(name)}",
        "published in one month": f"{API}?published_from=2023-01-01&published_to=2023-02-01",
        "said in one month": f"{API}?said_from=2023-01-01&said_to=2023-01-31",
        "of unnamed speakers": f"{API}?kind=unnamed",
    }
    return {
        LIST: API,
        BARE: "/bench/claims/",
        BARE_CONFIRMED: "/bench/claims/confirmed/",
        CLAIM: f"{API}{claim}/",
        BARE_CLAIM: f"/bench/claims/{claim}/",
        ARTICLE: f"{API}?article={ARTICLE_OF_50}&order=text",
        BARE_ARTICLE: f"/bench/articles/{ARTICLE_OF_50}/",
        DEEP: _deep(API, cookie),
        **paths,
        **{f"{name}, deep": _deep(path, cookie) for name, path in paths.items()},
        "the claims of one article": f"{API}?article={article}&order=text",
        "the links of one article": f"/api/v1/links/?article={article}",
        FACETS: f"{API}facets/",
        **{f"facets {name}": path.replace(API, f"{API}facets/") for name, path in paths.items()},
    }


def _deep(path: str, cookie: str) -> str:
    """The path of page 10,000, or of the last one; the cursor is made from the row before it, not walked to."""
    client = Client(headers={"host": "localhost", "cookie": cookie})
    answer = client.get(path)
    link = answer.json()["next"]
    if not link:
        return path
    request = answer.wsgi_request
    found = ClaimFilter(request.GET, Claim.objects.all(), request=request).qs.order_by("-listed_at", "-id")
    row = (min(DEEP_PAGE, found.count() // KeysetPagination.page_size) - 1) * KeysetPagination.page_size - 1
    given = QueryDict(link.partition("?")[2])["cursor"]
    cursor = replace(Cursor.decode(given), values=tuple(found.values_list("listed_at", "id")[max(row, 0)]))
    return f"{path}{'&' if '?' in path else '?'}cursor={cursor.encode()}"
