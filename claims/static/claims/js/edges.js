// Selecting by keyboard, and moving the edges of the active claim's words: by Shift and arrows, or by handles.

import { activeCard, cardOf } from "./active.js";
import { changeFirst, send } from "./card.js";
import { doing } from "./deeds.js";
import { make } from "./dom.js";
import { addDeeds, keyOf } from "./keys.js";
import { announce, lastUndo } from "./messages.js";
import { articleText, nextEdge, placeAt, pointAt, select, selectedPlace, wholeWords } from "./places.js";
import { rangesOf } from "./ranges.js";

const PAUSE = 600;
let [byKey, draft, storing, timer] = [false, null, null, 0];

/** `mendable()` is the card whose words may be moved, if any. */
export function setUpEdges(mendable) {
  const text = articleText();
  addDeeds({
    select: () => startSelecting(mendable()),
    edit: () => selectWords(mendable()),
    arrows: (event) => (byKey && selectedPlace() ? walk(event) : move(event)),
    undo: () => (save()?.then(({ done }) => done && lastUndo()?.()) ?? lastUndo()?.() ?? false),
  });
  document.addEventListener("pointerdown", () => (byKey = false));
  document.addEventListener("pointerup", takeWholeWords);
  document.addEventListener("claim:active", () => {
    if (draft && draft.claim !== activeCard().dataset.claim) save();
    showHandles();
  });
  document.addEventListener("visibilitychange", () => document.hidden && save()); // also when the page is left
  changeFirst(save);
  text.addEventListener("pointerdown", (event) => {
    const { edge } = event.target.dataset;
    if (!edge || !mendable()) return;
    event.preventDefault();
    event.target.setPointerCapture(event.pointerId);
    draft = draftOf(mendable());
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
    draft ??= draftOf(mendable());
    const edge = isUpright(key) ? "start" : "end";
    const place = edge === "end" ? draft.ranges.at(-1)[1] : draft.ranges[0][0];
    shift(edge, nextEdge(place, edge, direction(key, place)));
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  /** Moves an edge of the draft, which is shown as selected until it is stored; no piece is ever empty. */
  function shift(edge, place) {
    const piece = edge === "end" ? draft.ranges.at(-1) : draft.ranges[0];
    if (edge === "end" ? place > piece[0] : place < piece[1]) piece[edge === "end" ? 1 : 0] = place;
    text.dataset.moving = "";
    select(...piece);
  }

  /** Stores the words on the claim that they were moved of: a promise of whether, and of which; null where none were moved. */
  function save() {
    if (!draft) return storing;
    const { claim, ranges } = draft;
    clearTimeout(timer);
    draft = null;
    delete text.dataset.moving;
    getSelection().removeAllRanges();
    if (String(ranges) === String(rangesOf(cardOf(claim)))) return storing;
    const own = (storing = store(claim, ranges, storing));
    own.finally(() => storing === own && (storing = null));
    return own;
  }

  async function store(claim, ranges, before) {
    await before;
    const action = { what: "words set", done: "Words set", body: () => ({ spans: { content: ranges } }) };
    return { claim, done: await doing(() => send(cardOf(claim), action)) };
  }

  function showHandles() {
    for (const handle of text.querySelectorAll("[data-edge]")) handle.remove();
    if (!mendable()) return;
    const ranges = rangesOf(mendable());
    handleAt(...pointAt(ranges[0][0]), "start");
    handleAt(...pointAt(ranges.at(-1)[1], true), "end");
  }
}

const draftOf = (card) => ({ claim: card.dataset.claim, ranges: rangesOf(card) });

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

/** Up and left lead back, but left leads on where the paragraph of the place runs from the right. */
function direction(key, place) {
  if (isUpright(key)) return key === "ArrowUp" ? -1 : 1;
  const isFromRight = getComputedStyle(pointAt(place)[0].parentElement).direction === "rtl";
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
  const by = direction(key, start);
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
