// Merging other records into the speaker of the page: they are picked, a sentence says what would move, a press does it.

import { send, write } from "./api.js";
import { announceDeed, once } from "./deeds.js";
import { button, day, focusOn, make } from "./dom.js";
import { opening } from "./keys.js";
import { clearTrouble, showTrouble } from "./messages.js";
import { refreshRegions } from "./regions.js";

const REGIONS = ["speaker", "speaker-overview", "speaker-claims"];

document.addEventListener("click", (event) => {
  const control = event.target.closest("[data-merge]");
  if (control) ACTIONS[control.dataset.merge](document.getElementById("merge"), control);
});

const ACTIONS = {
  pick: async (section, opener) => {
    const { openPicker } = await opening(import("./speaker-picker.js"));
    const without = [Number(section.dataset.speaker), ...chosen(section).map(({ id }) => id)];
    openPicker(section, opener, (name, id) => add(section, { id: id(), name }), { without });
  },
  suggested: (section, { dataset }) => {
    if (chosen(section).some(({ id }) => id === Number(dataset.id))) focusOn(section.querySelector('[data-merge="merge"]'));
    else add(section, { id: dataset.id, name: dataset.name });
  },
  merge: (section) => merge(section, section.dataset.revision),
  cancel: (section) => {
    listOf(section).replaceChildren();
    preview(section);
  },
};

const listOf = (section) => section.querySelector("ul.plain");
const messagesOf = (section) => section.querySelector(".merge-messages");
const opener = (section) => section.querySelector('[data-merge="pick"]');

function chosen(section) {
  return [...listOf(section).children].map(({ dataset }) => ({ id: Number(dataset.id), name: dataset.name }));
}

function add(section, { id, name }) {
  const row = make("li", { className: "name-row", "data-id": id, "data-name": name }, make("bdi", {}, name));
  const remove = button("Leave out", () => {
    row.remove();
    preview(section);
  }, "quiet");
  remove.append(make("span", { className: "visually-hidden" }, ` ${name}`));
  row.append(remove);
  listOf(section).append(row);
  preview(section);
}

/** Says what would move, as the API has counted it, and lets it be done then. */
async function preview(section) {
  const others = chosen(section);
  const [place, confirm] = [section.querySelector(".merging"), section.querySelector('[data-merge="merge"]')];
  clearTrouble(messagesOf(section));
  confirm.disabled = true;
  place.hidden = !others.length;
  if (!others.length) return focusOn(opener(section));
  try {
    const query = new URLSearchParams(others.map(({ id }) => ["speakers", id]));
    const moves = await send("GET", `speakers/${section.dataset.speaker}/merge-preview/?${query}`);
    if (chosen(section).length !== others.length) return;
    section.querySelector(".merge-preview").textContent = sentence(others, moves, section.dataset.name) + warning(section, others, moves.different);
    confirm.disabled = false;
    focusOn(confirm);
  } catch (error) {
    trouble(section, error, () => preview(section));
  }
}

/** "3 claims from 2 articles and 1 new name move from A to B." */
function sentence(others, moves, into) {
  const parts = [
    moves.claims && number(moves.claims, "claim"),
    moves.passed_on && `${number(moves.passed_on, "claim")} passed on`,
    moves.aliases && number(moves.aliases, "new name"),
  ].filter(Boolean);
  const from = moves.articles ? ` (from ${number(moves.articles, "article")})` : "";
  const names = listed(others.map(({ name }) => name));
  return `${listed(parts) || "No claims and no new names"}${from} will move from ${names} to ${into}. What articles print stays, and old addresses lead here.`;
}

/** " Ada Lind said on 3 May 2026 that A and B are not the same." of each two of whom it was said. */
function warning(section, others, said) {
  const names = new Map([...others, { id: Number(section.dataset.speaker), name: section.dataset.name }].map(({ id, name }) => [id, name]));
  const told = ({ one, other, said_by: by, said_at: at }) =>
    ` ${by} said on ${day(at)} that ${names.get(one)} and ${names.get(other)} are not the same.`;
  return said.map(told).join("");
}

const number = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const listed = (words) => new Intl.ListFormat("en").format(words);

function merge(section, revision) {
  const others = chosen(section);
  return once("merge", async () => {
    clearTrouble(messagesOf(section));
    let change;
    try {
      const body = { speakers: others.map(({ id }) => id) };
      ({ change } = await write("POST", `speakers/${section.dataset.speaker}/merge/`, { body, revision }));
    } catch (error) {
      trouble(section, error, (current) => merge(section, current ?? revision));
      return false;
    }
    const showAnew = async () => {
      await refreshRegions(REGIONS);
      focusOn(document.getElementById(REGIONS[0]));
    };
    announceDeed(`Merged: ${listed(others.map(({ name }) => name))}.`, change, showAnew);
    await showAnew();
    return true;
  });
}

function trouble(section, error, again) {
  const names = listed(chosen(section).map(({ name }) => name));
  showTrouble(messagesOf(section), error, { what: `merge with ${names}`, again, reload: () => refreshRegions(REGIONS) });
}
