// What is typed into a form with `data-draft` is kept in the tab until it is sent: signing in anew loses nothing.

import { addRow, numberRows } from "./rows.js";

const PREFIX = "newsapp:draft:";

export function setUpDrafts() {
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (form) keep(form);
  });
  document.addEventListener("regions:shown", restoreDrafts);
  restoreDrafts();
}

function restoreDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const kept = sessionStorage.getItem(PREFIX + form.dataset.draft);
    if (kept) fill(form, JSON.parse(kept));
  }
}

export function forgetDraft(form) {
  if (form.dataset.draft) sessionStorage.removeItem(PREFIX + form.dataset.draft);
}

function keep(form) {
  numberRows(form);
  const values = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  try {
    sessionStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify(values));
  } catch {
    // Too long for the browser to keep: it stays in the form at least.
    forgetDraft(form);
  }
}

function fill(form, values) {
  for (const [name, value] of values) {
    if (!form.elements[name] && /^\w+\.\d+\./.test(name)) {
      addRow(form);
      numberRows(form);
    }
    const field = form.elements[name];
    if (field && !["hidden", "checkbox"].includes(field.type)) field.value = value;
  }
  for (const box of form.querySelectorAll("[type=checkbox]")) {
    box.checked = values.some(([name, value]) => name === box.name && value === box.value);
  }
  form.dispatchEvent(new Event("draft:restored", { bubbles: true }));
  const details = form.closest("details");
  if (details) details.open = true;
}
