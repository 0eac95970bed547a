// Ranges of code points, in order, none touching another: where the words of a claim stand.

/** Those of the claim's content, as its card names them. */
export const rangesOf = (card) => card.dataset.spans.split("/")[0].trim().split(" ").map((range) => range.split("-").map(Number));

/** With the words of one more range; those that touch become one. */
export function together(ranges, [start, end]) {
  const apart = ranges.filter(([from, to]) => to < start || from > end);
  const touching = ranges.filter(([from, to]) => to >= start && from <= end);
  const one = [Math.min(start, ...touching.map(([from]) => from)), Math.max(end, ...touching.map(([, to]) => to))];
  return [...apart, one].sort(([a], [b]) => a - b);
}

/** Without the words of the range; what is left on its two sides are two. */
export function without(ranges, [start, end]) {
  return ranges.flatMap(([from, to]) => [[from, Math.min(to, start)], [Math.max(from, end), to]]).filter(([from, to]) => from < to);
}
