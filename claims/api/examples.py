"""Examples for the OpenAPI description: requests about the sample articles, and what the server answered.

They are kept in examples.json; a test sends the requests again and compares.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".json")


def with_examples(result: Any, **of_generator: Any) -> Any:
    """The description `result`, with the examples of each operation beside the schemas of its bodies and answers."""
    told = json.loads(FILE.read_text())
    for operation in _operations(result):
        for number, example in enumerate(told.get(operation["operationId"], []), start=1):
            _add(operation, f"example-{number}", example)
    return result


def _operations(description: Any) -> Iterator[Any]:
    for methods in description["paths"].values():
        yield from methods.values()


def _add(operation: Any, name: str, example: dict[str, Any]) -> None:
    about = {"summary": example["summary"], "description": f"`{example['request']}`"}
    answered = operation["responses"][str(example["status"])]["content"]
    _json_of(answered).setdefault("examples", {})[name] = about | {"value": example["answer"]}
    if "body" in example:
        taken = operation["requestBody"]["content"]
        _json_of(taken).setdefault("examples", {})[name] = about | {"value": example["body"]}


def _json_of(contents: dict[str, Any]) -> dict[str, Any]:
    """Of several media types of a body, JSON: that of the API before that of a format of the field."""
    content: dict[str, Any] = contents.get("application/json") or next(iter(contents.values()))
    return content
