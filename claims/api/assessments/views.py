"""Assessments."""

from __future__ import annotations

from claims import rules
from claims.api.assessments.filters import AssessmentFilter
from claims.api.assessments.serializers import AssessmentSerializer
from claims.api.views import AuthoredViewSet
from claims.choices import ChangeKind
from claims.models import Assessment
from claims.services.assessments import delete_assessment


class AssessmentViewSet(AuthoredViewSet[Assessment]):
    """Fact-checkers' findings on claims, with their evidence."""

    queryset = Assessment.objects.select_related("rating", "author").prefetch_related("evidence")
    serializer_class = AssessmentSerializer
    kind = ChangeKind.ASSESS
    filterset_class = AssessmentFilter
    orders = {"newest": ("-id",), "oldest": ("id",)}
    rules = {
        "create": rules.may_assess,
        "update": rules.may_change_assessment,
        "destroy": rules.may_change_assessment,
    }

    def perform_destroy(self, record: Assessment) -> None:
        delete_assessment(record, by=self.user)
