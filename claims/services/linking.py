"""Links that the machine proposes between claims. A person confirms or rejects them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from simple_history.utils import bulk_create_with_history

from claims.choices import Part, Relation, Status
from claims.models import Article, Claim, Link
from claims.models.names import normal_form

FRAGMENT_WORDS = 5
DENIED_WORDS = 4
LOOK_BACK = timedelta(days=30)
CANDIDATES_AT_MOST = 500
DENIED_AT_MOST = 3

_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"“»]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s|\n")
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|rebuff(?:s|ed)?|dismiss(?:es|ed)?|refut(?:es|ed))\b", re.I)
_REPLY = re.compile(r"\b(?i:respon|repl|react)\w+ to (?:[a-z]+ ){0,3}((?:[A-Z][\w.-]+ ?)+)")


def suggest_links(claims: Iterable[Claim]) -> list[Link]:
    """Propose links from the claims of one article, just stored, to claims of that article and of others.

    `repeats`: the same speaker, and five quoted words in a row the same, in another article.
    `contradicts`: a cue of denial, and four words in a row (or all of three) the same in what somebody else said.
    `responds_to`: "responding to NAME" in the same sentence, for the last claim of that name before it.
    """
    claims = list(claims)
    if not claims:
        return []
    article = claims[0].article
    here = list(article.claims.select_related("speaker", "version").prefetch_related("spans").order_by("start"))
    new = {claim.pk for claim in claims}
    pairs: dict[tuple[frozenset[int], Relation], Link] = {}
    for claim in (claim for claim in here if claim.pk in new):
        for other, relation in _related(claim, here, article):
            link = Link(claim=claim, other=other, relation=relation, status=Status.SUGGESTED)
            pairs.setdefault((frozenset((claim.pk, other.pk)), relation), link)
    stored: list[Link] = bulk_create_with_history(list(pairs.values()), Link)
    return stored


def _related(claim: Claim, here: list[Claim], article: Article) -> Iterator[tuple[Claim, Relation]]:
    yield from ((other, Relation.REPEATS) for other in _repeated(claim))
    sentence, cue = _sentence_of(claim), _words_of_part(claim, Part.CUE)
    if _DENIAL.search(cue):
        yield from ((other, Relation.CONTRADICTS) for other in _denied(claim, here, article))
    if (reply := _REPLY.search(sentence)) and (other := _answered(claim, here, reply.group(1))):
        yield other, Relation.RESPONDS_TO


def _repeated(claim: Claim) -> Iterator[Claim]:
    fragments = [
        fragment for fragment in map(_words, _QUOTED.findall(claim.content)) if len(fragment) >= FRAGMENT_WORDS
    ]
    if not fragments or not claim.speaker_id:
        return
    others = Claim.objects.filter(speaker=claim.speaker_id, listed_at__gte=claim.listed_at - LOOK_BACK)
    for other in others.exclude(article=claim.article_id).order_by("-listed_at")[:CANDIDATES_AT_MOST]:
        words = _words(other.content)
        if any(_share_run(fragment, words, FRAGMENT_WORDS) for fragment in fragments):
            yield other


def _denied(claim: Claim, here: list[Claim], article: Article) -> list[Claim]:
    words = _words(claim.content)
    elsewhere = Claim.objects.exclude(article=article).filter(
        listed_at__range=(claim.listed_at - LOOK_BACK, claim.listed_at + LOOK_BACK)
    )
    before = [other for other in reversed(here) if other.start < claim.start]
    candidates = [*before, *elsewhere.order_by("-listed_at")[:CANDIDATES_AT_MOST]]
    by_others = (other for other in candidates if other.speaker_id != claim.speaker_id)
    return [other for other in by_others if _denies(words, _words(other.content))][:DENIED_AT_MOST]


def _denies(words: list[str], others: list[str]) -> bool:
    return len(others) >= DENIED_WORDS - 1 and _share_run(words, others, min(DENIED_WORDS, len(others)))


def _answered(claim: Claim, here: list[Claim], name: str) -> Claim | None:
    last_word = normal_form(name).split()[-1:]
    for other in reversed(here):
        named = other.speaker and set(last_word) <= set(other.speaker.normal_name.split())
        if named and other.start < claim.start and other.speaker_id != claim.speaker_id:
            return other
    return None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _share_run(one: list[str], other: list[str], length: int) -> bool:
    runs = {tuple(one[at : at + length]) for at in range(len(one) - length + 1)}
    return any(tuple(other[at : at + length]) in runs for at in range(len(other) - length + 1))


def _words_of_part(claim: Claim, part: Part) -> str:
    return claim.version.words([(span.start, span.end) for span in claim.spans.all() if span.part == part])


def _sentence_of(claim: Claim) -> str:
    """From the start of the sentence that the claim's first span stands in to the end of its last span."""
    text = claim.version.text
    start = min(span.start for span in claim.spans.all())
    end = max(span.end for span in claim.spans.all())
    ends = list(_SENTENCE_END.finditer(text, max(0, start - 1000), start))
    return text[ends[-1].end() if ends else max(0, start - 1000) : end]
