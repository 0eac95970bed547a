from typing import Any

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter
from rest_framework.viewsets import GenericViewSet, ViewSetMixin

from claims.api.annotations.views import AnnotationViewSet
from claims.api.articles.views import ArticleVersionViewSet, ArticleViewSet
from claims.api.assessments.views import AssessmentViewSet
from claims.api.batches.views import BatchViewSet
from claims.api.changes.views import ChangeViewSet
from claims.api.claims.views import ClaimViewSet
from claims.api.comments.views import CommentViewSet
from claims.api.exports.views import EXPORTS
from claims.api.feeds.views import FeedViewSet
from claims.api.intakes.views import IntakeViewSet
from claims.api.links.views import LinkViewSet
from claims.api.mentions.views import MentionViewSet
from claims.api.oembed.views import OEmbedViewSet
from claims.api.outlets.views import OutletViewSet
from claims.api.ratings.views import RatingViewSet
from claims.api.speakers.views import AliasViewSet, SpeakerViewSet
from claims.api.tags.views import TagViewSet
from claims.api.webhooks.views import DeliveryViewSet, WebhookViewSet
from claims.api.work.views import OpenWorkViewSet
from newsapp.accounts.views import ColleagueViewSet, KeysViewSet, MeView, TokenViewSet

router = DefaultRouter()
router.include_format_suffixes = False
VIEWSETS: dict[str, type[ViewSetMixin]] = {
    "outlets": OutletViewSet,
    "articles": ArticleViewSet,
    "article-versions": ArticleVersionViewSet,
    "intakes": IntakeViewSet,
    "batches": BatchViewSet,
    "feeds": FeedViewSet,
    "speakers": SpeakerViewSet,
    "aliases": AliasViewSet,
    "claims": ClaimViewSet,
    "links": LinkViewSet,
    "tags": TagViewSet,
    "ratings": RatingViewSet,
    "assessments": AssessmentViewSet,
    "comments": CommentViewSet,
    "mentions": MentionViewSet,
    "colleagues": ColleagueViewSet,
    "changes": ChangeViewSet,
    "tokens": TokenViewSet,
    "webhooks": WebhookViewSet,
}
for name, viewset in VIEWSETS.items():
    router.register(name, viewset, basename=f"api-{name}")
router.register("webhooks/(?P<webhook>[0-9]+)/deliveries", DeliveryViewSet, basename="api-deliveries")

me = MeView.as_view()
own_keys = KeysViewSet.as_view({"get": "retrieve", "patch": "partial_update"})
open_work = OpenWorkViewSet.as_view({"get": "retrieve"})


def view_of(viewset: type[GenericViewSet[Any]], action: str = "list") -> Any:
    """The view that answers when an action of the viewset is asked for with GET."""
    views: list[Any] = [pattern.callback for pattern in router.urls]
    return next(view for view in views if view.cls is viewset and view.actions.get("get") == action)


SUFFIXED: dict[str, type[GenericViewSet[Any]]] = {
    "claims": ClaimViewSet,
    "speakers": SpeakerViewSet,
    "articles": ArticleViewSet,
    "links": LinkViewSet,
    "assessments": AssessmentViewSet,
}
# Read alone: `.jsonld` in the address says the same as `?format=jsonld`.
suffixed = [
    path(f"v1/{name}{record}.<str:format>", viewset.as_view({"get": action}, detail=action == "retrieve"))
    for name, viewset in SUFFIXED.items()
    for record, action in (("", "list"), ("/<int:pk>", "retrieve"))
]
exports = [
    path(f"v1/export/{name}.{form}", viewset.as_view({"get": form}), name=f"api-export-{name}-{form}")
    for name, viewset in EXPORTS.items()
    for form in viewset.forms()
]
urlpatterns = [
    path("v1/me/", me, name="api-me"),
    path("v1/me/keys/", own_keys, name="api-me-keys"),
    path("v1/me/work/", open_work, name="api-me-work"),
    *exports,
    *suffixed,
    path(
        "v1/articles/<int:pk>/annotations/",
        AnnotationViewSet.as_view({"get": "list", "post": "take"}),
        name="api-article-annotations",
    ),
    path("v1/", include(router.urls)),
    path("oembed", OEmbedViewSet.as_view({"get": "retrieve"}), name="api-oembed"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    # Its template and its script without anything inline, which the content security policy forbids.
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api-schema", template_name="api/docs.html"),
        name="api-docs",
    ),
]
