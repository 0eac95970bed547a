// Going through an article's claims: the next undecided one, the progress, and which cards are shown.

import { activate, activeCard } from "./active.js";
import { announce } from "./announce.js";
import { decide } from "./card.js";
import { refreshRegions } from "./forms.js";
import { openHelp } from "./help.js";

/** The deeds of keys on this page; none where there is nothing to review. */
export function setUpReview() {
  const head = document.querySelector(".review");
  if (!head) return {};
  document.addEventListener("claim:changed", ({ detail }) => count(head, detail));
  head.addEventListener("click", ({ target }) => {
    if (target.dataset.show) show(head, target.dataset.show);
    if ("help" in target.dataset) openHelp();
  });
  return {
    next: () => step(1),
    previous: () => step(-1),
    confirm: () => decideAndGoOn("confirmed"),
    reject: () => decideAndGoOn("rejected"),
    speaker: () => onActive((card) => card.querySelector('[data-action="pick-speaker"]')?.click()),
    tag: () => onActive((card) => card.querySelector(".tag-form input")?.focus()),
    open: ({ target }) => !target.closest("a, button, summary") && onActive((card) => card.querySelector(".card-words a").click()),
    help: openHelp,
  };
}

const cards = () => [...document.querySelectorAll(".claims-beside .cards > li:not([hidden]) .card")];

/** The next undecided card after this one, or before it; round the end if need be. */
function undecided(from, direction = 1) {
  const all = direction > 0 ? cards() : cards().reverse();
  const at = all.indexOf(from);
  return [...all.slice(at + 1), ...all.slice(0, at + 1)].find((card) => card.dataset.status === "suggested");
}

function step(direction) {
  const card = undecided(activeCard(), direction);
  if (card) activate(card, { focus: true });
  else announce("No undecided claim is shown here.");
}

function onActive(deed) {
  const card = activeCard();
  if (card) deed(card);
  else step(1);
}

function decideAndGoOn(status) {
  onActive((card) => {
    if (!card.querySelector('[data-action="decide"]')) announce("Your account may not decide on this claim.");
    else if (card.dataset.status === status) announce(`This claim is ${status} already. ${goOn(card)}`);
    else decide(card, status, (done, fresh) => `${done} ${goOn(fresh)}`);
  });
}

/** Goes on to the next undecided claim, and says which. */
function goOn(card) {
  const { total, decided } = document.querySelector(".review").dataset;
  const next = undecided(card);
  if (next) activate(next, { focus: true });
  if (decided === total) return `All ${total} are decided.`;
  const named = next && `Next: claim ${next.closest("li").querySelector(".number").textContent}, ${next.dataset.speaker}.`;
  return [`${total - decided} left.`, named].filter(Boolean).join(" ");
}

/** Counts what was decided or taken back; the server says what comes when all is decided. */
function count(head, { before, after }) {
  const total = Number(head.dataset.total);
  const was = Number(head.dataset.decided);
  const now = was + (before === "suggested") - (after === "suggested");
  head.dataset.decided = now;
  head.querySelector("progress").value = now;
  head.querySelector(".progress-words").textContent = `${now} of ${total} decided`;
  if (was !== now && [was, now].includes(total)) refreshRegions(["all-decided"]);
}

/** Shows the cards of one status, as they are now: none goes from under the pointer when it is decided. */
function show(head, status) {
  for (const item of document.querySelectorAll(".claims-beside .cards > li")) {
    const card = item.querySelector(".card");
    item.hidden = Boolean(card) && status !== "all" && card.dataset.status !== status;
  }
  for (const choice of head.querySelectorAll("[data-show]")) {
    choice.setAttribute("aria-pressed", String(choice.dataset.show === status));
  }
  const { length } = cards();
  announce(`${length} claim${length === 1 ? " is" : "s are"} shown.`);
}
