"""The command ``newsapp-claims``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, get_args

from newsapp_claims.client import Client, store
from newsapp_claims.errors import NewsappError, NotFound
from newsapp_claims.records import Family


def main() -> None:
    options = _parser().parse_args()
    try:
        with Client(options.base, os.environ.get("NEWSAPP_TOKEN", "")) as client:
            options.run(client, options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read what is printed has gone, as `head` goes
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is flushed at the exit
        sys.exit(128 + 13)  # as a shell tells of SIGPIPE
    except (NewsappError, OSError, ValueError) as error:
        sys.exit(f"newsapp-claims: {error}")


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    address = os.environ.get("NEWSAPP", "http://127.0.0.1:8000")
    shared.add_argument("--base", default=address, help="the address of newsapp (NEWSAPP; now %(default)s)")
    parser = argparse.ArgumentParser("newsapp-claims", description="Claims of newsapp; NEWSAPP_TOKEN holds your token.")
    commands = parser.add_subparsers(required=True)

    pull = commands.add_parser("pull", parents=[shared], help="what changed since the last pull; first, all claims")
    pull.add_argument("--since", required=True, type=Path, metavar="FILE", help="keeps the place")
    pull.add_argument("--out", type=Path, metavar="FILE", help="a claim a line is added here; else printed")
    pull.set_defaults(run=_pull)

    export = commands.add_parser("export", parents=[shared], help="all records of one moment, a record a line")
    export.add_argument("--of", choices=get_args(Family), default="claims", help="of what (now %(default)s)")
    export.add_argument("filters", nargs="*", type=filter_of, metavar="NAME=VALUE", help="such as status=confirmed")
    export.set_defaults(run=_export)

    take_in = commands.add_parser("take-in", parents=[shared], help="take in an article")
    take_in.add_argument("article", metavar="FILE|URL")
    take_in.set_defaults(run=_take_in)
    return parser


def filter_of(text: str) -> tuple[str, str]:
    name, value = text.split("=", 1)
    return name, value


def _pull(client: Client, options: argparse.Namespace) -> None:
    """Whatever a killed pull leaves, the next one adds all that is missing; of two lines of a claim the later holds."""
    is_first = not options.since.exists()
    with _added_to(options.out, anew=is_first) as out:
        if is_first:
            place = client.newest_place()
            for claim in client.export_claims():
                _write(out, claim)
            _keep(out)
            store(options.since, place)
        for change in client.changes(options.since):
            for deed in change["records"]:
                if deed["record"] == "claim":
                    _write(out, _present_state(client, deed["id"]))
                    _keep(out)


def _keep(out: BinaryIO) -> None:
    """The lines are on the disk before the place behind them is: no loss of power keeps the one without the other."""
    out.flush()
    if out is not sys.stdout.buffer:
        os.fsync(out.fileno())


def _present_state(client: Client, number: int) -> Mapping[str, Any]:
    try:
        claim = client.claim(number)
        return {name: value for name, value in claim.items() if name not in ("citation", "context")}  # as in an export
    except NotFound:
        return {"id": number, "deleted": True}


def _export(client: Client, options: argparse.Namespace) -> None:
    for record in client.export(options.of, **dict(options.filters)):
        _write(sys.stdout.buffer, record)


def _take_in(client: Client, options: argparse.Namespace) -> None:
    is_address = options.article.startswith(("http://", "https://"))
    _write(sys.stdout.buffer, client.take_in(**{"url" if is_address else "file": options.article}))


@contextmanager
def _added_to(path: Path | None, *, anew: bool) -> Iterator[BinaryIO]:
    """The end of a file of whole lines; half a line, of a killed run, goes. Without a path, what is printed."""
    if path is None:
        yield sys.stdout.buffer
        return
    with path.open("wb+" if anew else "ab+") as out:
        out.seek(max(0, out.tell() - 1))
        if out.read(1) not in (b"", b"\n"):
            out.seek(0)
            out.truncate(sum(len(line) for line in out if line.endswith(b"\n")))
        yield out


def _write(out: BinaryIO, record: Mapping[str, Any]) -> None:
    out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")


if __name__ == "__main__":
    main()
