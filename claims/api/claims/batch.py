"""Many new claims in one request, as they go in and come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from claims.api.claims.serializers import ClaimInputSerializer
from claims.api.errors import body_of, invalid
from claims.api.problems import ProblemSerializer
from claims.api.serializers import Fetched, InputSerializer
from claims.models import ArticleVersion, Claim, Speaker, Tag
from claims.reading.related import Row
from claims.reading.visibility import visible
from claims.services.bulk import AT_MOST
from claims.services.errors import InvalidError
from newsapp.accounts.models import User

PARTS_AT_MOST = 20_000
"""Spans, hops and tags of all claims of a request: each is a row with a history."""

_ID = serializers.IntegerField(min_value=1, max_value=2**63 - 1)

Item = dict[str, Any]
Outcomes = dict[int, Claim | ValidationError]
"""By the index of the item."""


class EachSerializer(serializers.ListSerializer[Any]):
    """A list whose items are judged each by itself: in place of one that is wrong stands its ValidationError.

    What they name by numbers is read beforehand, in few statements.
    """

    def to_internal_value(self, data: Any) -> list[Item | ValidationError]:
        items = [item for item in data if isinstance(item, Mapping)] if isinstance(data, list) else []
        if len(items) <= AT_MOST:
            if sum(len(part) for item in items for part in _parts(item)) > PARTS_AT_MOST:
                message = f"More than {PARTS_AT_MOST:,} spans, hops and tags in all. Send them in parts."
                raise ValidationError([message], code="too-many")
            context = cast("Item", self.context)
            context["fetched"] = _fetched(items, context["request"].user)
        judged: list[Item | ValidationError] = super().to_internal_value(data)
        return judged

    def run_child_validation(self, data: Any) -> Item | ValidationError:
        try:
            item: Item = super().run_child_validation(data)
        except ValidationError as error:
            return error
        return item


class BatchInputSerializer(InputSerializer):
    claims = EachSerializer(
        child=ClaimInputSerializer(), allow_empty=False, max_length=AT_MOST, help_text="what a single one is posted as"
    )
    atomic = serializers.BooleanField(default=False, help_text="true: all of them or, where one is wrong, none")


class BatchResultSerializer(serializers.Serializer[Row]):
    """What became of one item."""

    index = serializers.IntegerField(help_text="where it stands in the list that was sent, from 0")
    status = serializers.IntegerField(help_text="201, or 400: what the item would have got by itself")
    id = serializers.IntegerField(allow_null=True, help_text="of the new claim")
    problem = ProblemSerializer(allow_null=True, help_text="why there is none; its fields are those of the item")


class BatchAnswerSerializer(serializers.Serializer[Row]):
    created = serializers.IntegerField()
    refused = serializers.IntegerField()
    results = BatchResultSerializer(many=True)


def answer(outcomes: Outcomes) -> Row:
    """What BatchAnswerSerializer describes."""
    results = [_result(index, outcomes[index]) for index in sorted(outcomes)]
    refused = sum(1 for result in results if result["problem"])
    return {"created": len(results) - refused, "refused": refused, "results": results}


def judged(outcome: Claim | InvalidError) -> Claim | ValidationError:
    return invalid(outcome) if isinstance(outcome, InvalidError) else outcome


def refuse_all(outcomes: Outcomes) -> None:
    """Raise one ValidationError of all that is wrong, if anything is: ``claims.3.spans.content``."""
    ordered = sorted(outcomes.items(), key=lambda outcome: outcome[0])
    if wrong := {str(index): error.detail for index, error in ordered if isinstance(error, ValidationError)}:
        raise ValidationError({"claims": wrong})


def _result(index: int, outcome: Claim | ValidationError) -> Row:
    if isinstance(outcome, ValidationError):
        return {"index": index, "status": outcome.status_code, "id": None, "problem": body_of(outcome)}
    return {"index": index, "status": 201, "id": outcome.pk, "problem": None}


def _fetched(items: list[Mapping[str, Any]], user: User) -> dict[type, Fetched]:
    """All that the items name and the user may see, by model; without the texts of versions."""
    hops = [hop for item in items for hop in _listed(item.get("hops")) if isinstance(hop, Mapping)]
    speakers = [named.get("speaker") for named in (*items, *hops)]
    tags = [tag for item in items for tag in _listed(item.get("tags"))]
    versions = [item.get("version") for item in items]
    return {
        ArticleVersion: Fetched(visible(ArticleVersion.objects, user).only("pk"), _ids(versions)),
        Speaker: Fetched(visible(Speaker.objects, user), _ids(speakers)),
        Tag: Fetched(visible(Tag.objects, user), _ids(tags)),
    }


def _parts(item: Mapping[str, Any]) -> Iterator[list[Any]]:
    spans = item.get("spans")
    for part in (*(spans.values() if isinstance(spans, Mapping) else ()), item.get("hops"), item.get("tags")):
        yield _listed(part)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _ids(values: Iterable[Any]) -> set[int]:
    """The numbers among the values, as the field reads them; what is none is refused in its place."""
    ids = set()
    for value in values:
        try:
            ids.add(_ID.run_validation(value))
        except ValidationError:
            continue
    return ids
