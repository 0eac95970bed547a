"""The tools: what each is for, what it takes, and which views of the API it asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from pydantic import BaseModel, ConfigDict, Field

from claims.api.articles.views import ArticleViewSet
from claims.api.claims.views import ClaimViewSet
from claims.api.speakers.views import SpeakerViewSet
from claims.api.urls import view_of
from claims.choices import QuoteType, Status
from claims.filters.fields import WORDS_AT_MOST
from claims.mcp import answers
from claims.mcp.asking import Asker, MovedError, RefusedError
from claims.reading.related import Row

Id = Annotated[int, Field(strict=True, ge=1, le=2**63 - 1)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Moment = Annotated[str, Field(max_length=40, description="a date or time by ISO 8601, such as 2026-03-02")]


class Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid")

    include_unconfirmed: bool = Field(
        default=False,
        strict=True,
        description="also what a machine suggested and nobody has confirmed; each is marked by its `status`. Only "
        "where the user wants unchecked claims too: say that they are unchecked",
    )


class OfClaim(Arguments):
    id: Id = Field(description="the number of the claim, as in `id` and at the end of `address`")


class Listing(Arguments):
    cursor: str | None = Field(default=None, max_length=2000, description="`next_cursor` of the page before")
    limit: int = Field(default=20, strict=True, ge=1, le=50, description="claims a page")


class Search(Listing):
    words: str | None = Field(
        default=None, max_length=WORDS_AT_MOST, description="words of the statement, or a name of who said it"
    )
    speaker: Id | None = Field(default=None, description="`speaker.id`: who said it, alone or together with others")
    passed_on_by: Id | None = Field(default=None, description="`speaker.id` of a party that passed the words on")
    outlet: Id | None = Field(default=None, description="`article.outlet.id`")
    quote_type: QuoteType | None = None
    said_from: Day | None = Field(default=None, description="said on this day or later, where the day is known")
    said_to: Day | None = Field(default=None, description="said on this day or earlier, where the day is known")
    published_from: Moment | None = None
    published_to: Moment | None = None


class OfSpeaker(Listing):
    speaker: Id = Field(description="`speaker.id` of a claim")


class OfArticle(Listing):
    article: Id = Field(description="`article.id` of a claim")


def search_claims(asker: Asker, asked: Search) -> Row:
    own = asked.model_dump(mode="json", exclude={*Listing.model_fields, "words"})
    return _listed(asker, asked, {"q": asked.words, **own})


def get_claim(asker: Asker, asked: OfClaim) -> Row:
    row = asker.ask(view_of(ClaimViewSet, "retrieve"), {}, pk=asked.id)
    if row["status"] != Status.CONFIRMED and not asked.include_unconfirmed:
        raise RefusedError("Nobody has confirmed this claim. include_unconfirmed shows it all the same.", "unconfirmed")
    return {"claim": answers.claim(row, asker.address)}


def claims_of_speaker(asker: Asker, asked: OfSpeaker) -> Row:
    view = view_of(SpeakerViewSet, "retrieve")
    try:
        speaker = asker.ask(view, {}, pk=asked.speaker)
    except MovedError as moved:
        speaker = asker.ask(view, {}, pk=moved.pk)
    return _listed(asker, asked, {"speaker": speaker["id"]}) | {"speaker": answers.speaker(speaker)}


def claims_of_article(asker: Asker, asked: OfArticle) -> Row:
    article = asker.ask(view_of(ArticleViewSet, "retrieve"), {}, pk=asked.article)
    return _listed(asker, asked, {"article": asked.article, "order": "text"}) | {"article": answers.article(article)}


def _listed(asker: Asker, asked: Listing, query: Row) -> Row:
    standing = {"rejected": "false"} if asked.include_unconfirmed else {"status": Status.CONFIRMED}
    paging = {"cursor": asked.cursor, "page_size": asked.limit}
    page = asker.ask(view_of(ClaimViewSet), query | standing | paging)
    following = parse_qs(urlsplit(page["next"]).query)["cursor"][0] if page["next"] else None
    return {"claims": [answers.claim(row, asker.address) for row in page["results"]], "next_cursor": following}


@dataclass(frozen=True, slots=True)
class ClaimTool:
    """``answer`` takes the arguments that ``takes`` describes, and gives what ``gives`` describes."""

    title: str
    description: str
    takes: type[Arguments]
    gives: type[BaseModel]
    answer: Callable[[Asker, Any], Row]


TOOLS = {
    "search_claims": ClaimTool(
        "Search claims",
        "Who said what in the news: attributed statements by their words, speaker, outlet and day, newest first. All "
        "conditions given must hold; with none, the newest claims.",
        Search,
        answers.Claims,
        search_claims,
    ),
    "get_claim": ClaimTool(
        "One claim",
        "One attributed statement by its number, with the words as printed, the chain of attribution and its status.",
        OfClaim,
        answers.OneClaim,
        get_claim,
    ),
    "claims_of_speaker": ClaimTool(
        "A speaker's claims",
        "What one speaker said, alone or together with others, newest first. search_claims with a name in `words` "
        "finds the number of a speaker.",
        OfSpeaker,
        answers.ClaimsOfSpeaker,
        claims_of_speaker,
    ),
    "claims_of_article": ClaimTool(
        "An article's claims",
        "The attributed statements of one article, in the order of its text.",
        OfArticle,
        answers.ClaimsOfArticle,
        claims_of_article,
    ),
}
