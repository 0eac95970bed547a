"""Assessments."""

from __future__ import annotations

from operator import itemgetter
from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from claims import rules
from claims.api.assessments.filters import AssessmentFilter
from claims.api.assessments.importing import ReviewReportSerializer, ReviewsSerializer, report_of
from claims.api.assessments.serializers import AssessmentSerializer
from claims.api.claims.serializers import ClaimSerializer
from claims.api.formats import ASSESSMENT_FEEDS, AssessmentsJSONLD
from claims.api.selecting import Expansion, find_claims
from claims.api.views import AuthoredViewSet
from claims.choices import AssessmentStatus, ChangeKind
from claims.ingest.reviews import reviews_of
from claims.models import Assessment
from claims.services.assessments import delete_assessment, look_again
from claims.services.reviewing import import_reviews

_STEPS = {
    AssessmentStatus.DRAFT: (rules.may_return_assessment, "send this assessment back"),
    AssessmentStatus.REVIEW: (rules.may_change_assessment, "ask for a review of this assessment"),
    AssessmentStatus.PUBLISHED: (rules.may_publish_assessment, "publish this assessment"),
    AssessmentStatus.WITHDRAWN: (rules.may_withdraw_assessment, "withdraw this assessment"),
}


class AssessmentViewSet(AuthoredViewSet[Assessment]):
    """Fact-checkers' findings on claims, with their evidence."""

    queryset = Assessment.objects.select_related("claim", "rating", "author").prefetch_related("evidence")
    serializer_class = AssessmentSerializer
    kind = ChangeKind.ASSESS
    expansions = {"claim": Expansion(ClaimSerializer, itemgetter("claim"), find_claims)}
    filterset_class = AssessmentFilter
    formats = {"list": (AssessmentsJSONLD, *ASSESSMENT_FEEDS), "retrieve": (AssessmentsJSONLD,)}
    orders = {"newest": ("-id",), "oldest": ("id",)}
    rules = {
        "create": rules.may_assess,
        "import_reviews": rules.may_import_reviews,
        "update": rules.may_change_assessment | rules.may_publish_assessment,
        "destroy": rules.may_change_assessment,
        "look_again": rules.may_look_again,
    }

    def retrieve(self, request: Request, *args: object, **kwargs: object) -> Response:
        """In JSON-LD a ClaimReview, or nothing where it is not published, or of words that the claim no longer has."""
        response = super().retrieve(request, *args, **kwargs)
        if isinstance(request.accepted_renderer, AssessmentsJSONLD):
            response.data = {"results": self.ready([response.data])}
        return response

    @extend_schema(request=None, responses=AssessmentSerializer)
    @action(detail=True, methods=["post"], url_path="look-again")
    def look_again(self, request: Request, pk: str) -> Response:
        """Say that the assessment holds for the claim's words as they are now: `words_changed` is false then.

        409 "not-published" for one that no reader reads.
        """
        with self.changing():
            assessment = look_again(self.locked(), by=self.user)
        return self.answer(assessment)

    @extend_schema(request=ReviewsSerializer, responses=ReviewReportSerializer)
    @action(detail=False, methods=["post"], url_path="import", pagination_class=None)
    def import_reviews(self, request: Request) -> Response:
        """Make drafts of others' fact-checks, each on the one claim that it is about; all in one Change.

        They come as schema.org's ClaimReview: a DataFeed, a list of them, or one alone. The answer says what became of
        each: those without an assessment are for a person.
        """
        serializer = ReviewsSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        with self.changing():
            outcomes = import_reviews(reviews_of(serializer.validated_data["dataFeedElement"]), by=self.user)
        return Response(ReviewReportSerializer(report_of(outcomes)).data)

    def perform_create(self, serializer: BaseSerializer[Assessment]) -> None:
        self._refuse_correction(serializer.validated_data.get("corrects"), serializer.validated_data)
        super().perform_create(serializer)

    def perform_update(self, serializer: BaseSerializer[Assessment]) -> None:
        assessment, changes = cast("Assessment", serializer.instance), dict(serializer.validated_data)
        status = changes.pop("status", assessment.status)
        rule, deed = _STEPS.get(status, (rules.anyone, ""))
        if status != assessment.status and not rule(self.user, assessment):
            raise PermissionDenied(f"Your role may not {deed}.")
        if changes and not rules.may_change_assessment(self.user, assessment):
            raise PermissionDenied(f"You may publish this assessment, but not change its {', '.join(sorted(changes))}.")
        self._refuse_correction(assessment.corrects, serializer.validated_data)
        super().perform_update(serializer)

    def _refuse_correction(self, corrected: Assessment | None, values: dict[str, Any]) -> None:
        publishes = values.get("status") == AssessmentStatus.PUBLISHED
        if corrected and publishes and not rules.may_correct_assessment(self.user, corrected):
            raise PermissionDenied("You may not correct somebody else's assessment by yourself: ask for a review.")

    def perform_destroy(self, record: Assessment) -> None:
        delete_assessment(record, by=self.user)
