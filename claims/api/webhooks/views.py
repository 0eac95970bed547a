"""Webhooks: other programs that are told of Changes."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims import rules
from claims.api.revisions import etag_of
from claims.api.views import RecordViewSet
from claims.api.webhooks.filters import DeliveryFilter
from claims.api.webhooks.serializers import (
    DeliverySerializer,
    NewWebhookSerializer,
    SecretSerializer,
    WebhookSerializer,
)
from claims.models import Delivery, Webhook
from claims.reading.visibility import visible
from claims.services import delivering
from claims.services.webhooks import create_webhook, roll_secret
from newsapp.accounts.models import Token


class WebhookViewSet(RecordViewSet[Webhook]):
    """Addresses that are told of Changes as they are made, by Standard Webhooks 1.0. For administrators."""

    comes_of_changes = False  # what deliveries leave is none
    queryset = Webhook.objects.select_related("author")
    serializer_class = WebhookSerializer
    committing = ("test",)  # it waits for the receiver, and nobody else is to wait for that
    shown_once = ("create", "roll")
    rules = dict.fromkeys(("read", "create", "update", "destroy", "test", "roll"), rules.may_have_webhooks)

    @extend_schema(request=WebhookSerializer, responses={201: NewWebhookSerializer})
    def create(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Make a webhook. The answer shows its secret, this once."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        webhook = Webhook(author=self.user, **self._limits(), **serializer.validated_data)
        with self.changing():
            secret = create_webhook(webhook, by=self.user)
        body = {**self.shown(webhook), "secret": secret}
        return Response(body, status=201, headers={"ETag": etag_of(webhook)})

    def _limits(self) -> dict[str, Any]:
        """What it is told is limited as the token is, and ends with it."""
        token, outlets = self.request.auth, self.user.outlets
        return {} if outlets is None else {"outlets": sorted(outlets), "token_key": cast("Token", token).token_key}

    @extend_schema(request=None, responses={201: DeliverySerializer})
    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: str) -> Response:
        """Send a test message now, and tell what the receiver answered. It is tried once, and switches nothing off."""
        delivery = delivering.send_test(self.get_object())
        return Response(DeliverySerializer(delivery).data, status=201)

    @extend_schema(request=None, responses=SecretSerializer)
    @action(detail=True, methods=["post"])
    def roll(self, request: Request, pk: str) -> Response:
        """Give it a new secret, which the answer shows this once. For a day the old one signs too."""
        webhook = self.get_object()
        with self.changing():
            secret = roll_secret(webhook, by=self.user)
        return Response({"secret": secret})


class DeliveryViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[Delivery]):
    """What was sent to a webhook in the last thirty days and what waits to be, newest first."""

    queryset = Delivery.objects.order_by("-id")
    serializer_class = DeliverySerializer
    filterset_class = DeliveryFilter
    rules = {"read": rules.may_have_webhooks}

    def get_queryset(self) -> QuerySet[Delivery]:
        user = self.request.user
        webhook = get_object_or_404(visible(Webhook.objects, user), pk=self.kwargs["webhook"])
        return visible(super().get_queryset(), user).filter(webhook=webhook)
