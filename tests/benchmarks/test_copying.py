"""COPY beside an export is an honest measure only as long as both give the same claims."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.db import connection

from benchmarks.comparing import plain
from benchmarks.copying import objects, table_rows
from benchmarks.generating import Newsroom
from benchmarks.loading import load
from claims.exports.json_lines import json_lines
from claims.reading.claims import present
from newsapp.accounts.models import User

CLAIMS, AFTER = 205, 105


def copied(query: str) -> list[dict[str, object]]:
    """The objects of a COPY, whose text form doubles each backslash."""
    sink = BytesIO()
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT", sink)
    return [json.loads(line.replace("\\\\", "\\")) for line in sink.getvalue().decode().splitlines()]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_copy_gives_the_claims_that_an_export_gives() -> None:
    load(Newsroom(CLAIMS).batches())
    user = User.objects.earliest("id")
    numbers = list(range(AFTER + 1, CLAIMS + 1))
    *lines, _ = b"".join(json_lines([present(numbers, user)])).splitlines()
    assert plain(copied(objects(AFTER))) == plain([json.loads(line) for line in lines])
    assert [row["id"] for row in copied(table_rows(AFTER))] == numbers
