"""Changes of many claims in one request, each with its own values, as they go in and come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rest_framework import serializers
from rest_framework.exceptions import APIException, NotFound, PermissionDenied, ValidationError

from claims import rules
from claims.api.claims.batch import EachSerializer, Item
from claims.api.claims.serializers import ClaimChangeSerializer
from claims.api.errors import body_of, invalid
from claims.api.problems import ProblemSerializer
from claims.api.serializers import InputSerializer
from claims.models import Claim
from claims.reading.related import Row
from claims.services.altering import Wanted, update_claims
from claims.services.bulk import AT_MOST, BY_SEVERAL, said_by_several
from newsapp.accounts.models import User

Outcomes = list[Claim | APIException]


class OneStale(APIException):
    status_code = 412
    default_code = "stale"
    default_detail = "Somebody changed this claim since you read it."


class OneChangeSerializer(ClaimChangeSerializer):
    """What changes of one claim, and as what it was read."""

    id = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    revision = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, help_text="as you read it: a claim that was changed since is left alone"
    )


class BatchChangeInputSerializer(InputSerializer):
    claims = EachSerializer(
        child=OneChangeSerializer(), allow_empty=False, max_length=AT_MOST, help_text="each of them once"
    )
    atomic = serializers.BooleanField(default=False, help_text="true: all of them or, where one is refused, none")


class BatchChangeResultSerializer(serializers.Serializer[Row]):
    """What became of one item."""

    index = serializers.IntegerField(help_text="where it stands in the list that was sent, from 0")
    status = serializers.IntegerField(help_text="200, 400, 403, 404 or 412: what the item would have got by itself")
    id = serializers.IntegerField(allow_null=True, help_text="of the claim; null where the item is refused")
    revision = serializers.IntegerField(allow_null=True, help_text="that it has now")
    problem = ProblemSerializer(allow_null=True, help_text="why it was refused; its fields are those of the item")


class BatchChangeAnswerSerializer(serializers.Serializer[Row]):
    changed = serializers.IntegerField(help_text="those that were so already among them")
    refused = serializers.IntegerField()
    results = BatchChangeResultSerializer(many=True)


def change_each(items: Sequence[Item | ValidationError], claims: Mapping[int, Claim], *, by: User) -> Outcomes:
    """Change the claims, which the caller has locked, as each item says; what became of each item."""
    named: set[int] = set()
    outcomes: Outcomes = []
    wanted: dict[int, Wanted] = {}
    for index, item in enumerate(items):
        if isinstance(item, ValidationError):
            outcomes.append(item)
            continue
        changes = dict(item)
        pk, revision = changes.pop("id"), changes.pop("revision")
        outcome = _judged(claims.get(pk), pk in named, revision, changes, by)
        if isinstance(outcome, Claim):
            wanted[index] = (outcome, changes)
        outcomes.append(outcome)
        named.add(pk)
    for index in _with_one_speaker_for_several(wanted):
        message = f"{BY_SEVERAL[:-1]}, or send its whole `hops`."
        outcomes[index] = ValidationError({"speaker": [message]}, code="several-speakers")
        del wanted[index]
    for index, refusal in zip(wanted, update_claims(list(wanted.values()), by=by), strict=True):
        if refusal:
            outcomes[index] = invalid(refusal)
    return outcomes


def _with_one_speaker_for_several(wanted: Mapping[int, Wanted]) -> list[int]:
    """The items that give a claim of several another speaker, of whom nobody can tell in whose place, or of all."""
    given = {
        index: claim
        for index, (claim, changes) in wanted.items()
        if "speaker" in changes
        and "hops" not in changes
        and getattr(changes["speaker"], "pk", None) != claim.speaker_id
    }
    several = said_by_several(given.values()) if given else set()
    return [index for index, claim in given.items() if claim.pk in several]


def _judged(claim: Claim | None, again: bool, revision: int, changes: Item, by: User) -> Claim | APIException:
    """The claim, if the user may change it so and has read it as it is."""
    if again:
        return ValidationError({"id": ["Name each claim once."]}, code="twice")
    if claim is None:
        return NotFound()
    if beyond := beyond_role(claim, changes, by):
        return PermissionDenied(beyond)
    return claim if claim.revision == revision else OneStale()


def beyond_role(claim: Claim, changes: Item, user: User) -> str:
    """Why the user may not change the claim so; "" where they may. Who may tag and assign may not change the rest."""
    beyond = sorted(set(changes) - {"tags", "assignee"})
    if beyond and not rules.may_decide_on_claim(user, claim):
        return f"Your role may tag and assign this claim, but not change its {', '.join(beyond)}."
    return ""


def refuse_all(outcomes: Outcomes) -> None:
    """Raise one ValidationError of all that is refused, if anything is: ``claims.3.revision``."""
    wrong = {
        str(index): outcome.detail if isinstance(outcome, ValidationError) else [outcome.detail]
        for index, outcome in enumerate(outcomes)
        if isinstance(outcome, APIException)
    }
    if wrong:
        raise ValidationError({"claims": wrong})


def answer(outcomes: Outcomes) -> Row:
    """What BatchChangeAnswerSerializer describes."""
    results = [{"index": index} | _result(outcome) for index, outcome in enumerate(outcomes)]
    refused = sum(1 for result in results if result["problem"])
    return {"changed": len(results) - refused, "refused": refused, "results": results}


def _result(outcome: Claim | APIException) -> Row:
    if isinstance(outcome, APIException):
        return {"status": outcome.status_code, "id": None, "revision": None, "problem": body_of(outcome)}
    return {"status": 200, "id": outcome.pk, "revision": outcome.revision, "problem": None}
