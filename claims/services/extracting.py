"""Looking for claims again in an article taken in earlier, when the extractor has become better."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Exists, Model, OuterRef, QuerySet

from claims.choices import ChangeKind, Part, Status
from claims.extraction import Attribution as Found
from claims.models import Article, Attribution, Claim, Span, Speaker, Tagging
from claims.services import linking, suggesting
from claims.services.changes import changing, delete_with_parts
from claims.services.claims import with_work_of_people
from claims.text.places import RangeSet


@dataclass(frozen=True, slots=True)
class Extracted:
    """How many suggestions went, how many claims stayed as they were, and how many are new."""

    replaced: int
    kept: int
    suggested: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What `extract_again` would do to an article's suggestions, each by whose words it is; "" for nobody's."""

    added: list[str]
    lost: list[str]
    changed: list[str]
    """Whose boundaries or speaker become others; by the new speaker."""
    same: int


def is_current(article: Article) -> bool:
    """Whether the extractor now in use is the one that looked for claims in the article last."""
    return (article.extractor, article.extractor_version) == suggesting.extractor_label()


def extract_again(article: Article) -> Extracted | None:
    """Replace the suggestions that no person has touched by what the extractor finds now.

    What people have decided, edited, tagged, assessed, commented on or linked stays, and is not suggested a second
    time. Speakers whom nothing speaks any more and no person has touched go. None where the article got a new text
    meanwhile, which has then been read by the extractor in use.
    """
    version = article.current_version
    extracted = suggesting.run_extractor(version.text, published=article.published)
    with changing(ChangeKind.RE_EXTRACT, by=" ".join(suggesting.extractor_label()).strip()) as change:
        article = Article.objects.select_for_update().get(pk=article.pk)
        if article.current_version != version:
            return None
        # Locked, so that what somebody decides meanwhile is not lost.
        numbers = list(article.claims.select_for_update().order_by("pk").values_list("pk", flat=True))
        replaced = _delete(list(untouched(Claim.objects.filter(pk__in=numbers, version=version))))
        kept = RangeSet(Span.objects.filter(claim__version=version, part=Part.CONTENT).values_list("start", "end"))
        new = [
            attribution
            for attribution in extracted
            if not any(kept.meet(start, end) for start, end in attribution.content)
        ]
        suggested = suggesting.store(article=article, version=version, extracted=new)
        article.extractor, article.extractor_version = suggesting.extractor_label()
        article.save(update_fields=["extractor", "extractor_version"])
    linking.suggest_links(suggested, cause=change.row)
    return Extracted(replaced, article.claims.count() - len(suggested), len(suggested))


def rehearse(article: Article) -> Rehearsal:
    """What `extract_again` would add, lose and change; nothing is written."""
    version = article.current_version
    claims = Claim.objects.filter(version=version).select_related("speaker").prefetch_related("spans", "hops")
    replaceable = set(untouched(claims).values_list("pk", flat=True))
    ranges = {
        claim: [(span.start, span.end) for span in claim.spans.all() if span.part == Part.CONTENT] for claim in claims
    }
    kept = RangeSet(span for claim, spans in ranges.items() if claim.pk not in replaceable for span in spans)
    before = {claim: RangeSet(spans) for claim, spans in ranges.items() if claim.pk in replaceable}
    outcome = Rehearsal([], [], [], 0)
    same = 0
    for attribution in suggesting.run_extractor(version.text, published=article.published):
        if any(kept.meet(*span) for span in attribution.content):
            continue
        old = next(
            (claim for claim, spans in before.items() if any(spans.meet(*span) for span in attribution.content)), None
        )
        if old is None:
            outcome.added.append(_named(attribution))
            continue
        del before[old]
        if sorted(attribution.content) == sorted(ranges[old]) and _is_speaker_of(attribution, old):
            same += 1
        else:
            outcome.changed.append(_named(attribution))
    return replace(outcome, lost=[_speaker_name(claim) for claim in before], same=same)


def _named(attribution: Found) -> str:
    return (attribution.speaker.name or attribution.speaker.name_as_printed) if attribution.speaker else ""


def _speaker_name(claim: Claim) -> str:
    return claim.speaker.name if claim.speaker else ""


def _is_speaker_of(attribution: Found, claim: Claim) -> bool:
    """Whether a reading names the claim's speaker: by name, or in the same words where the name is another by now."""
    first = next(iter(claim.hops.all()), None)
    printed = (
        first is not None
        and attribution.speaker is not None
        and first.name_as_printed == attribution.speaker.name_as_printed
    )
    return printed or _named(attribution) == _speaker_name(claim)


def untouched(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those of the claims that a machine suggested and no person has done anything to."""
    this = OuterRef("pk")
    edited = _by_people(Claim.history.filter(id=this))
    parts = [_by_people(model.history.filter(claim_id=this)) for model in (Span, Attribution, Tagging)]
    worked_on = with_work_of_people(claims).values("pk")
    suggestions = claims.filter(status=Status.SUGGESTED, taggings__isnull=True).exclude(extractor="")
    for rows in (edited, *parts):
        suggestions = suggestions.exclude(Exists(rows))
    return suggestions.exclude(pk__in=worked_on)


def _by_people(rows: QuerySet[Model]) -> QuerySet[Model]:
    """Those of a history's rows that a person wrote, and not the machine at a person's request."""
    by_machine = (ChangeKind.TAKE_IN, ChangeKind.RE_EXTRACT)
    return rows.filter(change__user__isnull=False).exclude(change__kind__in=by_machine)


def _delete(claims: list[Claim]) -> int:
    """Delete the claims, and the speakers who are left without words and whom no person has touched."""
    speakers = set(Attribution.objects.filter(claim__in=claims).values_list("speaker", flat=True))
    delete_with_parts(claims)
    touched = _by_people(Speaker.history.filter(id=OuterRef("pk")))
    silent = Speaker.objects.filter(pk__in=speakers).exclude(Exists(Attribution.objects.filter(speaker=OuterRef("pk"))))
    delete_with_parts(silent.exclude(Exists(touched)))
    return len(claims)
