// Forms that are sent to the API: `data-api` is the address within it, `data-method` the method (POST), `data-revision` what
// If-Match says. What the API finds wrong is shown beside the fields, and what was typed stays. `form:refused` tells of the rest.

import { write } from "./api.js";
import { refreshCard } from "./card.js";
import { announceDeed, once } from "./deeds.js";
import { focusOn, make } from "./dom.js";
import { forgetDraft } from "./drafts.js";
import { clearTrouble, leaveMessage, showTrouble } from "./messages.js";
import { refreshRegions } from "./regions.js";
import { numberRows } from "./rows.js";

export function setUpForms() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-api]")) return;
    event.preventDefault();
    submit(event.target, event.submitter, event.target.dataset.revision);
  });
  // Where much is written, Enter in one line of it saves nothing by accident.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("form[data-enter-stays] input")) event.preventDefault();
  });
}

/** One form of a region at a time: its deed may bring another button to the same place. */
function submit(form, submitter, revision) {
  return once(form.closest("[data-region]")?.id ?? form, () => sendForm(form, submitter, revision));
}

/** Whether the API did what was asked. */
async function sendForm(form, submitter, revision) {
  const place = messagesOf(form);
  clearTrouble(place);
  for (const field of form.querySelectorAll("[aria-invalid]")) clearError(field);
  numberRows(form);
  const method = form.dataset.method || "POST";
  const body = bodyOf(form, submitter, method);
  form.setAttribute("aria-busy", "true");
  let deed;
  try {
    deed = await write(method, form.dataset.api, { body, revision });
  } catch (error) {
    showErrors(form, submitter, error, place, body);
    return false;
  } finally {
    form.removeAttribute("aria-busy");
  }
  await finish(form, submitter, deed);
  return true;
}

/**
 * Filled fields only, with `data-whole` all of them, with `data-altered` those that are not as they came: as JSON, or as
 * form data where there may be a file. What is ticked in a group with `data-list` goes as the list of that name,
 * empty too; `name.` as a list only where there is any.
 */
function bodyOf(form, submitter, method) {
  if (method === "DELETE") return undefined;
  const counts = ([name, value]) => {
    if ("altered" in form.dataset) return value !== form.elements[name].defaultValue;
    return "whole" in form.dataset || !isBlank(value);
  };
  const filled = [...new FormData(form, submitter)].filter(counts);
  if (form.enctype === "multipart/form-data") {
    const data = new FormData();
    for (const [name, value] of filled) data.append(name, value);
    return data;
  }
  const body = form.querySelector("[data-rows]") ? { [form.querySelector("[data-rows]").dataset.rows]: [] } : {};
  for (const { dataset } of form.querySelectorAll("[data-list]")) body[dataset.list] = [];
  for (const [name, value] of filled) put(body, name.split("."), isBlank(value) && "null" in form.elements[name].dataset ? null : value);
  return body;
}

function isBlank(value) {
  return value instanceof File ? !value.name : !value.trim();
}

function put(target, [first, ...rest], value) {
  if (rest.length) put((target[first] ??= /^\d*$/.test(rest[0]) ? [] : {}), rest, value);
  else if (target[first]?.push) target[first].push(value);
  else if (first) target[first] = value;
  else target.push(value);
}

async function finish(form, submitter, { answer, change }) {
  const { then, later, away, shows, refresh = "", reveal, refreshCard: card } = form.dataset;
  const done = form.dataset[`done-${answer?.state}`.replace(/-(.)/, (_, letter) => letter.toUpperCase())] ?? form.dataset.done ?? submitter.dataset.done;
  const regions = refresh.split(" ").filter(Boolean);
  const showAnew = () => Promise.all([refreshRegions(regions), card && refreshCard(card)]);
  forgetDraft(form);
  if (later && answer.state) {
    location.assign(`${later}${answer.id}/`);
    return;
  }
  if (then) {
    leaveMessage(takenIn(answer), change);
    location.assign(`${then}${answer.id}/`);
    return;
  }
  if (away) {
    leaveMessage(done);
    location.assign(away);
    return;
  }
  const secret = shows && showSecret(form, answer[shows]);
  form.reset();
  announceDeed(done, "final" in form.dataset ? null : change, async () => {
    await showAnew();
    if (regions.length) focusOn(document.getElementById(regions[0]));
  });
  await showAnew();
  if (secret) secret.scrollIntoView({ block: "center", behavior: "instant" }); // clear of the toast that speaks of it
  if (reveal) document.getElementById(reveal).scrollIntoView();
}

export function takenIn({ created, new_version: newVersion, new_claims: all, new_stances: stances }) {
  const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
  const found = `${counted(all - stances, "claim")}${stances ? ` and ${counted(stances, "stance")}` : ""} found`;
  if (created) return `Taken in: ${found}.`;
  return newVersion ? `It was there already; this is its new version. ${found} anew.` : "It was there already.";
}

function showSecret(form, secret) {
  const box = form.parentElement.querySelector(".secret");
  box.hidden = false;
  const input = box.querySelector("input");
  input.value = secret;
  input.select();
  return box;
}

async function showErrors(form, submitter, error, place, body) {
  const unplaced = [];
  for (const { field, message } of error.problem?.errors || []) {
    const input = form.elements[field] ?? form.elements[field?.split(".")[0]];
    if (input?.labels?.length) showError(input, input.name === field ? message : `${field}: ${message}`);
    else unplaced.push(field && !input ? `${field}: ${message}` : message);
  }
  form.querySelector("[aria-invalid]")?.focus();
  if (error.problem?.errors && !unplaced.length) return;
  const region = form.closest("[data-region]");
  if (unplaced.length) error.message = unplaced.join(" ");
  await showTrouble(place, error, {
    what: submitter?.textContent.trim() || "this form",
    body,
    again: (revision) => submit(form, submitter, revision ?? form.dataset.revision),
    reload: () => (region ? refreshRegions([region.id]) : refreshCard(form.dataset.refreshCard, { focus: true })),
  });
  place.scrollIntoView({ block: "nearest" });
  form.dispatchEvent(new CustomEvent("form:refused", { bubbles: true, detail: { error, place } }));
}

function showError(input, message) {
  const id = `${input.id}-error`;
  const before = document.getElementById(id);
  if (before) return before.append(` ${message}`);
  const note = make("p", { className: "error", id }, message);
  input.setAttribute("aria-invalid", "true");
  input.dataset.describedBefore = input.getAttribute("aria-describedby") || "";
  input.setAttribute("aria-describedby", `${note.id} ${input.dataset.describedBefore}`.trim());
  input.after(note);
}

function clearError(input) {
  document.getElementById(`${input.id}-error`)?.remove();
  input.removeAttribute("aria-invalid");
  if (input.dataset.describedBefore) input.setAttribute("aria-describedby", input.dataset.describedBefore);
  else input.removeAttribute("aria-describedby");
}

function messagesOf(form) {
  let place = form.querySelector(":scope > .form-messages");
  if (!place) {
    place = make("div", { className: "form-messages", role: "alert" });
    form.append(place);
  }
  return place;
}
