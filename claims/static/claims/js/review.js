// Going through the claims of an article, or the queue: the next undecided one, the progress, which cards are shown.

import { activate, activeCard } from "./active.js";
import { awaits, decide, isPressed, keep, keepEarlier } from "./card.js";
import { announce } from "./messages.js";

let endShown; // once the server has said what comes at the end of an article
const head = () => document.querySelector(".review");
const isQueue = () => head()?.dataset.queue !== undefined;

/** The deeds of keys on this page; none where there is nothing to review. */
export function setUpReview() {
  if (!head() && !document.querySelector("[data-version]")) return {};
  document.addEventListener("claim:changed", ({ detail }) => count(detail));
  document.addEventListener("click", async ({ target }) => {
    if (!target.closest(".review")) return;
    if (target.dataset.show) (await import("./showing.js")).show(target.dataset.show);
    if ("help" in target.dataset) openHelp();
  });
  return {
    next: () => step(1),
    previous: () => step(-1),
    confirm: () => decideAndGoOn("confirmed"),
    reject: () => decideAndGoOn("rejected"),
    earlier: () => onActive((card) => (card.querySelector("[data-action=keep-earlier]") ? keepEarlier(card, thenGoOn) : announce("It has no earlier words."))),
    speaker: () => press("[data-action=pick-speaker]"),
    tag: () => press(".tag-form input", "focus"),
    link: () => openAt("link"),
    comment: () => openAt("comment-text"),
    edit: () => press(".card:has([data-action=decide]) .card-article a"),
    open: ({ target }) => !target.closest("a, button, summary") && press(".card-words a"),
    help: openHelp,
  };
}

const press = (control, how = "click") =>
  onActive((card) => {
    const place = card.querySelector(control);
    if (place) place[how]();
    else refuse();
  });
/** Says why the account may not do that to the claim, as the page does. */
const refuse = () => announce(document.querySelector(".may-not")?.textContent ?? "Sign in to work on claims.");
/** Goes to a form on the claim's page; whoever may tag may use all of them. */
const openAt = (place) =>
  onActive((card) => (card.querySelector(".tag-form") ? location.assign(`${card.querySelector(".card-words a")}#${place}`) : refuse()));
const openHelp = async () => (await import("./help.js")).openHelp();

const cards = () => [...document.querySelectorAll("[data-reviewed] .cards > li:not([hidden]) .card")];

/** The next undecided card after this one, or before it; round the end if need be. */
function undecided(from, direction = 1) {
  const all = direction > 0 ? cards() : cards().reverse();
  const at = all.indexOf(from);
  const isLeft = (card) => card.dataset.status === "suggested" || (isQueue() && awaits(card));
  return [...all.slice(at + 1), ...all.slice(0, at + 1)].find(isLeft);
}

function step(direction) {
  const card = undecided(activeCard(), direction);
  if (card) activate(card, { focus: true });
  else announce(offerMore() || "No undecided claim is shown here.");
}

function onActive(deed) {
  const card = activeCard();
  if (card) deed(card);
  else step(1);
}

function decideAndGoOn(status) {
  onActive((card) => {
    const button = card.querySelector(`[data-value=${status}]`);
    if (!button) refuse(card);
    else if (!isPressed(button)) decide(card, status, thenGoOn);
    else if ("needsLook" in card.dataset) keep(card, thenGoOn);
    else thenGoOn(`This claim is ${status} already.`, card).then(announce);
  });
}

const thenGoOn = async (done, fresh) => `${done} ${await goOn(fresh)}`;

/** Goes on to the next undecided one, and says which; after the last of an article, to the link to the next article. */
async function goOn(card) {
  const { total, decided, capped } = head().dataset;
  const next = undecided(card);
  if (next) activate(next, { focus: true });
  if (decided === total) {
    await endShown;
    return `All ${total} are decided${!isQueue() && focusMore() ? ": Enter shows the next" : ""}.`;
  }
  const number = next?.closest("li").querySelector(".number")?.textContent;
  const named = next && `Next: ${number ? `claim ${number}, ` : ""}${next.dataset.speaker}.`;
  return [capped === undefined && `${total - decided} left.`, named || offerMore()].filter(Boolean).join(" ");
}

/** Where all are decided: the link to what comes next gets the focus. */
function focusMore() {
  const link = document.querySelector("[data-go-on], #all-decided a");
  link?.focus();
  return link;
}

function offerMore() {
  return focusMore() && `All ${isQueue() ? "on this page " : ""}are decided: Enter shows the next.`;
}

/** Counts what was decided or taken back; the server says what comes at the end of an article. */
function count({ before, after }) {
  const { dataset } = head();
  const total = Number(dataset.total);
  const was = Number(dataset.decided);
  const isLeft = ({ status, awaits: waits }) => (isQueue() ? waits : status === "suggested");
  const now = was + isLeft(before) - isLeft(after);
  dataset.decided = now;
  const words = head().querySelector(".progress-words");
  if (isQueue()) {
    words.textContent = `${now} decided`;
    return;
  }
  head().querySelector("progress").value = now;
  words.textContent = `${now} of ${total} decided`;
  if (was !== now && [was, now].includes(total)) endShown = import("./regions.js").then(({ refreshRegions }) => refreshRegions(["all-decided"]));
}
