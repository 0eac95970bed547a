// The help on keys: which there are, and a switch for those who press them unasked.

import { button, make } from "./dom.js";
import { isHere, keyOf, singleKeysAreOn, switchSingleKeys } from "./keys.js";

/** What each deed is and, where that is no single key, by which keys it is done. */
const DEEDS = [
  ["next", "next undecided claim"],
  ["previous", "previous undecided claim"],
  ["confirm", "confirm, and go on"],
  ["reject", "reject, and go on"],
  ["earlier", "keep an altered claim as it was, and go on"],
  ["speaker", "correct the speaker"],
  ["tag", "add a tag"],
  ["link", "link to another claim"],
  ["comment", "comment on the claim"],
  ["edit", "select the claim’s words, to alter them"],
  ["select", "select words: arrows lead on, with Shift they extend"],
  ["add", "new claim of the selected words"],
  ["words", "the selected words are the claim’s"],
  ["more", "add the selected words to the claim’s"],
  ["fewer", "drop the selected words from the claim’s"],
  ["arrows", "the claim’s words end a word earlier or later", "Shift+← →"],
  ["arrows", "the claim’s words begin a word earlier or later", "Shift+↑ ↓"],
  ["cancel", "cancel the link that is being made", "Esc"],
  ["undo", "take back the last deed (also Ctrl+Z)"],
  ["open", "open the claim"],
  ["help", "this help"],
];

export function openHelp() {
  const dialog = document.getElementById("keys") || document.body.appendChild(built());
  dialog.showModal();
}

function built() {
  const here = DEEDS.filter(([deed]) => isHere(deed));
  const rows = here.map(([deed, does, keys = keyOf(deed)]) => make("div", {}, make("dt", {}, make("kbd", {}, keys)), make("dd", {}, does)));
  return make(
    "dialog",
    { id: "keys", "aria-labelledby": "keys-title" },
    make("h2", { id: "keys-title" }, "Keys"),
    make("p", {}, "They act while the text or a card has the focus, never while you type."),
    make("p", { className: "hint" }, "Arrows, Esc, Enter on a button and Ctrl+Z do what they do in every program, and keep their keys."),
    make("dl", {}, ...rows),
    ...switches(),
    make("p", { className: "choices" }, button("Close", () => document.getElementById("keys").close(), "primary")),
  );
}

/** Off for the account, or else on or off in this browser. */
function switches() {
  const { account, noKeys } = document.body.dataset;
  const page = account && make("p", {}, make("a", { href: `${account}#keys` }, "Change the keys of your account"));
  if (noKeys !== undefined) return [make("p", {}, "Your account uses no keys."), page];
  const on = make("input", { type: "checkbox", checked: singleKeysAreOn() });
  on.addEventListener("change", () => switchSingleKeys(on.checked));
  return [make("label", {}, on, "Single keys are on"), page].filter(Boolean);
}
