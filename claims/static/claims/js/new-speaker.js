// A new speaker, asked for in a picker.

import { send } from "./api.js";
import { button, make } from "./dom.js";

const KINDS = { person: "Person", organization: "Organization", government: "Government", group: "Group", document: "Document" };

/** A new speaker needs a kind; it is made when the claim is changed, and only once. `pick` is as the picker has it. */
export function askKind(name, input, listbox, pick) {
  const kinds = Object.entries(KINDS).map(([value, text]) => new Option(text, value));
  const select = make("select", { id: `${input.id}-kind` }, ...kinds);
  let made;
  const create = (kind) => async () => {
    made ??= (await send("POST", "speakers/", { body: { name, kind } })).id;
    return made;
  };
  const add = button("Add and use", () => pick(name, create(select.value)), "primary");
  const label = make("label", { htmlFor: select.id }, `“${name}” is a new`);
  input.parentElement.querySelector(".new-speaker")?.remove();
  const row = make("div", { className: "new-speaker" }, label, select, add);
  row.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target === select) add.click();
    if (key !== "Escape") return;
    input.focus();
    row.remove();
    input.dispatchEvent(new Event("input")); // what was offered is offered again
  });
  listbox.after(row);
  select.focus();
}
