// Words and cards. One claim is active: its card has the controls, its words stand out, and keys act on it. The pointer alone
// only lights words and their card up; a click on words leads to the card.

import { settle } from "./deeds.js";

let pressing = false;

export function setUpActive() {
  document.addEventListener("focusin", ({ target }) => !pressing && activateAt(target));
  // While a button of the mouse is down nothing may move, or the click would fall on something else.
  document.addEventListener("pointerdown", () => (pressing = true));
  document.addEventListener("pointerup", () => setTimeout(() => (pressing = false)));
  document.addEventListener("pointercancel", () => (pressing = false));
  document.addEventListener("click", ({ target }) => {
    if (activateAt(target)) settle(target.closest(".card").id);
  });
  setUpText();
  setUpNumbers();
  stopAtOne();
  const [, claim] = location.hash.match(/^#(?:words|claim)-(\d+)$/) || [];
  const card = claim && cardOf(claim);
  if (card) activate(card);
}

export const activeCard = () => document.querySelector('.cards .card[aria-current="true"]');
export const cardOf = (claim) => document.getElementById(`claim-${claim}`);
export const marksOf = (claim) => document.querySelectorAll(`.mark[data-claims~="${claim}"]`);

/** Makes the claim of the card the active one and brings its card and its words into sight; with `focus`, goes there. */
export function activate(card, { focus = false } = {}) {
  mark(card);
  if (focus) card.focus({ preventScroll: true });
  showWords(card.dataset.claim);
  showCard(card);
}

/** Whether the card there became the active one. */
function activateAt(target) {
  const card = target.closest(".cards .card");
  if (!card || card === activeCard()) return false;
  mark(card);
  showWords(card.dataset.claim);
  showCard(card); // its controls have just come below it
  return true;
}

/** The card keeps its place in the window while the one that was active folds. */
function mark(card) {
  const before = activeCard();
  if (before === card) return;
  const top = card.getBoundingClientRect().top;
  if (before) show(before, false);
  show(card, true);
  (column() || document.scrollingElement).scrollBy(0, card.getBoundingClientRect().top - top);
}

function show(card, on) {
  card.ariaCurrent = on || null;
  for (const piece of marksOf(card.dataset.claim)) piece.classList.toggle("active", on);
  if (on) stopAt(document.getElementById(`words-${card.dataset.claim}`));
  if (on) card.dispatchEvent(new CustomEvent("claim:active", { bubbles: true }));
}

/** The column of the cards, where it stands beside the text and scrolls by itself. */
function column() {
  const beside = document.querySelector(".claims-beside");
  return beside && getComputedStyle(beside).position === "sticky" ? beside : null;
}

/** The words come into the upper third of the window, where text and cards stand side by side. */
function showWords(claim) {
  const [first] = marksOf(claim);
  if (!first || !column()) return;
  const { top } = first.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 3) scrollBy({ top: top - innerHeight / 6 });
}

function showCard(card) {
  const beside = column();
  if (!beside) {
    (card.closest(".in-paragraph") ?? card).scrollIntoView({ block: "nearest" });
    return;
  }
  const [box, seen] = [card.getBoundingClientRect(), beside.getBoundingClientRect()];
  const above = box.top - Math.max(seen.top, 0) - 8;
  const below = box.bottom - Math.min(seen.bottom, innerHeight) + 8;
  const by = above < 0 ? above : Math.min(above, Math.max(below, 0));
  if (by) beside.scrollBy({ top: by });
}

/** The numbers in the text are one stop of Tab; arrows lead from one to the next. */
function setUpNumbers() {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  document.querySelector(".article-text")?.addEventListener("keydown", (event) => {
    const numbers = allNumbers();
    const at = numbers.indexOf(event.target);
    if (at < 0 || !(event.key in steps)) return;
    event.preventDefault();
    const next = numbers[Math.min(Math.max(at + steps[event.key], 0), numbers.length - 1)];
    stopAt(next);
    next.focus();
  });
}

const allNumbers = () => [...document.querySelectorAll(".article-text .ref[data-number]:not([data-number=''])")];

/** To be called whenever the text is shown anew. */
export function stopAtOne() {
  allNumbers().forEach((number, at) => (number.tabIndex = at ? -1 : 0));
}

function stopAt(number) {
  if (!number) return;
  for (const other of document.querySelectorAll('.article-text .ref[tabindex="0"]')) other.tabIndex = -1;
  number.tabIndex = 0;
}

/** Words and cards light each other up; marks follow what becomes of a claim. */
function setUpText() {
  if (!document.querySelector(".article-text")) return;
  for (const [enter, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (event) => light(claimsOf(event.target), true));
    document.addEventListener(leave, (event) => light(claimsOf(event.target), false));
  }
  document.addEventListener("click", (event) => {
    const [ref, mark] = [".ref", ".article-text .mark"].map((what) => event.target.closest(what));
    if (ref) event.preventDefault();
    if (ref) goToCard(ref.dataset.claim);
    else if (mark && getSelection().isCollapsed) goToCard(nextOut(mark));
  });
  document.addEventListener("claim:changed", (event) => repaint(event.detail.claim));
}

function claimsOf(target) {
  if (!(target instanceof Element)) return [];
  const mark = target.closest(".mark[data-claims]");
  if (mark) return mark.dataset.claims.split(" ");
  const one = target.closest(".card, .ref, .number")?.closest("li, .ref");
  const claim = target.closest("[data-claim]") || one?.querySelector("[data-claim]");
  return claim ? [claim.dataset.claim] : [];
}

function light(claims, on) {
  for (const claim of claims) {
    for (const mark of marksOf(claim)) mark.classList.toggle("lit", on);
    cardOf(claim)?.classList.toggle("lit", on);
  }
}

/** Of nested claims the innermost is meant and, once that is active, the next one out. */
function nextOut(mark) {
  const length = (claim) => [...marksOf(claim)].reduce((sum, piece) => sum + piece.textContent.length, 0);
  const claims = mark.dataset.claims.split(" ").sort((a, b) => length(a) - length(b));
  return claims[(claims.indexOf(activeCard()?.dataset.claim) + 1) % claims.length];
}

function goToCard(claim) {
  const card = cardOf(claim);
  if (!card) return;
  card.closest("li")?.removeAttribute("hidden");
  const goThere = () => activate(card, { focus: true });
  if (!matchMedia("(width < 40rem)").matches || !card.closest(".claims-beside")) goThere();
  else import("./sheet.js").then((it) => it.openSheet(card, marksOf(claim), goThere));
}

function repaint(claim) {
  for (const mark of marksOf(claim)) {
    const statuses = mark.dataset.claims.split(" ").map((id) => cardOf(id)?.dataset.status);
    for (const status of ["suggested", "confirmed", "rejected"]) {
      mark.classList.toggle(`is-${status}`, statuses.includes(status));
    }
  }
}
