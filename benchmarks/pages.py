"""`python -m benchmarks.pages DIR`: how well real pages are read.

DIR holds NAME.gz and gold.json, which says by name what is right: ``title``, ``date``, ``author`` where they are
known, ``with`` and ``without``, sentences that belong to the article and that do not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from claims.ingest import Document, IngestError, read


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--misses", action="store_true", help="print what was read wrong")
    options = parser.parse_args()
    gold: dict[str, dict[str, Any]] = json.loads((options.folder / "gold.json").read_text())
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    started = time.process_time()
    for name, page in gold.items():
        path = next(
            path for path in (options.folder / f"{name}.html.gz", options.folder / f"{name}.gz") if path.exists()
        )
        for what, good, miss in judged(_document(path), page):
            of[what] += 1
            right[what] += good
            if miss and options.misses:
                print(f"{what}\t{name}\t{miss}")
    for what, total in of.items():
        print(f"{what:20} {100 * right[what] / total:5.1f} %  ({right[what]} of {total})")
    print(f"{len(gold)} pages in {time.process_time() - started:.1f} s of processor time")


def _document(path: Path) -> Document | None:
    """The article in the page, None where none is found in it."""
    try:
        return read(gzip.decompress(path.read_bytes()), filename="page.html")
    except IngestError:
        return None


def judged(document: Document | None, page: dict[str, Any]) -> list[tuple[str, bool, str]]:
    """What is asked of a page, whether it was read right, and what was read where it was not."""
    text = _plain(document.text) if document else ""
    rows = [("wanted kept", _plain(words) in text, words) for words in page.get("with", ())]
    rows += [("unwanted found", _plain(words) in text, words) for words in page.get("without", ())]
    published = document.published_at if document else None
    for what, found in (
        ("title", document.title if document else ""),
        ("date", published.date().isoformat() if published else ""),
        ("author", document.author if document else ""),
    ):
        if wanted := page.get(what):
            wanted = "; ".join(wanted) if isinstance(wanted, list) else wanted
            rows.append((what, _plain(found) == _plain(wanted), f"{found} | {wanted}"))
    return [(what, good, "" if good != (what == "unwanted found") else told) for what, good, told in rows]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text.replace("\u00ad", "")).casefold()))


if __name__ == "__main__":
    main()
