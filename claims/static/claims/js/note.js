// The line for visitors, once it is dismissed, is left out by the server: no page moves while it loads.

import { focusOn } from "./dom.js";

const A_YEAR = 365 * 24 * 60 * 60; // seconds

export function dismiss(note) {
  document.cookie = `visitor_note=dismissed; path=/; max-age=${A_YEAR}; samesite=lax`;
  note.remove();
  focusOn(document.getElementById("main"));
}
