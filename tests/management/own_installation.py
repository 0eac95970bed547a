"""Commands of manage.py on an installation of a test's own."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def manage_in(var: Path, **environment: str) -> Callable[..., Any]:
    """Runs a command on a new SQLite database: what it printed, or with ``wait=False`` the process."""
    shutil.copytree(_migrated(), var)
    return _manage(var, environment)


@cache
def _migrated() -> Path:
    """Which takes long, once for all of them."""
    var = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, var)
    _manage(var, {})("migrate", "--verbosity=0")
    return var


def _manage(var: Path, environment: dict[str, str]) -> Callable[..., Any]:
    inherited = {"PATH": os.environ["PATH"], "NEWSAPP_VAR": str(var), "FETCH_PRIVATE_ADDRESSES": "true"}

    def call(*arguments: str, wait: bool = True) -> Any:
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=inherited | environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        return process.communicate(timeout=100)[0].strip() if wait else process

    return call
