import { setUpActive } from "./active.js";
import { setUpCards } from "./card.js";
import { setUpHighlights } from "./highlight.js";
import { addDeeds, setUpKeys } from "./keys.js";
import { setUpReview } from "./review.js";
import { showLeftMessage } from "./undo.js";

showLeftMessage();
setUpCards();
setUpHighlights();
setUpActive();
addDeeds(setUpReview());
setUpKeys();
document.addEventListener("input", async ({ target }) => "suggest" in target.dataset && (await import("./suggest.js")).offerNames(target));
document.addEventListener("click", async ({ target }) => "fact" in target.dataset && (await import("./facts.js")).openFacts(target));
if (document.querySelector(".visitor-note button")) import("./note.js");
if (document.querySelector(".cards")) import("./returning.js");
if ("newsapp:linking" in sessionStorage) import("./choosing.js");
