// Pieces of a claim's words, some of which are dropped.

import { pointAt } from "./places.js";

const SAYS = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/**
 * The ranges without the words of one more. What is left beside it begins and ends with words: a comma that stood behind
 * what went, or a mark by itself, is no piece.
 */
export function without(ranges, { start, end }) {
  return ranges.flatMap(([from, to]) => {
    if (to <= start || from >= end) return [[from, to]];
    return [trimmed(from, Math.min(to, start), /\s/), trimmed(Math.max(from, end), to, /[\s,;:]/)].filter(saysSomething);
  });
}

function trimmed(from, to, before) {
  while (from < to && before.test(characterAt(from))) from += 1;
  while (from < to && /\s/.test(characterAt(to - 1))) to -= 1;
  return [from, to];
}

function saysSomething([from, to]) {
  for (let place = from; place < to; place += 1) if (SAYS.test(characterAt(place))) return true;
  return false;
}

/** The sign at the place; a blank where a paragraph ends. */
function characterAt(place) {
  const [node, offset] = pointAt(place);
  const code = node.data?.codePointAt(offset);
  return code === undefined ? " " : String.fromCodePoint(code);
}
