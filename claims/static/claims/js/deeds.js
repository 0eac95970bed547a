// What people do: each deed once, told, and to be taken back. A second press never does what the first one did not ask for:
// while a deed runs at a place, and for a moment after it, another at the same place is ignored. What a button means may
// have changed under the pointer. What counts is when somebody pressed, not when a busy page came to it.

import { send } from "./api.js";
import { announce, leaveMessage, leftMessage } from "./messages.js";

const PAUSE = 400;
const ended = new Map();
let running = 0;

/** Runs the deed unless another one at this place still runs or just ended; whether it was done, as `deed()` says. */
export async function once(place, deed) {
  if (now() - (ended.get(place) ?? -Infinity) < PAUSE) return false;
  ended.set(place, Infinity);
  let done = false;
  try {
    done = await doing(deed);
  } finally {
    if (done) settle(place);
    else ended.delete(place);
  }
  return done;
}

/** Runs the deed; meanwhile the root of the page says that something is being done. */
export async function doing(deed) {
  tell(1);
  try {
    return await deed();
  } finally {
    tell(-1);
  }
}

function tell(more) {
  running += more;
  document.documentElement.toggleAttribute("data-doing", running > 0);
}

/** Something moved at this place: for a moment nothing is done there. */
export function settle(place) {
  ended.set(place, now());
}

/** When the event happened that is being answered, if one is. */
const now = () => window.event?.timeStamp ?? performance.now();

/** Says what was done and, where it was a Change, offers to take it back; `refresh()` then shows how things stand. */
export function announceDeed(message, change, refresh) {
  announce(message, change && (() => once("undo", () => undo(change, refresh))));
}

/** Says what the page before left. A page that shows what was taken back is left for `data-undone`. */
export function showLeftMessage() {
  const { message, change } = leftMessage();
  if (!message) return;
  announceDeed(message, change, () => {
    leaveMessage("Taken back.");
    location.assign(document.querySelector("[data-undone]").dataset.undone);
  });
}

async function undo(change, refresh) {
  try {
    await send("POST", `changes/${change}/undo/`, { body: {} });
  } catch (error) {
    announce(`Not taken back. ${error.message}`);
    return false;
  }
  await refresh();
  announce("Taken back.");
  return true;
}
