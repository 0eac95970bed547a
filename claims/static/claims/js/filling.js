// What pages with forms need; a page without any goes without.

import { setUpAsks } from "./asks.js";
import { setUpDrafts } from "./drafts.js";
import { setUpForms } from "./forms.js";
import { refreshRegions } from "./regions.js";
import { setUpRows } from "./rows.js";

setUpForms();
setUpRows();
setUpAsks();
setUpDrafts();

// What follows from a claim is shown anew whenever its card has changed it: its chain, its citation, its history.
document.addEventListener("claim:changed", () =>
  refreshRegions([...document.querySelectorAll("[data-follows-claim]")].map(({ id }) => id)),
);
