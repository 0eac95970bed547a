"""The OpenAPI description, made from the code."""

from __future__ import annotations

from typing import Any, Literal, cast

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema as SpectacularSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter
from rest_framework.viewsets import GenericViewSet

from claims import rules
from claims.api import keys, revisions
from claims.api.conditional import Digested
from claims.api.errors import PROBLEM
from claims.api.formats import Format
from claims.api.permissions import ByRole
from claims.api.problems import ProblemSerializer
from claims.api.roles import in_words, roles_of
from claims.api.selecting import EXPAND, Expansion, Selective
from claims.api.serializers import InputSerializer, RecordSerializer
from claims.filters.fields import IDS_AT_MOST

READ, WRITE = (400, 401, 403, 429, 503), (400, 401, 403, 409, 415, 429, 503)
WITH_BODY = ("POST", "PATCH")
MATCHED = ("merge", "split", "look_again", "keep_earlier")
"""Actions on one record that need If-Match, as a change of it does."""
ONWARD = {"retrieve": "get", "partial_update": "patch", "destroy": "delete"}
"""Actions on one record, to which the answers that hold its id lead."""
ORDERED = ("list", "facets", "in_context", "bulk")
CHANGE_ID = OpenApiParameter(
    "Change-Id",
    {"type": "integer", "minimum": 1},
    OpenApiParameter.HEADER,
    description="the number of the Change, by which it can be undone; none where nothing was changed",
    response=[200, 201, 204],
)
ETAG = OpenApiParameter(
    "ETag", str, OpenApiParameter.HEADER, description="the revision, for If-Match", response=[200, 201]
)
CONDITIONAL = [
    OpenApiParameter(
        "If-None-Match",
        str,
        OpenApiParameter.HEADER,
        description="the ETag of an answer that you have: 304 where it would be the same",
    ),
    OpenApiParameter(
        "ETag",
        str,
        OpenApiParameter.HEADER,
        description="for If-None-Match; that of a record for If-Match too",
        response=[200, 304],
    ),
    OpenApiParameter(
        "Last-Modified",
        str,
        OpenApiParameter.HEADER,
        description="when the newest Change of all was made",
        response=[200, 304],
    ),
]
IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": revisions.IF_MATCH},
    OpenApiParameter.HEADER,
    required=True,
    description="the record's ETag, or its revision in quotation marks; a weak one (W/) matches nothing",
)

IDEMPOTENCY_KEY = OpenApiParameter(
    keys.HEADER,
    {"type": "string", "pattern": keys.FORM},
    OpenApiParameter.HEADER,
    description="the same request sent again under this key within a day is not done again: it gets the first answer",
)
REPLAYED = OpenApiParameter(
    keys.REPLAYED,
    {"type": "string", "enum": ["true"]},
    OpenApiParameter.HEADER,
    description="there where this is the first answer to the same Idempotency-Key again",
    response=[200, 201, 202],
)
RATES = [
    OpenApiParameter(name, str, OpenApiParameter.HEADER, description=description, response=True)
    for name, description in (
        ("RateLimit", "how many requests are left (r), and for how many seconds (t); none where there is no limit"),
        ("RateLimit-Policy", "how many there are (q) in how many seconds (w)"),
    )
]


class AutoSchema(SpectacularSchema):
    """Adds what every endpoint shares: problems, If-Match on changes, the words of ``order``."""

    def get_override_parameters(self) -> list[Any]:
        parameters: list[Any] = [*RATES]
        if self._needs_match():
            parameters.append(IF_MATCH)
        if self._is_conditional():
            parameters += CONDITIONAL if hasattr(self.view, "comes_of_changes") else CONDITIONAL[:2]
        elif hasattr(self.view, "locked") and getattr(self.view, "action", "") in (
            "retrieve",
            "create",
            "partial_update",
            *MATCHED,
        ):
            parameters.append(ETAG)
        if self.method != "GET" and (hasattr(self.view, "kind") or getattr(self.view, "action", "") == "undo"):
            parameters.append(CHANGE_ID)
        if keys.takes_key(self.view, self.method):
            parameters += [IDEMPOTENCY_KEY, REPLAYED]
        if getattr(self.view, "action", "") in ORDERED and hasattr(self.view, "orders"):
            words = list(self.view.orders)
            parameters.append(OpenApiParameter("order", str, enum=words, default=words[0]))
        if isinstance(self.view, Selective):
            parameters += [_of_words(name, self.view.words_of(name)) for name in sorted(self.view.selected_by())]
        return parameters

    def _get_filter_parameters(self) -> list[Any]:
        parameters: list[Any] = super()._get_filter_parameters()  # type: ignore[no-untyped-call]
        for parameter in parameters:
            if parameter["schema"].get("type") == "array":
                parameter["schema"] |= {"minItems": 1, "maxItems": IDS_AT_MOST}
        return parameters

    def get_description(self) -> str:  # type: ignore[override]  # as drf-spectacular calls it
        description = str(super().get_description())
        return "\n\n".join(filter(None, [description, in_words(self._roles())]))

    def get_extensions(self) -> dict[str, Any]:
        return {"x-roles": roles} if (roles := self._roles()) else {}

    def _roles(self) -> dict[str, list[str]]:
        """Whose the operation is, where roles say so."""
        if ByRole not in self.view.permission_classes or not isinstance(self.view, GenericViewSet):
            return {}
        return roles_of(ByRole.rule_of(self.view, self.method))

    def get_operation_id(self) -> str:
        """An export is named after its file: export_claims_jsonl."""
        _, is_export, file = self.path.partition("/export/")
        return f"export_{file.replace('.', '_')}" if is_export else str(super().get_operation_id())

    def _is_conditional(self) -> bool:
        if isinstance(self.view, Digested):
            return self.method == "GET" and getattr(self.view, "action", "") in ("list", "retrieve")
        return self.method == "GET" and getattr(self.view, "comes_of_changes", False)

    def _needs_match(self) -> bool:
        changes = self.method in ("PATCH", "DELETE") or getattr(self.view, "action", "") in MATCHED
        return changes and hasattr(self.view, "locked") and "{" in self.path

    def get_auth(self) -> list[dict[str, Any]]:
        """What visitors may read as far as NEWSAPP_VISITORS lets them needs no signing in."""
        auth: list[dict[str, Any]] = super().get_auth()
        rule = ByRole.rule_of(self.view, self.method)
        is_open = self.method == "GET" and isinstance(self.view, GenericViewSet) and rule is rules.anyone
        return [*auth, {}] if is_open and {} not in auth else auth

    def get_response_serializers(self) -> Any:
        success: Any = super().get_response_serializers()
        if isinstance(success, dict):
            return success
        code = "204" if self.method == "DELETE" else "201" if getattr(self.view, "action", "") == "create" else "200"
        return {code: None if code == "204" else success}

    def _map_basic_serializer(self, serializer: Any, direction: Literal["request", "response"]) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if direction == "request" and isinstance(serializer, (RecordSerializer, InputSerializer)):
            schema["additionalProperties"] = False
            # What is only read may come back as it was read, and is passed over.
            if passed_over := [name for name, field in serializer.fields.items() if field.read_only]:
                schema["patternProperties"] = {f"^({'|'.join(passed_over)})$": {}}
        return schema

    def _insert_field_validators(self, field: Any, schema: Any) -> None:
        super()._insert_field_validators(field, schema)  # type: ignore[no-untyped-call]
        # Since a format asserts nothing in JSON Schema, an empty string is "one of" both: an address and empty.
        if "oneOf" in schema and {"type": "string", "maxLength": 0} in schema["oneOf"]:
            schema["anyOf"] = schema.pop("oneOf")

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        for status in self._problem_statuses():
            described = self._get_response_for_code(ProblemSerializer, str(status), [PROBLEM], direction)  # type: ignore[no-untyped-call]
            bodies.setdefault(str(status), described)
        self._lead_on(bodies)
        if self._is_conditional():
            bodies["304"] = {"description": "what you have is still the answer"}
        if isinstance(self.view, Selective) and self.view.selected_by():
            self._describe_selection(bodies["200"]["content"]["application/json"])
        for of_field in self._formats():
            schema = {"type": "object"} if of_field.media_type.endswith("json") else {"type": "string"}
            bodies["200"]["content"][of_field.media_type] = {"schema": schema}
        return bodies

    def _lead_on(self, bodies: Any) -> None:
        """Links from what makes or reads a record to what reads, changes and deletes it, with its ETag as If-Match."""
        action = getattr(self.view, "action", "")
        of_record = action == "retrieve" and "{id}" in self.path
        if not (of_record or (action == "create" and hasattr(self.view, "retrieve"))):
            return
        answer = bodies[next(status for status in ("201", "202", "200") if status in bodies)]
        stem = str(self.get_operation_id()).removesuffix(action)
        for onward, method in ONWARD.items():
            if onward == action or method not in self.view.http_method_names or not hasattr(self.view, onward):
                continue
            parameters = {"path.id": "$response.body#/id"}
            if method != "get" and hasattr(self.view, "locked"):
                parameters["header.If-Match"] = "$response.header.ETag"
            answer.setdefault("links", {})[onward] = {"operationId": stem + onward, "parameters": parameters}

    def _describe_selection(self, content: Any) -> None:
        """An answer holds each record whole, or the part of it that was asked for, and what ``expand`` adds."""
        if getattr(self.view, "action", "") == "list":
            rows = self._schema_at(content["schema"])["properties"]["results"]
            if "$ref" in rows["items"]:  # the first operation that answers with this list
                rows["items"] = self._whole_or_part(rows["items"])
        else:
            content["schema"] = self._whole_or_part(content["schema"])

    def _whole_or_part(self, reference: dict[str, str]) -> dict[str, Any]:
        whole = self._schema_at(reference)
        if expansions := cast("Selective[Any]", self.view).expansions:
            records = {word: self._record_or_null(expansion) for word, expansion in sorted(expansions.items())}
            help_text = "what `expand` named; null where there is none, or none that you may see"
            whole["properties"]["expanded"] = {"type": "object", "description": help_text, "properties": records}
        schema = whole | {"required": ["id"], "description": "The fields that were asked for by `fields`."}
        part = ResolvedComponent(  # type: ignore[no-untyped-call]
            f"{_name_at(reference)}Part", ResolvedComponent.SCHEMA, schema, object=reference["$ref"]
        )
        self.registry.register_on_missing(part)
        return {"anyOf": [reference, part.ref]}

    def _record_or_null(self, expansion: Expansion) -> dict[str, Any]:
        component = self.resolve_serializer(expansion.serializer_class, "response")
        return {"anyOf": [component.ref, {"type": "null"}]}

    def _schema_at(self, reference: dict[str, str]) -> Any:
        return self.registry[_name_at(reference), ResolvedComponent.SCHEMA].schema

    def map_renderers(self, attribute: str) -> list[str]:
        """What describes an answer is that of its JSON; formats of the field are told of by their media types."""
        names: list[str] = super().map_renderers(attribute)
        others = {of_field.media_type for of_field in self._formats()}
        return [name for name in names if name not in others]

    def _formats(self) -> tuple[type[Format], ...]:
        by_action: dict[str, tuple[type[Format], ...]] = getattr(self.view, "formats", {})
        return by_action.get(getattr(self.view, "action", ""), ())

    def _problem_statuses(self) -> list[int]:
        statuses = list(READ if self.method == "GET" else WRITE)
        if getattr(self.view, "detail", False) or "{" in self.path:
            statuses.append(404)
        if self.method in WITH_BODY:
            statuses.append(413)
        if keys.takes_key(self.view, self.method):
            statuses.append(422)
        if self._needs_match():
            statuses += [412, 428]
        return sorted(statuses)


def _of_words(name: str, words: list[str]) -> OpenApiParameter:
    """A parameter that takes some of the words, with commas between them."""
    schema = {"type": "array", "items": {"type": "string", "enum": words}, "minItems": 1}
    told = "what each refers to, whole, under `expanded`" if name == EXPAND else "what to answer of each, beside `id`"
    return OpenApiParameter(name, schema, style="form", explode=False, description=told)


def _name_at(reference: dict[str, str]) -> str:
    return reference["$ref"].rpartition("/")[2]


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tokens, as the description names them."""

    target_class = "newsapp.accounts.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: SpectacularSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "made on the account page or by `manage.py token`"}
