// Taking back what was just done: the message after each deed offers it.

import { announce, leaveMessage, leftMessage } from "./announce.js";
import { send } from "./api.js";
import { once } from "./guard.js";

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
