// After an "@" in a text field, colleagues are offered by the beginning of their names.

import { send } from "./api.js";
import { make } from "./dom.js";
import { Combobox } from "./speaker-picker.js";

const AT_MOST = 8;
// As claims/text/mentions.py reads them.
const BEFORE_CARET = /(?<![\p{L}\p{N}_.@+-])@([\p{L}\p{N}_.@+-]*)$/u;
const fields = new WeakSet();

/** Colleagues are offered in the field from now on, as one types. */
export function offerColleagues(field) {
  if (fields.has(field)) return;
  fields.add(field);
  new MentionBox(field).searchSoon();
}

class MentionBox extends Combobox {
  constructor(input) {
    const listbox = make("ul", { id: `${input.id}-colleagues`, role: "listbox", className: "options", hidden: true, "aria-label": "Colleagues" });
    input.after(listbox);
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", listbox.id);
    super({ input, listbox });
    input.addEventListener("blur", () => this.close());
  }

  async search() {
    const name = this.typed();
    if (name === undefined) return this.show([]);
    this.asked = new AbortController();
    const query = new URLSearchParams({ q: name, page_size: AT_MOST });
    const { results } = await send("GET", `colleagues/?${query}`, { signal: this.asked.signal }).catch(() => ({ results: [] }));
    if (this.typed() === name) this.show(results.map((colleague) => this.colleague(colleague)));
  }

  /** What stands between an "@" and the caret; undefined where no name is being typed. */
  typed() {
    return this.input.value.slice(0, this.input.selectionStart).match(BEFORE_CARET)?.[1];
  }

  colleague({ username, name, role }) {
    const facts = [name !== username && name, role].filter(Boolean).join(", ");
    return this.option(() => this.put(username), make("bdi", {}, `@${username}`), " ", make("span", { className: "option-facts" }, facts));
  }

  put(username) {
    const end = this.input.selectionStart;
    this.input.setRangeText(`${username} `, end - this.typed().length, end, "end");
    this.show([]);
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  show(options) {
    super.show(options);
    this.input.removeAttribute("aria-expanded"); // a field of several lines is no combobox
    if (options.length) this.activate(0);
  }

  /** Keys mean what they always do in a text, unless colleagues are offered. */
  onKey(event) {
    if (this.listbox.hidden || this.stale) return;
    if (event.key === "Tab") this.close();
    else super.onKey(event);
  }

  close() {
    this.show([]);
  }
}
