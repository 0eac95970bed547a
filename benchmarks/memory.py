"""`python -m benchmarks.memory`: the memory that taking in one long text needs beyond what a short one does."""

from __future__ import annotations

import argparse
import subprocess
import sys

from benchmarks.articles import text_of
from benchmarks.serving import ROOT, empty, peak_memory

SHORT, LONGEST = 5_000, 1_800_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("--size", type=int, default=LONGEST, help=f"characters (default: {LONGEST})")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    options = parser.parse_args()
    short, long = peaks(options.size, options.database)
    print(f"{options.size} characters: {long:.0f} MiB at the peak, {long - short:.0f} more than {SHORT}")


def peaks(size: int, database: str) -> tuple[float, float]:
    """The peak of a process of its own in MiB after a short text, and after one of so many characters."""
    with empty(database, "newsapp_bench_memory") as environment:
        code = f"from benchmarks.memory import measure; measure({size})"
        command = [sys.executable, "-c", code]
        told = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
        short, long = told.split()
    return float(short), float(long)


def measure(size: int) -> None:
    """Take both in, in this process, and print the two peaks."""
    import django

    django.setup()
    from django.core.management import call_command

    from claims.services.incoming import Incoming
    from claims.services.intakes import take_in_now

    call_command("migrate", verbosity=0)
    for length in (SHORT, size):
        take_in_now(incoming=Incoming.pasted(text_of(length), {"title": f"{length} characters"}), by="benchmark")
        print(*peak_memory(), flush=True)


if __name__ == "__main__":
    main()
