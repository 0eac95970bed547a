// The keys of the pages, and when one counts.

import { lastUndo } from "./messages.js";

const SWITCH = "newsapp:single-keys";

/** The key of each deed, which the account page lets a person change; what each does stands in help.js. */
const KEYS = {
  next: "j",
  previous: "k",
  confirm: "y",
  reject: "x",
  earlier: "o",
  speaker: "s",
  tag: "t",
  link: "l",
  comment: "c",
  edit: "e",
  select: "v",
  add: "n",
  words: "w",
  more: "+",
  fewer: "-",
  undo: "u",
  open: "Enter",
  help: "?",
  ...JSON.parse(document.body.dataset.keys ?? "{}"),
};
export const keyOf = (deed) => KEYS[deed];

let waiting = 0;

/** A deed that answers `false` leaves the key to the browser. */
const deeds = { undo: () => lastUndo()?.() ?? false };

/** `more` are deeds of the page, by the name that the table has for them. */
export const addDeeds = (more) => Object.assign(deeds, more);
export const isHere = (deed) => deed in deeds;
export const act = (deed, event) => deeds[deed](event);

/** What is being loaded to be typed into: until it is there, a letter meant for it is no deed. */
export function opening(module) {
  waiting += 1;
  return module.finally(() => (waiting -= 1));
}

export function setUpKeys() {
  document.addEventListener("keydown", (event) => {
    const deed = deeds[deedOf(event)];
    if (deed && deed(event) !== false) event.preventDefault();
  });
}

/** Single keys can be switched off (WCAG 2.1.4): speech input and unsteady hands press them unasked. */
export const singleKeysAreOn = () => !("noKeys" in document.body.dataset) && localStorage.getItem(SWITCH) !== "off";
export const switchSingleKeys = (on) => localStorage.setItem(SWITCH, on ? "on" : "off");

function deedOf(event) {
  const { target, key, repeat, isComposing, altKey } = event;
  const isArrow = key.startsWith("Arrow");
  if (waiting || isTyping(target) || (repeat && !isArrow) || isComposing || altKey) return null;
  if (event.ctrlKey || event.metaKey) return key === "z" ? "undo" : null;
  if (!singleKeysAreOn() || !reads(target)) return null;
  return isArrow ? "arrows" : Object.keys(KEYS).find((deed) => KEYS[deed] === key);
}

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]");

/** Whether the focus is on the text, on a card, or nowhere in particular. */
const reads = (target) => target.matches("body, main, [data-region]") || target.closest(".article-text, .card, [data-reviewed], .toast");
