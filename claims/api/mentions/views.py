"""Mentions."""

from __future__ import annotations

from django.db.models import QuerySet

from claims import rules
from claims.api.mentions.filters import MentionFilter
from claims.api.mentions.serializers import MentionSerializer
from claims.api.views import RecordViewSet
from claims.choices import ChangeKind
from claims.models import Mention


class MentionViewSet(RecordViewSet[Mention]):
    """Comments that mention the user, who may tick them off."""

    queryset = Mention.objects.select_related("comment__author", "comment__claim").prefetch_related(
        "comment__mentions__user"
    )
    serializer_class = MentionSerializer
    filterset_class = MentionFilter
    kind = ChangeKind.COMMENT
    http_method_names = ["get", "head", "options", "patch"]
    orders = {"newest": ("-id",), "oldest": ("id",)}
    rules = {"read": rules.may_read_comments, "update": rules.may_tick_off}

    def get_queryset(self) -> QuerySet[Mention]:
        return super().get_queryset().filter(user=self.request.user.pk)
