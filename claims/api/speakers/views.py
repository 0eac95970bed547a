"""Speakers and aliases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast

from django.db.models import (
    Count,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from claims import rules
from claims.api.articles.serializers import ArticleSerializer
from claims.api.articles.views import ArticleViewSet
from claims.api.formats import SPEAKER_FEEDS, SpeakersJSONLD
from claims.api.pagination import KeysetPagination
from claims.api.selecting import Expansion, listed_by
from claims.api.serializers import InputSerializer
from claims.api.speakers.filters import AliasFilter, SpeakerFilter
from claims.api.speakers.overview import OverviewSerializer, UnnamedOfOutletSerializer
from claims.api.speakers.serializers import (
    CLAIMS_AT_MOST,
    AliasSerializer,
    DifferentSerializer,
    DuplicateSerializer,
    MergeSerializer,
    MovesSerializer,
    PerhapsAgainSerializer,
    SpeakerDetailSerializer,
    SpeakerSerializer,
    SplitSerializer,
)
from claims.api.views import RecordViewSet, Rows
from claims.choices import ChangeKind
from claims.models import Alias, Attribution, Claim, MergedSpeaker, Speaker
from claims.reading.duplicates import Duplicate, duplicates_of, earlier_duplicates, said_different, worth_a_look
from claims.reading.identities import identity_of
from claims.reading.merging import merges_into, what_would_move
from claims.reading.related import Row
from claims.reading.timelines import overview_of, unnamed_by_outlet
from claims.reading.visibility import visible
from claims.services.merging import lock_speakers, merge_speakers, refuse_to_merge, say_different, split_speaker
from claims.services.speakers import delete_speaker, save_named

ROLES_AT_MOST = 100
ALIASES_AT_MOST = 200


class NumberOf(Subquery):
    """How many rows a subquery has; a limit set on it bounds what the counting costs."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    empty_result_set_value = 0


class LookedAtPagination(KeysetPagination):
    """Of a page's speakers only some are listed."""

    page_size = max_page_size = 100


class SpeakerViewSet(RecordViewSet[Speaker]):
    """Who is held to have said words."""

    queryset = Speaker.objects.all()
    serializer_class = SpeakerDetailSerializer
    row_serializer_class = SpeakerSerializer
    expansions = {"article": Expansion(ArticleSerializer, lambda row: row["article"], listed_by(ArticleViewSet))}
    filterset_class = SpeakerFilter
    formats = {"list": (SpeakersJSONLD, *SPEAKER_FEEDS), "retrieve": (SpeakersJSONLD,)}
    orders = {"name": ("name", "id"), "newest": ("-id",)}
    rules = {
        "create": rules.may_change_speaker,
        "update": rules.may_change_speaker,
        "destroy": rules.may_delete_speaker,
        **dict.fromkeys(
            ("merge", "merge_preview", "split", "duplicates", "all_duplicates", "different"), rules.may_change_speaker
        ),
    }

    def listed(self, records: Sequence[Speaker]) -> Rows:
        return list(SpeakerSerializer(records, many=True, context=self._counted(records)).data)

    def shown(self, record: Speaker) -> Any:
        aliases = visible(Alias.objects, self.request.user).order_by("name")
        own = aliases.filter(speaker=record)
        first = list(own.values_list("pk", flat=True)[:ALIASES_AT_MOST])
        number = own.count() if len(first) == ALIASES_AT_MOST else len(first)
        prefetch_related_objects([record], Prefetch("aliases", aliases.filter(pk__in=first)))
        shown = SpeakerDetailSerializer(record, context=self._counted([record])).data
        return {
            **shown,
            "alias_count": number,
            "roles": list(self._roles_of(record)),
            "identity": identity_of(record, self.request.user),
            "merges": merges_into(record, self.request.user),
        }

    @extend_schema(
        responses={200: SpeakerDetailSerializer, 302: OpenApiResponse(description="merged: now at Location")}
    )
    def retrieve(self, request: Request, *args: object, **kwargs: object) -> Response:
        """A speaker with names and roles. The number of one who was merged into another leads there."""
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            merged = get_object_or_404(MergedSpeaker, pk=self.kwargs["pk"], speaker__in=self.get_queryset())
        address = reverse("api-speakers-detail", args=[merged.speaker_id])
        return Response({"id": merged.speaker_id}, status=302, headers={"Location": address})

    @extend_schema(responses=UnnamedOfOutletSerializer(many=True), filters=True)
    @action(detail=False, pagination_class=None)
    def outlets(self, request: Request) -> Response:
        """How many unnamed speakers each outlet has, of those whom a filter lets through; the first 100 outlets."""
        return Response(unnamed_by_outlet(self.filter_queryset(self.get_queryset())))

    @extend_schema(responses=OverviewSerializer, filters=False)
    @action(detail=True, pagination_class=None)
    def overview(self, request: Request, pk: str) -> Response:
        """Who passed the speaker's claims on, and how many of them are contradicted, by whom."""
        return Response(overview_of(self.get_object(), self.request.user))

    @extend_schema(request=MergeSerializer, responses=SpeakerDetailSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str) -> Response:
        """Merge other speakers into this one: claims, chains and names of theirs become this one's.

        What articles print stays, and the others' addresses lead here. Undoing the Change takes the merge apart again.
        """
        self.kind = ChangeKind.MERGE
        numbers = self._asked(MergeSerializer, request.data)["speakers"]
        with self.changing():
            locked = lock_speakers([int(pk), *numbers])
            into = self.locked()
            merge_speakers(into, _those(numbers, locked), by=self.user)
        return self.answer(into)

    @extend_schema(parameters=[MergeSerializer], responses=MovesSerializer, filters=False)
    @action(detail=True, url_path="merge-preview", pagination_class=None)
    def merge_preview(self, request: Request, pk: str) -> Response:
        """What a merge of the others into this speaker would move."""
        into = get_object_or_404(self.get_queryset(), pk=pk)
        numbers = self._asked(MergeSerializer, request.query_params)["speakers"]
        others = _those(numbers, Speaker.objects.filter(pk__in=numbers))
        refuse_to_merge(into, others)
        return Response({**what_would_move(into, others), "different": said_different([into, *others])})

    @extend_schema(responses=DuplicateSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def duplicates(self, request: Request, pk: str) -> Response:
        """Speakers who may be the same as this one, with the reason, the likeliest first; ten at most.

        Of whom somebody said that they are different people they are left out.
        """
        return Response(self._duplicates(get_object_or_404(self.get_queryset(), pk=pk)))

    @extend_schema(
        operation_id="speakers_all_duplicates_list", responses=PerhapsAgainSerializer(many=True), filters=True
    )
    @action(
        detail=False,
        url_path="duplicates",
        url_name="all-duplicates",
        filterset_class=None,
        pagination_class=LookedAtPagination,
        orders={"newest": ("-id",)},
    )
    def all_duplicates(self, request: Request) -> Response:
        """Speakers who may be the same as one on record before, the newest first, each pair once, with the reason.

        A page has looked at as many speakers as `page_size` says, so it may list few or none while `next` leads on.
        """
        looked_at = self.paginate_queryset(worth_a_look(self.filter_queryset(self.get_queryset()))) or []
        duplicates = earlier_duplicates(looked_at)
        listed = [speaker for speaker in looked_at if duplicates[speaker.pk]]
        others = [other for speaker in listed for other, _ in duplicates[speaker.pk]]
        counts = self._counted([*listed, *others])["claim_counts"]
        rows: Rows = [
            {**_brief(speaker, counts), "duplicates": _duplicate_rows(duplicates[speaker.pk], counts)}
            for speaker in listed
        ]
        return self.get_paginated_response(rows)

    @extend_schema(request=DifferentSerializer, responses=DuplicateSerializer(many=True))
    @action(detail=True, methods=["post"], pagination_class=None)
    def different(self, request: Request, pk: str) -> Response:
        """Say that another speaker is somebody else: neither is suggested for the other any more.

        That holds for all who are merged into either. Undoing the Change takes it back.
        The answer is who else may be the same.
        """
        other = self._asked(DifferentSerializer, request.data)["speaker"]
        with self.changing():
            speaker = self.get_object()
            say_different(speaker, other, by=self.user)
        return Response(self._duplicates(speaker))

    @extend_schema(request=SplitSerializer, responses=SpeakerDetailSerializer)
    @action(detail=True, methods=["post"])
    def split(self, request: Request, pk: str) -> Response:
        """Move claims of this speaker to another one, or to a new one of that name, who is the answer."""
        self.kind = ChangeKind.SPLIT
        asked = self._asked(SplitSerializer, request.data)
        to = asked.get("speaker") or Speaker(name=asked["name"], kind=asked["kind"])
        with self.changing():
            split_speaker(self.locked(), asked["claims"], to=to, by=self.user)
        return self.answer(to)

    def _asked(self, serializer_class: type[InputSerializer], data: Any) -> dict[str, Any]:
        """What the request asks for, once it is sure that its user may."""
        if self.request.method == "POST":
            self.get_object()
        serializer = serializer_class(data=data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        asked: dict[str, Any] = serializer.validated_data
        return asked

    def perform_create(self, serializer: BaseSerializer[Speaker]) -> None:
        serializer.instance = save_named(Speaker(**serializer.validated_data), by=self.user)

    def perform_update(self, serializer: BaseSerializer[Speaker]) -> None:
        speaker = cast("Speaker", serializer.instance)
        for name, value in serializer.validated_data.items():
            setattr(speaker, name, value)
        save_named(speaker, by=self.user)

    def perform_destroy(self, record: Speaker) -> None:
        delete_speaker(record, by=self.user)

    def _roles_of(self, speaker: Speaker) -> QuerySet[Any, Any]:
        """The roles that articles print for the speaker, latest first, ROLES_AT_MOST at most."""
        hops = Attribution.objects.filter(speaker=speaker, claim__in=visible(Claim.objects, self.request.user))
        roles = hops.exclude(role_as_printed="").order_by().values(role=F("role_as_printed"))
        published = "claim__article__published_at"
        dated = roles.annotate(first=Min(published), last=Max(published), claims=Count("claim"))
        return dated.order_by(F("last").desc(nulls_last=True), "role")[:ROLES_AT_MOST]

    def _duplicates(self, speaker: Speaker) -> Rows:
        duplicates = duplicates_of(speaker)
        return _duplicate_rows(duplicates, self._counted([other for other, _ in duplicates])["claim_counts"])

    def _counted(self, speakers: Iterable[Speaker]) -> dict[str, Any]:
        """Of each speaker the number of claims that the user may see, CLAIMS_AT_MOST at most, and the role printed in
        the latest of those where nobody is named before them; in one query.
        """
        seen = visible(Claim.objects, self.request.user)
        first = seen.filter(speaker=OuterRef("pk"))
        together = seen.filter(hops__speaker=OuterRef("pk"), hops__together=True).exclude(speaker=OuterRef("pk"))
        numbers = (NumberOf(claims.order_by().values("pk")[:CLAIMS_AT_MOST]) for claims in (first, together))
        latest = first.filter(hops__position=0).order_by("-listed_at", "-pk")
        role = Subquery(latest.values("hops__role_as_printed")[:1])
        wanted = Speaker.objects.filter(pk__in=[speaker.pk for speaker in speakers]).order_by()
        rows = list(wanted.values_list("pk", role, *numbers))
        return {
            "claim_counts": {pk: min(CLAIMS_AT_MOST, sum(numbers)) for pk, _, *numbers in rows},
            "last_roles": {pk: role for pk, role, *_ in rows},
        }


def _brief(speaker: Speaker, counts: Mapping[int, int]) -> Row:
    return {
        "id": speaker.pk,
        "name": speaker.name,
        "kind": speaker.kind,
        "claim_count": counts.get(speaker.pk, 0),
    }


def _duplicate_rows(duplicates: Iterable[Duplicate], counts: Mapping[int, int]) -> Rows:
    return [{**_brief(other, counts), "reason": reason} for other, reason in duplicates]


def _those(numbers: Collection[int], speakers: Iterable[Speaker]) -> list[Speaker]:
    """The speakers of these numbers. Raises ValidationError where one is missing."""
    asked_for = [speaker for speaker in speakers if speaker.pk in numbers]
    if missing := set(numbers) - {speaker.pk for speaker in asked_for}:
        raise ValidationError({"speakers": [f"There is no speaker {number}." for number in sorted(missing)]})
    return asked_for


class AliasViewSet(RecordViewSet[Alias]):
    """Other names of speakers, as printed."""

    queryset = Alias.objects.all()
    serializer_class = AliasSerializer
    filterset_class = AliasFilter
    rules = dict.fromkeys(("create", "update", "destroy"), rules.may_change_speaker)
