// Tags by name: a new one is made where there is none.

import { send } from "./api.js";

/** The id of the tag of this name, made now if it is new. */
export async function idOfTag(name) {
  const query = new URLSearchParams({ q: name, page_size: 500 });
  const known = (await send("GET", `tags/?${query}`)).results;
  const same = known.find((tag) => tag.name.toLowerCase() === name.toLowerCase());
  return (same || (await send("POST", "tags/", { body: { name } }))).id;
}
