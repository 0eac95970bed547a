"""``python -m claims.extraction FILE...`` prints who said what, as a list or as JSON."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claims.extraction.extractor import READ, Extractor
from claims.extraction.language import language_of
from claims.extraction.lexicon import ALL_PRONOUNS
from claims.extraction.types import Attribution, Party

SHOWN = 200
"""Characters of content in the readable list."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0, or 2 with one line on standard error where a file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m claims.extraction", description="Who said what in news articles.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="articles as UTF-8 text")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--jsonl", type=Path, metavar="DIR", help="read DIR/*.txt, print one JSON line an article")
    options = parser.parse_args(arguments)
    files = sorted(options.jsonl.glob("*.txt")) if options.jsonl else options.files
    if not files:
        parser.error("no articles: name a FILE, or a DIR that holds .txt files")
    try:
        articles = {path: _read(path) for path in files}
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"cannot read an article: {error}\n")
        return 2
    for (path, text), attributions in zip(articles.items(), Extractor().extract_many(articles.values()), strict=True):
        language = language_of(text)
        if language not in READ:
            sys.stderr.write(f"{path}: in “{language}”, not English: quotations in marks only, without speakers\n")
        if options.jsonl or options.json:
            indent = None if options.jsonl else 1
            sys.stdout.write(json.dumps(as_record(path.stem, attributions), ensure_ascii=False, indent=indent) + "\n")
        else:
            sys.stdout.write(f"{path}\n" + "".join(readable(text, item) for item in attributions))
    return 0


def _read(path: Path) -> str:
    """The file as it is: newlines untouched, so that spans count its code points."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def as_record(stem: str, attributions: Sequence[Attribution]) -> dict[str, Any]:
    """An article's attributions as plain data: ``{"id": ..., "quotes": [...]}``."""
    return {"id": stem, "quotes": [_quote(item) for item in attributions]}


def _quote(item: Attribution) -> dict[str, Any]:
    speaker = item.speaker
    return {
        "content": item.content,
        "cue": item.cue,
        "source": item.speaker_words,
        "quote_type": item.quote_type,
        "form": item.form,
        "speaker": {"name": speaker.name, "kind": speaker.kind} if speaker else {"name": None, "kind": "unnamed"},
        "role": _role(speaker) if speaker else None,
        "joint": [{"name": party.name, "kind": party.kind, "role": _role(party)} for party in item.joint],
        "addressee": item.addressee,
        "via": [party.name or party.name_as_printed for party in item.chain],
        "confidence": item.confidence,
    }


def _role(speaker: Party) -> str | None:
    """The role printed here, or the fullest one that says no less; for the unnamed, what they are called."""
    nameless = speaker.kind in {"unnamed", "group"}
    printed = speaker.name_as_printed if nameless else speaker.role_as_printed
    here = set(printed.lower().split()) - {"the"} - ALL_PRONOUNS
    fuller = [role for role in speaker.roles if here <= set(role.lower().split())]
    return max(fuller, key=len, default=printed or None)


def readable(text: str, item: Attribution) -> str:
    """Two lines for a reader: who, how and through whom; the words."""
    parties = (item.speaker, *item.joint) if item.speaker else ()
    who = " and ".join(map(_called, parties)) or "nobody found"
    to = f", to {item.addressee}" if item.addressee else ""
    via = "".join(f", via {party.name or party.name_as_printed}" for party in item.chain)
    words = " ... ".join(" ".join(text[start:end].split()) for start, end in item.content)
    words = words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
    return f"  {who}{to} ({item.quote_type}, {item.confidence:.2f}{via})\n    {words}\n"


def _called(party: Party) -> str:
    name = party.name or party.name_as_printed
    return f"{name}, {party.role_as_printed}" if party.role_as_printed not in {"", name} else name


if __name__ == "__main__":
    raise SystemExit(main())
