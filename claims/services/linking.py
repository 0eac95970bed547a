"""Links that the machine proposes between claims. A person confirms or rejects them."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from itertools import chain, product

from django.db.models import Prefetch, QuerySet

from claims.choices import ChangeKind, Relation, Status
from claims.models import Article, Attribution, Change, Claim, Link, Speaker
from claims.reading.claims import cue_of, cue_spans
from claims.services.changes import changing, create_all
from claims.services.locking import one_at_a_time
from claims.services.statements import REPEATED_WORDS, Said, Statement, joint_speakers, said, statements_of
from claims.text.likeness import Parts, Run, runs_of
from claims.text.names import normal_form
from claims.text.vocabulary import denies

MACHINE = "newsapp links 1.0"  # as histories name it
DENIED_AT_MOST = 3
REPEATED_AT_MOST = 20
EARLIER_AT_MOST = 200  # claims of the same text that a denial or a reply may mean
LOOK_AROUND = timedelta(days=30)
CANDIDATES_AT_MOST = 1000

_REPLY = re.compile(r"\b(?i:respon|repl|react)\w+ to (?:[a-z]+ ){0,3}((?:[A-Z][\w.-]+ ?)+)")


def suggest_links(claims: Iterable[Claim], *, cause: Change | None) -> list[Link]:
    """Propose links from the claims of one text, just committed, to claims of that text and of other articles.

    A Change of the machine's own, which follows from the one that brought the claims.

    `repeats`: a speaker of both, and five words in a row the same in another article, quoted in one of the two; or a
    quotation of four words or more that all stand in another one, in order, but for those left out where an ellipsis or
    brackets say so. Where several said a claim together, each of them counts, here and below. `contradicts`: a cue of
    denial, and four words in a row (or all of three) the same in what somebody else said and did not deny, of which one
    tells what it is about; of copies of a wire story, one. `responds_to`: "responding to NAME" in the same sentence,
    for the last claim of that name before it. Rejected claims get no links.
    The number of queries does not grow with that of the claims, and the work grows with the text and no faster: each
    claim is compared with at most EARLIER_AT_MOST before it.
    """
    new = {claim.pk: claim for claim in claims}
    if not new:
        return []
    first = next(iter(new.values()))
    joint = joint_speakers(Attribution.objects.filter(claim__version=first.version))
    elsewhere = _Elsewhere(first.article, list(new.values()), joint)
    before: deque[Statement] = deque(maxlen=EARLIER_AT_MOST)
    pairs: dict[tuple[frozenset[int], Relation], Link] = {}
    for statement in statements_of(first.version, joint):
        claim = statement.claim
        if claim.pk in new:
            for other, relation in _related(statement, before, elsewhere):
                link = Link(claim=claim, other=other, relation=relation, status=Status.SUGGESTED)
                pairs.setdefault((frozenset((claim.pk, other.pk)), relation), link)
        if claim.status != Status.REJECTED:
            before.append(statement)
    return _store(list(pairs.values()), cause)


def _store(links: list[Link], cause: Change | None) -> list[Link]:
    """Store the links whose claims are still there and which nobody has made meanwhile, either way round."""
    if not links:
        return []
    ends = {pk for link in links for pk in (link.claim_id, link.other_id)}
    with changing(ChangeKind.LINK, by=MACHINE, cause=cause):
        one_at_a_time("storing links")
        there = set(Claim.objects.select_for_update().filter(pk__in=ends).order_by("pk").values_list("pk", flat=True))
        stored = Link.objects.filter(claim__in=ends, other__in=ends).order_by()
        made = {(frozenset(row[:2]), row[2]) for row in stored.values_list("claim", "other", "relation")}
        new = [
            link
            for link in links
            if {link.claim_id, link.other_id} <= there
            and (frozenset((link.claim_id, link.other_id)), link.relation) not in made
        ]
        create_all(new)
    return new


class _Elsewhere:
    """What other articles hold of about the same time, read once and only where it is wanted."""

    def __init__(self, article: Article, claims: list[Claim], joint: Mapping[int, Sequence[Speaker]]) -> None:
        at = claims[0].listed_at
        others = Claim.objects.exclude(article=article).exclude(status=Status.REJECTED)
        others = others.filter(listed_at__range=(at - LOOK_AROUND, at + LOOK_AROUND)).order_by("-listed_at", "-id")
        self._others = others
        self._runs = set().union(*(runs_of(claim.content, REPEATED_WORDS) for claim in claims))
        self._keys = {quotation.key for claim in claims for quotation in Statement(claim, ()).shortened}
        together = {speaker.pk for claim in claims for speaker in joint.get(claim.pk, ())}
        self._speakers = {claim.speaker_id for claim in claims if claim.speaker_id} | together

    @cached_property
    def deniable(self) -> list[Statement]:
        """All but the denials: two who deny the same do not contradict each other."""
        statements = self._read(self._others.prefetch_related(Prefetch("spans", cue_spans(), to_attr="cues")))
        return [statement for statement in statements if not denies(cue_of(statement.claim))]

    def denied_in_copies(self, statement: Statement) -> set[Said]:
        """What copies of the statement in other articles contradict already."""
        copies = (each.claim.pk for each in self._of_speakers if each.said == statement.said)
        return set().union(*(self._denied[copy] for copy in copies))

    @cached_property
    def _denied(self) -> dict[int, set[Said]]:
        """What each claim of ``_of_speakers`` contradicts, by its id."""
        denied: dict[int, set[Said]] = defaultdict(set)
        links = Link.objects.filter(claim__in=[each.claim.pk for each in self._of_speakers])
        links = links.filter(relation=Relation.CONTRADICTS).order_by()
        for claim, speaker, content in links.values_list("claim", "other__speaker", "other__content"):
            denied[claim].add(said(speaker, content))
        return denied

    def repeated(self, statement: Statement) -> list[Claim]:
        """The newest claims of one of its speakers that share a run of words with it, quoted there or here.

        And those of which it is a shortened form, or the other way round.
        """
        runs, quoted = statement.repeatable
        here = [(run, False) for run in quoted] + [(run, True) for run in runs]
        wanted = [(speaker, *run) for speaker in statement.speakers - {None} for run in here]
        places = {place for key in wanted for place in self._places_of.get(key, ())}
        places |= {place for speaker in statement.speakers - {None} for place in self._shortened(statement, speaker)}
        return [self._of_speakers[place].claim for place in sorted(places)[:REPEATED_AT_MOST]]

    def _shortened(self, statement: Statement, speaker: int | None) -> Iterator[int]:
        """Where the speaker says what the statement is a shortened form of, or a shortened form of it."""
        for quotation in statement.shortened:
            for place in self._wholes.get((speaker, quotation.key), ()):
                if quotation.shorten(self._of_speakers[place].whole):
                    yield place
        for key in statement.whole.keys:
            for place, quotation in self._shorter.get((speaker, key), ()):
                if quotation.shorten(statement.whole):
                    yield place

    def _read(self, claims: QuerySet[Claim]) -> list[Statement]:
        rows = list(claims.only("speaker", "content", "quote_type")[:CANDIDATES_AT_MOST])
        joint = joint_speakers(Attribution.objects.filter(claim__in=[claim.pk for claim in rows]))
        return [Statement(claim, joint.get(claim.pk, ())) for claim in rows]

    @cached_property
    def _of_speakers(self) -> list[Statement]:
        return self._read(self._others.filter(Attribution.objects.claims_of(self._speakers)))

    @cached_property
    def _places_of(self) -> dict[tuple[int | None, Run, bool], list[int]]:
        """Where in ``_of_speakers`` a speaker says a run of the new claims: anywhere (False) and in marks (True)."""
        places: dict[tuple[int | None, Run, bool], list[int]] = defaultdict(list)
        for place, statement in enumerate(self._of_speakers):
            for in_quotes, runs in enumerate(statement.repeatable):
                for speaker, run in product(statement.speakers, runs & self._runs):
                    places[speaker, run, bool(in_quotes)].append(place)
        return places

    @cached_property
    def _wholes(self) -> dict[tuple[int | None, Run], list[int]]:
        """Where in ``_of_speakers`` a speaker says the key of a new quotation."""
        wholes: dict[tuple[int | None, Run], list[int]] = defaultdict(list)
        for place, statement in enumerate(self._of_speakers):
            for speaker, key in product(statement.speakers, statement.whole.keys & self._keys):
                wholes[speaker, key].append(place)
        return wholes

    @cached_property
    def _shorter(self) -> dict[tuple[int | None, Run], list[tuple[int, Parts]]]:
        """The quotations in ``_of_speakers`` by speaker and key, each with its place."""
        shorter: dict[tuple[int | None, Run], list[tuple[int, Parts]]] = defaultdict(list)
        for place, statement in enumerate(self._of_speakers):
            for speaker, quotation in product(statement.speakers, statement.shortened):
                shorter[speaker, quotation.key].append((place, quotation))
        return shorter


def _related(
    statement: Statement, before: Sequence[Statement], elsewhere: _Elsewhere
) -> Iterator[tuple[Claim, Relation]]:
    if statement.speakers != {None}:
        yield from ((other, Relation.REPEATS) for other in elsewhere.repeated(statement))
    if denies(statement.cue):
        yield from ((other, Relation.CONTRADICTS) for other in _denied(statement, before, elsewhere))
    if (reply := _REPLY.search(statement.sentence)) and (other := _answered(statement, before, reply.group(1))):
        yield other, Relation.RESPONDS_TO


def _said_before(statement: Statement, before: Sequence[Statement]) -> Iterator[Statement]:
    """What others said earlier in the text, the nearest first."""
    for other in reversed(before):
        if other.claim.start < statement.claim.start and statement.speakers.isdisjoint(other.speakers):
            yield other


def _denied(statement: Statement, before: Sequence[Statement], elsewhere: _Elsewhere) -> list[Claim]:
    """What the statement denies; the same words of the same speaker once, in however many articles."""
    others = (other for other in elsewhere.deniable if statement.speakers.isdisjoint(other.speakers))
    denied: dict[Said, Claim] = {}
    for other in chain(_said_before(statement, before), others):
        if not statement.denying.isdisjoint(other.deniable) and not denies(other.cue):
            denied.setdefault(other.said, other.claim)
        if len(denied) == DENIED_AT_MOST:
            break
    known = elsewhere.denied_in_copies(statement)
    return [claim for key, claim in denied.items() if key not in known]


def _answered(statement: Statement, before: Sequence[Statement], name: str) -> Claim | None:
    last_word = normal_form(name).split()[-1:]
    for other in _said_before(statement, before):
        speakers = [speaker for speaker in (other.claim.speaker, *other.joint) if speaker]
        if any(set(last_word) <= set(speaker.normal_name.split()) for speaker in speakers):
            return other.claim
    return None
