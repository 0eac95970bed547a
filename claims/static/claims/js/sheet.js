// On a phone the card of tapped words comes up from the bottom of the window, and the words stay in sight above it.

import { activate, cardOf, marksOf } from "./active.js";
import { button, focusOn } from "./dom.js";

const FROM_THE_EDGE = 16; // CSS pixels

let sheet = null; // the item of the list that holds the card: it stays when the card is shown anew
const close = button("×", () => closeSheet(), "sheet-close quiet");
close.setAttribute("aria-label", "Close the claim");

document.addEventListener("keydown", (event) => {
  const other = event.target.closest(".picker, .details-form") ?? document.querySelector("dialog[open]");
  if (event.key === "Escape" && !other) closeSheet();
});
document.addEventListener("click", (event) => {
  if (!sheet || event.composedPath().includes(sheet)) return;
  if (!event.target.closest(".article-text .mark, .ref, .mending, .toast, dialog")) closeSheet();
});
document.addEventListener("claim:active", ({ target }) => sheet && !sheet.contains(target) && fold());

export function openSheet(card) {
  const { scrollX, scrollY } = window;
  fold();
  sheet = card.closest("li");
  sheet.classList.add("sheet");
  sheet.append(close);
  activate(card, { focus: true });
  // A card in its list would have been scrolled to; this one is in sight already.
  scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  showWordsAbove(card.dataset.claim);
}

/** The words come between the upper edge of the window and the sheet; where all have no room, their beginning. */
function showWordsAbove(claim) {
  const boxes = [...marksOf(claim)].filter((mark) => mark.matches(".part-content")).map((mark) => mark.getBoundingClientRect());
  if (!boxes.length) return;
  const above = Math.min(...boxes.map(({ top }) => top)) - FROM_THE_EDGE;
  const below = Math.max(...boxes.map(({ bottom }) => bottom)) + FROM_THE_EDGE - sheet.getBoundingClientRect().top;
  const top = above < 0 ? above : Math.min(above, Math.max(below, 0));
  if (top) scrollBy({ top, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
}

function closeSheet() {
  if (!sheet) return;
  const { claim } = sheet.querySelector(".card").dataset;
  fold();
  focusOn(document.getElementById(`words-${claim}`) ?? cardOf(claim));
}

/** The card goes back to its place in the list. */
function fold() {
  sheet?.classList.remove("sheet");
  close.remove();
  sheet = null;
}
