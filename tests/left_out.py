"""A plugin for `make test`: the last lines say what was left out and how to enable it; with CI=true nothing may be."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
# These touch no database at all, or a whole program's own one on SQLite: a second run of them would say nothing new.
RUN_ONCE = (
    "tests/api/test_typescript.py",
    "tests/benchmarks/test_memory.py",
    "tests/browser/test_path_prefix.py",
    "tests/extraction",
    "tests/fetch",
    "tests/ingest",
    "tests/management/test_make_run.py",
    "tests/management/test_make_test.py",
    "tests/management/test_mcp.py",
    "tests/management/test_together.py",
    "tests/management/test_worker_on_redis.py",
    "tests/test_operating.py",
    "tests/test_path_prefix.py",
    "tests/test_worker.py",
    "tests/text",
    "tests/training",
)
# What a test of the run's own database would say. A whole program has its own on SQLite, where no other is named.
ASKS_FOR_DATABASE = re.compile(
    r"django_db|transactional_db|live_server|open_browser|DATABASE_URL|import connection\b|(?<![.\w])db\b"
)
LINES = pytest.StashKey[list[str]]()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    again = connection.vendor != "sqlite" and any(collection_path == ROOT / path for path in RUN_ONCE)
    return again or None


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:  # a worker, whose reports go to the one who started it
        return
    # What the whole run had to leave out, as `make test` knows, and what tests say of themselves.
    reasons = [report.longrepr[2].removeprefix("Skipped: ") for report in reporter.stats.get("skipped", [])]
    lines = [*filter(None, [os.environ.get("LEFT_OUT")]), *by_reason(reasons)]
    session.config.stash[LINES] = [f"Left out: {line}" for line in lines]
    if lines and os.environ.get("CI") == "true":
        session.config.stash[LINES].append("With CI=true nothing may be left out: FAILED")
        session.exitstatus = session.exitstatus or 1


def pytest_unconfigure(config: pytest.Config) -> None:
    for line in config.stash.get(LINES, []):
        print(line)  # noqa: T201 the last word, after pytest's own


def by_reason(reasons: Iterable[str]) -> list[str]:
    """One line for each reason for which tests were skipped."""
    return [f"{count} test{'s' * (count > 1)}: {reason}" for reason, count in sorted(Counter(reasons).items())]
