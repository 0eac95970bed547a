"""Links that the machine proposes between claims. A person confirms or rejects them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from itertools import islice

from simple_history.utils import bulk_create_with_history

from claims.choices import Part, QuoteType, Relation, Status
from claims.models import Article, Claim, Link
from claims.models.names import normal_form
from claims.services.machine import made_by

MACHINE = "newsapp links 1.0"  # as histories name it
REPEATED_WORDS = 5
DENIED_WORDS = 4
DENIED_AT_MOST = 3
LOOK_AROUND = timedelta(days=30)
CANDIDATES_AT_MOST = 1000

_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"“»]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s|\n")
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|(?:reject|rebuff)(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing))\b", re.I
)
_REPLY = re.compile(r"\b(?i:respon|repl|react)\w+ to (?:[a-z]+ ){0,3}((?:[A-Z][\w.-]+ ?)+)")
# Words of five letters and more that stand in any sentence, whatever it is about.
_COMMON_WORDS = """
    about after again before being could every first might other shall should since still their there these those under
    until where which while whose would
"""
_COMMON = frozenset(_COMMON_WORDS.split())

Run = tuple[str, ...]


def suggest_links(claims: Iterable[Claim]) -> list[Link]:
    """Propose links from the claims of one article, just stored, to claims of that article and of others.

    `repeats`: the same speaker, and five words in a row the same in another article, quoted in one of the two.
    `contradicts`: a cue of denial, and four words in a row (or all of three) the same in what somebody else said, of
    which one tells what it is about. `responds_to`: "responding to NAME" in the same sentence, for the last claim of
    that name before it. Rejected claims get no links. The number of queries does not grow with that of the claims.
    """
    new = {claim.pk: claim for claim in claims}
    if not new:
        return []
    article = next(iter(new.values())).article
    here = list(article.claims.select_related("speaker", "version").prefetch_related("spans").order_by("start", "pk"))
    elsewhere = _Elsewhere(article, list(new.values()))
    pairs: dict[tuple[frozenset[int], Relation], Link] = {}
    for claim in (claim for claim in here if claim.pk in new):
        before = [one for one in here if one.version_id == claim.version_id and one.start < claim.start]
        before = [one for one in before if one.status != Status.REJECTED]
        for other, relation in _related(claim, before, elsewhere):
            link = Link(claim=claim, other=other, relation=relation, status=Status.SUGGESTED)
            pairs.setdefault((frozenset((claim.pk, other.pk)), relation), link)
    links = list(pairs.values())
    with made_by(MACHINE, links):
        bulk_create_with_history(links, Link)
    return links


class _Elsewhere:
    """What other articles hold of about the same time, read once and only where it is wanted."""

    def __init__(self, article: Article, claims: list[Claim]) -> None:
        at = claims[0].listed_at
        others = Claim.objects.exclude(article=article).exclude(status=Status.REJECTED)
        others = others.filter(listed_at__range=(at - LOOK_AROUND, at + LOOK_AROUND)).order_by("-listed_at", "-id")
        self._others = others
        self._speakers = {claim.speaker_id for claim in claims if claim.speaker_id}

    @cached_property
    def claims(self) -> list[Claim]:
        return list(self._others[:CANDIDATES_AT_MOST])

    @cached_property
    def runs_by_speaker(self) -> dict[int | None, list[tuple[Claim, set[Run], set[Run]]]]:
        """The claims of those who speak here, each with its runs of words and those that are quoted."""
        found: dict[int | None, list[tuple[Claim, set[Run], set[Run]]]] = defaultdict(list)
        for claim in self._others.filter(speaker__in=self._speakers)[:CANDIDATES_AT_MOST]:
            found[claim.speaker_id].append((claim, *_runs_of(claim)))
        return found


def _related(claim: Claim, before: list[Claim], elsewhere: _Elsewhere) -> Iterator[tuple[Claim, Relation]]:
    yield from ((other, Relation.REPEATS) for other in _repeated(claim, elsewhere))
    if _DENIAL.search(_words_of_part(claim, Part.CUE)):
        yield from ((other, Relation.CONTRADICTS) for other in _denied(claim, before, elsewhere))
    if (reply := _REPLY.search(_sentence_of(claim))) and (other := _answered(claim, before, reply.group(1))):
        yield other, Relation.RESPONDS_TO


def _repeated(claim: Claim, elsewhere: _Elsewhere) -> Iterator[Claim]:
    if not claim.speaker_id:
        return
    runs, quoted = _runs_of(claim)
    for other, other_runs, other_quoted in elsewhere.runs_by_speaker.get(claim.speaker_id, []):
        if quoted & other_runs or runs & other_quoted:
            yield other


def _denied(claim: Claim, before: list[Claim], elsewhere: _Elsewhere) -> list[Claim]:
    candidates = (other for other in [*reversed(before), *elsewhere.claims] if other.speaker_id != claim.speaker_id)
    return list(islice((other for other in candidates if _denies(claim.content, other.content)), DENIED_AT_MOST))


def _denies(denial: str, other: str) -> bool:
    length = min(DENIED_WORDS, len(_words(other)))
    if length < DENIED_WORDS - 1:
        return False
    shared = _runs(other, length)
    return any(_tells(run) for run in _runs(denial, length, fold=False) if tuple(map(str.casefold, run)) in shared)


def _tells(run: Run) -> bool:
    """Whether a word of the run tells what it is about: not a name alone, such as "of the United States"."""
    return any(len(word) >= 5 and word.islower() and word not in _COMMON for word in run)


def _answered(claim: Claim, before: list[Claim], name: str) -> Claim | None:
    last_word = normal_form(name).split()[-1:]
    for other in reversed(before):
        named = other.speaker and set(last_word) <= set(other.speaker.normal_name.split())
        if named and other.speaker_id != claim.speaker_id:
            return other
    return None


def _runs_of(claim: Claim) -> tuple[set[Run], set[Run]]:
    """The runs of REPEATED_WORDS in the claim's words, and those of them that stand inside quotation marks."""
    runs = _runs(claim.content, REPEATED_WORDS)
    if claim.quote_type == QuoteType.DIRECT:
        return runs, runs
    quoted = (_runs(fragment, REPEATED_WORDS) for fragment in _QUOTED.findall(claim.content))
    return runs, set().union(*quoted)


def _runs(text: str, length: int, *, fold: bool = True) -> set[Run]:
    """Every run of so many words in a row; an ellipsis ends a run."""
    parts = [_words(part, fold=fold) for part in text.split("…")]
    return {tuple(words[at : at + length]) for words in parts for at in range(len(words) - length + 1)}


def _words(text: str, *, fold: bool = True) -> list[str]:
    text = text.replace("’", "'")
    return _WORD.findall(text.casefold() if fold else text)


def _words_of_part(claim: Claim, part: Part) -> str:
    return claim.version.words([(span.start, span.end) for span in claim.spans.all() if span.part == part])


def _sentence_of(claim: Claim) -> str:
    """From the start of the sentence that the claim's first span stands in to the end of its last span."""
    text = claim.version.text
    start = min(span.start for span in claim.spans.all())
    end = max(span.end for span in claim.spans.all())
    ends = list(_SENTENCE_END.finditer(text, max(0, start - 1000), start))
    return text[ends[-1].end() if ends else max(0, start - 1000) : end]
