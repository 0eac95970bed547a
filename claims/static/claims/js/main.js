import { setUpCards } from "./card.js";
import { setUpDrafts } from "./drafts.js";
import { setUpFollowers, setUpForms } from "./forms.js";
import { setUpHighlights } from "./highlight.js";
import { setUpIntake } from "./intake.js";
import { setUpRows } from "./rows.js";
import { setUpSuggestions } from "./suggest.js";
import { showLeftMessage } from "./undo.js";

showLeftMessage();
setUpCards();
setUpHighlights();
setUpForms();
setUpFollowers();
setUpIntake();
setUpRows();
setUpSuggestions();
setUpDrafts();
