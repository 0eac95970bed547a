// Words and cards light each other up; a click on words leads to their card; marks follow what becomes of a claim.

import { activate, activeCard, cardOf, marksOf } from "./active.js";

export function setUpHighlights() {
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
  document.addEventListener("claim:changed", ({ detail }) => repaint(detail.claim));
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
    for (const part of [...marksOf(claim), cardOf(claim)]) part?.classList.toggle("lit", on);
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
  if (matchMedia("(width < 40rem)").matches && card.closest(".claims-beside")) import("./sheet.js").then((it) => it.openSheet(card));
  else activate(card, { focus: true });
}

function repaint(claim) {
  for (const mark of marksOf(claim)) {
    const statuses = mark.dataset.claims.split(" ").map((id) => cardOf(id)?.dataset.status);
    for (const status of ["suggested", "confirmed", "rejected"]) mark.classList.toggle(`is-${status}`, statuses.includes(status));
  }
}
