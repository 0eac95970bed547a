// The other claim of a link, chosen by its words: whoever asks for it on the page of a claim goes to a text, this or another, and
// the claim that becomes the active one there is offered. What is being linked is kept in the tab until then.

import { activeCard } from "./active.js";
import { make } from "./dom.js";
import { addDeeds } from "./keys.js";

const KEPT = "newsapp:linking";
const LONGEST = 60;

/** Leads from the page of a claim, by a button of its form, to the text where the other one is chosen. */
export function choose({ form, dataset: { text } }) {
  const claim = form.dataset.this;
  const card = document.getElementById(`claim-${claim}`);
  const words = card.querySelector(".card-words").textContent.trim().slice(0, LONGEST);
  sessionStorage.setItem(KEPT, JSON.stringify({ claim, path: location.pathname, called: `${card.dataset.speaker}: ${words}` }));
  location.assign(text);
}

function show({ claim, path, called }) {
  const button = make("button", { type: "button", className: "primary", hidden: true });
  const cancel = make("button", { type: "button", className: "quiet" }, "Cancel");
  const told = make("p", { role: "status" }, "Linking ", make("bdi", {}, called), ". Click the words of the other claim, in this text or another.");
  const bar = make("section", { className: "choosing", "aria-label": "Linking" }, told, button, cancel);
  const offer = () => {
    const card = activeCard();
    button.hidden = !card || card.dataset.claim === claim;
    if (button.hidden) return;
    const number = card.closest("li")?.querySelector(".number")?.textContent;
    button.replaceChildren("Link to ", number ? `${number}, ` : "", make("bdi", {}, card.dataset.speaker));
    button.dataset.claim = card.dataset.claim;
  };
  const leave = (chosen = "") => {
    sessionStorage.removeItem(KEPT);
    location.assign(path + chosen);
  };
  const take = () => !button.hidden && leave(`#link-to-${button.dataset.claim}`);
  button.addEventListener("click", take);
  cancel.addEventListener("click", () => leave());
  // Where Escape closes something of its own, such as words that are selected, that alone goes.
  const isFree = (target) => !target.closest("input, textarea, select, form, .picker") && !document.querySelector(".mending:not([hidden]), .sheet, dialog[open]");
  document.addEventListener("keydown", ({ key, target }) => key === "Escape" && isFree(target) && leave(), { capture: true });
  document.addEventListener("claim:active", offer);
  addDeeds({ link: take, cancel: () => leave() });
  document.querySelector("main").prepend(bar);
  offer();
}

const linking = JSON.parse(sessionStorage.getItem(KEPT));
// Back on the page of the claim, nothing is chosen for it any more.
if (location.pathname === linking?.path) sessionStorage.removeItem(KEPT);
else if (linking && document.querySelector(".cards")) show(linking);
