// The details of a claim on its card: kind, day, and the chain, whose hops are added, dropped and put in another order.

import { page } from "./api.js";
import { focusOn } from "./dom.js";
import { showTrouble } from "./messages.js";
import { openPicker } from "./speaker-picker.js";

/** Opens the form in the card, or closes it. */
export async function openDetails(card, opener) {
  const open = card.querySelector(".details-form");
  opener.setAttribute("aria-expanded", String(!open));
  if (open) return open.remove();
  try {
    await import(document.body.dataset.forms); // at its address, under which some pages have it already
    const form = (await page(opener.dataset.address)).querySelector(".details-form");
    card.querySelector(".card-tools").after(form);
    focusOn(form.querySelector("select"));
  } catch (error) {
    opener.setAttribute("aria-expanded", "false");
    showTrouble(card.querySelector(".card-messages"), error, { what: "details", again: () => openDetails(card, opener) });
  }
}

document.addEventListener("click", ({ target }) => {
  const opener = target.closest(".details-form [data-pick-hop]");
  if (!opener) return;
  const row = opener.closest("[data-row]");
  row.id ||= `hop-${crypto.randomUUID()}`;
  row.dataset.article = row.closest(".card").dataset.article;
  openPicker(row, opener, async (name, speakerId) => {
    const speaker = row.querySelector("[data-null]");
    const number = String((await speakerId()) ?? "");
    if (speaker.value && number && number !== speaker.value) forgetPrinted(row);
    speaker.value = number;
    row.querySelector(".hop-speaker").textContent = name;
  });
});
/** Empties the name and role that were printed of somebody else; what was typed stays. */
function forgetPrinted(row) {
  for (const field of row.querySelectorAll(".fields input[maxlength]")) {
    if (field.value === field.defaultValue) field.value = "";
  }
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest(".details-form");
  if (event.key !== "Escape" || !form || event.target.closest(".picker")) return;
  const opener = form.closest(".card").querySelector('[data-action="details"]');
  form.remove();
  opener.setAttribute("aria-expanded", "false");
  opener.focus();
});
