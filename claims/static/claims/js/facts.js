// What is known of an article, edited in its header: a control with `data-fact`, the name of a field, brings the form, whose
// page the region names as `data-form`, and goes to that field. Loaded by the first press.

import { page } from "./api.js";
import { focusOn, make } from "./dom.js";
import "./filling.js";
import { clearTrouble, showTrouble } from "./messages.js";
import { sideBySide } from "./stale.js";

const SHOWN = {
  title: ({ title }) => title,
  outlet_name: ({ outlet }) => outlet?.name ?? "",
  author: ({ author }) => author,
  published_at: ({ published_at: time }) => asTyped(time ?? ""),
  modified_at: ({ modified_at: time }) => asTyped(time ?? ""),
  url: ({ url }) => url,
};
let opener;

/** Opens the form, or goes to the field in the one that is open. */
export async function openFacts(control) {
  const region = control.closest("[data-region]");
  const place = messagesOf(region);
  clearTrouble(place);
  opener = control;
  try {
    const form = region.querySelector(".facts-form") ?? (await bring(region, place));
    region.querySelector("[data-edit]").setAttribute("aria-expanded", "true");
    form.elements[control.dataset.fact].focus();
  } catch (error) {
    showTrouble(place, error, { what: control.textContent, again: () => openFacts(control) });
  }
}

async function bring(region, place) {
  const form = (await page(region.dataset.form)).querySelector(".facts-form");
  if (!form) throw new Error("The form could not be opened. Sign in again in another tab.");
  const open = region.querySelector(".facts-form");
  if (open) return open; // a second press was quicker
  place.before(form);
  form.addEventListener("keydown", ({ key }) => key === "Escape" && close(form));
  form.querySelector("[data-cancel]").addEventListener("click", () => close(form));
  form.addEventListener("submit", (event) => {
    if (fieldsOf(form).some(isAltered)) return;
    event.preventDefault();
    event.stopPropagation();
    close(form);
  });
  return form;
}

const fieldsOf = (form) => [...form.elements].filter(({ name }) => name in SHOWN);
const isAltered = (field) => field.value !== field.defaultValue;

function close(form) {
  const region = form.closest("[data-region]");
  const place = form.querySelector(":scope > .form-messages");
  if (place) clearTrouble(place);
  form.remove();
  region.querySelector("[data-edit]").removeAttribute("aria-expanded");
  focusOn(opener);
}

function messagesOf(region) {
  let place = region.querySelector(":scope > .form-messages");
  if (!place) {
    place = make("div", { className: "form-messages", role: "alert" });
    region.append(place);
  }
  return place;
}

/** A time of the API as the form has it. */
const asTyped = (time) => time.replace("T00:00:00+00:00", "").replace("T", " ").replace(/(:\d\d)(:00)?([+-]\d\d:\d\d)$/, "$1 $3");

document.addEventListener("form:refused", ({ target: form, detail: { error, place } }) => {
  if (error.status === 412 && form.matches(".facts-form")) place.querySelector(".choices").before(bothVersions(form, error.problem));
});

/** Who came first, and of each fact that they or this form changed, what stands now and what was typed here. */
function bothVersions(form, { current, changes: [last] = [] }) {
  const rows = fieldsOf(form)
    .map((field) => ({ field, now: SHOWN[field.name](current) }))
    .filter(({ field, now }) => now !== field.defaultValue || isAltered(field))
    .map(({ field, now }) => {
      const yours = isAltered(field) ? field.value || "nothing" : "not altered";
      return [field.labels[0].textContent, now || "nothing", yours];
    });
  return sideBySide(last, rows);
}

// The title of the page follows, and who saved goes on where the form was opened.
document.addEventListener("regions:shown", () => {
  const heading = document.querySelector("#article-facts h1");
  document.title = `${heading.querySelector("button") ? "Untitled article" : heading.textContent} · newsapp`;
  if (document.activeElement.id === "article-facts") focusOn(document.querySelector("#article-facts [data-edit]"));
});
