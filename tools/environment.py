"""A virtual environment, .venv unless told, made once and filled again only when a requirements file changes.

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


def install(*requirements: str, environment: Path = ENVIRONMENT) -> Path:
    """The environment's Python, with all that the requirements files name.

    The environment is made where there is none that works; files that have not changed since last time are passed by.
    """
    python = environment / "bin" / "python"
    changed = [name for name in requirements if not (python.exists() and _is_installed(name, environment))]
    if changed and not _works(python):
        print(f"Making a virtual environment in {environment.relative_to(ROOT)}", flush=True)
        venv.create(environment, clear=True, with_pip=True)
    for name in changed:
        print(f"Installing what {name} names", flush=True)
        pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", name]
        if subprocess.run(pip, cwd=ROOT, check=False).returncode:
            stop(f"the packages of {name} could not be installed; the lines above say why.")
        shutil.copyfile(ROOT / name, _stamp(name, environment))
    return python


def _stamp(name: str, environment: Path) -> Path:
    return environment / f"installed-{name.replace('/', '-')}"


def _is_installed(name: str, environment: Path) -> bool:
    stamp = _stamp(name, environment)
    return stamp.exists() and filecmp.cmp(ROOT / name, stamp, shallow=False)


def _works(python: Path) -> bool:
    """Whether there is a Python that fits and can install: one broken off half-way has no pip."""
    probe = "import sys, pip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
    return python.exists() and not subprocess.run([python, "-c", probe], capture_output=True, check=False).returncode


if __name__ == "__main__":
    install(*sys.argv[1:])
