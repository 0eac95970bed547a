"""`make bench`: how fast claims come out and go in, each beside something else that is measured in the same run."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import psycopg2

from benchmarks import adding
from benchmarks.comparing import claims_of, plain
from benchmarks.copying import export_figures
from benchmarks.measuring import Client, connected, medians, rates
from benchmarks.names import BARE, CLAIM, DEEP, FACETS, LIST, PAIRS, SMALL, UNCHANGED
from benchmarks.reporting import report
from benchmarks.serving import Server, filled, postgres_server, served

ROUNDS, ROUNDS_OF_ALL = 100, 10
SMALLEST, FEW = 2_000, 10_000


def main() -> int:
    arguments = _arguments()
    kinds = ["sqlite", "postgres"] if arguments.database == "all" else [arguments.database]
    if "postgres" in kinds and (missing := _missing_postgres()):
        print(f"PostgreSQL left out: {missing}", file=sys.stderr)
        if arguments.database == "postgres":
            return 2
        kinds.remove("postgres")
    results = {}
    for kind in kinds:
        results[kind] = measure(kind, arguments.claims)
        print(report(kind, results[kind]), flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000, help="how many to generate (default: 100000)")
    parser.add_argument("--database", choices=["sqlite", "postgres", "all"], default="all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    if arguments.claims < SMALLEST:
        parser.error(f"--claims: {SMALLEST} at least, or there is nothing to measure.")
    return arguments


def _missing_postgres() -> str:
    try:
        postgres_server()
    except psycopg2.OperationalError as error:
        return str(error).strip().splitlines()[0]
    return ""


def measure(kind: str, claims: int) -> dict[str, Any]:
    """The figures of one database, beside those of one of FEW claims, or of a tenth where that is less."""
    few = min(FEW, claims // 10)
    single, batch = adding.measured(kind)
    with (
        filled(kind, few) as little,
        filled(kind, claims) as whole,
        served(little) as small_server,
        served(whole) as server,
        connected(small_server) as small,
        connected(server) as client,
    ):
        figures = _figures(server, client, small, small_server.questions)
        export = export_figures(server, claims, whole["DATABASE_URL"] if kind == "postgres" else "")
    added = {"single": single, "batch": batch}
    return {"claims": claims, "few": few, "claims_added_a_second": added, "export_a_second": export, **figures}


def _figures(server: Server, client: Client, small: Client, small_questions: dict[str, str]) -> dict[str, Any]:
    paths = server.questions
    _compare(client, paths)
    main = {name: (client, paths[name]) for name in (*PAIRS, *PAIRS.values(), DEEP, FACETS)}
    main[SMALL] = small, small_questions[LIST]
    etag = client.get(paths[LIST])[1]["ETag"]
    by_many = {LIST: (paths[LIST], ""), BARE: (paths[BARE], ""), UNCHANGED: (paths[LIST], etag)}
    of_all = {name: (client, path) for name, path in paths.items()}
    of_few = {f"few: {name}": (small, path) for name, path in small_questions.items()}
    return {
        "bytes": {name: len(client.get(paths[name])[0]) for name in (*PAIRS, *PAIRS.values())},
        "queries": {name: client.queries(path) for name, path in paths.items()},
        "main_ms": medians(main, ROUNDS),
        "all_ms": medians(of_all | of_few, ROUNDS_OF_ALL),
        "requests_a_second": rates(server, by_many, seconds=2, turns=3),
        "own_memory_mib": server.own_memory(),
    }


def _compare(client: Client, paths: dict[str, str]) -> None:
    """Raise AssertionError unless the API and each bare view say the same."""
    for name, bare in PAIRS.items():
        results, same = (claims_of(client.json(paths[one])) for one in (name, bare))
        assert len(results) == (1 if name == CLAIM else 50), f"{name}: {len(results)} claims"
        assert plain(results) == plain(same), f"{name}: the API and the bare view do not say the same"


if __name__ == "__main__":
    sys.exit(main())
