"""Looking for claims again in an article taken in earlier, when the extractor has become better."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, Model, OuterRef, QuerySet

from claims.choices import ChangeKind, Part, Status
from claims.models import Article, Attribution, Claim, Span, Speaker, Tagging
from claims.services import linking, suggesting
from claims.services.changes import changing
from claims.services.claims import with_work_of_people
from claims.text.places import RangeSet


@dataclass(frozen=True, slots=True)
class Extracted:
    """How many suggestions went, how many claims stayed as they were, and how many are new."""

    replaced: int
    kept: int
    suggested: int


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
    found = suggesting.run_extractor(version.text, published=article.published)
    with changing(ChangeKind.RE_EXTRACT, by=" ".join(suggesting.extractor_label()).strip()) as change:
        article = Article.objects.select_for_update().get(pk=article.pk)
        if article.current_version != version:
            return None
        # Locked, so that what somebody decides meanwhile is not lost.
        numbers = list(article.claims.select_for_update().order_by("pk").values_list("pk", flat=True))
        replaced = _delete(list(untouched(Claim.objects.filter(pk__in=numbers, version=version))))
        kept = RangeSet(Span.objects.filter(claim__version=version, part=Part.CONTENT).values_list("start", "end"))
        new = [one for one in found if not any(kept.meet(start, end) for start, end in one.content)]
        suggested = suggesting.store(article=article, version=version, found=new)
        article.extractor, article.extractor_version = suggesting.extractor_label()
        article.save(update_fields=["extractor", "extractor_version"])
    linking.suggest_links(suggested, cause=change.row)
    return Extracted(replaced, article.claims.count() - len(suggested), len(suggested))


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
    for claim in claims:
        claim.delete()
    touched = _by_people(Speaker.history.filter(id=OuterRef("pk")))
    silent = Speaker.objects.filter(pk__in=speakers).exclude(Exists(Attribution.objects.filter(speaker=OuterRef("pk"))))
    for speaker in silent.exclude(Exists(touched)):
        speaker.delete()
    return len(claims)
