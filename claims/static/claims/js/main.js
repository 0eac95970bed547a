// What every page has; the rest comes with the first sign that it is wanted.

import { setUpActive } from "./active.js";
import { isUnreachable } from "./api.js";
import { setUpCards } from "./card.js";
import { showLeftMessage } from "./deeds.js";
import { act, addDeeds, setUpKeys } from "./keys.js";
import { announce } from "./messages.js";
import { setUpReview } from "./review.js";

const text = document.querySelector(".article-text[data-version]");
const mending = () => import("./mend.js");
const returning = () => import("./returning.js");

showLeftMessage();
addDeeds(setUpReview());
if (text) {
  for (const sign of ["pointerover", "focusin"]) text.addEventListener(sign, mending, { once: true });
  for (const sign of ["claim:active", "selectionchange"]) document.addEventListener(sign, mending, { once: true });
  const later = (deed) => (event) => void mending().then(() => act(deed, event));
  addDeeds(Object.fromEntries(["select", "edit", "add", "words", "more", "fewer"].map((deed) => [deed, later(deed)])));
  addDeeds({ arrows: (event) => event.shiftKey && later("arrows")(event) });
}
document.addEventListener("claim:active", returning, { once: true });
if (sessionStorage.length && document.querySelector(".cards")) returning();
setUpCards();
setUpActive();
setUpKeys();
document.addEventListener("input", async ({ target }) => {
  if ("suggest" in target.dataset) (await import("./suggest.js")).offerNames(target);
  if ("findsArticle" in target.dataset) (await import("./article-filter.js")).offerArticles(target);
});
document.addEventListener("click", async ({ target }) => {
  if ("fact" in target.dataset) (await import("./facts.js")).openFacts(target);
  if (target.matches(".visitor-note button")) (await import("./note.js")).dismiss(target.parentElement);
});
if ("newsapp:linking" in sessionStorage) import("./choosing.js");
addEventListener("unhandledrejection", (event) => {
  if (!isUnreachable(event.reason)) return;
  event.preventDefault();
  announce("The server could not be reached. Try it again.");
});
