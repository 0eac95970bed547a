"""The figures as a table: ratios first, since they hold on any machine."""

from __future__ import annotations

from typing import Any

from benchmarks.names import BARE, DEEP, LIST, UNCHANGED

AIM_OF_API = {"postgres": 2.0, "sqlite": 3.0}
AIM_OF_DEPTH = 1.2


def report(kind: str, figures: dict[str, Any]) -> str:
    """The figures that `benchmarks.__main__.measure` gives, for people."""
    main, number = figures["main_ms"], figures["requests_a_second"]
    memory = " and ".join(f"{own:.0f}" for own in figures["own_memory_mib"])
    lines = [
        "",
        f"{kind}, {figures['claims']:,} claims, 50 a page, signed in, gunicorn",
        _aim("API list / bare view", main[LIST] / main[BARE], AIM_OF_API[kind]),
        _aim("page 1,000 / page 1", main[DEEP] / main[LIST], AIM_OF_DEPTH),
        f"  queries: {figures['queries'][LIST]} (bare view {figures['queries'][BARE]}), log-in included",
        f"  requests a second, 4 clients: {number[LIST]:.0f} (bare view {number[BARE]:.0f})",
        f"  304 for who has the list: {number[UNCHANGED]:.0f}, {number[UNCHANGED] / number[LIST]:.1f} times as many",
        f"  memory of the workers at the end, mapped files apart: {memory or 'unknown'} MiB",
        "",
        f"  {'median':<46}{'ms':>9}{'to list':>9}{'to a tenth':>12}{'queries':>9}",
    ]
    lines += [f"  {name:<46}{value:>9.2f}{value / main[LIST]:>9.2f}" for name, value in main.items()]
    return "\n".join([*lines, "", *_rows_of_all(figures)])


def _aim(name: str, ratio: float, aim: float) -> str:
    return f"  {name}: {ratio:.2f} ({'meets' if ratio <= aim else 'MISSES'} the aim of at most {aim:g})"


def _rows_of_all(figures: dict[str, Any]) -> list[str]:
    times = figures["all_ms"]
    return [
        f"  {name:<46}{times[name]:>9.2f}{times[name] / times[LIST]:>9.2f}"
        f"{times[name] / times[f'tenth: {name}']:>12.2f}{queries:>9}"
        for name, queries in figures["queries"].items()
    ]
