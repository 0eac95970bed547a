"""`make lint`: every check of the code itself, two at a time, all of them even where one fails."""

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools.environment import ENVIRONMENT, PYTHON, ROOT

_BIN = ENVIRONMENT / "bin"
_TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))
_CHECKS = {
    "mypy": [f"{_BIN}/mypy"],
    "ruff check": [f"{_BIN}/ruff", "check", "."],
    "ruff format": [f"{_BIN}/ruff", "format", "--check", "."],
    "import-linter": [f"{_BIN}/lint-imports"],
    "djade": [f"{_BIN}/djade", "--check", "--target-version", "5.2", *_TEMPLATES],
    "migrations": [str(PYTHON), "manage.py", "makemigrations", "--check", "--dry-run"],
}
_UNREACHABLE = re.compile(r"connect|time.?out|resol|unreachable|service", re.IGNORECASE)
_AUDIT = [f"{_BIN}/pip-audit", "-r", "requirements.txt", "--no-deps", "--disable-pip", "--progress-spinner=off"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a check ended; ``output`` says why where it failed, ``note`` what it could not look at."""

    name: str
    passed: bool
    output: str = ""
    note: str = ""


def run_all() -> tuple[bool, list[str]]:
    """Run every check and print how each ended; whether all passed, and what was left out and why."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        started = [pool.submit(_check, name, command) for name, command in _CHECKS.items()]
        outcomes = [one.result() for one in [*started, pool.submit(_audit)]]
    for outcome in outcomes:
        print(f"lint: {outcome.name}: {'left out' if outcome.note else 'ok' if outcome.passed else 'FAILED'}")
        if not outcome.passed:
            print(outcome.output.rstrip())
    notes = [f"{outcome.name}: {outcome.note}" for outcome in outcomes if outcome.note]
    return all(outcome.passed for outcome in outcomes), notes


def _check(name: str, command: list[str]) -> Outcome:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return Outcome(name, done.returncode == 0, done.stdout + done.stderr)


def _audit() -> Outcome:
    """Known vulnerabilities of the pinned packages, where the database of them can be reached."""
    command = [*_AUDIT, "--timeout=10", "--format=json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        if not _UNREACHABLE.search(done.stderr):
            return Outcome("pip-audit", False, done.stderr)
        packages = []
    known = [package for package in packages if "vulns" in package]
    if not known:
        return Outcome("pip-audit", True, note="run `make lint` where the database of vulnerabilities can be reached")
    found = [f"{one['name']} {one['version']}: {flaw['id']}" for one in known for flaw in one["vulns"]]
    return Outcome("pip-audit", not found, "\n".join(found))


if __name__ == "__main__":
    passed, left_out = run_all()
    for note in left_out:
        print(f"Left out: {note}")
    sys.exit(not passed)
