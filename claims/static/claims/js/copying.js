// Buttons with `data-copies`, the id of a field: what stands in it goes to the clipboard.

import { announce } from "./messages.js";

document.addEventListener("click", ({ target }) => "copies" in target.dataset && copy(document.getElementById(target.dataset.copies)));

/** Where the browser lends no clipboard, as over plain http, the words are selected. */
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    announce("Copied.");
  } catch {
    field.select();
    announce("Your browser copies nothing here by itself: it is selected, copy it with Ctrl+C.");
  }
}
