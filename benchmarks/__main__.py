"""`make bench`: how fast the claims list is beside the same answer from one hand-written query."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import psycopg2

from benchmarks.comparing import plain
from benchmarks.measuring import Client, connected, medians, rates
from benchmarks.names import BARE, DEEP, LIST, UNCHANGED
from benchmarks.reporting import report
from benchmarks.serving import Server, filled, postgres_server, served

ROUNDS, ROUNDS_OF_ALL = 300, 20
SMALLEST = 2_000


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
    """The figures of one database, beside those of a tenth of its claims."""
    with (
        filled(kind, claims // 10) as tenth,
        filled(kind, claims) as whole,
        served(tenth) as small_server,
        served(whole) as server,
        connected(small_server) as small,
        connected(server) as client,
    ):
        return _figures(claims, server, client, small, small_server.questions)


def _figures(
    claims: int, server: Server, client: Client, small: Client, small_questions: dict[str, str]
) -> dict[str, Any]:
    paths = server.questions
    results = client.json(paths[LIST])["results"]
    assert len(results) == 50
    assert plain(results) == plain(client.json(paths[BARE])), "the API and the bare view do not say the same"
    main = {name: (client, paths[name]) for name in (LIST, BARE, DEEP)}
    etag = client.get(paths[LIST])[1]["ETag"]
    by_many = {LIST: (paths[LIST], ""), BARE: (paths[BARE], ""), UNCHANGED: (paths[LIST], etag)}
    of_all = {name: (client, path) for name, path in paths.items()}
    of_a_tenth = {f"tenth: {name}": (small, path) for name, path in small_questions.items()}
    return {
        "claims": claims,
        "bytes": {name: len(client.get(paths[name])[0]) for name in (LIST, BARE)},
        "queries": {name: client.queries(path) for name, path in paths.items()},
        "main_ms": medians(main, ROUNDS),
        "all_ms": medians(of_all | of_a_tenth, ROUNDS_OF_ALL),
        "requests_a_second": rates(server, by_many, seconds=2, turns=3),
        "own_memory_mib": server.own_memory(),
    }


if __name__ == "__main__":
    sys.exit(main())
