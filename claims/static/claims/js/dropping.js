// Pieces of a claim's words, some of which are dropped.

import { pointAt, saysSomething } from "./places.js";

// A straight mark opens where a space stands before it, and closes where no word follows.
const OPENED_BEHIND = /(?:\s|[\p{Ps}\p{Pi}]|(?<!\S)["'])+$/u;
const CLOSED_BEFORE = /^(?:[\s,;:]|[\p{Pe}\p{Pf}]|["'](?![\p{L}\p{N}]))+/u;

/**
 * The ranges without the words of one more. What is left beside it begins and ends with words: a comma that stood behind
 * what went, a mark that opened before it or closed behind it, or one by itself, is no piece.
 */
export function without(ranges, { start, end }) {
  return ranges.flatMap(([from, to]) => {
    if (to <= start || from >= end) return [[from, to]];
    const [before, behind] = [charactersOf(from, Math.min(to, start)), charactersOf(Math.max(from, end), to)];
    const [opened, closed] = [lengthOf(before.match(OPENED_BEHIND)), lengthOf(behind.match(CLOSED_BEFORE))];
    return [
      ...(saysSomething(before) ? [[from, Math.min(to, start) - opened]] : []),
      ...(saysSomething(behind) ? [[Math.max(from, end) + closed, to]] : []),
    ];
  });
}

const lengthOf = (match) => [...(match?.[0] ?? "")].length;

/** What stands from one place to another; a blank where a paragraph ends. */
function charactersOf(from, to) {
  const characters = Array.from({ length: Math.max(to - from, 0) }, (_, at) => {
    const [node, offset] = pointAt(from + at);
    const code = node.data?.codePointAt(offset);
    return code === undefined ? " " : String.fromCodePoint(code);
  });
  return characters.join("");
}
