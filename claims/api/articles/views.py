"""Articles and their versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Count, Prefetch, QuerySet, prefetch_related_objects
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from claims import rules, tasks
from claims.api.articles.difference import ASKED, TextDifferenceSerializer, versions_asked_for
from claims.api.articles.filters import ArticleFilter, ArticleVersionFilter
from claims.api.articles.maps import ASKED as ARTICLES
from claims.api.articles.maps import MapSerializer, articles_asked_for
from claims.api.articles.serializers import (
    ArticleChangeSerializer,
    ArticleDetailSerializer,
    ArticleInputSerializer,
    ArticleSerializer,
    ArticleStatedSerializer,
    ArticleTextSerializer,
    ArticleVersionDetailSerializer,
    ArticleVersionSerializer,
    ArticleVersionShownSerializer,
    TakenInSerializer,
)
from claims.api.conditional import Conditional
from claims.api.formats import ARTICLE_FEEDS, ArticleNinjs, ArticlesJSONLD
from claims.api.intakes.serializers import IntakeSerializer
from claims.api.intakes.views import LOCATION, accepted
from claims.api.outlets.serializers import OutletSerializer
from claims.api.outlets.views import OutletViewSet
from claims.api.parsers import FILE_TYPES, FileParser, JSONParser, MultiPartParser, is_file
from claims.api.preferences import PREFER, PREFERENCE_APPLIED, RESPOND_ASYNC, prefers
from claims.api.selecting import Expansion, id_of, listed_by
from claims.api.views import RecordViewSet, Rows
from claims.choices import Anchoring, Form, IntakeOrigin, Status
from claims.limits import MAX_BYTES
from claims.models import Article, ArticleVersion, Claim
from claims.reading.maps import map_of
from claims.reading.related import Row
from claims.reading.versions import compared, known_at
from claims.reading.visibility import visible
from claims.services.articles import delete_article, update_article
from claims.services.incoming import Incoming
from claims.services.intakes import take_in_now

NAME = OpenApiParameter(
    "Content-Disposition", str, OpenApiParameter.HEADER, description="may give a body that is a file its `filename`"
)


class ArticleViewSet(RecordViewSet[Article]):
    """Published news items. Posting one takes it in, at once or later."""

    queryset = Article.objects.select_related("outlet")
    serializer_class = ArticleDetailSerializer
    row_serializer_class = ArticleSerializer
    expansions = {"outlet": Expansion(OutletSerializer, lambda row: id_of(row["outlet"]), listed_by(OutletViewSet))}
    filterset_class = ArticleFilter
    parser_classes = [JSONParser, MultiPartParser]
    committing = ("create",)  # what cannot be taken in leaves an Intake; the same article twice is one article anyway
    formats = {"list": (ArticlesJSONLD, *ARTICLE_FEEDS), "retrieve": (ArticlesJSONLD, ArticleNinjs)}
    orders = {"newest": ("-created_at", "-id"), "oldest": ("created_at", "id")}
    asked = {"difference": {"from", "to"}}
    rules = {
        "create": rules.may_take_in_article,
        "update": rules.may_change_article,
        "destroy": rules.may_delete_article,
    }

    def get_parsers(self) -> list[BaseParser]:
        files = [] if self.detail else [FileParser(media_type) for media_type in FILE_TYPES]
        return [*super().get_parsers(), *files]

    def listed(self, records: Sequence[Article]) -> Rows:
        return list(ArticleSerializer(records, many=True, context=self._counted(records)).data)

    @extend_schema(
        request={
            "application/json": ArticleTextSerializer,
            "multipart/form-data": ArticleInputSerializer,
            **dict.fromkeys(FILE_TYPES, OpenApiTypes.BINARY),
        },
        responses={201: TakenInSerializer, 200: TakenInSerializer, 202: IntakeSerializer},
        parameters=[ArticleStatedSerializer, NAME, PREFER, PREFERENCE_APPLIED, LOCATION],
    )
    def create(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Take in an article. 201: it is new. 200: it was there, perhaps with another text; the answer says which.

        202: it is fetched from its address, it is long, or `Prefer: respond-async` asked for it; it is taken in later,
        and the answer is its Intake. A body of another media type than JSON and a form is the file itself; what is
        said of it, as its outlet, is then in the query.
        """
        _refuse_stated_beside(request)
        serializer = ArticleInputSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        incoming = _incoming(serializer.validated_data)
        is_asked_for = prefers(request, RESPOND_ASYNC)
        if is_asked_for or incoming.url or incoming.is_large():
            if not rules.may_take_in_later(self.user):
                raise PermissionDenied("A token that is limited to outlets takes in text alone, and while it waits.")
            intake = tasks.take_in_later(incoming=incoming, by=self.user)
            return accepted(intake, request, **({"Preference-Applied": RESPOND_ASYNC} if is_asked_for else {}))
        taken = take_in_now(incoming=incoming, by=self.user)
        self.change = taken.change
        response = self.answer(taken.article, status=201 if taken.created else 200)
        response.data |= {
            "created": taken.created,
            "new_version": taken.new_version,
            "new_claims": len(taken.claims),
            "new_stances": taken.stances,
            "anchored": {outcome.value: taken.anchored.get(outcome, 0) for outcome in Anchoring},
        }
        return response

    @extend_schema(request=ArticleChangeSerializer)
    def partial_update(self, request: Request, *args: object, **kwargs: object) -> Response:
        with self.changing():
            article = self.locked()
            serializer = ArticleChangeSerializer(data=request.data, partial=True, context=self.get_serializer_context())
            serializer.is_valid(raise_exception=True)
            article = update_article(article, by=self.user, **serializer.validated_data)
        return self.answer(article)

    @extend_schema(responses=TextDifferenceSerializer, parameters=ASKED, filters=False)
    @action(detail=True, pagination_class=None)
    def difference(self, request: Request, pk: str) -> Response:
        """What changed from one version to another: title, author and outlet, and the text by words.

        What is marked is for a person to look at: a quotation that was changed, a denial that was added or dropped.
        """
        return Response(compared(*versions_asked_for(self.get_object(), request)))

    @extend_schema(responses=MapSerializer, filters=False)
    @action(detail=True, pagination_class=None)
    def map(self, request: Request, pk: str) -> Response:
        """Who spoke in the article as it stands now, through whom, and who answered whom. Rejected claims and stances
        are left out.
        """
        return Response(map_of([self.get_object().pk], request.user))

    @extend_schema("articles_story_map_retrieve", responses=MapSerializer, parameters=ARTICLES, filters=False)
    @action(detail=False, url_path="map", pagination_class=None, filterset_class=None)
    def story_map(self, request: Request) -> Response:
        """The map of a story: of any articles, told by their numbers. One that cannot be read is named and refused."""
        return Response(map_of(articles_asked_for(request), request.user))

    def perform_destroy(self, record: Article) -> None:
        delete_article(record, by=self.user)

    def shown(self, record: Article) -> Row:
        listed = Prefetch("versions", ArticleVersion.objects.defer("text", "times"), to_attr="listed_versions")
        prefetch_related_objects([record], listed)
        shown = {**ArticleDetailSerializer(record, context=self._counted([record])).data}
        return self.ready([shown])[0]

    def _counted(self, articles: Iterable[Article]) -> dict[str, dict[int, dict[str, int]]]:
        """The claims and the stances of each article by status, as far as the user may see them, in one query.

        What no longer stands in an article is none of it.
        """
        every: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Status.values, 0))
        stances: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Status.values, 0))
        claims = visible(Claim.objects, self.request.user).filter(article__in=[article.pk for article in articles])
        claims = claims.exclude(anchoring=Anchoring.VANISHED)
        groups = claims.order_by().values_list("article_id", "status", "form").annotate(n=Count("pk"))
        for pk, status, form, number in groups:
            every[pk][status] += number
            if form == Form.THOUGHT:
                stances[pk][status] = number
        return {"claim_counts": every, "stance_counts": stances}


class ArticleVersionViewSet(
    Conditional, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[ArticleVersion]
):
    """The texts an article has had. They never change; spans count their code points."""

    queryset = ArticleVersion.objects.all()
    filterset_class = ArticleVersionFilter
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> QuerySet[ArticleVersion]:
        versions = visible(ArticleVersion.objects, self.request.user).order_by("id")
        return versions if self.detail else versions.defer("text", "times")

    def get_serializer_class(self) -> type[ArticleVersionSerializer]:
        return ArticleVersionShownSerializer if self.detail else ArticleVersionSerializer

    def retrieve(self, request: Request, *args: object, **kwargs: object) -> Response:
        version = self.get_object()
        return Response({**ArticleVersionDetailSerializer(version).data, **known_at(version)})


def _refuse_stated_beside(request: Request) -> None:
    """Refuse what is said in the query of an article whose body has fields of its own for it."""
    stated = set(request.query_params) & set(ArticleStatedSerializer().get_fields())
    if stated and not is_file(request):
        raise ValidationError({name: ["This belongs in the body, beside the text or the file."] for name in stated})


def _incoming(given: Row) -> Incoming:
    """What was sent, with what the sender says of it."""
    file = given.pop("file", None)
    if "text" in given:
        return Incoming.pasted(given.pop("text"), given)
    if file is None:
        return Incoming.at_address(given.pop("url"), given)
    data, media_type = file.read(MAX_BYTES + 1), file.content_type or ""
    return Incoming(data, IntakeOrigin.FILE, filename=file.name, media_type=media_type, stated=given)
