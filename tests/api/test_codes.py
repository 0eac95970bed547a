"""Every code that a problem can have is told of, with its status, and none besides."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

import django_filters
from django.conf import settings
from rest_framework import exceptions, serializers

import newsapp.urls  # noqa: F401 all serializers and filters are known then
from claims.api import errors
from claims.api.codes import CODES, as_table
from claims.pages.errors import _DETAILS
from claims.services.hosts import LEFT_ALONE
from tests.api.test_schema import SCHEMA

# The status of a code that is given first, and of one that is given after a message.
FIRST = {
    **dict.fromkeys(("InvalidError", "IncompleteError", "IngestError", "FetchError", "wrong", "fail"), 400),
    **dict.fromkeys(("ConflictError", "StillRunningError"), 409),
    **dict.fromkeys(("UnavailableError", "Outage"), 503),
    "BeyondError": 403,
    "OtherRequestError": 422,
}
SECOND = {"Conflict": 409, "NotOffered": 501, "wrong_row": 400}
BASES = {"FetchError": 400, "ConflictError": 409}  # of errors whose code is that of their class

# What is told in other answers: why an annotation became no claim, why an article of a batch was kept.
NO_PROBLEMS = {"no-such-speaker", "came-by-others"}
# What is raised without a word of ours, by REST framework and by our own classes, and never without another code.
UNUSED = {exceptions.APIException, errors.KeyUsed, errors.NotOffered, errors.Unavailable}


def test_every_code_is_told_of_and_none_besides() -> None:
    told = {(code, status) for status, codes in CODES.items() for code in codes}
    assert sorted(told) == sorted(used())


def used() -> set[tuple[str, int]]:
    given = {pair for tree in trees() for node in ast.walk(tree) for pair in of_node(node)}
    given = {(code, status) for code, status in given if code and code not in NO_PROBLEMS}
    classes = {(cls.default_code, cls.status_code) for cls in subclasses(exceptions.APIException) if cls not in UNUSED}
    of_fields = {(code, 400) for field in fields() for code in codes_of(field)}
    of_pages = {(code, status) for status, (code, _) in _DETAILS.items()}
    return {(code.replace("_", "-"), status) for code, status in given | classes | of_fields | of_pages}


@cache
def trees() -> list[ast.Module]:
    files = [*settings.BASE_DIR.glob("claims/**/*.py"), *settings.BASE_DIR.glob("newsapp/**/*.py")]
    return [ast.parse(file.read_text()) for file in files if not {"migrations", "management"} & set(file.parts)]


def of_node(node: ast.AST) -> Iterator[tuple[str, int]]:
    """The codes that a call, or a class that says so once for all, gives problems."""
    match node:
        case ast.Call(ast.Name(name) | ast.Attribute(attr=name)):
            if name.endswith("ValidationError"):
                yield from ((word, 400) for keyword in node.keywords if keyword.arg == "code" for word in text(keyword))
            for place, statuses in enumerate((FIRST, SECOND)):
                if name in statuses and len(node.args) > place:
                    yield from ((word, statuses[name]) for word in text(node.args[place]))
        case ast.ClassDef(bases=[ast.Name(base)]) if base in BASES:
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "__init__":
                    yield from ((word, BASES[base]) for word in text(call.args[0]))


def text(node: ast.AST) -> list[str]:
    """The word that the node is; none where it passes on another's."""
    match node:
        case ast.keyword(value=value):
            return text(value)
        case ast.Constant(str(word)):
            return [word]
        case ast.Name("LEFT_ALONE"):
            return [LEFT_ALONE]
    return []


def subclasses(cls: type) -> Iterator[type]:
    for sub in cls.__subclasses__():
        yield sub
        yield from subclasses(sub)


def fields() -> Iterator[object]:
    """Those of all bodies and queries that the API takes."""
    for cls in ours(serializers.Serializer):
        taken = [field for field in cls().fields.values() if not field.read_only]
        for field in taken:
            yield from (found for found in (field, getattr(field, "child", None)) if found is not None)
    for cls in ours(django_filters.FilterSet):
        yield from (of_filter.field for of_filter in cls.base_filters.values())


def ours(base: type) -> set[type]:
    found = {cls for cls in subclasses(base) if cls.__module__.startswith(("claims.", "newsapp."))}
    return {cls for cls in found if not issubclass(cls, serializers.ModelSerializer) or hasattr(cls, "Meta")}


def codes_of(field: object) -> set[str]:
    by_validators = {getattr(validator, "code", None) for validator in field.validators}
    return {*field.error_messages, *by_validators} - {None}


def test_the_description_has_them() -> None:
    assert SCHEMA["x-problem-codes"] == {str(status): codes for status, codes in CODES.items()}


def test_the_documentation_has_them() -> None:
    docs = (settings.BASE_DIR / "docs" / "api.md").read_text()
    assert as_table() in docs, f"Put this into docs/api.md:\n{as_table()}"
