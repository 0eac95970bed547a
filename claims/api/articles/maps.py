"""The attribution map of some articles, as it is asked for and comes out."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from claims.api.filters import MOST_UNKNOWN_NAMED, no_such_parameter
from claims.api.serializers import ReferenceSerializer
from claims.choices import QuoteType, Relation, SpeakerKind, Status
from claims.models import Article
from claims.reading.maps import CLAIMS_AT_MOST
from claims.reading.related import Row
from claims.reading.visibility import visible
from newsapp.accounts.models import User

ARTICLES_AT_MOST = 20
_ID = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
_NAMES = {"article", "format"}
ASKED = [
    OpenApiParameter(
        "article",
        {"type": "array", "items": _ID, "minItems": 1, "maxItems": ARTICLES_AT_MOST},
        required=True,
        explode=True,
        description=f"the id of an article; as many times as there are articles, {ARTICLES_AT_MOST} at most",
    )
]


def articles_asked_for(request: Request) -> list[int]:
    """The numbers that ``article`` names, each once. Raises ValidationError, which says which of them are unknown."""
    given = list(dict.fromkeys(request.query_params.getlist("article")))
    if unknown := sorted(set(request.query_params) - _NAMES):
        told = {name: [no_such_parameter(name, _NAMES)] for name in unknown[:MOST_UNKNOWN_NAMED]}
        raise ValidationError(told, code="unknown-filter")
    if not 0 < len(given) <= ARTICLES_AT_MOST:
        raise _refused(f"Name one to {ARTICLES_AT_MOST} articles by their numbers.")
    if bad := [word for word in given if not _is_id(word)]:
        raise _refused(f"Not the number of an article: {', '.join(bad)[:200]}.")
    ids = list(dict.fromkeys(map(int, given)))
    if missing := _missing(ids, request.user):
        raise _refused(f"There is no article of this number: {', '.join(map(str, missing))}.")
    return ids


def _is_id(word: str) -> bool:
    return word.isascii() and word.isdigit() and 0 < int(word[:20]) < 2**63


def _missing(ids: Collection[int], user: User | AnonymousUser) -> list[int]:
    """Those that the user cannot read, whether or not they are there."""
    readable = set(visible(Article.objects, user).filter(pk__in=ids).order_by().values_list("pk", flat=True))
    return [pk for pk in ids if pk not in readable]


def _refused(message: str) -> ValidationError:
    return ValidationError({"article": [message]}, code="articles-of-map")


class MapArticleSerializer(serializers.Serializer[Row]):
    id = serializers.IntegerField()
    title = serializers.CharField()
    published_at = serializers.DateTimeField(allow_null=True, help_text="at the offset it was printed with")
    outlet = ReferenceSerializer(allow_null=True)


class MapSpeakerSerializer(ReferenceSerializer):
    kind = serializers.ChoiceField(SpeakerKind.choices)


class PartySerializer(serializers.Serializer[Row]):
    """Somebody who speaks, or passes the words of others on."""

    number = serializers.IntegerField(help_text="from 1, in this map alone: by kind, who speaks most first")
    speaker = MapSpeakerSerializer(allow_null=True, help_text="null where there is no record")
    name = serializers.CharField(help_text="as printed where there is no record; empty where nobody is named")
    speaks = serializers.IntegerField(help_text="claims")
    passes_on = serializers.IntegerField(help_text="claims")


class MapClaimSerializer(serializers.Serializer[Row]):
    id = serializers.IntegerField()
    content = serializers.CharField()
    quote_type = serializers.ChoiceField(QuoteType.choices)
    cue = serializers.CharField()
    denies = serializers.BooleanField()
    status = serializers.ChoiceField(Status.choices)


class MapLinkSerializer(serializers.Serializer[Row]):
    id = serializers.IntegerField()
    claim = serializers.IntegerField()
    other = serializers.IntegerField()
    status = serializers.ChoiceField(Status.choices)


class _BundleSerializer(serializers.Serializer[Row]):
    number = serializers.IntegerField(help_text="from 1, in this map alone")
    speakers = serializers.ListField(child=serializers.IntegerField(), help_text="parties who speak together")
    confirmed = serializers.IntegerField()
    suggested = serializers.IntegerField()


class StatementsSerializer(_BundleSerializer):
    """What the same speakers said to the same, that came the same way into the same article."""

    via = serializers.ListField(child=serializers.IntegerField(), help_text="parties, in order from the speaker")
    addressee = serializers.CharField(help_text="to whom it was said, as printed")
    article = serializers.IntegerField()
    claims = MapClaimSerializer(many=True)


class AnswersSerializer(_BundleSerializer):
    """Links of one relation from the claims of some speakers to those of others, read as a sentence."""

    relation = serializers.ChoiceField(Relation.choices)
    others = serializers.ListField(child=serializers.IntegerField(), help_text="parties who said the other claims")
    links = MapLinkSerializer(many=True)


class MapSerializer(serializers.Serializer[Row]):
    """Who spoke in some articles, through whom, and who answered whom."""

    articles = MapArticleSerializer(many=True, help_text="earliest first")
    capped = serializers.BooleanField(help_text=f"whether there are more claims than the {CLAIMS_AT_MOST:,} shown")
    parties = PartySerializer(many=True)
    statements = StatementsSerializer(many=True)
    answers = AnswersSerializer(many=True)
