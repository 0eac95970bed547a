// One deed on many claims: those that are chosen, or all that fit the filter. A rehearsal shows which they are; then it is done to
// just those, as they were shown, by one POST.

import { cardOf } from "./active.js";
import { write } from "./api.js";
import { announceDeed, once } from "./deeds.js";
import { opening } from "./keys.js";
import { announce, clearTrouble, showTrouble } from "./messages.js";
import { refreshRegions } from "./regions.js";

const DEEDS = {
  confirmed: { what: "Confirm", done: "Confirmed" },
  rejected: { what: "Reject", done: "Rejected" },
  suggested: { what: "Set back to suggested:", done: "Taken back" }, // alone, where others decided alike
};

let isOpen = false;
const bar = () => document.getElementById("bulk");
const boxes = () => [...document.querySelectorAll("[data-chosen]")];
const fitting = () => bar().querySelector('[data-choose="fitting"]');
const allThatFit = () => fitting()?.getAttribute("aria-pressed") === "true";

document.addEventListener("click", ({ target }) => {
  const control = target.closest("#bulk button");
  if (control?.dataset.choose) choose(control.dataset.choose);
  else if (control?.dataset.many === "speaker") pickSpeaker(control);
  else if (control?.dataset.many) {
    const { many: status } = control.dataset;
    rehearse({ ...DEEDS[status], body: () => ({ status }) });
  }
});
document.addEventListener("change", ({ target }) => {
  if ("chosen" in target.dataset) choose("some");
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-many-assign]")) return assign(event);
  if (!event.target.matches("[data-many-tag]")) return;
  event.preventDefault();
  const [name, { value: deed, textContent: what }] = [event.target.elements.tag.value.trim(), event.submitter];
  const done = deed === "add_tag" ? `Tagged “${name}”` : `Tag “${name}” removed`;
  if (name) rehearse({ what: `${what} “${name}”:`, done, body: async () => ({ [deed]: await (await import("./tags.js")).idOfTag(name) }) });
});

function assign(event) {
  event.preventDefault();
  const assignee = event.target.elements.assignee.value.trim() || null;
  const whom = assignee ?? "nobody";
  rehearse({ what: `Assign to ${whom}:`, done: `Assigned to ${whom}`, body: () => ({ assignee }) });
}

/** Chooses the claims on this page, all that fit the filter, none, or those with a tick; and says how many. */
function choose(which) {
  if (which !== "some") for (const box of boxes()) box.checked = which !== "none";
  fitting()?.setAttribute("aria-pressed", String(which === "fitting"));
  const { length } = boxes().filter((box) => box.checked);
  bar().querySelector(".bulk-count").textContent = allThatFit() ? "All that fit are chosen" : `${length || "None"} chosen`;
}

async function pickSpeaker(opener) {
  const { openPicker } = await opening(import("./speaker-picker.js"));
  openPicker(bar(), opener, (name, speakerId) =>
    rehearse({
      what: `Set the speaker ${name}:`,
      done: `Speaker set: ${name}`,
      body: async () => ({ speaker: await speakerId() }),
    }),
  );
}

/** The chosen claims as the API takes them: by the filter of this page, or by what the cards show. */
function chosen() {
  if (allThatFit()) return { address: `claims/bulk/?${bar().dataset.fitting}` };
  const cards = boxes().filter((box) => box.checked).map((box) => cardOf(box.dataset.chosen));
  return { address: "claims/bulk/", claims: cards.map(({ dataset }) => ({ id: Number(dataset.claim), revision: Number(dataset.revision) })) };
}

/** Shows which claims the deed would be done to. `what` and `done` name it; `body()` gives what the API calls it. */
function rehearse(deed) {
  const { address, claims } = chosen();
  if (claims?.length === 0) return announce("Choose some claims first.");
  return once("bulk", () =>
    tried({ what: deed.what, again: () => rehearse(deed) }, async () => {
      const body = await deed.body();
      const { answer } = await write("POST", address, { body: { ...body, claims, rehearse: true } });
      const { ask } = await import("./rehearsal.js");
      ask(deed.what, answer, filters(), (title, claims) => perform({ what: title, done: deed.done }, { ...body, claims }));
    }),
  );
}

/** The filters by which all are chosen that fit them. */
const filters = () => (allThatFit() ? [...document.querySelectorAll(".chips a bdi")].map((name) => name.textContent) : []);

function perform(deed, body) {
  return once("bulk-deed", () =>
    tried({ what: deed.what, again: () => perform(deed, body) }, async () => {
      const { answer, change } = await write("POST", "claims/bulk/", { body });
      const left = body.claims.length - answer.done;
      await refresh();
      announceDeed(`${deed.done}: ${answer.done} claim${answer.done === 1 ? "" : "s"}.${left ? ` Left as they are: ${left}.` : ""}`, change, refresh);
    }),
  );
}

/** Shows the list as it stands now, with the bar as open as it was; an emptied list has none, until the deed is undone. */
async function refresh() {
  isOpen = bar()?.open ?? isOpen;
  await refreshRegions(["found"]);
  if (bar()) bar().open = isOpen;
}

/** Whether the deed went through; what went wrong is shown in the bar. */
async function tried(action, deed) {
  const place = bar().querySelector(".card-messages");
  clearTrouble(place);
  try {
    await deed();
    return true;
  } catch (error) {
    showTrouble(place, error, action);
    return false;
  }
}
