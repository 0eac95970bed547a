"""What the tools answer: the API's own rows, in fewer fields, under the same names. The models are the declared schema.

Nothing here is worded anew: ``words`` and what is printed of names, roles and cues stand as they do in the article.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from claims.choices import Anchoring, Form, QuoteType, SpeakerKind, Status
from claims.reading.citing import as_cited
from claims.reading.related import Row

Address = Callable[[str, int], str]
"""The permanent address of a record's page, by the page's name and the record's number."""


class Reference(BaseModel):
    id: int
    name: str


class Speaker(Reference):
    kind: SpeakerKind


class Party(BaseModel):
    """Who spoke, or passed the words on, and what the article calls them."""

    speaker: Speaker | None
    name_as_printed: str
    role_as_printed: str


class Article(BaseModel):
    id: int
    title: str
    url: str = Field(description="where it was published; empty where that is not known")
    published_at: str | None
    outlet: Reference | None


class Assessment(BaseModel):
    """What a fact-checker of the newsroom found."""

    rating: str
    claim: int = Field(description="the id of the claim that was assessed: this one, or one that it repeats")
    words_changed: bool = Field(description="that claim has other words now, and nobody has looked again")


class Claim(BaseModel):
    """One attributed statement in one article."""

    id: int
    address: str = Field(description="the permanent page of this claim: cite it")
    status: Status = Field(
        description="confirmed: a person checked who said what; suggested: found by a machine and checked by nobody; "
        "rejected: a person found it wrong, so do not cite it"
    )
    words: str = Field(description="the words exactly as the article prints them; ' … ' stands between separate parts")
    cite_as: str = Field(
        description="the words as they may be cited: in quotation marks only what the article quotes. Add no marks."
    )
    quote_type: QuoteType = Field(
        description="direct: all words are quoted; mixed: those in quotation marks; indirect: none, the article tells"
    )
    form: Form = Field(description="speech: said or written; thought: believed, wished, planned, felt")
    denies: bool = Field(description="true: the speaker DENIES the words, and does not hold them")
    cue: str = Field(description="the reporting words as printed, such as 'said'; empty where there are none")
    speaker: Speaker | None
    name_as_printed: str
    role_as_printed: str
    joint_speakers: list[Party] = Field(description="who said it together with the speaker")
    chain: list[Party] = Field(
        description="through whom the words reached the article, nearest the speaker first; empty where nobody is named"
    )
    addressee: str = Field(description="to whom it was said, as printed; empty where that is not told")
    said_on: date | None = Field(description="the day it was said, YYYY-MM-DD, where that is known")
    article: Article
    words_url: str = Field(description="the published article, at the words")
    anchoring: Anchoring = Field(description="what the last change of the article's text did to the words")
    assessment: Assessment | None = Field(description="the published finding of a fact-checker, if there is one")
    extractor: str = Field(description="the machine that suggested it; empty where a person made it")
    confidence: float | None = Field(description="how sure that machine was, from 0 to 1")


class OneClaim(BaseModel):
    claim: Claim


class Claims(BaseModel):
    claims: list[Claim]
    next_cursor: str | None = Field(
        description="give it as `cursor`, with the same arguments, for the claims that follow; null: there are none"
    )


class ClaimsOfSpeaker(Claims):
    speaker: Speaker = Field(description="who it is now: two records of one person may have been merged")


class ClaimsOfArticle(Claims):
    article: Article


def claim(row: Row, address: Address) -> Row:
    """A claim of the API (``ClaimSerializer``) as `Claim` describes it."""
    assessment = row["assessment"]
    made = {
        "address": address("claim", row["id"]),
        "words": row["content"],
        "cite_as": as_cited(row["content"], row["quote_type"]),
        "article": article(row["article"]),
        "assessment": assessment and assessment | {"rating": assessment["rating"]["name"]},
    }
    return _fields(Claim, row | made)


def article(row: Row) -> Row:
    return _fields(Article, row)


def speaker(row: Row) -> Row:
    return _fields(Speaker, row)


def _fields(model: type[BaseModel], row: Row) -> dict[str, Any]:
    """The row with the fields of the model alone. Raises ValidationError for one that the model does not describe."""
    return model.model_validate(row, from_attributes=False).model_dump(mode="json")
