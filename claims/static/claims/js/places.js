// Places in the article's text. The API counts code points, the browser UTF-16 units: this is the one place that knows both.

export const articleText = () => document.querySelector(".article-text[data-version]");

const paragraphs = () => [...articleText().querySelectorAll("[data-start]")];
const startOf = (paragraph) => Number(paragraph.dataset.start);
const length = (string) => [...string].length;

const SAYS = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const QUOTES = /^\p{Quotation_Mark}$/u;

/** Whether the words hold a letter, a digit or an emoji: a mark or a dash by itself is no word. */
export const saysSomething = (words) => SAYS.test(words);

const isStep = (words) => saysSomething(words) || QUOTES.test(words);

/**
 * What is selected in the text, without the white space round it: `start` and `end` in code points, the `words` on one
 * line, the last `paragraph`. Null where nothing of the text is selected.
 */
export function selectedPlace() {
  const selection = getSelection();
  if (!articleText() || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const pieces = paragraphs().filter((paragraph) => range.intersectsNode(paragraph)).map((paragraph) => pieceOf(paragraph, range));
  const full = pieces.filter(({ words }) => words);
  if (!full.length) return null;
  const { end, paragraph } = full.at(-1);
  const words = full.map((piece) => piece.words).join(" ").replace(/\s+/g, " ");
  return { start: full[0].start, end, words, paragraph };
}

/** The words of the range that stand in the paragraph, and where. */
function pieceOf(paragraph, range) {
  const inside = document.createRange();
  inside.selectNodeContents(paragraph);
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) inside.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
  const [selected, words] = [inside.toString(), inside.toString().trim()];
  const start = placeOf(paragraph, inside.startContainer, inside.startOffset) + length(selected.slice(0, selected.indexOf(words)));
  return { paragraph, words, start, end: start + length(words) };
}

/** The place of a point of the paragraph. */
function placeOf(paragraph, node, offset) {
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return startOf(paragraph) + length(before.toString());
}

/** Selects the words from `start` to `end`, in code points. */
export const select = (start, end) => getSelection().setBaseAndExtent(...pointAt(start), ...pointAt(end, true));

/** The text node and the UTF-16 offset in it at a place; an end stands behind what is before it. */
export function pointAt(place, isEnd = false) {
  const paragraph = paragraphs().findLast((each) => startOf(each) < place + !isEnd) ?? paragraphs()[0];
  let left = [...paragraph.textContent].slice(0, place - startOf(paragraph)).join("").length;
  const nodes = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (left < node.length + isEnd) return [node, left];
    left -= node.length;
  }
  return [paragraph, paragraph.childNodes.length];
}

/**
 * The `edge` of the next word from the place, or of the one before (`by` -1); the place where none is. A quotation mark
 * counts as one, since it tells what was quoted; dashes and other signs are stepped over.
 */
export const nextEdge = (place, edge, by) => nextOf(wordsAbout(place).filter(({ words }) => isStep(words)), place, edge, by);

/** The place from which and that to which whole words and signs stand that have a character from `start` to `end`. */
export const wholeWords = (start, end) => [
  nextOf(wordsAbout(start + 1), start + 1, "start", -1),
  nextOf(wordsAbout(end - 1), end - 1, "end", 1),
];

function nextOf(words, place, edge, by) {
  const edges = words.map((word) => word[edge]);
  return (by > 0 ? edges.find((each) => each > place) : edges.findLast((each) => each < place)) ?? place;
}

/** The words and the signs of the paragraph that the place is in, and of those beside it. */
function wordsAbout(place) {
  const all = paragraphs();
  const at = all.findLastIndex((each) => startOf(each) <= place);
  return all.slice(Math.max(at - 1, 0), at + 2).flatMap(wordsOf);
}

/** Where the words and the signs of a paragraph stand: a letter and its accents, or a family of emoji, are never parted. */
function wordsOf(paragraph) {
  let at = startOf(paragraph);
  const segments = new Intl.Segmenter(undefined, { granularity: "word" }).segment(paragraph.textContent);
  return [...segments].flatMap(({ segment }) => {
    const start = at;
    at += length(segment);
    return segment.trim() ? [{ start, end: at, words: segment }] : [];
  });
}

/** Where the paragraph starts that the place is in. */
export const placeOfParagraph = (place) => startOf(paragraphs().findLast((each) => startOf(each) <= place) ?? paragraphs()[0]);

/** The place in the text under a point of the window; null where none is. */
export function placeAt(x, y) {
  const point = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
  const node = point?.offsetNode ?? point?.startContainer;
  const paragraph = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-start]");
  if (!paragraph) return null;
  return placeOf(paragraph, node, point.offset ?? point.startOffset);
}
