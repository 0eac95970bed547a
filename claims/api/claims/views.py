"""Claims."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims import rules
from claims.api.articles.serializers import ArticleSerializer
from claims.api.articles.views import ArticleViewSet
from claims.api.assessments.serializers import AssessmentSerializer
from claims.api.assessments.views import AssessmentViewSet
from claims.api.claims import batch as batches
from claims.api.claims import batch_change
from claims.api.claims import bulk as bulk_answers
from claims.api.claims.appearances import AppearancesSerializer
from claims.api.claims.batch import BatchAnswerSerializer, BatchInputSerializer
from claims.api.claims.batch_change import BatchChangeAnswerSerializer, BatchChangeInputSerializer, beyond_role
from claims.api.claims.bulk import BulkAnswerSerializer, BulkInputSerializer
from claims.api.claims.facets import CountSerializer, FacetsSerializer, MonthSerializer
from claims.api.claims.history import EntrySerializer
from claims.api.claims.misreadings import MisreadingSerializer
from claims.api.claims.serializers import (
    ClaimChangeSerializer,
    ClaimDetailSerializer,
    ClaimInputSerializer,
    ClaimSerializer,
)
from claims.api.formats import CLAIM_FEEDS, ClaimsJSONLD
from claims.api.revisions import etag_of
from claims.api.selecting import Expansion, id_of, listed_by
from claims.api.speakers.serializers import SpeakerSerializer
from claims.api.speakers.views import SpeakerViewSet
from claims.api.views import RecordViewSet
from claims.choices import ChangeKind
from claims.filters.claims import ClaimFilter, FacetFilter
from claims.models import Claim
from claims.reading import claims as claim_rows
from claims.reading import facets
from claims.reading.appearances import appearances_of
from claims.reading.history import history_of
from claims.reading.misreadings import misreadings_about
from claims.reading.months import count_by_month
from claims.reading.related import Row
from claims.services.altering import kind_of, update_claim
from claims.services.batches import create_claims
from claims.services.bulk import AT_MOST, change_claims
from claims.services.claims import create_claim, delete_claim
from claims.services.earlier_words import keep_earlier_words


class ClaimViewSet(RecordViewSet[Claim]):
    """Claims: who said what, in which words, through whom."""

    queryset = Claim.objects.all()
    filterset_class = ClaimFilter
    serializer_class = ClaimDetailSerializer
    row_serializer_class = ClaimSerializer
    expansions = {
        "article": Expansion(ArticleSerializer, lambda row: row["article"]["id"], listed_by(ArticleViewSet)),
        "assessment": Expansion(
            AssessmentSerializer, lambda row: id_of(row["assessment"]), listed_by(AssessmentViewSet)
        ),
        "speaker": Expansion(SpeakerSerializer, lambda row: id_of(row["speaker"]), listed_by(SpeakerViewSet)),
    }
    rules = {
        "create": rules.may_add_claim,
        "update": rules.may_tag_claim | rules.may_assign | rules.may_decide_on_claim,
        "destroy": rules.may_delete_claim,
        "keep_earlier": rules.may_decide_on_claim,
        "history": rules.may_read_history,
        "misreadings": rules.may_read_history,
        "batch": rules.may_add_claim,
        "change_batch": rules.may_tag_claim | rules.may_assign | rules.may_decide_on_claim,
        "bulk": rules.may_tag_claim | rules.may_assign | rules.may_decide_on_claim,
    }
    keyed = ("change_batch",)
    formats = {"list": (ClaimsJSONLD, *CLAIM_FEEDS), "retrieve": (ClaimsJSONLD,)}
    orders = {
        "newest": ("-listed_at", "-id"),
        "oldest": ("listed_at", "id"),
        "least-certain": ("confidence", "id"),
        "most-certain": ("-confidence", "-id"),
        "text": ("article_id", "start", "id"),
    }

    def list(self, request: Request, *args: object, **kwargs: object) -> Response:
        claims = self.filter_queryset(self.get_queryset())
        rows = self.paginate_queryset(claim_rows.as_rows(claims))
        ids = [row["id"] for row in rows or []]
        return self.get_paginated_response(self.ready(claim_rows.present(ids, request.user)))

    @extend_schema(request=ClaimInputSerializer, responses={201: ClaimDetailSerializer})
    def create(self, request: Request, *args: object, **kwargs: object) -> Response:
        serializer = ClaimInputSerializer(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        with self.changing():
            claim = create_claim(by=self.user, **serializer.validated_data)
        return self.answer(claim, status=201)

    @extend_schema(request=ClaimChangeSerializer)
    def partial_update(self, request: Request, *args: object, **kwargs: object) -> Response:
        with self.changing() as change:
            claim = self.locked()
            serializer = ClaimChangeSerializer(data=request.data, partial=True, context=self.get_serializer_context())
            serializer.is_valid(raise_exception=True)
            changes = serializer.validated_data
            if beyond := beyond_role(claim, changes, self.user):
                raise PermissionDenied(beyond)
            change.kind = kind_of(changes)
            claim = update_claim(claim, by=self.user, **changes)
        return self.answer(claim)

    @extend_schema(request=None, responses=ClaimDetailSerializer)
    @action(detail=True, methods=["post"], url_path="keep-earlier")
    def keep_earlier(self, request: Request, pk: str) -> Response:
        """Keep the words that the claim was decided on, which its article has no more, in the text that had them.

        409 "no-earlier-words" where `needs_look` is false, or the claim's words have stayed where they were.
        """
        with self.changing():
            claim = keep_earlier_words(self.locked(), by=self.user)
        return self.answer(claim)

    @extend_schema(responses=EntrySerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def history(self, request: Request, pk: str) -> Response:
        """What happened to the claim, Change by Change: who, when, why, what. Newest first, at most 100 entries."""
        return Response(history_of(self.get_object(), seen_by=self.user))

    @extend_schema(responses=MisreadingSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def misreadings(self, request: Request, pk: str) -> Response:
        """Of whom it was said, in the claim's outlet, that the name printed for who spoke does not mean them.

        A claim that gets another speaker who bears the printed name, or none, says so; what comes in from that outlet
        later is not attributed to them by itself. Giving the claim back, or undoing the Change, takes it back.
        """
        return Response(misreadings_about(self.get_object(), self.user))

    @extend_schema(responses=AppearancesSerializer, filters=False)
    @action(detail=True, pagination_class=None)
    def appearances(self, request: Request, pk: str) -> Response:
        """Where the claim's words appeared, by confirmed `repeats` links, earliest first, 100 at most. The words of
        each are compared with the earliest, and wire copy counts as one origin.
        """
        return Response(appearances_of(self.get_object().pk, request.user))

    @extend_schema(responses=FacetsSerializer, filters=True)
    @action(detail=False, pagination_class=None, filterset_class=FacetFilter)
    def facets(self, request: Request) -> Response:
        """How many claims a filter lets through, the first 1,000 at most, and how many of these have each value.

        Under a `rating` or `passed_on_by` the first ones are those that were added last, whatever the `order`; with
        `kind=unnamed` those whose speakers were.
        """
        claims = self.filter_queryset(self.get_queryset())
        if order := FacetFilter.order(request.query_params):
            claims = claims.order_by(order)
        return Response(facets.count(claims, request.user))

    @extend_schema(responses=CountSerializer, filters=True)
    @action(detail=False, pagination_class=None)
    def count(self, request: Request) -> Response:
        """How many claims a filter lets through, to the last one: slow where they are many, as `facets` is not."""
        return Response({"count": self.filter_queryset(self.get_queryset()).count()})

    @extend_schema(responses=MonthSerializer(many=True), filters=True)
    @action(detail=False, pagination_class=None)
    def months(self, request: Request) -> Response:
        """How many claims a filter lets through from each month, by the day said where it is known, else published."""
        return Response(count_by_month(self.filter_queryset(self.get_queryset())))

    @extend_schema(responses=ClaimDetailSerializer(many=True), filters=True)
    @action(detail=False, url_path="in-context")
    def in_context(self, request: Request) -> Response:
        """The list of claims, each with the paragraphs that it stands in."""
        claims = self.filter_queryset(self.get_queryset())
        rows = self.paginate_queryset(claim_rows.as_rows(claims))
        return self.get_paginated_response(claim_rows.present_in_context(rows or [], request.user))

    @extend_schema(request=BulkInputSerializer, responses=BulkAnswerSerializer, filters=True)
    @action(detail=False, methods=["post"], pagination_class=None)
    def bulk(self, request: Request) -> Response:
        """Do one deed to many claims, 1,000 at most, in one Change, so that one undo takes it back.

        The claims are those that the body names or, where it names none, those that the filter in the address lets
        through. Each has a result of its own; none hinders the others. `rehearse` says the results beforehand.
        """
        serializer = BulkInputSerializer(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        revisions = self._revisions(serializer.validated_data.get("claims"))
        rehearse = serializer.validated_data["rehearse"]
        with self.changing() as change:
            change.kind = ChangeKind.BULK
            outcomes = change_claims(revisions, serializer.deed(), by=self.user, rehearse=rehearse)
        claims = claim_rows.in_short(list(revisions), self.user)
        return Response(bulk_answers.answer(outcomes, claims, rehearsed=rehearse))

    @extend_schema(request=BatchInputSerializer, responses=BatchAnswerSerializer)
    @action(detail=False, methods=["post"], pagination_class=None)
    def batch(self, request: Request) -> Response:
        """Make many claims, 1,000 at most, in one Change, so that one undo takes them back.

        Each item is judged as if it were posted by itself, and has a result of its own. Where it is to be `atomic`, one
        that is wrong has all refused: 400, with the index in the path of each field (`claims.3.spans.content`).
        """
        serializer = BatchInputSerializer(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        items, atomic = serializer.validated_data["claims"], serializer.validated_data["atomic"]
        outcomes: batches.Outcomes = {n: item for n, item in enumerate(items) if isinstance(item, ValidationError)}
        right = {index: item for index, item in enumerate(items) if index not in outcomes}
        with self.changing() as change:
            change.kind = ChangeKind.BULK
            made = create_claims(right, by=self.user, atomic=atomic)
            outcomes |= {index: batches.judged(outcome) for index, outcome in made.items()}
            if atomic:
                batches.refuse_all(outcomes)
        return Response(batches.answer(outcomes))

    @extend_schema(request=BatchChangeInputSerializer, responses=BatchChangeAnswerSerializer)
    @batch.mapping.patch
    def change_batch(self, request: Request) -> Response:
        """Change many claims, 1,000 at most, each with its own values, in one Change, so that one undo takes them back.

        Each item names a claim, its `revision` as you read it, and what a PATCH of the claim would hold; each has a
        result of its own. Where they are to be `atomic`, one that is refused has all refused: 400, with its index in
        the path of each field (`claims.3.tags`).
        """
        serializer = BatchChangeInputSerializer(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        items = serializer.validated_data["claims"]
        named = [item["id"] for item in items if not isinstance(item, ValidationError)]
        with self.changing() as change:
            change.kind = ChangeKind.BULK
            locked = self.get_queryset().select_for_update(of=("self",)).filter(pk__in=named).order_by("pk")
            claims = {claim.pk: claim for claim in locked}
            outcomes = batch_change.change_each(items, claims, by=self.user)
            if serializer.validated_data["atomic"]:
                batch_change.refuse_all(outcomes)
        return Response(batch_change.answer(outcomes))

    def _revisions(self, named: dict[int, int] | None) -> dict[int, int]:
        """The revisions by id of the claims that are named or, where none are, that the filter lets through."""
        query = set(self.request.query_params)
        if paging := sorted(query & {"cursor", "page_size"}):
            raise ValidationError({name: ["This is not paged: leave it out."] for name in paging}, code="not-paged")
        filtered = query & set(ClaimFilter.base_filters)
        if bool(filtered) == (named is not None):
            message = "Name the claims, or filter them by the parameters of their list: one of the two."
            raise ValidationError({"claims": [message]}, code="which-claims")
        claims = self.filter_queryset(self.get_queryset())
        if named is not None:
            return named
        revisions = dict(claims.values_list("pk", "revision")[: AT_MOST + 1])
        if len(revisions) > AT_MOST:
            message = f"More than {AT_MOST:,} claims fit this filter. Narrow it, and do them in parts."
            raise ValidationError({"claims": [message]}, code="too-many")
        return revisions

    def perform_destroy(self, record: Claim) -> None:
        delete_claim(record, by=self.user)

    def shown(self, record: Claim) -> Row:
        shown = claim_rows.present_one(record.pk, self.request.user)
        if not shown:  # deleted meanwhile
            raise NotFound
        return self.ready([shown])[0]

    def answer(self, record: Claim, status: int = 200) -> Response:
        shown = self.shown(record)
        return Response(shown, status=status, headers={"ETag": etag_of(shown)})
