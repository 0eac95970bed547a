import { setUpActive } from "./active.js";
import { setUpCards } from "./card.js";
import { setUpHighlights } from "./highlight.js";
import { addDeeds, setUpKeys } from "./keys.js";
import { setUpReview } from "./review.js";
import { setUpSuggestions } from "./suggest.js";
import { showLeftMessage } from "./undo.js";

showLeftMessage();
setUpCards();
setUpHighlights();
setUpSuggestions();
setUpActive();
addDeeds(setUpReview());
setUpKeys();
if (document.querySelector(".visitor-note button")) import("./note.js");
