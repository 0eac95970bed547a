// What is shown beside a change that did not go through. The change is kept, and can be sent again.

import { hush } from "./announce.js";
import { Unreachable } from "./api.js";
import { button, focusOn, make } from "./dom.js";

const open = new Set();

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
  if (error instanceof Unreachable) {
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
  if (place.contains(document.activeElement)) focusOn(place.closest(".card, [data-region], form"));
  place.replaceChildren();
}

function dismiss(place, then) {
  clearTrouble(place);
  then?.();
}

addEventListener("beforeunload", (event) => {
  if ([...open].some((place) => place.isConnected && place.querySelector(".primary"))) event.preventDefault();
});
