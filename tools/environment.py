"""The virtual environment in .venv, made once and filled again only when a requirements file changes.

Runs before anything is installed, so it imports the standard library alone.
"""

import filecmp
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"


def stop(message: str) -> NoReturn:
    """End with one line for the user and exit code 2."""
    print(f"newsapp: {message}", file=sys.stderr)
    raise SystemExit(2)


def var_dir() -> Path:
    """Where newsapp keeps what it makes, as in newsapp/settings.py."""
    return Path(os.environ.get("NEWSAPP_VAR") or ROOT / "var")


def install(*requirements: str) -> None:
    """Make .venv where there is none that works, and install the requirements files that changed since last time."""
    changed = [name for name in requirements if not _is_installed(name)]
    if not changed:
        return
    if not _works():
        print("Making a virtual environment in .venv", flush=True)
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
    for name in changed:
        print(f"Installing what {name} names", flush=True)
        pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", name]
        if subprocess.run(pip, cwd=ROOT, check=False).returncode:
            stop(f"the packages of {name} could not be installed; the lines above say why.")
        shutil.copyfile(ROOT / name, _stamp(name))


def _stamp(name: str) -> Path:
    return ENVIRONMENT / f"installed-{name}"


def _is_installed(name: str) -> bool:
    return PYTHON.exists() and _stamp(name).exists() and filecmp.cmp(ROOT / name, _stamp(name), shallow=False)


def _works() -> bool:
    """Whether .venv holds a Python that fits and can install: one broken off half-way has no pip."""
    probe = "import sys, pip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
    return PYTHON.exists() and not subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode


if __name__ == "__main__":
    install(*sys.argv[1:])
