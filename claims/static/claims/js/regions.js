// Parts of a page, elements with an id, that are shown anew as the server has them now.

import { page } from "./api.js";
import { focusOn } from "./dom.js";
import { announce } from "./messages.js";

/** Puts the regions as they stand now in place of those on the page. */
export async function refreshRegions(ids) {
  const fresh = ids.length && (await freshPage(...ids));
  if (!fresh) return;
  const { carryTyped } = await import("./typed.js");
  for (const id of ids) {
    const [before, after] = [document.getElementById(id), fresh.getElementById(id)];
    const focused = before.contains(document.activeElement) ? document.activeElement : null;
    carryTyped(before, after);
    before.replaceWith(after);
    if (focused) focusOn(counterpart(focused, after));
  }
  document.dispatchEvent(new Event("regions:shown"));
}

/** This page as the server has it now, with these ids; null, and said so, where it cannot be had. */
export async function freshPage(...ids) {
  const fresh = await page(location.href).catch(() => null);
  if (ids.every((id) => fresh?.getElementById(id))) return fresh;
  announce("Saved, but the page could not be shown anew. Reload it to see the change.");
  return null;
}

/** The button in the same place of the fresh region; the region itself where none there works. */
function counterpart(control, region) {
  const form = control.closest("form[data-api]");
  const same = form && region.querySelector(`form[data-api="${form.dataset.api}"] [data-place="${control.dataset.place}"]`);
  return same && !same.disabled ? same : region;
}
