"""Links."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from rest_framework.exceptions import PermissionDenied
from rest_framework.serializers import BaseSerializer

from claims import rules
from claims.api.claims.serializers import ClaimSerializer
from claims.api.formats import LINK_FEEDS
from claims.api.links.filters import LinkFilter
from claims.api.links.serializers import LinkSerializer
from claims.api.selecting import Expansion, find_claims
from claims.api.views import AuthoredViewSet
from claims.choices import ChangeKind
from claims.models import Link
from claims.reading.claims import cue_spans

# What a link says. Another one of these makes it another link.
LINKED = ("claim", "relation", "other")

_CUES = [Prefetch(f"{end}__spans", cue_spans(), to_attr="cues") for end in ("claim", "other")]


class LinkViewSet(AuthoredViewSet[Link]):
    """Typed relations between two claims."""

    queryset = Link.objects.select_related("claim__speaker", "other__speaker", "author").prefetch_related(*_CUES)
    serializer_class = LinkSerializer
    kind = ChangeKind.LINK
    expansions = {
        "claim": Expansion(ClaimSerializer, itemgetter("claim"), find_claims),
        "other": Expansion(ClaimSerializer, itemgetter("other"), find_claims),
    }
    filterset_class = LinkFilter
    formats = {"list": LINK_FEEDS}
    rules = {"create": rules.may_link, "update": rules.may_link, "destroy": rules.may_change_link}

    def shown(self, record: Link) -> Any:
        prefetch_related_objects([record], *_CUES)
        return super().shown(record)

    def perform_update(self, serializer: BaseSerializer[Link]) -> None:
        link = serializer.instance
        moved = [
            name for name in LINKED if serializer.validated_data.get(name, getattr(link, name)) != getattr(link, name)
        ]
        if moved and not rules.may_change_link(self.request.user, link):
            raise PermissionDenied(f"Your role may decide on this link, but not change its {', '.join(moved)}.")
        super().perform_update(serializer)
