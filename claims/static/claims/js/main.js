import { showLeftMessage } from "./announce.js";
import { setUpCards } from "./card.js";
import { setUpHighlights } from "./highlight.js";

document.documentElement.classList.add("with-script");
showLeftMessage();
setUpCards();
setUpHighlights();
