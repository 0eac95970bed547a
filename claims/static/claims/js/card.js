// A claim's card: deciding, its speaker, tags. After each change it is fetched anew and the page told.

import { cardOf } from "./active.js";
import { page, write } from "./api.js";
import { announceDeed, once } from "./deeds.js";
import { opening } from "./keys.js";
import { announce, clearTrouble, showTrouble } from "./messages.js";

const DEEDS = { confirmed: "Confirmed", rejected: "Rejected", suggested: "Back to suggested" };
const NAMES = { confirmed: "Confirm", rejected: "Reject", suggested: "back to suggested" };

const picker = () => import("./speaker-picker.js");

export function setUpCards() {
  document.addEventListener("claim:active", () => picker().catch(() => {}), { once: true }); // to be there when it is asked for
  document.addEventListener("click", (event) => {
    const control = event.target.closest(".card [data-action]");
    if (control?.matches("button")) ACTIONS[control.dataset.action](control.closest(".card"), control);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".card .tag-form")) return;
    event.preventDefault();
    addTag(event.target.closest(".card"), event.target.elements.tag);
  });
  document.addEventListener("keydown", ({ key, target }) => key === "Escape" && target.matches(".tag-form input") && target.closest(".card").focus());
}

const ACTIONS = {
  decide: (card, control) => decide(card, ...(isPressed(control) ? ["suggested", left] : [control.dataset.value])),
  keep: (card) => keep(card),
  "keep-earlier": (card) => keepEarlier(card),
  details: async (card, control) => (await import("./details.js")).openDetails(card, control),
  "pick-speaker": async (card, control) => {
    const { openPicker } = await opening(picker());
    openPicker(card, control, (name, speakerId) =>
      change(card, {
        what: `speaker ${name}`,
        done: `Speaker corrected: ${name}`,
        body: async () => ({ speaker: await speakerId() }),
      }),
    );
  },
  "remove-tag": (card, control) => {
    const { tag, name } = control.closest("[data-tag]").dataset;
    change(card, {
      what: `remove the tag ${name}`,
      done: `Tag removed: ${name}`,
      body: async (claim) => (await import("./tags.js")).tagsWithout(claim, tag),
    });
  },
};

export const isPressed = (toggle) => toggle.getAttribute("aria-pressed") === "true";

const left = (done, { dataset }) => (dataset.status === "suggested" ? done : "Taken back; others stand by it.");

/** `tell(done, card)` makes the message, or a promise of it, of what was done and the card as it stands then. */
export const decide = (card, status, tell) => change(card, { what: NAMES[status], done: DEEDS[status], body: () => ({ status }), tell });

/** Finds a claim right whose text has changed; `tell` as there. */
export const keep = (card, tell) => change(card, { what: "keep the claim", done: "Kept as it is", body: () => ({ needs_look: false }), tell });

/** Leaves it with the words that were decided on. */
export const keepEarlier = (card, tell) =>
  change(card, { what: "keep it as it was", done: "Kept as it was", post: "keep-earlier/", tell });

/** Whether it awaits a decision: suggested, or decided on before the text changed. */
export const awaits = (card) => card.dataset.status === "suggested" || "needsLook" in card.dataset;

function addTag(card, input) {
  const name = input.value.trim();
  if (!name) return;
  change(card, {
    what: `tag ${name}`,
    done: `Tagged: ${name}`,
    body: async (claim) => (await import("./tags.js")).tagsWith(claim, name),
    used: input,
  });
}

let storeFirst = () => null;

/** `store()` is done before any claim is changed: null, or a promise of the `claim` it changed and of whether it is `done`. */
export const changeFirst = (store) => (storeFirst = store);

/**
 * Changes the card's claim, unless it is just being changed: whether that went through. `what` and `done` name the change,
 * `body(claim)` is made of the claim as it stands.
 */
export function change(card, action, claim = stateOf(card)) {
  return once(`claim-${claim.id}`, async () => {
    const stored = await storeFirst();
    if (stored?.claim !== String(claim.id)) return send(card, action, claim);
    return stored.done && send(cardOf(claim.id), action);
  });
}

/** The change itself, whatever else is being done to the claim. */
export async function send(card, action, claim = stateOf(card)) {
  const place = card.querySelector(".card-messages");
  clearTrouble(place);
  card.setAttribute("aria-busy", "true");
  let body, deed;
  try {
    body = await action.body?.(claim);
    const [method, path] = action.post ? ["POST", action.post] : ["PATCH", ""];
    deed = await write(method, `claims/${claim.id}/${path}`, { body, revision: claim.revision });
  } catch (error) {
    const current = error.problem?.current;
    showTrouble(place, error, {
      what: action.what,
      body,
      again: () => change(card, action, current || stateOf(card)),
      reload: () => refresh(card),
    });
    return false;
  } finally {
    card.removeAttribute("aria-busy");
  }
  if (action.used) action.used.value = "";
  if (await refresh(card)) {
    await pause();
    const done = `${action.done}.`;
    const message = (await action.tell?.(done, cardOf(claim.id))) ?? done;
    await pause();
    announceDeed(message, deed.change, () => refreshCard(claim.id, { focus: true }));
  }
  return true;
}

/** Lets the browser draw before more is done. */
const pause = () => new Promise(setTimeout);

/** Shows the claim's card anew, where the page has one; with `focus`, moves there. */
export async function refreshCard(claim, { focus = false } = {}) {
  const card = cardOf(claim);
  if (card && (await refresh(card)) && focus) cardOf(claim).focus({ preventScroll: true });
}

function stateOf(card) {
  const tags = [...card.querySelectorAll("[data-tag]")].map((tag) => ({ id: Number(tag.dataset.tag) }));
  return { id: card.dataset.claim, revision: card.dataset.revision, tags };
}

/** Shows the card as it stands now; focus and what was typed stay. False where it cannot be had. */
async function refresh(card) {
  const { claim, address } = card.dataset;
  const fresh = (await page(address).catch(() => null))?.querySelector(".card");
  // The server may be gone, or ask to sign in.
  if (!fresh) {
    announce("Saved, but this card could not be shown anew. Reload the page to see it.");
    return false;
  }
  const typed = card.querySelector(".tag-form input")?.value;
  const focused = card.contains(document.activeElement) ? document.activeElement : null;
  if (card.ariaCurrent) fresh.ariaCurrent = card.ariaCurrent;
  card.replaceWith(fresh);
  if (typed) fresh.querySelector(".tag-form input").value = typed;
  if (focused) counterpart(focused, fresh).focus({ preventScroll: true });
  const [before, after] = [card, fresh].map((shown) => ({ status: shown.dataset.status, spans: shown.dataset.spans, awaits: awaits(shown) }));
  fresh.dispatchEvent(new CustomEvent("claim:changed", { bubbles: true, detail: { claim, before, after } }));
  return true;
}

/** The fresh card's control in this one's place; else the card itself. */
function counterpart(control, fresh) {
  const { action, value } = control.dataset;
  if (control.name === "tag") return fresh.querySelector(".tag-form input");
  const same = action === "decide" && fresh.querySelector(`[data-value=${value}]`);
  return same || fresh;
}
