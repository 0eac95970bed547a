"""What the list of one's mentions can be filtered by."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from claims.filters.fields import FilterSet, YesNoFilter
from claims.models import Comment, Mention

_ANSWERED = Exists(
    Comment.objects.filter(claim=OuterRef("comment__claim"), author=OuterRef("user"), pk__gt=OuterRef("comment"))
)


class MentionFilter(FilterSet):
    open = YesNoFilter(method="awaiting", label="neither ticked off nor answered by a later comment on the claim")

    class Meta:
        model = Mention
        fields: list[str] = []

    def awaiting(self, queryset: QuerySet[Mention], name: str, value: bool) -> QuerySet[Mention]:
        unanswered = queryset.filter(~_ANSWERED, done=False)
        return unanswered if value else queryset.exclude(pk__in=unanswered.values("pk"))
