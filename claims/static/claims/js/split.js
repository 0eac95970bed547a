// Moving chosen claims of the page's speaker to another one or a new one: ticks, a target, one POST.

import { write } from "./api.js";
import { announceDeed, once } from "./deeds.js";
import { focusOn } from "./dom.js";
import { announce, clearTrouble, showTrouble } from "./messages.js";
import { refreshRegions } from "./regions.js";
import { openPicker } from "./speaker-picker.js";

const form = () => document.querySelector("form[data-split]");
const region = () => document.getElementById("split");
const boxes = (place) => [...place.querySelectorAll('[name="claim"]')];
const messages = () => form().querySelector(".split-messages");
const number = (count) => `${count} claim${count === 1 ? "" : "s"}`;

document.addEventListener("change", ({ target }) => {
  const group = target.closest(".split-group");
  if (!group) return;
  if ("splitGroup" in target.dataset) for (const box of boxes(group)) box.checked = target.checked;
  countChosen(group);
});
document.addEventListener("input", ({ target }) => {
  if (target.id === "split-name") form().elements.to.value = "new";
});
document.addEventListener("click", ({ target }) => {
  const opener = target.closest("[data-split-pick]");
  if (opener) pick(opener);
});
document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  move(region().dataset.revision);
});

/** The box of a group is ticked where all of the group are, and half ticked where some are. */
function countChosen(group) {
  const all = group.querySelector("[data-split-group]");
  const ticked = boxes(group).filter(({ checked }) => checked).length;
  if (all) [all.checked, all.indeterminate] = [ticked === boxes(group).length, ticked > 0 && ticked < boxes(group).length];
  const { length } = chosen();
  form().querySelector(".split-count").textContent = length ? `${number(length)} chosen` : "None chosen";
}

function pick(opener) {
  const without = [Number(region().dataset.speaker)];
  openPicker(region(), opener, (name, id) => {
    const known = form().querySelector(".split-known");
    [known.textContent, known.dataset.id] = [name, id()];
    form().elements.to.value = "known";
  }, { without });
}

const chosen = () => boxes(form()).filter(({ checked }) => checked).map(({ value }) => Number(value));

/** Who is to have the claims, as the API takes it; null where nobody is named. */
function target() {
  const { to, name, kind } = form().elements;
  const { id } = form().querySelector(".split-known").dataset;
  if (to.value === "known") return id ? { speaker: Number(id) } : null;
  return name.value.trim() ? { name: name.value.trim(), kind: kind.value } : null;
}

function move(revision) {
  const [claims, to] = [chosen(), target()];
  if (!claims.length) return announce("Choose some claims first.");
  if (!to) return announce("Say first who said them.");
  return once("split", async () => {
    clearTrouble(messages());
    try {
      const address = `speakers/${region().dataset.speaker}/split/`;
      const { answer, change } = await write("POST", address, { body: { claims, ...to }, revision });
      await showAnew();
      announceDeed(`${number(claims.length)} moved to ${answer.name}.`, change, showAnew);
      return true;
    } catch (error) {
      const again = (current) => move(current ?? revision);
      showTrouble(messages(), error, { what: `move ${number(claims.length)}`, again, reload: showAnew });
      return false;
    }
  });
}

async function showAnew() {
  await refreshRegions(["split"]);
  focusOn(region());
}
