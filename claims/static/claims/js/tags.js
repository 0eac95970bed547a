// Tags by name: a new one is made where there is none.

import { send } from "./api.js";

/** What the claim's tags are to be, with the one of this name. */
export async function tagsWith(claim, name) {
  return { tags: [...new Set([...idsOf(claim), await idOfTag(name)])] };
}

export const tagsWithout = (claim, tag) => ({ tags: idsOf(claim).filter((id) => id !== Number(tag)) });

const idsOf = (claim) => claim.tags.map(({ id }) => id);

/** The id of the tag of this name, made now if it is new. */
export async function idOfTag(name) {
  const query = new URLSearchParams({ q: name, page_size: 500 });
  const known = (await send("GET", `tags/?${query}`)).results;
  const same = known.find((tag) => tag.name.toLowerCase() === name.toLowerCase());
  return (same || (await send("POST", "tags/", { body: { name } }))).id;
}
