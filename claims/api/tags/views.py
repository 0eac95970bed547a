"""Tags."""

from __future__ import annotations

from claims import rules
from claims.api.tags.serializers import TagSerializer
from claims.api.views import RecordViewSet
from claims.filters.fields import NameFilter
from claims.models import Tag
from claims.services.tags import delete_tag


class TagViewSet(RecordViewSet[Tag]):
    """The newsroom's own vocabulary."""

    queryset = Tag.objects.all()
    serializer_class = TagSerializer
    filterset_class = NameFilter
    orders = {"name": ("name", "id")}
    expansions = {}
    rules = {"create": rules.may_add_tag, "update": rules.may_change_tag, "destroy": rules.may_change_tag}

    def perform_destroy(self, record: Tag) -> None:
        delete_tag(record, by=self.user)
