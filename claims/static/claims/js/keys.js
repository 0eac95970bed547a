// The keys of the pages: one table, and when a key counts.

import { lastUndo } from "./announce.js";

const SWITCH = "newsapp:single-keys";

/** What each key does, and how the help names it. */
const KEYS = [
  { key: "j", deed: "next", does: "next undecided claim" },
  { key: "k", deed: "previous", does: "previous undecided claim" },
  { key: "y", deed: "confirm", does: "confirm, and go on" },
  { key: "x", deed: "reject", does: "reject, and go on" },
  { key: "s", deed: "speaker", does: "correct the speaker" },
  { key: "t", deed: "tag", does: "add a tag" },
  { key: "l", deed: "link", does: "link to another claim" },
  { key: "v", deed: "select", does: "select words: arrows lead on, with Shift they extend" },
  { key: "n", deed: "add", does: "new claim of the selected words" },
  { key: "w", deed: "words", does: "the selected words are the claim’s" },
  { key: "+", deed: "more", does: "add the selected words to the claim’s" },
  { key: "-", deed: "fewer", does: "drop the selected words from the claim’s" },
  { key: "Shift+← →", deed: "arrows", does: "the claim’s words end a word earlier or later" },
  { key: "Shift+↑ ↓", deed: "arrows", does: "the claim’s words begin a word earlier or later" },
  { key: "u", deed: "undo", does: "take back the last deed (also Ctrl+Z)" },
  { key: "Enter", deed: "open", does: "open the claim" },
  { key: "?", deed: "help", does: "this help" },
];

/** A deed that answers `false` leaves the key to the browser. */
const deeds = { undo: () => lastUndo()?.() ?? false };

/** `more` are deeds of the page, by the name that the table has for them. */
export const addDeeds = (more) => Object.assign(deeds, more);
export const keysHere = () => KEYS.filter(({ deed }) => deeds[deed]);

export function setUpKeys() {
  document.addEventListener("keydown", (event) => {
    const deed = deeds[deedOf(event)];
    if (deed && deed(event) !== false) event.preventDefault();
  });
}

/** Single keys can be switched off (WCAG 2.1.4): speech input and unsteady hands press them unasked. */
export const singleKeysAreOn = () => localStorage.getItem(SWITCH) !== "off";
export const switchSingleKeys = (on) => localStorage.setItem(SWITCH, on ? "on" : "off");

function deedOf(event) {
  const { target, key, repeat, isComposing, altKey } = event;
  const isArrow = key.startsWith("Arrow");
  if (isTyping(target) || (repeat && !isArrow) || isComposing || altKey) return null;
  if (event.ctrlKey || event.metaKey) return key === "z" ? "undo" : null;
  if (!singleKeysAreOn() || !reads(target)) return null;
  return isArrow ? "arrows" : KEYS.find((row) => row.key === key)?.deed;
}

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable], dialog");

/** Whether the focus is on the text, on a card, or nowhere in particular. */
const reads = (target) => target.matches("body, main, [data-region]") || target.closest(".article-text, .card, [data-reviewed], .toast");
