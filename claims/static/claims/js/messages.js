// What a page says. One live region says what happened, and may offer to take it back; a message can be left for the page that
// comes next. What did not go through is told beside it: the change is kept there, and can be sent again.

import { isUnreachable } from "./api.js";
import { button, focusOn, make } from "./dom.js";

const LEFT = "newsapp:message";
const MILLISECONDS = 6000;
const MILLISECONDS_TO_UNDO = 12000;
let timer;
const open = new Set(); // the places that tell of trouble

/** Says the message in place of the one before. With `undo`, a button beside it calls that. */
export function announce(message, undo) {
  const { toast, region, undoButton } = parts();
  region.textContent = message;
  if (!undo && undoButton === document.activeElement) document.getElementById("main").focus({ preventScroll: true });
  undoButton.hidden = !undo;
  undoButton.onclick = undo || null;
  toast.classList.add("shown");
  stepAside(toast);
  hideIn(undo ? MILLISECONDS_TO_UNDO : MILLISECONDS);
}

/** What the button of the last message does, also when that is no longer shown; null where it offered nothing. */
export const lastUndo = () => parts().undoButton.onclick;

/** The message goes: another one has come beside what it spoke of. */
export function hush() {
  parts().toast.classList.remove("shown");
}

/** To the top of the window where it would cover the card or the part of the page that it speaks of. */
function stepAside(toast) {
  toast.classList.remove("above");
  const about = document.activeElement.closest(".card, form")?.getBoundingClientRect();
  const own = toast.getBoundingClientRect();
  const covers = about && about.bottom > own.top && about.right > own.left && about.left < own.right;
  toast.classList.toggle("above", Boolean(covers && about.top > own.height + 16));
}

/** Hides the toast after a while, but never under a pointer or while it has the focus. */
function hideIn(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const { toast } = parts();
    if (toast.matches(":hover, :focus-within")) hideIn(milliseconds);
    else hush();
  }, milliseconds);
}

function parts() {
  const region = document.getElementById("announcer");
  return { region, toast: region.parentElement, undoButton: region.nextElementSibling };
}

/** `change` is the number of the Change that the message tells of. */
export function leaveMessage(message, change) {
  sessionStorage.setItem(LEFT, JSON.stringify({ message, change }));
}

/** The message that the page before left, and its Change. */
export function leftMessage() {
  const left = sessionStorage.getItem(LEFT);
  sessionStorage.removeItem(LEFT);
  return left ? JSON.parse(left) : {};
}

/**
 * Shows the error in `place`, with what can be done about it.
 * `what` names the change, `body` is what was sent; `again(revision)` sends it once more; `reload()` shows the present state instead.
 */
export async function showTrouble(place, error, { what, body, again, reload }) {
  const choices = [];
  const versions = [];
  const retry = (revision) => () => {
    clearTrouble(place);
    again(revision);
  };
  const offerAgain = (...before) => choices.push(...before, button("Try again", retry(), "primary"));
  const kept = `Your change is kept here: ${what}.`;
  let message = error.message;
  if (isUnreachable(error)) {
    message = `The server could not be reached. ${kept}`;
    offerAgain();
  } else if (error.status === 412) {
    const { bothVersions, tellStale } = await import("./stale.js");
    message = `${tellStale(error.problem)} Your change is not made yet: ${what}.`;
    versions.push(...bothVersions(place.closest(".card"), error.problem, what, body));
    choices.push(button("Show it as it is now", () => dismiss(place, reload)));
    choices.push(button("Apply mine anyway", retry(error.problem.current?.revision), "primary"));
  } else if (error.status === 401) {
    const next = encodeURIComponent(location.pathname + location.search);
    message = `You are no longer signed in. ${kept} `;
    offerAgain(make("a", { href: `${document.body.dataset.signIn}?next=${next}`, target: "_blank" }, "Sign in (opens a new tab)"));
  } else if (error.status === 404) {
    message = "This is no longer there, or no longer open to you.";
  } else if (error.status === 403) {
    message = `Your account may not do this. ${error.message}`;
  } else if (error.status >= 500) {
    message = `Something went wrong on the server. ${kept}`;
    offerAgain();
  }
  if (!choices.some((choice) => choice.textContent === "Show it as it is now")) {
    choices.push(button("Dismiss", () => dismiss(place)));
  }
  hush();
  open.add(place);
  place.replaceChildren(make("p", {}, message), ...versions, make("p", { className: "choices" }, ...choices));
}

export function clearTrouble(place) {
  open.delete(place);
  // The button that was pressed goes too; the focus stays near.
  if (place.contains(document.activeElement)) focusOn(place.closest(".card, [data-region], form") ?? place.parentElement);
  place.replaceChildren();
}

function dismiss(place, then) {
  clearTrouble(place);
  then?.();
}

addEventListener("beforeunload", (event) => {
  if ([...open].some((place) => place.isConnected && place.querySelector(".primary"))) event.preventDefault();
});
