"""The signed-in user and their tokens."""

from __future__ import annotations

from typing import cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, viewsets
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims import rules
from claims.api.keys import Repeatable
from claims.api.parsers import JSONParser
from newsapp.accounts.filters import ColleagueFilter
from newsapp.accounts.keys import choose_keys, keys_of
from newsapp.accounts.models import Token, User
from newsapp.accounts.roles import Scope
from newsapp.accounts.serializers import (
    ColleagueSerializer,
    KeysSerializer,
    MeSerializer,
    NewTokenSerializer,
    TokenInputSerializer,
    TokenSerializer,
)
from newsapp.accounts.tokens import make_token, revoke_token


class MeView(APIView):
    """Who I am here."""

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        if not request.user.is_authenticated:
            raise NotAuthenticated
        return Response(MeSerializer(request.user).data)


class KeysViewSet(viewsets.GenericViewSet[User]):
    """The keys by which the user works with the pages."""

    serializer_class = KeysSerializer
    parser_classes = [JSONParser]
    rules = {"read": rules.may_choose_keys, "update": rules.may_choose_keys}

    def retrieve(self, request: Request) -> Response:
        user = cast("User", request.user)
        return Response({"on": user.uses_keys, "keys": keys_of(user)})

    def partial_update(self, request: Request) -> Response:
        serializer = KeysSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        choose_keys(cast("User", request.user), **serializer.validated_data)
        return self.retrieve(request)


class ColleagueViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[User]):
    """Those with an active account, by user name: who can be mentioned in a comment, and who be given a claim."""

    queryset = User.objects.filter(is_active=True).order_by("username")
    serializer_class = ColleagueSerializer
    filterset_class = ColleagueFilter
    rules = {"read": rules.may_comment | rules.may_assign}


class TokenViewSet(Repeatable, mixins.ListModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet[Token]):
    """The user's own API tokens: made here, shown once, revoked at once."""

    queryset = Token.objects.order_by("digest")
    serializer_class = TokenSerializer
    lookup_field = "token_key"
    lookup_value_regex = "[0-9A-Za-z]+"
    pagination_class = None
    parser_classes = [JSONParser]
    filter_backends = []
    shown_once = ("create",)
    rules = {"read": rules.may_hold_tokens, "create": rules.may_hold_tokens, "destroy": rules.may_hold_tokens}

    def get_queryset(self) -> QuerySet[Token]:
        return super().get_queryset().filter(user=self.request.user.pk)

    @extend_schema(request=TokenInputSerializer, responses={201: NewTokenSerializer})
    def create(self, request: Request) -> Response:
        serializer = TokenInputSerializer(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        if isinstance(request.auth, Token) and not Scope(request.auth.scope).holds(Scope(values["scope"])):
            raise PermissionDenied("A token makes none that may do more than itself.")
        outlets = sorted({outlet.pk for outlet in values["outlets"]}) if "outlets" in values else None
        user = cast("User", request.user)
        given = {name: values[name] for name in ("name", "scope", "days")}
        token, secret = make_token(user, by=user, outlets=outlets, **given)
        return Response({**TokenSerializer(token).data, "token": secret}, status=201)

    def perform_destroy(self, instance: Token) -> None:
        revoke_token(instance, by=cast("User", self.request.user))
