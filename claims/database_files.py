"""A database that is files on this machine, which may be replaced while we have them open."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.outages import ReplacedError, damage_met

_LEAST_LIFE = 10.0
"""Seconds that a process has at least where the database is damaged, lest it did nothing but begin anew."""


class OpenFiles:
    """The files of a SQLite database that this process has open; of another database, none.

    All connections of a process share one index of the log beside the file. Once a file was replaced or removed, it
    leads each new connection to the old ones too, until the last connection is closed.
    """

    def __init__(self) -> None:
        """Opens the connection of this thread, which keeps SQLite from removing the index by itself."""
        self._began = monotonic()
        damage_met.clear()
        self._path = Path()
        if connection.vendor == "sqlite":
            self._path = Path(connection.settings_dict["NAME"])
            with suppress(Error), connection.cursor() as cursor:  # whoever asks the database for something, says it
                cursor.execute("PRAGMA schema_version")
        self._numbers = self._numbers_now()

    def are_replaced(self) -> bool:
        return any(was not in (0, now) for was, now in zip(self._numbers, self._numbers_now(), strict=True))

    def are_useless(self) -> bool:
        """Whether only a process that opens them anew can serve."""
        is_damaged = connection.vendor == "sqlite" and damage_met.is_set()
        return self.are_replaced() or (is_damaged and monotonic() - self._began > _LEAST_LIFE)

    def refuse_replaced(self, execute: Any, *query: Any) -> Any:
        """A wrapper of each query of a connection. Raises ReplacedError."""
        if self.are_replaced():
            raise ReplacedError("The files of the database were replaced or removed.")
        return execute(*query)

    def _numbers_now(self) -> list[int]:
        return [_number(f"{self._path}{suffix}") for suffix in ("", "-shm")] if self._path.name else []


def _number(path: str) -> int:
    """0 where nothing lies there."""
    try:
        return os.stat(path).st_ino
    except OSError:
        return 0


def read_by_system_calls(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Let this connection to SQLite map no file into memory: where one is cut short, the process would be killed."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size = 0")
