"""Programs of Node's, installed in a folder of a test's own where npm and its registry are there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

TYPESCRIPT = "typescript@5.9.3"
_UNREACHED = ("EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ENETUNREACH", "ENOTFOUND", "ETIMEDOUT")


def install(folder: Path, *packages: str) -> None:
    """Install the packages, each with its version; the test is left out where that cannot be."""
    if shutil.which("npm") is None:
        pytest.skip("there is no npm (Debian: apt-get install nodejs npm)")
    command = ("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1", *packages)
    code, told = run(folder, *command)
    if any(reason in told for reason in _UNREACHED):
        pytest.skip("npm's registry is out of reach")
    assert code == 0, told


def run(folder: Path, *command: str) -> tuple[int, str]:
    """Run a command in the folder; its exit code, and all that it printed."""
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    return ended.returncode, ended.stdout + ended.stderr
