"""What lists of claims can be filtered by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django_filters import rest_framework as filters

from claims import search
from claims.choices import Anchoring, AssessmentStatus, Form, QuoteType, Relation, SpeakerKind, Status
from claims.filters.fields import (
    WORDS_AT_MOST,
    ColleagueFilter,
    FilterSet,
    IdFilter,
    IdsFilter,
    InstantFilter,
    ShareFilter,
    YesNoFilter,
)
from claims.models import Alias, Assessment, Attribution, Claim, Link, Tagging
from claims.reading.visibility import visible
from claims.text.names import normal_form

_UNDECIDED = Q(status=Status.SUGGESTED) | Q(needs_look=True)
_ASSESSED = Exists(Assessment.objects.filter(claim=OuterRef("pk"), status=AssessmentStatus.PUBLISHED))
_OPEN = _UNDECIDED | Q(~_ASSESSED, status=Status.CONFIRMED)


class ClaimFilter(FilterSet):
    q = filters.CharFilter(method="search", max_length=WORDS_AT_MOST, label="words of the content, or a name")
    find = filters.CharFilter(
        method="about",
        max_length=WORDS_AT_MOST,
        label="each word in the content, a name of who said it, or the article's title; slower than `q`",
    )
    speaker = IdFilter(method="said_by", label="who said it, alone or together with others")
    speaker_name = filters.CharFilter(method="named", max_length=300, label="one of the names of who said it, whole")
    role = filters.CharFilter(method="in_role", max_length=WORDS_AT_MOST, label="words of the role that was printed")
    addressee = filters.CharFilter("addressee", "icontains", max_length=WORDS_AT_MOST, label="to whom it was said")
    kind = filters.ChoiceFilter(
        method="of_kind", choices=SpeakerKind.choices, label="of what kind somebody is who said it"
    )
    passed_on_by = IdFilter(method="passed_on", label="a speaker who passed the words on")
    has_chain = YesNoFilter(method="through_others", label="whether somebody passed the words on")
    article = IdFilter("article_id")
    version = IdFilter("version_id")
    before_claim = IdFilter(method="standing_before", label="claims that stand before this one in its article")
    outlet = IdFilter("article__outlet_id")
    quote_type = filters.ChoiceFilter(choices=QuoteType.choices)
    form = filters.ChoiceFilter(choices=Form.choices)
    status = filters.ChoiceFilter(choices=Status.choices)
    rejected = YesNoFilter(method="was_rejected", label="whether they were rejected")
    undecided = YesNoFilter(method="awaiting", label="whether they await a decision: suggested, or `changed`")
    changed = YesNoFilter("needs_look", label="decided on before the article's text changed under it")
    in_text = YesNoFilter(method="standing", label="whether their words stand in the article as it is now")
    disagreement = YesNoFilter("disagreement", label="whether one person confirmed it and another rejected it")
    confidence_from = ShareFilter("confidence", "gte", label="how sure the machine was, from 0 to 1, at the least")
    confidence_to = ShareFilter("confidence", "lte", label="how sure the machine was, from 0 to 1, at the most")
    tag = IdFilter(method="with_tag")
    tag_any = IdsFilter(method="tagged", label="at least one of these tags")
    tag_all = IdsFilter(method="tagged_all", label="all of these tags")
    tag_none = IdsFilter(method="tagged", label="none of these tags")
    relation = filters.ChoiceFilter(
        method="linked",
        choices=Relation.choices,
        label="linked to another claim by it, either way",
    )
    open = YesNoFilter(method="still_open", label="undecided, or confirmed without a published assessment")
    assignee = ColleagueFilter(label="whose work they are")
    decided_by = ColleagueFilter(label="who confirmed or rejected them last")
    rating = IdFilter(method="rated", label="the rating of its own published assessment, not of a repeat's")
    updated_from = InstantFilter("updated_at", "gte", label="changed since, or made")
    said_from = filters.DateFilter("said_on", "gte")
    said_to = filters.DateFilter("said_on", "lte")
    day_from = filters.DateFilter(method="on_day", label="said on, else published on, at the earliest; in UTC")
    day_to = filters.DateFilter(method="on_day", label="said on, else published on, at the latest; in UTC")
    dated = YesNoFilter(method="has_day", label="whether the day said or published is known")
    published_from = InstantFilter(method="published", label="when the article was published, at the earliest")
    published_to = InstantFilter(method="published", label="when the article was published, at the latest")

    class Meta:
        model = Claim
        fields: list[str] = []

    def search(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return search.claims_matching(queryset, value, visible(Alias.objects, self.request.user))

    def about(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return search.claims_about(queryset, value, visible(Alias.objects, self.request.user))

    def said_by(self, queryset: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        return queryset.filter(Attribution.objects.claims_of([value]))

    def named(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        aliases = visible(Alias.objects, self.request.user).filter(normal_name=normal_form(value)).order_by()
        speakers = set(aliases.values_list("speaker", flat=True)[: search.SPEAKERS_AT_MOST])
        return queryset.filter(Attribution.objects.claims_of(speakers))

    def of_kind(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return queryset.filter(Attribution.objects.claims_of_kind(value))

    def in_role(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        hops = Attribution.objects.filter(Q(position=0) | Q(together=True), role_as_printed__icontains=value)
        return queryset.filter(Exists(hops.filter(claim=OuterRef("pk"))))

    def standing(self, queryset: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        gone = Q(anchoring=Anchoring.VANISHED)
        return queryset.filter(~gone if value else gone)

    def through_others(self, queryset: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        hops = Attribution.objects.filter(claim=OuterRef("pk"), position__gt=0, together=False)
        return queryset.filter(Exists(hops) if value else ~Exists(hops))

    def with_tag(self, queryset: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        return queryset.filter(Tagging.objects.claims_with(value))

    def tagged(self, queryset: QuerySet[Claim], name: str, value: list[int]) -> QuerySet[Claim]:
        taggings = Tagging.objects.filter(claim=OuterRef("pk"), tag__in=value)
        return queryset.filter(~Exists(taggings) if name == "tag_none" else Exists(taggings))

    def tagged_all(self, queryset: QuerySet[Claim], name: str, value: list[int]) -> QuerySet[Claim]:
        for tag in value:
            queryset = queryset.filter(Exists(Tagging.objects.filter(claim=OuterRef("pk"), tag=tag)))
        return queryset

    def linked(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        links = visible(Link.objects, self.request.user).filter(relation=value).exclude(status=Status.REJECTED)
        ends = Q(claim=OuterRef("pk")), Q(other=OuterRef("pk"))
        return queryset.filter(Exists(links.filter(ends[0])) | Exists(links.filter(ends[1])))

    def passed_on(self, queryset: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        # No join: a speaker can stand in a chain twice.
        return queryset.filter(pk__in=_passed_on_by(value).values("claim"))

    def was_rejected(self, queryset: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        rejected = Q(status=Status.REJECTED)
        return queryset.filter(rejected if value else ~rejected)

    def awaiting(self, queryset: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        return queryset.filter(_UNDECIDED if value else ~_UNDECIDED)

    def still_open(self, queryset: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        return queryset.filter(_OPEN if value else ~_OPEN)

    def standing_before(self, queryset: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        claim = visible(Claim.objects, self.request.user).filter(pk=value).first()
        if claim is None:
            return queryset.none()
        earlier = Q(start__lt=claim.start) | Q(start=claim.start, pk__lt=claim.pk)
        return queryset.filter(earlier, article=claim.article_id)

    def published(self, queryset: QuerySet[Claim], name: str, value: datetime) -> QuerySet[Claim]:
        bound = "gte" if name == "published_from" else "lte"
        # A claim is listed under that time, which the index of the list knows and the article's row does not.
        return queryset.filter(**{f"article__published_at__{bound}": value, f"listed_at__{bound}": value})

    def on_day(self, queryset: QuerySet[Claim], name: str, value: date) -> QuerySet[Claim]:
        bound, hour = ("gte", time.min) if name == "day_from" else ("lte", time.max)
        moment = datetime.combine(value, hour, tzinfo=UTC)
        published = Q(said_on=None, article__published_at__isnull=False, **{f"listed_at__{bound}": moment})
        return queryset.filter(Q(**{f"said_on__{bound}": value}) | published)

    def has_day(self, queryset: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        undated = Q(said_on=None, article__published_at=None)
        return queryset.filter(~undated if value else undated)

    def rated(self, queryset: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        return queryset.filter(assessments__rating=value, assessments__status=AssessmentStatus.PUBLISHED)


class FacetFilter(ClaimFilter):
    """The same claims, those first that were added last where the order of the list would have all of them sorted.

    A rating, and who passes words on, come up with claims in the order of their numbers, by an index. Somebody unnamed
    belongs to one article, so the claims of those added last are as good as the newest, and found by their speakers.
    """

    @staticmethod
    def order(asked: Mapping[str, str]) -> str:
        """What to sort by in place of the order of the list; empty where that is quick."""
        if "rating" in asked or "passed_on_by" in asked:
            return "-pk"
        return "-speaker_id" if asked.get("kind") == SpeakerKind.UNNAMED else ""

    def passed_on(self, queryset: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        # Each once, and in order, or PostgreSQL walks over all claims to find these.
        claims = _passed_on_by(value).order_by("-claim").values("claim").distinct()
        return queryset.filter(pk__in=Subquery(claims))


def _passed_on_by(speaker: int) -> QuerySet[Attribution]:
    return Attribution.objects.filter(speaker=speaker, position__gt=0, together=False)
