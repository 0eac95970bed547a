// Fields with `data-suggest`, the beginning of a query of the API: the names that it finds for what is typed are offered.
// Loaded by what is typed first.

import { send } from "./api.js";

const PAUSE = 150;
const AT_MOST = 20;
let timer;

/** Once nothing was typed for a while. */
export function offerNames(field) {
  clearTimeout(timer);
  timer = setTimeout(() => suggest(field), PAUSE);
}

/** Fills the list that the field's suggestions come from. */
async function suggest(field) {
  const query = new URLSearchParams({ q: field.value.trim(), page_size: AT_MOST });
  const { results } = await send("GET", `${field.dataset.suggest}${query}`).catch(() => ({ results: [] }));
  field.list?.replaceChildren(...results.map(({ name, username = name }) => new Option(name, username)));
}
