"""Whether the process answers, and whether it can serve: for load balancers and container orchestrators."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone

from claims.models import Delivery, Worker
from claims.outages import BUSY, READ_ONLY, UNREACHABLE, outage_of
from claims.services import queueing

OK = "ok"
NO_WORKER = "no worker seen"  # well, as long as nothing waits for one
PATIENCE = timedelta(minutes=1)
LEAST_FREE = 100 * 1024 * 1024  # bytes
RETRY_AFTER = 5  # seconds

Answer = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """Answers before everything else: probes name the host by its number, speak no TLS and have no session."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        view = {"/healthz": healthz, "/readyz": readyz}.get(request.path_info)
        if view is None:
            return self.get_response(request)
        response = view() if request.method in ("GET", "HEAD") else HttpResponseNotAllowed(["GET", "HEAD"])
        response.headers["Cache-Control"] = "no-store"
        return response


def healthz() -> HttpResponse:
    return JsonResponse({"status": OK})


def readyz() -> HttpResponse:
    """Each check with "ok" or what is wrong; 503 where any fails."""
    checks = {"database": _database(), "migrations": _migrations(), "disk": _disk(), "worker": _worker()}
    if settings.NEWSAPP_TASKS == "redis":
        checks["redis"] = queueing.trouble() or OK
    if set(checks.values()) <= {OK, NO_WORKER}:
        return JsonResponse({"status": OK, "checks": checks})
    return JsonResponse({"status": "failing", "checks": checks}, status=503, headers={"Retry-After": RETRY_AFTER})


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if connection.vendor == "postgresql":
                cursor.execute("SHOW transaction_read_only")
                return READ_ONLY.message if cursor.fetchone() == ("on",) else OK
            _begin_to_write(cursor)
    except Error as error:
        return OK if outage_of(error) is BUSY else _what_is_wrong(error)
    return OK


def _begin_to_write(cursor: CursorWrapper) -> None:
    """Where SQLite may not write, no look at its file tells all reasons. Raises Error, at once where another writes."""
    if connection.in_atomic_block:  # of a test, which has begun
        return
    cursor.execute("PRAGMA busy_timeout")
    (patience,) = cursor.fetchone()
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        cursor.execute("BEGIN IMMEDIATE")  # which a file that may only be read allows
        cursor.execute("PRAGMA user_version = 0")  # which newsapp does not use
    finally:
        if connection.connection.in_transaction:
            cursor.execute("ROLLBACK")
        cursor.execute(f"PRAGMA busy_timeout = {patience:d}")


def _migrations() -> str:
    try:
        executor = MigrationExecutor(connection)
    except Error as error:
        return _what_is_wrong(error)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return f"{missing} not applied: run manage.py migrate." if missing else OK


def _disk() -> str:
    try:
        free = shutil.disk_usage(settings.VAR_DIR).free
    except OSError as error:
        return f"The directory of NEWSAPP_VAR cannot be looked at: {error.strerror}."
    return OK if free >= LEAST_FREE else f"{free // 2**20} MB free, {LEAST_FREE // 2**20} MB are needed."


def _worker() -> str:
    """Whether one has said within a minute that it is there; if none has, whether anything has waited for as long."""
    since = timezone.now() - PATIENCE
    try:
        if Worker.objects.filter(seen_at__gte=since).exists():
            return OK
        waiting = queueing.waiting_since(since)
        waiting += Delivery.objects.due().filter(webhook__active=True, next_at__lt=since).count()
    except Error as error:
        return _what_is_wrong(error)
    if not waiting:
        return NO_WORKER
    return f"{waiting} waiting for longer than a minute and {NO_WORKER}: run manage.py worker."


def _what_is_wrong(error: Error) -> str:
    return (outage_of(error) or UNREACHABLE).message
