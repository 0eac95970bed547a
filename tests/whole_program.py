"""newsapp as an operator runs it: gunicorn, and an installation of its own with an article and an administrator."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.factories import PASSWORD

ROOT = Path(__file__).resolve().parent.parent
ADMINISTRATOR = "chief"
SAMPLE = ROOT / "samples" / "basra-consulate.txt"
_SET_UP = (
    ("migrate", "--verbosity=0"),
    ("createsuperuser", "--noinput", f"--username={ADMINISTRATOR}", "--email="),
    ("ingest", str(SAMPLE)),
    ("collectstatic", "--noinput", "--verbosity=0"),
)


@contextmanager
def served(var: Path, **environment: str) -> Iterator[str]:
    """The origin that it answers at, while the block runs; ``var`` holds its SQLite database."""
    everything = installed(var, **environment)
    with running(everything):
        yield f"http://127.0.0.1:{everything['PORT']}"


def installed(var: Path, **environment: str) -> dict[str, str]:
    """The environment of a fresh installation, whose PORT is free."""
    shutil.copytree(_installation(), var, dirs_exist_ok=True)
    return _inherited() | {
        "NEWSAPP_VAR": str(var),
        "NEWSAPP_VISITORS": "everything",
        "PORT": str(free_port()),
        "WEB_CONCURRENCY": "1",
        **environment,
    }


def _inherited() -> dict[str, str]:
    of_the_machine = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return of_the_machine | {"DJANGO_SETTINGS_MODULE": "newsapp.settings"}


@cache
def _installation() -> Path:
    """Set up once, which takes long, and copied for each that asks: none sets it up in another way."""
    var = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, var)
    environment = _inherited() | {"DJANGO_SUPERUSER_PASSWORD": PASSWORD, "NEWSAPP_VAR": str(var)}
    for command in _SET_UP:
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, timeout=120)
    return var


@contextmanager
def running(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """gunicorn on an installation, while the block runs."""
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", "newsapp.wsgi"], cwd=ROOT, env=environment)
    try:
        _wait_for(int(environment["PORT"]))
        yield server
    finally:
        server.terminate()
        server.wait(timeout=30)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
