// The key that leads to the field for a comment. In a field with `data-mentions`, the first "@" loads what offers colleagues.

import { addDeeds } from "./keys.js";

addDeeds({
  comment: () => {
    const field = document.getElementById("comment-text");
    field?.focus();
    return Boolean(field);
  },
});
document.addEventListener("input", async ({ target }) => {
  if ("mentions" in target.dataset && target.value.includes("@")) (await import("./mentions.js")).offerColleagues(target);
});
