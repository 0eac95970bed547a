"""`python -m benchmarks.rate`: how many articles are taken in a minute, and what the time goes into.

By one process and, with `--at-once`, by several that share one database, as the threads of a server do.
"""

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
from typing import IO, Any

from benchmarks.articles import SAMPLES, articles
from benchmarks.serving import ROOT, empty

READY = "ready"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rate", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES, help="texts (default: the samples)")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=1, metavar="N", help="processes beside one another (default: 1)")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    options = parser.parse_args()
    for processes in sorted({1, options.at_once}):
        with empty(options.database, "newsapp_bench_rate") as environment:
            seconds = _taken_in(options.folder.resolve(), options.articles, processes, environment)
        print(f"{processes} at once: {60 * options.articles / seconds:.0f} articles a minute", flush=True)


def _taken_in(folder: Path, number: int, processes: int, environment: dict[str, str]) -> float:
    """The seconds that it takes so many processes to take in so many articles, once all of them have started."""
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, env=environment, check=True)
    code = f"from benchmarks.rate import work; work({str(folder)!r}, {number}, {processes}, %d)"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code % part],
            cwd=ROOT,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for part in range(processes)
    ]
    for process in running:
        if _pipe(process.stdout).readline().strip() != READY:
            sys.exit("A process failed.")
    begun = time.perf_counter()
    for process in running:
        print("go", file=_pipe(process.stdin), flush=True)
    told = [process.communicate()[0] for process in running]
    seconds = time.perf_counter() - begun
    if any(process.returncode for process in running):
        sys.exit("A process failed.")
    print(told[0], end="")
    return seconds


def _pipe(stream: IO[str] | None) -> IO[str]:
    assert stream, "asked for above"
    return stream


def work(folder: str, number: int, parts: int, part: int) -> None:
    """Take in one of so many parts of the articles, in this process, and print what the time went into."""
    import django

    django.setup()
    from claims.services import linking, suggesting
    from claims.services.incoming import Incoming
    from claims.services.intakes import take_in_now

    suggesting.run_extractor("The mayor said the bridge was open.", published=None)  # so that the model is there
    print(READY, flush=True)
    sys.stdin.readline()
    spent: dict[str, float] = defaultdict(float)
    for module, name in ((suggesting, "run_extractor"), (suggesting, "store"), (linking, "suggest_links")):
        setattr(module, name, _timed(getattr(module, name), spent))
    begun = time.perf_counter()
    for text in islice(articles(Path(folder)), part, number, parts):
        take_in_now(incoming=Incoming.pasted(text, {"title": text[-40:]}), by="benchmark")
    whole = time.perf_counter() - begun
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
