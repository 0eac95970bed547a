"""Databases of the benchmark's own, and gunicorn on them as in production."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
SERVER_BY_DEFAULT = "postgresql://postgres@127.0.0.1:5432/"
POSTGRES_SCHEMES = ("postgres", "postgresql", "psql", "pgsql")


@dataclass(frozen=True)
class Server:
    """A running server: its port, the log-in, the questions with their paths, and the process above its workers."""

    port: int
    cookie: str
    questions: dict[str, str]
    pid: int

    def own_memory(self) -> list[float]:
        """The memory of each worker now in MiB, without files that are mapped into it, such as SQLite's database."""
        states = (Path(f"/proc/{worker}/status").read_text() for worker in _children_of(self.pid))
        return [int(line.split()[1]) / 1024 for state in states for line in state.splitlines() if "RssAnon:" in line]


def peak_memory(process: int | str = "self") -> list[float]:
    """The one peak in MiB of a process's resident memory; none where the system does not tell.

    Not ru_maxrss: that begins, in a new process, with what its parent had.
    """
    state = Path(f"/proc/{process}/status")
    peak = re.search(r"VmHWM:\s+(\d+) kB", state.read_text()) if state.exists() else None
    return [int(peak[1]) / 1024] if peak else []


def postgres_server() -> str:
    """The address of the PostgreSQL server to use. Raises psycopg2.OperationalError where none answers."""
    named = urlsplit(os.environ.get("DATABASE_URL", ""))
    if named.scheme not in POSTGRES_SCHEMES:
        named = urlsplit(SERVER_BY_DEFAULT)
    address = named._replace(scheme="postgresql", path="/postgres").geturl()
    psycopg2.connect(address, connect_timeout=3).close()
    return address


@contextmanager
def filled(kind: str, claims: int) -> Iterator[dict[str, str]]:
    """The environment of a fresh database of the kind ("sqlite" or "postgres") with so many claims."""
    with empty(kind, f"newsapp_bench_{claims}") as environment:
        facts = Path(environment["NEWSAPP_VAR"]) / "facts.json"
        command = [sys.executable, "-m", "django", "prepare_benchmark", str(claims), str(facts)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        yield environment


@contextmanager
def empty(kind: str, name: str) -> Iterator[dict[str, str]]:
    """The environment of a database of the kind and name in which nothing is yet, not even tables."""
    with TemporaryDirectory(prefix="newsapp-bench-") as folder, _database(kind, name, folder) as url:
        (Path(folder) / "static").mkdir()
        environment = {name: value for name, value in os.environ.items() if name not in ("DEBUG", "HTTPS")}
        yield environment | {
            "DATABASE_URL": url,
            "NEWSAPP_VAR": folder,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
        }


@contextmanager
def _database(kind: str, name: str, folder: str) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/bench.sqlite3"
        return
    server = postgres_server()
    _execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    try:
        yield urlsplit(server)._replace(scheme="postgres", path=f"/{name}").geturl()
    finally:
        _execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _execute(server: str, *statements: str) -> None:
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


@contextmanager
def served(environment: dict[str, str]) -> Iterator[Server]:
    """gunicorn with the production settings on a free port, until the block ends."""
    port = _free_port()
    # A connection is kept while its client asks somebody else, so that one worker answers all that is compared.
    command = [sys.executable, "-m", "gunicorn", "--keep-alive=120", "newsapp.wsgi"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment | {"PORT": str(port)})
    try:
        _wait_for(port, process)
        facts = json.loads((Path(environment["NEWSAPP_VAR"]) / "facts.json").read_text())
        yield Server(port, facts["cookie"], facts["questions"], process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("newsapp: gunicorn did not start; the lines above say why.")


def _children_of(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in children.read_text().split()] if children.exists() else []
