"""Comments."""

from __future__ import annotations

from claims import rules
from claims.api.comments.filters import CommentFilter
from claims.api.comments.serializers import CommentSerializer
from claims.api.views import AuthoredViewSet
from claims.choices import ChangeKind
from claims.models import Comment


class CommentViewSet(AuthoredViewSet[Comment]):
    """What colleagues remark on a claim."""

    queryset = Comment.objects.select_related("author").prefetch_related("mentions__user")
    serializer_class = CommentSerializer
    kind = ChangeKind.COMMENT
    filterset_class = CommentFilter
    rules = {
        "read": rules.may_read_comments,
        "create": rules.may_comment,
        "update": rules.may_change_comment,
        "destroy": rules.may_delete_comment,
    }
