"""When the database cannot serve: which trouble it is, told from the error that it raised."""

from __future__ import annotations

import errno
import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DatabaseError, Error, InterfaceError, OperationalError

logger = logging.getLogger(__name__)

damage_met = Event()
"""Set once this process has met a damaged database."""


@dataclass(frozen=True, slots=True)
class Outage:
    """Trouble that passes without a change of the program. ``wait`` is in seconds."""

    code: str
    message: str
    wait: int


BUSY = Outage("busy", "Others are writing just now. Nothing was changed; try again in a moment.", 1)
UNREACHABLE = Outage(
    "database-unreachable", "The database cannot be reached just now. Nothing was half-written; try again soon.", 5
)
READ_ONLY = Outage("database-read-only", "The database takes no changes just now. Nothing was changed.", 30)
UNMIGRATED = Outage(
    "database-unmigrated", "The database is not made for this version of newsapp: manage.py migrate makes it so.", 30
)
FULL = Outage("disk-full", "There is no room left on the disk. Nothing was changed; the operator has to make room.", 60)
DAMAGED = Outage("database-damaged", "The database is damaged and has to be brought back from a backup.", 60)


class ReplacedError(OperationalError):
    """Other files lie where those lay that we have open: what we wrote would be seen by nobody."""


_POSTGRES = {
    "40001": BUSY,  # serialization_failure
    "40P01": BUSY,  # deadlock_detected
    "55P03": BUSY,  # lock_not_available
    "08": UNREACHABLE,  # connection exceptions
    "3D000": UNREACHABLE,  # a database of this name does not exist
    "53": UNREACHABLE,  # too many connections, no memory
    "57P": UNREACHABLE,  # shutting down, starting up, recovering, dropped
    "25006": READ_ONLY,
    "42P01": UNMIGRATED,  # undefined_table
    "42703": UNMIGRATED,  # undefined_column
    "53100": FULL,
    "58030": DAMAGED,  # io_error
    "58P01": DAMAGED,  # undefined_file
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}
"""By SQLSTATE, or by its beginning where all of a class are alike."""

_SQLITE = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CANTOPEN: UNREACHABLE,
    sqlite3.SQLITE_PERM: UNREACHABLE,
    sqlite3.SQLITE_AUTH: UNREACHABLE,
    sqlite3.SQLITE_NOMEM: UNREACHABLE,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: DAMAGED,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
_SQLITE_PRIMARY = 0xFF  # the rest of an error code says more than we ask
_SQLITE_UNMIGRATED = ("no such table", "no such column", "has no column named")

_DISK = {errno.ENOSPC: FULL, errno.EDQUOT: FULL}


def outage_of(error: BaseException | None) -> Outage | None:
    """The outage that made the error; None for an error that is nobody's but the program's."""
    outages = (_by_itself(cause) for cause in _causes(error))
    outage = next(filter(None, outages), None)
    if outage is DAMAGED:
        damage_met.set()
    return outage


def noted_outage(error: BaseException | None) -> Outage | None:
    """`outage_of` the error, with one line in the log: traces of every request would fill the disk."""
    outage = outage_of(error)
    if outage and outage is not BUSY:
        logger.error("%s: %s", outage.code, in_one_line(error))
    return outage


def in_one_line(error: BaseException | None) -> str:
    return " ".join(str(error).split())


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and, while it only passes on another, that one."""
    while error is not None:
        yield error
        # A session that could not be stored says that it was deleted, and a lost one that nothing can be asked now.
        passes_on = isinstance(error, (Error, UpdateError, SessionInterrupted))
        error = (error.__cause__ or error.__context__) if passes_on else None


def _by_itself(error: BaseException) -> Outage | None:
    if isinstance(error, ReplacedError):
        return UNREACHABLE
    if isinstance(error, OSError):
        return _DISK.get(error.errno or 0)
    if not isinstance(error, Error):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    if state := getattr(cause, "pgcode", None):
        return _POSTGRES.get(state) or _POSTGRES.get(state[:3]) or _POSTGRES.get(state[:2])
    if "locked" in str(error):
        return BUSY
    # No word of the server's: it gave none, or the connection to it broke off.
    is_without_word = cause is not None and type(error) in (DatabaseError, OperationalError, InterfaceError)
    return UNREACHABLE if is_without_word else None


def _of_sqlite(cause: sqlite3.Error) -> Outage | None:
    if any(words in str(cause) for words in _SQLITE_UNMIGRATED):
        return UNMIGRATED
    return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & _SQLITE_PRIMARY)
