// The help on keys: which there are, and a switch for those who press them unasked.

import { button, make } from "./dom.js";
import { keysHere, singleKeysAreOn, switchSingleKeys } from "./keys.js";

export function openHelp() {
  const dialog = document.getElementById("keys") || document.body.appendChild(built());
  dialog.showModal();
}

function built() {
  const rows = keysHere().map(({ key, does }) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)));
  const on = make("input", { type: "checkbox", checked: singleKeysAreOn() });
  on.addEventListener("change", () => switchSingleKeys(on.checked));
  return make(
    "dialog",
    { id: "keys", "aria-labelledby": "keys-title" },
    make("h2", { id: "keys-title" }, "Keys"),
    make("p", {}, "They act while the text or a card has the focus, never while you type."),
    make("dl", {}, ...rows),
    make("label", {}, on, "Single keys are on"),
    make("p", { className: "choices" }, button("Close", () => document.getElementById("keys").close(), "primary")),
  );
}
