"""`python -m benchmarks.rate`: how many articles are taken in a minute by one process, and what the time goes into."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.articles import SAMPLES, articles
from benchmarks.serving import ROOT, empty


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rate", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES, help="texts (default: the samples)")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    options = parser.parse_args()
    with empty(options.database, "newsapp_bench_rate") as environment:
        code = f"from benchmarks.rate import measure; measure({str(options.folder.resolve())!r}, {options.articles})"
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)


def measure(folder: str, number: int) -> None:
    """Take the articles in, in this process, and print the rate and the shares."""
    import django

    django.setup()
    from django.core.management import call_command

    from claims.services import linking, suggesting
    from claims.services.incoming import Incoming
    from claims.services.intakes import take_in_now

    call_command("migrate", verbosity=0)
    spent: dict[str, float] = defaultdict(float)
    for module, name in ((suggesting, "run_extractor"), (suggesting, "store"), (linking, "suggest_links")):
        setattr(module, name, _timed(getattr(module, name), spent))
    begun = time.perf_counter()
    for text in islice(articles(Path(folder)), number):
        take_in_now(incoming=Incoming.pasted(text, {"title": text[-40:]}), by="benchmark")
    whole = time.perf_counter() - begun
    print(f"{60 * number / whole:.0f} articles a minute")
    for name, seconds in spent.items():
        print(f"{name:15} {seconds / whole:4.0%}")


def _timed(function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    @wraps(function)
    def timed(*arguments: Any, **values: Any) -> Any:
        begun = time.perf_counter()
        try:
            return function(*arguments, **values)
        finally:
            spent[function.__name__] += time.perf_counter() - begun

    return timed


if __name__ == "__main__":
    main()
