// Which cards of an article are shown beside its text: loaded when somebody first asks.

import { announce } from "./messages.js";

/** Shows the cards of one status, as they are now: none goes from under the pointer when it is decided. */
export function show(status) {
  for (const item of document.querySelectorAll(".claims-beside .cards > li")) {
    const card = item.querySelector(".card");
    item.hidden = Boolean(card) && status !== "all" && card.dataset.status !== status;
  }
  for (const choice of document.querySelectorAll(".review [data-show]")) {
    choice.setAttribute("aria-pressed", String(choice.dataset.show === status));
  }
  const { length } = document.querySelectorAll(".claims-beside .cards > li:not([hidden]) .card");
  announce(`${length} claim${length === 1 ? " is" : "s are"} shown.`);
}
