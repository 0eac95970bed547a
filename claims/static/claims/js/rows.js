// Rows of a form that can be added and removed: the evidence of an assessment. Names carry the row's number.

import { make } from "./dom.js";

export function setUpRows() {
  document.addEventListener("click", (event) => {
    const form = event.target.closest("form");
    if (event.target.closest("[data-add-row]")) addRow(form).querySelector("input:not([type=hidden])").focus();
    if (event.target.closest("[data-move-row]")) moveUp(event.target.closest("[data-row]"), event.target);
    if (event.target.closest("[data-remove-row]")) removeRow(form, event.target.closest("[data-row]"));
  });
}

export function addRow(form) {
  const rows = form.querySelector("[data-rows]");
  const number = Number(rows.dataset.made || rows.children.length);
  rows.dataset.made = number + 1;
  const holder = make("div");
  holder.innerHTML = form.querySelector("template").innerHTML.replaceAll("NUMBER", number);
  return rows.appendChild(holder.firstElementChild);
}

/** The first one becomes the last. */
function moveUp(row, control) {
  if (row.previousElementSibling) row.previousElementSibling.before(row);
  else row.parentElement.append(row);
  control.focus();
}

function removeRow(form, row) {
  row.remove();
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.querySelector("[data-add-row]").focus();
}

/** Numbers the rows anew, so that what the API says of row 0 is found at row 0. */
export function numberRows(form) {
  form.querySelectorAll("[data-row]").forEach((row, number) => {
    for (const field of row.querySelectorAll("[name]")) field.name = field.name.replace(/\.\d+\./, `.${number}.`);
  });
}
