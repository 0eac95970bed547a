// On a phone the card of tapped words comes up from the bottom of the window, and the words stay in sight above it.

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

/** `marks` are the card's words; `activate()` makes its claim the active one. */
export function openSheet(card, marks, activate) {
  const { scrollX, scrollY } = window;
  fold();
  sheet = card.closest("li");
  sheet.classList.add("sheet");
  sheet.append(close);
  activate();
  // A card in its list would have been scrolled to; this one is in sight already.
  scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  showWordsAbove(marks);
}

/** The words come between the upper edge of the window and the sheet; where all have no room, their beginning. */
function showWordsAbove(marks) {
  const boxes = [...marks].filter((mark) => mark.matches(".part-content")).map((mark) => mark.getBoundingClientRect());
  if (!boxes.length) return;
  const above = Math.min(...boxes.map(({ top }) => top)) - FROM_THE_EDGE;
  const below = Math.max(...boxes.map(({ bottom }) => bottom)) + FROM_THE_EDGE - sheet.getBoundingClientRect().top;
  const top = above < 0 ? above : Math.min(above, Math.max(below, 0));
  if (top) scrollBy({ top, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
}

function closeSheet() {
  if (!sheet) return;
  const card = sheet.querySelector(".card");
  fold();
  focusOn(document.getElementById(`words-${card.dataset.claim}`) ?? card);
}

/** The card goes back to its place in the list. */
function fold() {
  sheet?.classList.remove("sheet");
  close.remove();
  sheet = null;
}
