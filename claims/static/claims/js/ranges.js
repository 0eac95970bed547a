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
