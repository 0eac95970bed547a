"""Tags, ratings, assessments."""

from __future__ import annotations

from claims import rules
from claims.api.filters import AssessmentFilter, NameFilter
from claims.api.serializers.assessments import AssessmentSerializer, RatingSerializer, TagSerializer
from claims.api.views.base import AuthoredViewSet, RecordViewSet
from claims.choices import ChangeKind
from claims.models import Assessment, Rating, Tag
from claims.services.assessments import delete_assessment
from claims.services.tags import delete_tag


class TagViewSet(RecordViewSet):
    """The newsroom's own vocabulary."""

    queryset = Tag.objects.all()
    serializer_class = TagSerializer
    filterset_class = NameFilter
    orders = {"name": ("name", "id")}
    rules = {"create": rules.may_add_tag, "update": rules.may_change_tag, "destroy": rules.may_change_tag}

    def perform_destroy(self, record: Tag) -> None:
        delete_tag(record, by=self.user)


class RatingViewSet(RecordViewSet):
    """The newsroom's own scale of findings."""

    queryset = Rating.objects.all()
    serializer_class = RatingSerializer
    orders = {"position": ("position", "id")}
    rules = dict.fromkeys(("create", "update", "destroy"), rules.may_change_ratings)


class AssessmentViewSet(AuthoredViewSet):
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
