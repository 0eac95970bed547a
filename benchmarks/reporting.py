"""The figures as a table: ratios first, since they hold on any machine."""

from __future__ import annotations

from typing import Any

from benchmarks.copying import EXPORT, OBJECTS, TABLE_ROWS
from benchmarks.names import BARE, DEEP, FACETS, LIST, PAIRS, SMALL, UNCHANGED

AT_MOST_OF_BARE = {"postgres": 2.0, "sqlite": 3.0}
AT_MOST_OF_DEPTH, AT_MOST_OF_GROWTH, AT_MOST_OF_FACETS = 1.1, 1.2, 3.0
AT_LEAST_UNCHANGED, AT_LEAST_BY_BATCH, AT_LEAST_OF_COPY = 5.0, 20.0, 0.5
EXPORT_MIB = 150


def report(kind: str, figures: dict[str, Any]) -> str:
    """The figures that `benchmarks.__main__.measure` gives, for people."""
    main, number = figures["main_ms"], figures["requests_a_second"]
    few = f"to {figures['few']:,}"
    memory = " and ".join(f"{own:.0f}" for own in figures["own_memory_mib"])
    lines = [
        "",
        f"{kind}, {figures['claims']:,} claims, 50 a page, signed in, gunicorn",
        *_aims(kind, figures),
        *_of_export(figures["export_a_second"]),
        f"  queries: {figures['queries'][LIST]} (bare view {figures['queries'][BARE]}), log-in included",
        f"  requests a second, 4 clients: {number[LIST]:.0f} (bare view {number[BARE]:.0f})",
        f"  memory of the workers at the end, mapped files apart: {memory or 'unknown'} MiB",
        "",
        f"  {'median':<46}{'ms':>9}{'to list':>9}{few:>12}{'queries':>9}",
    ]
    lines += [f"  {name:<46}{value:>9.2f}{value / main[LIST]:>9.2f}" for name, value in main.items()]
    return "\n".join([*lines, "", *_rows_of_all(figures)])


def _aims(kind: str, figures: dict[str, Any]) -> list[str]:
    """The ratios that have aims, but those of the export."""
    main, number, added = figures["main_ms"], figures["requests_a_second"], figures["claims_added_a_second"]
    return [
        *(
            at_most(f"{name} / bare view", main[name] / main[bare], AT_MOST_OF_BARE[kind])
            for name, bare in PAIRS.items()
        ),
        at_most(f"{DEEP} / page 1", main[DEEP] / main[LIST], AT_MOST_OF_DEPTH),
        at_most(f"list at {figures['claims']:,} / {figures['few']:,}", main[LIST] / main[SMALL], AT_MOST_OF_GROWTH),
        at_most("facets / list", main[FACETS] / main[LIST], AT_MOST_OF_FACETS),
        at_least("304 / 200, answers a second", number[UNCHANGED] / number[LIST], AT_LEAST_UNCHANGED),
        at_least("batch / single posts, claims a second", added["batch"] / added["single"], AT_LEAST_BY_BATCH),
    ]


def _of_export(rates: dict[str, dict[str, float]]) -> list[str]:
    """How fast claims are exported, beside COPY where the database has it."""
    own = rates[EXPORT]
    lines = [
        f"  export: {own['claims']:,.0f} claims a second, {own['mb']:.1f} MB/s",
        at_most("peak of the largest worker during an export, in MiB", own["peak_mib"], EXPORT_MIB),
    ]
    if OBJECTS in rates:
        copied = {name: rates[name]["mb"] for name in (OBJECTS, TABLE_ROWS)}
        lines.append(at_least(f"export / {OBJECTS}, MB/s", own["mb"] / copied[OBJECTS], AT_LEAST_OF_COPY))
        lines.append(at_least(f"export / {TABLE_ROWS}, MB/s", own["mb"] / copied[TABLE_ROWS], AT_LEAST_OF_COPY))
    return lines


def at_most(name: str, figure: float, aim: float) -> str:
    return f"  {name}: {figure:.2f} ({'meets' if figure <= aim else 'MISSES'} the aim of at most {aim:g})"


def at_least(name: str, figure: float, aim: float) -> str:
    return f"  {name}: {figure:.2f} ({'meets' if figure >= aim else 'MISSES'} the aim of at least {aim:g})"


def _rows_of_all(figures: dict[str, Any]) -> list[str]:
    times = figures["all_ms"]
    return [
        f"  {name:<46}{times[name]:>9.2f}{times[name] / times[LIST]:>9.2f}"
        f"{times[name] / times[f'few: {name}']:>12.2f}{queries:>9}"
        for name, queries in figures["queries"].items()
    ]
