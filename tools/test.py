"""`make test`: lint, then all tests on every database that is here, in Chromium too where it is found.

The last lines say what was left out and how to enable it. With CI=true nothing may be left out.
"""

import getpass
import os
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import psycopg2

from tools import lint
from tools.environment import PYTHON, ROOT

_POSTGRES_SCHEMES = ("postgres", "psql", "pgsql")
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# These touch no database at all: a second run of them would say nothing new.
RUN_ONCE = (
    "tests/extraction",
    "tests/ingest",
    "tests/management/test_make_run.py",
    "tests/management/test_together.py",
    "tests/text",
    "tests/training",
)

Skips = dict[str, str | None]  # each test that a run came to: why it was skipped; None where it ran


def main() -> int:
    """Run it all; 0 where everything passed and, under CI=true, nothing was left out."""
    lint_passed, unchecked = lint.run_all()
    results = {"lint": lint_passed}
    left_out: list[str] = []
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    if not chromium:
        left_out.append("the browser tests: install Chromium (Debian: apt-get install chromium), or set CHROMIUM=path")
    databases = {"SQLite": ""}
    try:
        databases["PostgreSQL"] = _postgres()
    except LookupError as error:
        left_out.append(f"the tests on PostgreSQL: {error}")
    runs: list[Skips] = []
    for name, url in databases.items():
        results[f"tests on {name}"], skips = _pytest(name, url, chromium)
        runs.append(skips)
    left_out += by_reason(runs)
    return summary(results, left_out, unchecked)


def _postgres() -> str:
    """The address of a PostgreSQL on which databases can be made. Raises LookupError with a way to get one."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(_POSTGRES_SCHEMES):
        return named
    refused = ""
    users = dict.fromkeys(filter(None, [os.environ.get("PGUSER"), "postgres", getpass.getuser()]))
    for user in users:
        try:
            if _may_create_databases(user):
                # Two checkouts on one machine must not share a test database.
                return f"postgres://{quote(user)}@127.0.0.1:5432/newsapp_{zlib.crc32(bytes(ROOT)):08x}"
            refused = refused or f"{user} may not create databases"
        except psycopg2.OperationalError as error:
            refused = refused or str(error).strip().splitlines()[0]
    raise LookupError(
        f"start one on 127.0.0.1:5432, or set DATABASE_URL=postgres://user:password@host/name ({refused})"
    )


def _may_create_databases(user: str) -> bool:
    connection = psycopg2.connect(host="127.0.0.1", port=5432, user=user, dbname="postgres", connect_timeout=3)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user")
        row = cursor.fetchone()
    connection.close()
    return bool(row and row[0])


def _pytest(database: str, url: str, chromium: str | None) -> tuple[bool, Skips]:
    """Whether all tests passed on the database, and what the run came to; a database without an address is SQLite."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= ({"DATABASE_URL": url} if url else {}) | ({"CHROMIUM": chromium} if chromium else {})
    print(f"\nTests on {database}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [
            str(PYTHON),
            "-m",
            "pytest",
            "-q",
            f"--junitxml={report}",
            "--hypothesis-profile=ci",  # no deadlines, since machines differ, and the same examples every time
            *([] if chromium else ["-m", "not browser"]),
            *([f"--ignore={path}" for path in RUN_ONCE] if url else []),
        ]
        passed = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0
        return passed, _skips(report) if report.exists() else {}


def _skips(report: Path) -> Skips:
    skips: Skips = {}
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 pytest wrote it just now
        skip = case.find("skipped")
        skips[f"{case.get('classname')}.{case.get('name')}"] = None if skip is None else skip.get("message", "")
    return skips


def by_reason(runs: list[Skips]) -> list[str]:
    """One line for each reason for which tests were skipped in every run that came to them."""
    ran = {test for skips in runs for test, reason in skips.items() if reason is None}
    skipped = {test: reason for skips in runs for test, reason in skips.items() if reason is not None}
    reasons = Counter(reason for test, reason in skipped.items() if test not in ran)
    return [f"{count} test{'s' * (count > 1)}: {reason}" for reason, count in sorted(reasons.items())]


def summary(results: dict[str, bool], left_out: list[str], unchecked: list[str]) -> int:
    """Print the last lines; the exit code. What lint cannot reach from here is named, but no test."""
    print("\n" + " · ".join(f"{name}: {'passed' if passed else 'FAILED'}" for name, passed in results.items()))
    for one in [*unchecked, *left_out]:
        print(f"Left out: {one}")
    if left_out and os.environ.get("CI") == "true":
        print("With CI=true nothing may be left out: FAILED")
        return 1
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
