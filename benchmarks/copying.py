"""How fast an export of claims comes, beside what PostgreSQL's COPY gives of the same claims."""

from __future__ import annotations

import time
from statistics import median

import psycopg2

from benchmarks import bare
from benchmarks.exporting import peak_after
from benchmarks.serving import Server

EXPORTED = 20_000
ROUNDS = 3
EXPORT, OBJECTS, TABLE_ROWS = "export", "copy of the same objects", "copy of the rows of their table alone"


class Sink:
    """A file that counts the bytes written to it and keeps none."""

    size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return len(data)


def objects(after: int) -> str:
    """The claims behind this number, each the object that an export has of it."""
    return bare.rows("postgresql", f"c.id > {after}", "c.id", EXPORTED)


def table_rows(after: int) -> str:
    """The rows of their table alone, without speaker, outlet, spans, chain, tags, links and findings."""
    return f"SELECT row_to_json(c) FROM claims_claim c WHERE id > {after} ORDER BY id"


def export_figures(server: Server, claims: int, database: str = "") -> dict[str, dict[str, float]]:
    """What comes a second of the last EXPORTED claims: claims and MB of the export, and of COPY on PostgreSQL.

    The export has the peak of a worker in MiB besides. The medians of ROUNDS in which all come in turn.
    """
    after = max(0, claims - EXPORTED)
    count = claims - after
    copied = {OBJECTS: objects(after), TABLE_ROWS: table_rows(after)} if database else {}
    seconds: dict[str, list[float]] = {name: [] for name in (EXPORT, *copied)}
    sizes, peak = {}, 0.0
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        highest, exported, sizes[EXPORT] = peak_after(server, f"?after={after}" if after else "")
        seconds[EXPORT].append(time.perf_counter() - begun)
        assert exported == count, f"{exported} claims exported, {count} are there"
        peak = max(peak, highest)
        for name, query in copied.items():
            begun = time.perf_counter()
            sizes[name] = copy(database, query)
            seconds[name].append(time.perf_counter() - begun)
    took = {name: median(each) for name, each in seconds.items()}
    rates = {name: {"claims": count / took[name], "mb": sizes[name] / 1e6 / took[name]} for name in took}
    rates[EXPORT]["peak_mib"] = peak
    return rates


def copy(database: str, query: str) -> int:
    """Copy what the query finds out of the database at the address; the bytes that came."""
    # Compiling so large a query takes several times as long as answering it.
    options = "-c jit=off -c random_page_cost=1.1"
    connection, sink = psycopg2.connect(database.replace("postgres://", "postgresql://", 1), options=options), Sink()
    try:
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY ({query}) TO STDOUT", sink)
    finally:
        connection.close()
    return sink.size
