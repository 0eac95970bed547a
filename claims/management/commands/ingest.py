"""`manage.py ingest FILE_OR_URL...`: takes articles in from the command line, one by one or many at once."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Field

from claims.choices import Anchoring, IntakeOrigin
from claims.fetch import FetchError
from claims.ingest import IngestError, parse_time
from claims.limits import MAX_BYTES
from claims.management.again import read_all_again
from claims.management.claims_table import claims_table
from claims.management.many import is_many, take_in_many
from claims.models import Article
from claims.services.articles import TakenIn
from claims.services.errors import ServiceError
from claims.services.incoming import Incoming
from claims.services.intakes import take_in_now

_STANDARD_INPUT = "-"
_ADDRESSES = ("http://", "https://")


class Command(BaseCommand):
    help = "Take articles in from files and addresses, and print the claims found in them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files",
            nargs="*",
            metavar="FILE_OR_URL_OR_NUMBER",
            help="plain text, HTML, Markdown, a mail, a saved page (MHTML), JSON, NITF, PDF, DOCX, ODT, RTF, VTT or "
            'SRT; a folder or ZIP of such, or a JSONL or CSV with an article a row; "-" for standard input; '
            "what begins with http:// or https:// is fetched",
        )
        parser.add_argument(
            "--outlet", default="", metavar="NAME", help="who published it, where the file does not say"
        )
        again = parser.add_argument_group("to read again what came in earlier")
        again.add_argument(
            "--again",
            action="store_true",
            help="read the bytes kept of articles, by their numbers, with the readers of today; another text becomes a "
            "new version",
        )
        again.add_argument("--all", action="store_true", help="with --again: of all articles")
        again.add_argument("--rehearse", action="store_true", help="with --again: say what would change, write nothing")
        one = parser.add_argument_group("for a single FILE, in place of what it says itself")
        one.add_argument("--url", metavar="URL", help="the address by which it is known again")
        one.add_argument("--title", metavar="T")
        one.add_argument("--published", metavar="TIME", help="2018-09-29 or 2018-09-29T19:06:00-04:00")

    def handle(self, *args: object, files: list[str], outlet: str, **options: Any) -> None:
        if options["again"]:
            self._again(files, every=options["all"], rehearsed=options["rehearse"])
            return
        if options["all"] or options["rehearse"] or not files:
            raise CommandError("Name what is to be taken in; --all and --rehearse belong to --again.")
        stated = self._stated(options, files) | {"outlet": outlet}
        articles: list[Article] = []
        done = 0
        for name in files:
            if not name.startswith(_ADDRESSES) and is_many(Path(name)):
                done += self._take_in_many(name, outlet)
                continue
            try:
                taken = take_in_now(incoming=_incoming(name, stated), by="manage.py ingest")
            except (OSError, FetchError, IngestError, ServiceError) as error:
                self.stderr.write(f"{name}: error: {_reason(error)}")
            else:
                self.stdout.write(f"{name}: {_outcome(taken)}")
                articles.append(taken.article)
                done += 1
        if table := claims_table(articles):
            self.stdout.write(f"\n{table}")
        if done < len(files):
            raise CommandError(f"{len(files) - done} of {len(files)} files could not be taken in whole.")

    def _again(self, names: list[str], *, every: bool, rehearsed: bool) -> None:
        if every == bool(names) or not all(name.isascii() and name.isdigit() for name in names):
            raise CommandError("--again needs the numbers of articles, or --all.")
        chosen = Article.objects.order_by("pk").values_list("pk", flat=True)
        numbers = list(chosen if every else chosen.filter(pk__in=names))
        if missing := sorted({int(name) for name in names} - set(numbers)):
            raise CommandError(f"There is no article {', '.join(map(str, missing))}.")
        outcome = read_all_again(numbers, rehearsed=rehearsed, tell=self.stdout.write)
        self.stdout.write(f"{outcome.line}{'; nothing was written' if rehearsed else ''}.")
        for failure in outcome.failures:
            self.stderr.write(failure)
        if outcome.failures:
            raise CommandError(f"{len(outcome.failures)} of {len(numbers)} articles could not be read again.")

    def _take_in_many(self, name: str, outlet: str) -> bool:
        """Whether all that it holds is taken in."""
        try:
            result = take_in_many(Path(name), outlet=outlet)
        except (OSError, IngestError) as error:
            self.stderr.write(f"{name}: error: {_reason(error)}")
            return False
        for failure in result.failures:
            self.stderr.write(f"{name}: {failure}")
        self.stdout.write(f"{name}: {result.line}")
        return result.is_whole

    def _stated(self, options: dict[str, Any], files: list[str]) -> dict[str, Any]:
        """What the options say of the article, by the field of its Document."""
        stated: dict[str, Any] = {name: options[name] for name in ("url", "title") if options[name]}
        for name, value in stated.items():
            try:
                cast("Field[Any, Any]", Article._meta.get_field(name)).clean(value, None)
            except ValidationError as error:
                raise CommandError(f"--{name}: {' '.join(error.messages)}") from error
        if options["published"]:
            try:
                stated["published_at"] = parse_time(options["published"])
            except IngestError as error:
                raise CommandError(f"--published: {error.message}") from error
        if stated and (len(files) > 1 or is_many(Path(files[0]))):
            raise CommandError("--url, --title and --published are for a single FILE.")
        return stated


def _incoming(name: str, stated: dict[str, Any]) -> Incoming:
    """What is named: the address, or what the file holds. Raises OSError, and FetchError for an unsound address."""
    if name.startswith(_ADDRESSES):
        return Incoming.at_address(name, stated)
    if name == _STANDARD_INPUT:
        return Incoming(sys.stdin.buffer.read(MAX_BYTES + 1), IntakeOrigin.COMMAND, stated=stated)
    with Path(name).open("rb") as file:
        return Incoming(file.read(MAX_BYTES + 1), IntakeOrigin.COMMAND, filename=Path(name).name, stated=stated)


def _reason(error: OSError | FetchError | IngestError | ServiceError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else error.message


def _outcome(taken: TakenIn) -> str:
    title = f"“{taken.article}”"
    if taken.created:
        return f"taken in as {title}, {_claims(len(taken.claims))} found"
    if taken.new_version:
        return f"new version of {title}, {_claims(len(taken.claims))} found anew{_anchored(taken)}"
    return f"already there as {title}"


def _anchored(taken: TakenIn) -> str:
    return "".join(
        f", {taken.anchored[outcome]} {outcome.value}" for outcome in Anchoring if taken.anchored.get(outcome)
    )


def _claims(count: int) -> str:
    return "1 claim" if count == 1 else f"{count} claims"
