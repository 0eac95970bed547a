"""What the report says of ratios and their aims."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.copying import EXPORT, OBJECTS, TABLE_ROWS
from benchmarks.names import BARE, DEEP, FACETS, LIST, PAIRS, SMALL, UNCHANGED
from benchmarks.reporting import report


@pytest.fixture
def figures() -> dict[str, Any]:
    """What `benchmarks.__main__.measure` gives where each aim is met just so."""
    main = dict.fromkeys(PAIRS, 20.0) | dict.fromkeys(PAIRS.values(), 10.0)
    return {
        "claims": 100_000,
        "few": 10_000,
        "main_ms": main | {DEEP: 22.0, SMALL: 20 / 1.2, FACETS: 60.0},
        "all_ms": {LIST: 20.0, BARE: 9.0, f"few: {LIST}": 10.0, f"few: {BARE}": 9.0},
        "queries": {LIST: 8, BARE: 3},
        "requests_a_second": {LIST: 40.0, BARE: 90.0, UNCHANGED: 200.0},
        "claims_added_a_second": {"single": 10.0, "batch": 200.0},
        "export_a_second": {
            EXPORT: {"claims": 5_000.0, "mb": 7.0, "peak_mib": 150.0},
            OBJECTS: {"claims": 10_000.0, "mb": 14.0},
            TABLE_ROWS: {"claims": 90_000.0, "mb": 14.0},
        },
        "own_memory_mib": [80.0, 81.0],
    }


def test_aims_that_are_met_are_said_to_be(figures: dict[str, Any]) -> None:
    told = report("postgres", figures)
    assert "MISSES" not in told
    assert told.count("meets the aim") == len(PAIRS) + 8
    assert "claims list, page 1 / bare view: 2.00 (meets the aim of at most 2)" in told
    assert "304 / 200, answers a second: 5.00 (meets the aim of at least 5)" in told


@pytest.mark.parametrize(
    ("part", "name", "value", "line"),
    [
        ("main_ms", DEEP, 22.4, f"{DEEP} / page 1: 1.12 (MISSES the aim of at most 1.1)"),
        ("main_ms", SMALL, 16.0, "list at 100,000 / 10,000: 1.25 (MISSES the aim of at most 1.2)"),
        ("main_ms", FACETS, 62.0, "facets / list: 3.10 (MISSES the aim of at most 3)"),
        ("claims_added_a_second", "batch", 190.0, "batch / single posts, claims a second: 19.00 (MISSES"),
        ("requests_a_second", UNCHANGED, 180.0, "304 / 200, answers a second: 4.50 (MISSES the aim of at least 5)"),
    ],
)
def test_an_aim_that_is_missed_is_named(figures: dict[str, Any], part: str, name: str, value: float, line: str) -> None:
    figures[part][name] = value
    told = report("postgres", figures)
    assert line in told
    assert told.count("MISSES") == 1


def test_of_a_database_without_copy_the_export_stands_alone(figures: dict[str, Any]) -> None:
    for name in (OBJECTS, TABLE_ROWS):
        del figures["export_a_second"][name]
    told = report("sqlite", figures)
    assert "export: 5,000 claims a second, 7.0 MB/s" in told
    assert OBJECTS not in told
