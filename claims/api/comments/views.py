"""Comments."""

from __future__ import annotations

from operator import itemgetter

from claims import rules
from claims.api.claims.serializers import ClaimSerializer
from claims.api.comments.filters import CommentFilter
from claims.api.comments.serializers import CommentSerializer
from claims.api.selecting import Expansion, find_claims
from claims.api.views import AuthoredViewSet
from claims.choices import ChangeKind
from claims.models import Comment


class CommentViewSet(AuthoredViewSet[Comment]):
    """What colleagues remark on a claim."""

    queryset = Comment.objects.select_related("author").prefetch_related("mentions__user")
    serializer_class = CommentSerializer
    kind = ChangeKind.COMMENT
    filterset_class = CommentFilter
    expansions = {"claim": Expansion(ClaimSerializer, itemgetter("claim"), find_claims)}
    rules = {
        "read": rules.may_read_comments,
        "create": rules.may_comment,
        "update": rules.may_change_comment,
        "destroy": rules.may_delete_comment,
    }
