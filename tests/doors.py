"""Doors by which an article comes in: as the form sends it (a file, pasted words), as JSON, by the command line."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from claims.models import Intake, Original

URL = "/api/v1/articles/"
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Outcome:
    """What a door answered: an error in words, with its code and field at the API, or "" and a stored article."""

    error: str = ""
    code: str = ""
    field: str = ""


@dataclass(frozen=True)
class Door:
    name: str
    give: Callable[..., Outcome]
    field: str  # what the door calls the text


def answered(response: Any) -> Outcome:
    if response.status_code in (200, 201):
        return Outcome()
    assert response.headers["Content-Type"] == PROBLEM, response.content[:200]
    problem = response.json()
    assert problem["status"] == response.status_code
    assert 400 <= response.status_code < 500
    (error,) = problem.get("errors") or [{"message": problem["detail"], "code": problem["code"], "field": ""}]
    assert problem["code"] == error["code"]
    return Outcome(error["message"], error["code"], error["field"])


def by_json(data: bytes, client: APIClient, folder: Path, **stated: str) -> Outcome:
    return answered(client.post(URL, {"text": data.decode(), **stated}, format="json"))


def by_paste(data: bytes, client: APIClient, folder: Path, **stated: str) -> Outcome:
    return answered(client.post(URL, {"text": data.decode(), **stated}, format="multipart"))


def by_upload(data: bytes, client: APIClient, folder: Path, **stated: str) -> Outcome:
    file = SimpleUploadedFile("article.txt", data, content_type="text/plain")
    return answered(client.post(URL, {"file": file, **stated}, format="multipart"))


def by_command(data: bytes, client: APIClient, folder: Path, **stated: str) -> Outcome:
    path = folder / "article.txt"
    path.write_bytes(data)
    told = io.StringIO()
    options = {name.removesuffix("_at"): value for name, value in stated.items()}
    try:
        call_command("ingest", str(path), stdout=io.StringIO(), stderr=told, **options)
    except CommandError as error:
        last, code = str(error), error.returncode
    else:
        last, code = "", 0
    lines = told.getvalue().splitlines()
    assert (len(lines) <= 1, code) == (True, 1 if last else 0)
    return Outcome(lines[0].removeprefix(f"{path}: error: ") if lines else last)


JSON = Door("json", by_json, "text")
PASTE = Door("paste", by_paste, "text")
UPLOAD = Door("upload", by_upload, "file")
COMMAND = Door("command", by_command, "")
ALL = [JSON, PASTE, UPLOAD, COMMAND]
BYTES = [UPLOAD, COMMAND]  # doors that take what is no text at all


def at(*doors: Door) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("door", doors, ids=lambda door: door.name)


def row_counts() -> dict[str, int]:
    models = set(apps.get_app_config("claims").get_models()) - {Intake, Original}
    return {model._meta.label: model._base_manager.count() for model in models}
