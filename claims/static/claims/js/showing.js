// Which cards of an article are shown beside its text: loaded when somebody first asks.

import { announce } from "./announce.js";
import { cards, head } from "./review.js";

/** Shows the cards of one status, as they are now: none goes from under the pointer when it is decided. */
export function show(status) {
  for (const item of document.querySelectorAll(".claims-beside .cards > li")) {
    const card = item.querySelector(".card");
    item.hidden = Boolean(card) && status !== "all" && card.dataset.status !== status;
  }
  for (const choice of head().querySelectorAll("[data-show]")) {
    choice.setAttribute("aria-pressed", String(choice.dataset.show === status));
  }
  const { length } = cards();
  announce(`${length} claim${length === 1 ? " is" : "s are"} shown.`);
}
