"""`python -m benchmarks.exporting`: the memory of a worker that exports all claims, and how fast it does."""

from __future__ import annotations

import argparse
import json
import time
from http.client import HTTPConnection

from benchmarks.serving import Server, filled, served

PIECE, SAMPLED = 1 << 16, 1 << 19  # bytes


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exporting", description=__doc__)
    parser.add_argument("--claims", type=int, default=200_000, help="how many to generate (default: 200000)")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    options = parser.parse_args()
    with filled(options.database, options.claims) as environment, served(environment) as server:
        few = peak_after(server, f"?after={options.claims - 1_000}")[0]
        begun = time.monotonic()
        peak, count, size = peak_after(server)
        took = time.monotonic() - begun
    print(f"{count} claims, {size / 1e6:.0f} MB in {took:.0f} s ({size / 1e6 / took:.1f} MB/s);", end=" ")
    print(f"a worker needs {peak:.0f} MiB at most, {peak - few:.0f} more than for the last 1000")


def peak_after(server: Server, query: str = "") -> tuple[float, int, int]:
    """The most memory of a worker in MiB while an export comes, looked at each SAMPLED bytes; its claims and its bytes.

    Of its own memory: SQLite maps up to 256 MiB of its file into it, which the system takes back when it needs it.
    """
    connection = HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", f"/api/v1/export/claims.jsonl{query}", headers={"Cookie": server.cookie})
    answer = connection.getresponse()
    size, end, peak = 0, b"", 0.0
    while piece := answer.read(PIECE):
        size, end = size + len(piece), (end + piece)[-PIECE:]
        if size % SAMPLED < PIECE:
            peak = max(peak, *server.own_memory())
    last = json.loads(end.splitlines()[-1])
    connection.close()
    return peak, int(last["count"]), size


if __name__ == "__main__":
    main()
