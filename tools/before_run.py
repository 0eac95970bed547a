"""What `make run` looks at before the slow work: PORT, ARTICLE and NEWSAPP_VAR, each wrong one said in one line.

Runs before anything is installed, so it imports the standard library alone.
"""

import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

HOST = "127.0.0.1"  # as in gunicorn.conf.py


def main() -> None:
    check_port(os.environ["PORT"])
    check_var(Path(os.environ.get("NEWSAPP_VAR") or "var"))
    if article := os.environ["ARTICLE"]:
        check_article(article)


def check_port(text: str) -> None:
    """That it is the number of a port on which nobody else listens."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        stop(f"PORT={text} is no port; take a number from 1 to 65535.")
    try:
        socket.create_server((HOST, int(text))).close()
    except OSError as error:
        why = os.strerror(error.errno or 0)
        another = int(text) + 1 if int(text) < 65535 else 8000
        stop(f"port {text} of {HOST} cannot be used ({why}); take another: make run PORT={another}")


def check_var(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        stop(f"{path} cannot be written ({error.strerror}); make it writable, or name another with NEWSAPP_VAR=.")


def check_article(name: str) -> None:
    try:
        with Path(name).open("rb"):
            pass
    except OSError as error:
        stop(f"ARTICLE={name} cannot be read ({error.strerror}).")


def stop(message: str) -> NoReturn:
    """End with one line for the user and exit code 2."""
    print(f"newsapp: {message}", file=sys.stderr)
    raise SystemExit(2)


if __name__ == "__main__":
    main()
