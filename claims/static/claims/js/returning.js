// Whoever goes back to a list of claims goes on where they left it, or with the next that is still there. The browser may
// have kept the list as it was, so what was done to the claim meanwhile is shown on its card.

import { activate, activeCard, cardOf } from "./active.js";
import { refreshCard } from "./card.js";

const key = () => `newsapp:left-at:${location.pathname}${location.search}`;
const cards = () => [...document.querySelectorAll(".cards > li:not([hidden]) .card")];

addEventListener("pagehide", () => {
  const all = cards();
  const at = all.indexOf(activeCard());
  if (at < 0) sessionStorage.removeItem(key());
  else sessionStorage.setItem(key(), JSON.stringify(all.slice(at).map((card) => card.dataset.claim)));
});

const left = JSON.parse(sessionStorage.getItem(key()));
const [{ type }] = performance.getEntriesByType("navigation");
if (left && type === "back_forward" && document.activeElement === document.body) {
  const card = left.map(cardOf).find(Boolean) ?? cards()[0];
  if (card) {
    activate(card, { focus: true });
    refreshCard(card.dataset.claim);
  }
}
