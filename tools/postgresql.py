"""`python -m tools.postgresql`: the address of a PostgreSQL for the tests, or exit code 1 and how to get one."""

import getpass
import os
import zlib
from pathlib import Path
from urllib.parse import quote

import psycopg2

_SCHEMES = ("postgres", "psql", "pgsql")


def address() -> str:
    """The address of a PostgreSQL on which databases can be made. Raises LookupError with a way to get one."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(_SCHEMES):
        return named
    refused = ""
    users = dict.fromkeys(filter(None, [os.environ.get("PGUSER"), "postgres", getpass.getuser()]))
    for user in users:
        try:
            if _may_create_databases(user):
                # Two checkouts on one machine must not share a test database.
                return f"postgres://{quote(user)}@127.0.0.1:5432/newsapp_{zlib.crc32(bytes(Path.cwd())):08x}"
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


if __name__ == "__main__":
    try:
        print(address())
    except LookupError as error:
        raise SystemExit(str(error)) from None
