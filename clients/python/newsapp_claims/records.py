"""What the API gives: its JSON objects, as they are. Fields that a newer newsapp adds are in them too."""

from typing import Any, Literal, NotRequired, TypedDict

Record = dict[str, Any]
Status = Literal["suggested", "confirmed", "rejected"]
Family = Literal["claims", "articles", "speakers", "links", "assessments"]
"""What can be exported."""


class Reference(TypedDict):
    id: int
    name: str


class SpeakerReference(Reference):
    kind: str


class ArticleReference(TypedDict):
    id: int
    title: str
    url: str
    published_at: str | None
    outlet: Reference | None


class Hop(TypedDict):
    """Who spoke, or passed the words on, and what the article calls them."""

    speaker: SpeakerReference | None
    name_as_printed: str
    role_as_printed: str


class Spans(TypedDict, total=False):
    """Ranges [start, end) of the version's text; they count as Python's strings do."""

    content: list[list[int]]
    cue: list[list[int]]
    speaker: list[list[int]]


class Revised(TypedDict):
    id: int
    created_at: str
    updated_at: str
    revision: int


class Claim(Revised):
    content: str
    quote_type: Literal["direct", "mixed", "indirect"]
    form: Literal["speech", "thought"]
    status: Status
    said_on: str | None
    at_second: int | None  # of the recording that the article is a transcript of
    addressee: str
    anchoring: str
    needs_look: bool
    words_before: str
    speaker_read: str
    extractor: str
    extractor_version: str
    confidence: float | None
    article: ArticleReference
    words_url: str
    version: dict[str, int]  # id and number
    speaker: SpeakerReference | None
    name_as_printed: str
    role_as_printed: str
    joint_speakers: list[Hop]  # who said it together with the speaker
    chain: list[Hop]
    spans: Spans
    cue: str
    denies: bool
    tags: list[Reference]
    link_counts: list[Record]
    assessment: Record | None
    comment_count: int | None
    author: str | None
    decided_by: str | None
    decided_at: str | None
    decisions: list[Record]  # by, status, at
    disagreement: bool
    assignee: str | None
    citation: NotRequired[str]  # of one claim, not in lists
    context: NotRequired[Record]  # of one claim, not in lists


class ClaimChange(TypedDict):
    """What is to become of a claim that was read at the ``revision``; what is not given stays."""

    id: int
    revision: int
    status: NotRequired[Status]
    needs_look: NotRequired[Literal[False]]
    quote_type: NotRequired[Literal["direct", "mixed", "indirect"]]
    form: NotRequired[Literal["speech", "thought"]]
    said_on: NotRequired[str | None]  # 2026-03-01
    addressee: NotRequired[str]
    speaker: NotRequired[int | None]
    spans: NotRequired[Spans]
    hops: NotRequired[list[Record]]  # the whole chain anew, in place of the speaker
    tags: NotRequired[list[int]]
    assignee: NotRequired[str | None]  # a username


class ChangeResult(TypedDict):
    """What became of one of many; ``id`` and ``revision`` are None where it was refused."""

    index: int
    status: int
    id: int | None
    revision: int | None
    problem: Record | None


class Speaker(Revised):
    name: str
    kind: str
    article: int | None
    reason: str
    claim_count: int
    last_role: str


class Article(Revised):
    title: str
    url: str
    outlet: Reference | None
    author: str
    language: str
    published_at: str | None
    modified_at: str | None
    page_missing_since: str | None
    extractor: str
    extractor_version: str
    extractor_is_current: bool
    claim_counts: dict[str, int]
    stance_counts: dict[str, int]
    version: NotRequired[Record]  # of one article, with its text
    versions: NotRequired[list[Record]]
    created: NotRequired[bool]  # of one taken in just now; false: it was there already
    new_version: NotRequired[bool]
    new_claims: NotRequired[int]
    new_stances: NotRequired[int]


class Intake(TypedDict):
    """One attempt to take something in, which newsapp does by itself; ``state`` says how far it is."""

    id: int
    state: str
    url: str
    error: dict[str, str] | None
    article: Record | None
    outcome: str
    new_claims: int
    new_stances: int


class Deed(TypedDict):
    """What became of one record; ``fields`` names what of a changed one is another now."""

    record: str
    id: int
    what: Literal["created", "changed", "deleted"]
    fields: list[str]


class Change(TypedDict):
    id: int
    at: str
    kind: str
    actor: str
    machine: bool
    cause: int | None
    note: str
    records: list[Deed]
