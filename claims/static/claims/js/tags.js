// Tags by name: the known ones offered while typing, a new one made where there is none.

import { send } from "./api.js";

const PAUSE = 150;
let timer;

/** The id of the tag of this name, made now if it is new. */
export async function idOfTag(name) {
  const known = await search(name, 500);
  const same = known.find((tag) => tag.name.toLowerCase() === name.toLowerCase());
  return (same || (await send("POST", "/api/v1/tags/", { body: { name } }))).id;
}

/** Fills the list that the input's suggestions come from. */
export function suggestTags(input) {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const known = await search(input.value.trim(), 20).catch(() => []);
    input.list?.replaceChildren(...known.map((tag) => new Option(tag.name)));
  }, PAUSE);
}

async function search(words, size) {
  const query = new URLSearchParams({ q: words, page_size: size });
  return (await send("GET", `/api/v1/tags/?${query}`)).results;
}
