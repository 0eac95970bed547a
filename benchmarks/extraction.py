"""`python -m benchmarks.extraction`: how well and how fast the engine finds who said what, on the development split."""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.baseline import quotes

SHARED = Path(__file__).parents[2] / "shared" / "attribution"
WEIGHTS = Path(__file__).parents[1] / "claims" / "extraction" / "onnx" / "weights"
BINS = 10
AIMS: dict[str, float | str] = {
    "who said what, all": 77,
    "who said what, direct and mixed": 90,
    "who said what, indirect": 70,
    "content exact": 68,
    "attributed": 72,
    "name": 92,
    "resolved": 90,
    "invented": "at most 8",
    "kind": 92,
    "unnamed": 85,
    "role": 75,
    "via_precision": 80,
    "via_recall": 60,
    "calibration error": "at most 5",
    "recall at 95 % precision, direct and mixed": 70,
    "words a second, one core": 3500,
    "load, s": "at most 0.5",
    "peak memory, MB": "at most 220",
    "model files, MB": "at most 40",
}
NEWS_AIMS = {
    "who said what, all": 80,
    "who said what, direct and mixed": 92,
    "who said what, indirect": 74,
    "attributed": 72,
    "name": 88,
    "role": 75,
    "via_recall": 60,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=SHARED, help="holds evaluate.py, polnear/dev and news")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--measured", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measured:
        return measure(arguments.measured)
    dev, news = arguments.corpus / "polnear" / "dev", arguments.corpus / "news"
    if not dev.is_dir():
        print(f"There is no development split at {dev}.", file=sys.stderr)
        return 2
    figures = {"polnear": compare(arguments.corpus, dev, AIMS)}
    if news.is_dir():
        print("\nGeneral news, the texts of dev.list")
        with tempfile.TemporaryDirectory() as folder:
            choose(news, Path(folder))
            figures["news"] = compare(arguments.corpus, Path(folder), NEWS_AIMS)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n")
    return 0


def choose(news: Path, folder: Path) -> None:
    """Lay the texts that dev.list names, and what is annotated in them, into a folder of their own."""
    stems = (news / "dev.list").read_text().split()
    for part, names in {"text": "{}.txt", "attributions": "{}_news.ann", "speakers": "{}.json"}.items():
        (folder / part).mkdir()
        for stem in stems:
            name = names.format(stem)
            (folder / part / name).symlink_to(news / part / name)


def compare(corpus: Path, dev: Path, aims: Mapping[str, float | str]) -> dict[str, float]:
    """Print a table of what the engine, its rules alone and bare expressions reach; the engine's figures."""
    command = [sys.executable, "-m", "benchmarks.extraction", "--measured", str(dev / "text")]
    # A process of its own, so that time and memory are the engine's alone.
    measured = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    metric = _program(corpus / "evaluate.py")
    gold = metric.load_gold(str(dev))
    plain = spoken(metric, gold, {stem: quotes(text) for stem, (text, _) in gold.items()})
    rules = quality(corpus, dev, measured.pop("by rules"))
    figures = {**quality(corpus, dev, measured.pop("articles")), **measured}
    print(f"{'':46} {'engine':>9} {'rules':>9} {'expressions':>12} {'aim':>14}")
    for name, value in figures.items():
        print(f"{name:46} {value:>9} {rules.get(name, '')!s:>9} {plain.get(name, '')!s:>12} {aims.get(name, '')!s:>14}")
    return figures


def measure(folder: Path) -> int:
    """Print speed, memory and what is found in each article of a folder, as JSON."""
    began = time.perf_counter()
    from claims.extraction import Extractor
    from claims.extraction.__main__ import as_record
    from claims.extraction.rules.tagger import RulesTagger

    extract = Extractor().extract
    extract("“We will win,” Jo Lee said.")
    loaded = time.perf_counter() - began
    texts = {path.stem: path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))}
    before = time.process_time()
    for text in texts.values():
        extract(text)
    taken = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    by_rules = Extractor(RulesTagger()).extract
    words = sum(len(text.split()) for text in texts.values())
    figures = {
        "words a second, one core": round(words / taken),
        "load, s": round(loaded, 2),
        "peak memory, MB": round(peak),
        "model files, MB": round(sum(path.stat().st_size for path in WEIGHTS.iterdir()) / 1e6, 1),
        "articles": [as_record(stem, extract(text)) for stem, text in texts.items()],
        "by rules": [as_record(stem, by_rules(text)) for stem, text in texts.items()],
    }
    print(json.dumps(figures))
    return 0


def quality(corpus: Path, dev: Path, articles: list[dict[str, Any]]) -> dict[str, float]:
    """The metric's figures in per cent, by name."""
    metric, speakers = _program(corpus / "evaluate.py"), _program(corpus / "evaluate_speakers.py")
    gold = metric.load_gold(str(dev))
    found = {article["id"]: article["quotes"] for article in articles}
    figures = spoken(metric, gold, found)
    shares = speakers.score(str(dev), found)
    figures |= {name: round(100 * share.ok / share.n, 1) for name, share in shares.items() if share.n}
    return figures | _confidence(metric, gold, articles)


def spoken(metric: ModuleType, gold: dict[str, Any], found: dict[str, list[dict[str, Any]]]) -> dict[str, float]:
    """Who said what, by quotes of each article: F1 by kind of quotation."""
    spans = {stem: [(q["content"], q["source"], q["cue"]) for q in rows] for stem, rows in found.items()}
    scored = metric.evaluate(gold, spans)
    return {
        "who said what, all": scored["wsw"]["f1"],
        "who said what, direct and mixed": scored["wsw_direct_mixed"]["f1"],
        "who said what, indirect": scored["wsw_indirect"]["f1"],
        "content exact": scored["content_exact"]["f1"],
    }


def _confidence(metric: ModuleType, gold: dict[str, Any], articles: list[dict[str, Any]]) -> dict[str, float]:
    """How far confidence and share of right ones are apart, and how much a cautious reader gets."""
    judged: list[tuple[float, bool, bool]] = []
    for article in articles:
        text, rows = gold[article["id"]]
        judged += _judged(metric, text, rows, article["quotes"])
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, good, _ in judged:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, good))
    gaps = [abs(sum(confidence for confidence, _ in part) - sum(good for _, good in part)) for part in bins]
    marked = sorted(((confidence, good) for confidence, good, direct in judged if direct), reverse=True)
    wanted = sum(metric.is_direct(content, text) for text, rows in gold.values() for content, _, _ in rows)
    right = best = 0
    for number, (_, good) in enumerate(marked, 1):
        right += good
        best = right if right >= 0.95 * number else best
    return {
        "calibration error": round(100 * sum(gaps) / max(1, len(judged)), 1),
        "recall at 95 % precision, direct and mixed": round(100 * best / max(1, wanted), 1),
    }


def _judged(
    metric: ModuleType, text: str, rows: list[Any], quotes: list[dict[str, Any]]
) -> list[tuple[float, bool, bool]]:
    """Confidence, whether it is right by the who-said-what criterion, and whether it is direct, of each found."""
    tokens = metric.tokenise(text)
    annotated = [metric.Attr(*row, text, tokens) for row in rows]
    found = [metric.Attr(quote["content"], quote["source"], quote["cue"], text, tokens) for quote in quotes]
    right = {index for _, index in metric.greedy(annotated, found, metric.c_score(metric.src_ok))}
    return [(quote["confidence"], index in right, found[index].direct) for index, quote in enumerate(quotes)]


def _program(path: Path) -> ModuleType:
    """A program as a module, from where it lies: the metric is not ours to copy."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    sys.path.insert(0, str(path.parent))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    raise SystemExit(main())
