"""From the network's scores to reported words: spans by the best path of labels, pairs by the pointers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from claims.extraction.onnx.confidence import log_odds, odds
from claims.extraction.onnx.pieces import QUOTED, Pieces, Window
from claims.extraction.onnx.pointers import POINTERS, Floats, PointerWeights, pair_features, span_vectors
from claims.extraction.records import Tagged
from claims.extraction.types import Span

KINDS = ("content", "cue", "speaker")
"""The kinds of span in the order of the labels: 0 is outside, 1 + 2k begins one of kind k, 2 + 2k goes on."""
LABELS = 1 + 2 * len(KINDS)
NEVER = -1e9
FAR = 160
"""Pieces between two fragments of one content, at most."""


@dataclass(slots=True)
class Scores:
    """What the network says of some windows in a row.

    ``labels [n, 7]`` score the labels of the windows' own pieces, ``inner [n, 7]`` those of what is reported inside
    of reported words, ``hidden`` are the hidden states of each window.
    """

    windows: Sequence[Window]
    labels: Floats
    hidden: Sequence[Floats]
    inner: Floats | None = None
    """None where the network has learnt one row of labels only."""

    def of(self, start: int, end: int) -> Floats:
        """The label scores of a range of the text's pieces."""
        first = self.windows[0].own
        return self.labels[start - first : end - first]


def best_labels(scores: Floats) -> list[int]:
    """The most likely labels of a row of words ``[n, 7]`` in which nothing goes on that has not begun."""
    total = [0.0] + [NEVER] * 6
    back: list[list[int]] = []
    for row in scores.tolist():
        best = max(range(7), key=total.__getitem__)
        top = total[best]
        came = [best] * 7
        new = [top + value for value in row]
        for inside in (2, 4, 6):
            begun = inside if total[inside] > total[inside - 1] else inside - 1
            came[inside] = begun
            new[inside] = total[begun] + row[inside]
        back.append(came)
        total = new
    label = max(range(7), key=total.__getitem__)
    out: list[int] = []
    for came in reversed(back):
        out.append(label)
        label = came[label]
    return out[::-1]


def tagged_spans(pieces: Pieces, scores: Scores, within: Sequence[Span] = ()) -> dict[str, list[Span]]:
    """The spans of each kind as ranges of pieces, whole words, in order; no other than those ``within`` some ranges."""
    spans: dict[str, list[Span]] = {kind: [] for kind in KINDS}
    for start, end in within or [(scores.windows[0].own, scores.windows[-1].end)]:
        _tag_range(pieces, scores, start, end, spans)
    return spans


def _tag_range(pieces: Pieces, scores: Scores, start: int, end: int, spans: dict[str, list[Span]]) -> None:
    heads = np.flatnonzero(pieces.first[start:end])
    edges = [*(heads + start).tolist(), end]
    begun: tuple[int, int] | None = None
    path = [*best_labels(scores.of(start, end)[heads]), 0]
    for word, label in enumerate(path):
        if begun and label != begun[1] + 1:
            spans[KINDS[begun[1] // 2]].append((edges[begun[0]], edges[word]))
            begun = None
        if label % 2 == 1:
            begun = (word, label)


def decode(pieces: Pieces, scores: Scores, weights: PointerWeights) -> list[Tagged]:
    """The reported words in the windows scored, in order of appearance; those inside of others have a cue."""
    spans = tagged_spans(pieces, scores)
    records = _records(pieces, scores, weights, spans)
    if scores.inner is not None and spans["content"]:
        inner = replace(scores, labels=scores.inner)
        records_inside = _records(pieces, inner, weights, tagged_spans(pieces, inner, spans["content"]))
        records += [
            replace(record, inside=True, signs=(*record.signs[:-1], 1.0)) for record in records_inside if record.cue
        ]
    return sorted(records, key=lambda record: record.content[0])


def _records(pieces: Pieces, scores: Scores, weights: PointerWeights, spans: dict[str, list[Span]]) -> list[Tagged]:
    """One row of labels' reported words, each with the cue and the speaker words that the pointers choose for it."""
    chances = _point(pieces, scores, weights, spans)
    groups: dict[Span | None, list[list[Span]]] = defaultdict(list)
    for content in spans["content"]:
        cue = _best(chances["content_cue"].get(content, {}))
        if cue is not None and groups[cue] and _together(pieces, groups[cue][-1][-1], content):
            groups[cue][-1].append(content)
        else:
            groups[cue].append([content])
    records = []
    for cue, parts in groups.items():
        nearest = min(parts, key=lambda part: _distance(cue, part)) if cue else None
        records += [_record(pieces, scores, chances, cue if part is nearest else None, part) for part in parts]
    return records


def _together(pieces: Pieces, before: Span, after: Span) -> bool:
    """Whether two fragments that chose one cue are one content: not far, and of one paragraph or one quotation.

    A quotation that goes on in the next paragraph opens there again and was not closed before.
    """
    mark = QUOTED.index("mark")
    same = pieces.lines[before[1] - 1] == pieces.lines[after[0]]
    goes_on = all(pieces.quoted[span[0]] == mark for span in (before, after)) and pieces.quoted[before[1] - 1] != mark
    return bool(same or goes_on) and after[0] - before[1] <= FAR


def _distance(cue: Span, contents: list[Span]) -> int:
    return min(abs(cue[0] - edge) for content in contents for edge in content)


def _best(chances: dict[Span | None, float]) -> Span | None:
    return max(chances, key=chances.__getitem__) if chances else None


def _point(
    pieces: Pieces, scores: Scores, weights: PointerWeights, spans: dict[str, list[Span]]
) -> dict[str, dict[Span, dict[Span | None, float]]]:
    """Each pointer's log-probabilities by query span and target span."""
    out: dict[str, dict[Span, dict[Span | None, float]]] = {name: {} for name in POINTERS}
    for window, hidden in zip(scores.windows, scores.hidden, strict=True):
        here = {
            kind: [span for span in rows if window.start <= span[0] and span[1] <= window.end]
            for kind, rows in spans.items()
        }
        places = {kind: np.array(rows, dtype=np.int32).reshape(-1, 2) - window.start + 1 for kind, rows in here.items()}
        vectors = {kind: span_vectors(hidden, places[kind]) for kind in KINDS}
        lines = np.concatenate([pieces.lines[window.start : window.start + 1], pieces.lines[window.start : window.end]])
        for name, (a, b) in POINTERS.items():
            if not here[a]:
                continue
            features = pair_features(places[a], places[b], lines)
            table = weights.score(name, vectors[a], vectors[b], features)
            for query, row in zip(here[a], table.tolist(), strict=True):
                pointed = out[name].get(query)
                if pointed is None or _best(pointed) is None:
                    out[name][query] = dict(zip([*here[b], None], row, strict=True))
    return out


def _record(
    pieces: Pieces,
    scores: Scores,
    chances: dict[str, dict[Span, dict[Span | None, float]]],
    cue: Span | None,
    contents: list[Span],
) -> Tagged:
    votes = [chances["content_speaker"].get(content, {}) for content in contents]
    if cue is not None:
        votes.append(chances["cue_speaker"].get(cue, {}))
    total: dict[Span | None, float] = defaultdict(float)
    names = {target for vote in votes for target in vote}
    for target in names:
        total[target] = sum(vote.get(target, -12.0) for vote in votes) / len(votes)
    speaker = _best(total)
    return Tagged(
        content=tuple(_code_points(pieces, span) for span in contents),
        cue=_printed(pieces, cue),
        speaker_words=_printed(pieces, speaker),
        signs=_signs(pieces, scores, chances["content_cue"], (cue, contents, speaker), total),
    )


def _signs(
    pieces: Pieces,
    scores: Scores,
    cues: dict[Span, dict[Span | None, float]],
    chosen: tuple[Span | None, list[Span], Span | None],
    speakers: dict[Span | None, float],
) -> tuple[float, ...]:
    """What the confidence is told by, in the order of confidence.SIGNS."""
    cue, contents, speaker = chosen
    words = [_label_odds(pieces, scores, span, 1) for span in contents]
    inside = np.concatenate(words)
    after = [_ended(scores, end) for _, end in contents]
    named = float(_label_odds(pieces, scores, speaker, 5).mean()) if speaker else 0.0
    return (
        1.0,
        float(inside.mean()),
        float(inside.min()),
        float(min(word[0] for word in words)),
        min(after),
        min(odds(cues.get(span, {}).get(cue, 0.0)) for span in contents),
        float(cue is None),
        odds(speakers.get(speaker, 0.0)),
        float(speaker is None),
        named,
        float(len(contents) - 1),
        float(np.mean([pieces.quoted[start:end].any() for start, end in contents])),
        0.0,
    )


def _label_odds(pieces: Pieces, scores: Scores, span: Span, begin: int) -> Floats:
    """The log-odds of each word of a span to be labelled as it is: the first ``begin``, the others ``begin + 1``."""
    rows = _log_softmax(scores.of(*span)[pieces.first[span[0] : span[1]]])
    return log_odds(np.concatenate([rows[:1, begin], rows[1:, begin + 1]]))


def _ended(scores: Scores, end: int) -> float:
    """The log-odds that a content does not go on behind ``end``."""
    row = scores.of(end, end + 1)
    return -float(log_odds(_log_softmax(row)[:, 2])[0]) if len(row) else odds(0.0)


def _log_softmax(rows: Floats) -> Floats:
    shifted = rows - rows.max(axis=1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return out


def _code_points(pieces: Pieces, span: Span) -> Span:
    return int(pieces.starts[span[0]]), int(pieces.ends[span[1] - 1])


def _printed(pieces: Pieces, span: Span | None) -> tuple[Span, ...]:
    """The code points of a span; none for the end of a line alone, which prints nothing."""
    points = _code_points(pieces, span) if span else (0, 0)
    return (points,) if points[0] < points[1] else ()
