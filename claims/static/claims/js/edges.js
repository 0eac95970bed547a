// Selecting by keyboard, and moving the edges of the active claim's words: by Shift and arrows, or by handles.

import { activeCard } from "./active.js";
import { make } from "./dom.js";
import { addDeeds, keyOf } from "./keys.js";
import { announce } from "./messages.js";
import { articleText, nextEdge, placeAt, pointAt, select, selectedPlace, wholeWords } from "./places.js";
import { rangesOf } from "./ranges.js";

const PAUSE = 600;
let [byKey, draft, timer] = [false, null, 0];

/** `mendable()` is the card whose words may be moved; `setWords(ranges)` stores where they stand then. */
export function setUpEdges(mendable, setWords) {
  const text = articleText();
  addDeeds({
    select: () => startSelecting(mendable()),
    edit: () => selectWords(mendable()),
    arrows: (event) => (byKey && selectedPlace() ? walk(event) : move(event)),
  });
  document.addEventListener("pointerdown", () => (byKey = false));
  document.addEventListener("pointerup", takeWholeWords);
  document.addEventListener("claim:active", showHandles);
  text.addEventListener("pointerdown", (event) => {
    const { edge } = event.target.dataset;
    if (!edge || !mendable()) return;
    event.preventDefault();
    event.target.setPointerCapture(event.pointerId);
    draft = rangesOf(mendable());
  });
  text.addEventListener("pointermove", ({ target, clientX, clientY }) => {
    const { edge } = target.dataset;
    const place = draft && edge && placeAt(clientX, clientY);
    const by = edge === "end" ? 1 : -1;
    if (place) shift(edge, nextEdge(place - by, edge, by));
  });
  text.addEventListener("lostpointercapture", save);
  showHandles();

  function move({ key, shiftKey }) {
    if (!shiftKey || (!draft && (selectedPlace() || !mendable()))) return false;
    draft ??= rangesOf(mendable());
    const edge = isUpright(key) ? "start" : "end";
    shift(edge, nextEdge(edge === "end" ? draft.at(-1)[1] : draft[0][0], edge, direction(key)));
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  /** Moves an edge of the draft, which is shown as selected until it is stored; no piece is ever empty. */
  function shift(edge, place) {
    const piece = edge === "end" ? draft.at(-1) : draft[0];
    if (edge === "end" ? place > piece[0] : place < piece[1]) piece[edge === "end" ? 1 : 0] = place;
    text.dataset.moving = "";
    select(...piece);
  }

  async function save() {
    const [ranges, card] = [draft, mendable()];
    if (!ranges) return;
    draft = null;
    delete text.dataset.moving;
    getSelection().removeAllRanges();
    if (card && String(ranges) !== String(rangesOf(card))) setWords(ranges);
  }

  function showHandles() {
    for (const handle of text.querySelectorAll("[data-edge]")) handle.remove();
    if (!mendable()) return;
    const ranges = rangesOf(mendable());
    handleAt(...pointAt(ranges[0][0]), "start");
    handleAt(...pointAt(ranges.at(-1)[1], true), "end");
  }
}

/** What the mouse selected grows to the words that it began and ended in. */
function takeWholeWords() {
  const place = selectedPlace();
  if (place) select(...wholeWords(place.start, place.end));
}

function handleAt(node, offset, edge) {
  const handle = make("span", { className: "edge", "data-edge": edge, ariaHidden: "true" });
  node.parentElement[edge === "end" ? "after" : "before"](handle);
}

const isUpright = (key) => key === "ArrowUp" || key === "ArrowDown";

/** Up and left lead back, but left leads on where the text runs from the right. */
function direction(key) {
  if (isUpright(key)) return key === "ArrowUp" ? -1 : 1;
  const isFromRight = getComputedStyle(articleText()).direction === "rtl";
  return (key === "ArrowRight") === isFromRight ? -1 : 1;
}

/** Begins at the first word of the active claim, or of the text. */
function startSelecting(card) {
  byKey = true;
  articleText().focus({ preventScroll: true });
  const start = nextEdge(card ? rangesOf(card)[0][0] - 1 : -1, "start", 1);
  choose(start, nextEdge(start, "end", 1));
}

/** Says why the active claim’s words may not be altered, or that there is none. */
export function refuse() {
  const why = activeCard()?.querySelector("[data-action=decide]") === null && document.querySelector(".may-not");
  announce(why?.textContent ?? "First choose a claim that you may change.");
}

/** Selects the active claim’s words, to be altered and set. */
function selectWords(card) {
  if (!card) return refuse();
  byKey = true;
  articleText().focus({ preventScroll: true });
  const ranges = rangesOf(card);
  choose(ranges[0][0], ranges.at(-1)[1]);
  announce(`The claim’s words are selected: Shift and arrows alter that; ${keyOf("words")} sets them, Escape lets go.`);
}

/** The selection of a word goes on to the next; with Shift it grows and shrinks at its end, or (up, down) at its start. */
function walk({ key, shiftKey }) {
  let { start, end } = selectedPlace();
  const by = direction(key);
  if (!shiftKey) {
    start = nextEdge(start, "start", by);
    end = nextEdge(start, "end", 1);
  } else if (isUpright(key)) start = nextEdge(start, "start", by);
  else end = nextEdge(end, "end", by);
  if (start < end) choose(start, end);
}

function choose(start, end) {
  select(start, end);
  getSelection().focusNode.parentElement.scrollIntoView({ block: "nearest" });
}
