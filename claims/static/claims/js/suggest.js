// Fields with `data-suggest`, the beginning of a query of the API: the names that it finds for what is typed are offered.

import { send } from "./api.js";

const PAUSE = 150;
const AT_MOST = 20;
let timer;

export function setUpSuggestions() {
  document.addEventListener("input", ({ target }) => {
    if (!target.dataset.suggest) return;
    clearTimeout(timer);
    timer = setTimeout(() => suggest(target), PAUSE);
  });
}

/** Fills the list that the field's suggestions come from. */
async function suggest(field) {
  const query = new URLSearchParams({ q: field.value.trim(), page_size: AT_MOST });
  const { results } = await send("GET", `${field.dataset.suggest}${query}`).catch(() => ({ results: [] }));
  field.list?.replaceChildren(...results.map(({ name, username = name }) => new Option(name, username)));
}
