"""`python -m django prepare_benchmark CLAIMS FILE`: fills an empty database and says what to ask of it."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, call_command

from benchmarks.asking import questions, sign_in
from benchmarks.generating import Newsroom
from benchmarks.loading import load


class Command(BaseCommand):
    help = "Fill an empty database with generated claims; write as JSON to FILE the questions and the log-in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("claims", type=int)
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, claims: int, file: Path, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        load(Newsroom(claims).batches())
        cookie = sign_in()
        file.write_text(json.dumps({"cookie": cookie, "questions": questions(cookie)}))
