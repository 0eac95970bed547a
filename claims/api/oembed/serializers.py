"""What oEmbed asks and answers."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import Resolver404, get_script_prefix, resolve
from rest_framework import serializers

from claims.models import Claim
from claims.reading.related import Row

_PAGES = ("claim", "claim-embed")


class OEmbedQuerySerializer(serializers.Serializer[Row]):
    """The parameters of oEmbed. Others, which some consumers add, mean nothing here, as its specification allows."""

    url = serializers.CharField(max_length=2000, help_text="the address of a claim's page on this site")
    maxwidth = serializers.IntegerField(required=False, min_value=1, max_value=10_000, help_text="in pixels")
    maxheight = serializers.IntegerField(required=False, min_value=1, max_value=10_000, help_text="in pixels")
    format = serializers.ChoiceField(["json", "xml"], default="json", help_text="xml is answered with 501")

    def validate_url(self, url: str) -> int:
        """The number of the claim."""
        try:
            parts = urlsplit(url)
            path = parts.path.removeprefix(get_script_prefix().rstrip("/"))
            match = resolve(path)
        except (ValueError, Resolver404):
            raise serializers.ValidationError(_NO_CLAIM, code="no-claim-address") from None
        host = self.context["request"].get_host().lower()
        ours = parts.scheme in ("http", "https") and parts.netloc.lower() == host and match.view_name in _PAGES
        if not ours or match.kwargs["pk"] >= 2**63:
            raise serializers.ValidationError(_NO_CLAIM, code="no-claim-address")
        number: int = match.kwargs["pk"]
        return number


_NO_CLAIM = "This is not the address of a claim's page on this site."


class OEmbedSerializer(serializers.Serializer[Claim]):
    """oEmbed 1.0, type "rich"."""

    version = serializers.ChoiceField(["1.0"])
    type = serializers.ChoiceField(["rich"])
    title = serializers.CharField(help_text="who said what")
    author_name = serializers.CharField(help_text="who said it; empty where that is not known")
    provider_name = serializers.CharField(help_text="the newsroom")
    provider_url = serializers.CharField()
    html = serializers.CharField(help_text="an iframe, in a sandbox and without scripts")
    width = serializers.IntegerField(help_text="in pixels")
    height = serializers.IntegerField(help_text="in pixels")
