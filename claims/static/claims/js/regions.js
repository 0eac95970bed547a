// Parts of a page, each an element with an id, that are shown anew as the server has them now.

import { announce } from "./announce.js";
import { page } from "./api.js";
import { focusOn } from "./dom.js";

/** Puts the regions as they stand now in place of those on the page. */
export async function refreshRegions(ids) {
  const fresh = ids.length && (await freshPage(...ids));
  if (!fresh) return;
  for (const id of ids) {
    const [before, after] = [document.getElementById(id), fresh.getElementById(id)];
    const focused = before.contains(document.activeElement) ? document.activeElement : null;
    carryTyped(before, after);
    before.replaceWith(after);
    if (focused) focusOn(counterpart(focused, after));
  }
  document.dispatchEvent(new Event("regions:shown"));
}

/** What is typed or ticked in a region's forms, and not sent yet, goes over into the same forms of the fresh region. */
function carryTyped(before, after) {
  for (const form of before.querySelectorAll("form[data-api]")) {
    const alike = `form[data-api="${form.dataset.api}"]`;
    const same = after.querySelectorAll(alike)[[...before.querySelectorAll(alike)].indexOf(form)];
    for (const field of same ? [...form.elements].filter(isAltered) : []) {
      const twin = [...same.elements].find((other) => other.name === field.name && (!isTicked(field) || other.value === field.value));
      if (!twin) continue;
      if (isTicked(field)) twin.checked = field.checked;
      else twin.value = field.value;
      if (same.closest("details")) same.closest("details").open = true;
    }
  }
}

function isTicked({ type }) {
  return type === "checkbox" || type === "radio";
}

function isAltered(field) {
  if (["hidden", "file", "submit", "button", "fieldset"].includes(field.type)) return false;
  if (isTicked(field)) return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  return field.value !== field.defaultValue;
}

/** This page as the server has it now, with these ids; null, and said so, where it cannot be had. */
export async function freshPage(...ids) {
  const fresh = await page(location.href).catch(() => null);
  if (ids.every((id) => fresh?.getElementById(id))) return fresh;
  announce("Saved, but the page could not be shown anew. Reload it to see the change.");
  return null;
}

/** The button of the fresh region that stands where this one stood; the region where it has none that works. */
function counterpart(control, region) {
  const form = control.closest("form[data-api]");
  const same = form && region.querySelector(`form[data-api="${form.dataset.api}"] [data-place="${control.dataset.place}"]`);
  return same && !same.disabled ? same : region;
}
