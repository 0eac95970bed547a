"""One deed on many claims, as it goes in and comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from rest_framework import serializers

from claims.api.claims.serializers import AssigneeField
from claims.api.serializers import IdField, InputSerializer
from claims.choices import QuoteType, Status
from claims.models import Speaker, Tag
from claims.reading.related import Row
from claims.services import bulk
from claims.services.bulk import Deed, Outcome, Result

_DEEDS: dict[str, Callable[[Any], Deed]] = {
    "status": bulk.decide,
    "add_tag": bulk.add_tag,
    "remove_tag": bulk.remove_tag,
    "speaker": bulk.set_speaker,
    "assignee": bulk.assign,
}


class SeenClaimSerializer(InputSerializer):
    id = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    revision = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, help_text="as you read it: a claim that was changed since is left alone"
    )


class BulkInputSerializer(InputSerializer):
    """One deed, and the claims to do it to, unless the query says which."""

    claims = SeenClaimSerializer(  # type: ignore[call-arg]
        many=True, required=False, allow_empty=False, max_length=bulk.AT_MOST, help_text="each of them once"
    )
    status = serializers.ChoiceField(Status.choices, required=False)
    add_tag = IdField(queryset=Tag.objects.all(), required=False)
    remove_tag = IdField(queryset=Tag.objects.all(), required=False)
    speaker = IdField(
        queryset=Speaker.objects.all(),
        required=False,
        allow_null=True,
        help_text="name and role as printed go where they are those of somebody else",
    )
    assignee = AssigneeField(required=False, allow_null=True)
    rehearse = serializers.BooleanField(default=False, help_text="true: say what would be done, and do nothing")

    def validate_claims(self, claims: list[dict[str, int]]) -> dict[int, int]:
        """The revisions by id."""
        revisions = {claim["id"]: claim["revision"] for claim in claims}
        if len(revisions) < len(claims):
            raise serializers.ValidationError("Name each claim once.", code="twice")
        return revisions

    def validate(self, attrs: Any) -> Any:
        given = [name for name in _DEEDS if name in attrs]
        if len(given) != 1:
            raise serializers.ValidationError(f"Give one of: {', '.join(_DEEDS)}.", code="one-deed")
        return attrs

    def deed(self) -> Deed:
        values = self.validated_data
        return next(make(values[name]) for name, make in _DEEDS.items() if name in values)


class OfArticleSerializer(serializers.Serializer[Row]):
    """The article of a claim, by id and title."""

    id = serializers.IntegerField()
    title = serializers.CharField()


class BulkResultSerializer(serializers.Serializer[Row]):
    """What became of one claim, and the claim as it stands now; null where it is gone."""

    id = serializers.IntegerField()
    result = serializers.ChoiceField([result.value for result in Result])
    reason = serializers.CharField(help_text="why it was refused, or is stale; else empty")
    revision = serializers.IntegerField(allow_null=True)
    speaker = serializers.CharField(allow_null=True, help_text="the name")
    content = serializers.CharField(allow_null=True)
    quote_type = serializers.ChoiceField(QuoteType.choices, allow_null=True)
    article = OfArticleSerializer(allow_null=True)


class BulkAnswerSerializer(serializers.Serializer[Row]):
    rehearsed = serializers.BooleanField(help_text="nothing was done: the results are those that there would be")
    done = serializers.IntegerField()
    unchanged = serializers.IntegerField(help_text="of how many it was true already")
    refused = serializers.IntegerField()
    stale = serializers.IntegerField(help_text="how many somebody changed since they were read")
    results = BulkResultSerializer(many=True)


def answer(outcomes: Iterable[Outcome], claims: dict[int, Row], *, rehearsed: bool) -> Row:
    """What BulkAnswerSerializer describes; ``claims`` are those of `claims.reading.claims.in_short`."""
    gone = dict.fromkeys(("revision", "speaker", "content", "quote_type", "article"))
    results = [
        {"id": outcome.claim, "result": outcome.result.value, "reason": outcome.reason}
        | claims.get(outcome.claim, gone)
        for outcome in outcomes
    ]
    counts = Counter(row["result"] for row in results)
    return {"rehearsed": rehearsed} | {result.value: counts[result.value] for result in Result} | {"results": results}
