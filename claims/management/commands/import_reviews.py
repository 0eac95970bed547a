"""`manage.py import_reviews FILE`: makes drafts of assessments of others' fact-checks."""

import sys
from argparse import ArgumentParser
from pathlib import Path

import orjson
from django.core.management.base import BaseCommand, CommandError

from claims.ingest import IngestError
from claims.ingest.reviews import elements_of, reviews_of
from claims.ingest.strict_json import DuplicateKeyError, loads
from claims.limits import MAX_BYTES
from claims.services.reviewing import import_reviews

_STANDARD_INPUT = "-"


class Command(BaseCommand):
    help = (
        "Make drafts of assessments of a feed of ClaimReview (JSON-LD), each on the one claim that it is about. Those "
        "for which there is none, or several, or no such rating, are listed. What came before is passed over."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help='"-" for standard input')

    def handle(self, *args: object, file: str, **options: object) -> None:
        try:
            reviews = reviews_of(elements_of(loads(_read(file))))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except orjson.JSONDecodeError as error:
            raise CommandError(f"{file}: This is not JSON: {error}.") from error
        except DuplicateKeyError as error:
            raise CommandError(f"{file}: {error}") from error
        except IngestError as error:
            raise CommandError(f"{file}: {error.message}") from error
        outcomes = import_reviews(reviews, by="import_reviews")
        for outcome in outcomes:
            if outcome.code and outcome.code != "already-there":
                claims = f" Claims: {', '.join(map(str, outcome.claims))}." if outcome.claims else ""
                self.stdout.write(f"{outcome.review.url or outcome.review.place}: {outcome.message}{claims}")
        created = sum(1 for outcome in outcomes if not outcome.code)
        self.stdout.write(f"{created} of {len(outcomes)} became drafts.")


def _read(file: str) -> bytes:
    if file == _STANDARD_INPUT:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with Path(file).open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise CommandError(f"{file}: At most {MAX_BYTES:,} bytes are taken.")
    return data
