// A combobox (the ARIA pattern) that searches the speakers and offers to make a new one.

import { send } from "./api.js";
import { button, make } from "./dom.js";

const KINDS = { person: "Person", organization: "Organization", government: "Government", group: "Group", document: "Document" };
const PAUSE = 150;

/**
 * Opens the picker in the place, a card or a section with an id. `onPick(name, id)` gets the name and a function that
 * gives the speaker's id. The opener's `data-asks` is the question; the speakers with the ids `without` are not offered.
 */
export function openPicker(place, opener, onPick, without = []) {
  if (place.querySelector(".picker")) return closePicker(place, opener);
  const mayAdd = "mayAdd" in opener.dataset;
  const list = `speakers-of-${place.id}`;
  const input = make("input", {
    id: `${list}-input`,
    autocomplete: "off",
    maxLength: 300,
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": list,
    "aria-autocomplete": "list",
  });
  const listbox = make("ul", { id: list, role: "listbox", className: "options", hidden: true, "aria-label": "Speakers" });
  const label = make("label", { htmlFor: input.id }, opener.dataset.asks ?? "Who said it?");
  const cancel = button("Cancel", () => closePicker(place, opener), "quiet");
  const picker = make("div", { className: "picker" }, label, input, listbox, cancel);
  opener.setAttribute("aria-expanded", "true");
  (place.querySelector(".card-tools") ?? opener).after(picker);
  input.focus();
  const pick = (name, id) => {
    closePicker(place, opener);
    onPick(name, id);
  };
  new Combobox({ input, listbox, pick, mayAdd, without, article: place.dataset.article, close: () => closePicker(place, opener) });
}

function closePicker(place, opener) {
  place.querySelector(".picker")?.remove();
  opener.setAttribute("aria-expanded", "false");
  opener.focus();
}

class Combobox {
  constructor({ input, ...rest }) {
    Object.assign(this, { input, ...rest, active: -1 });
    input.addEventListener("input", () => this.searchSoon());
    input.addEventListener("keydown", (event) => this.onKey(event));
  }

  searchSoon() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  async search() {
    const name = this.input.value.trim();
    if (!name) return this.show([]);
    this.asked = new AbortController();
    // An unnamed speaker belongs to one article; claims of others cannot have them.
    const query = new URLSearchParams({ q: name, page_size: 8, ...(this.article && { article: this.article }) });
    try {
      const found = await send("GET", `speakers/?${query}`, { signal: this.asked.signal });
      const others = found.results.filter(({ id }) => !this.without.includes(id));
      this.show([...others.map((speaker) => this.known(speaker)), ...(this.mayAdd ? [this.added(name)] : [])]);
    } catch (error) {
      if (error.name !== "AbortError") this.show([make("li", { role: "option", "aria-disabled": "true" }, error.message)]);
    }
  }

  known({ id, name, kind, claim_count: count }) {
    const facts = make("span", { className: "option-facts" }, `${kind}, ${count} claim${count === 1 ? "" : "s"}`);
    return this.option(() => this.pick(name, () => id), make("bdi", {}, name), " ", facts);
  }

  added(name) {
    return this.option(() => this.askKind(name), `New speaker “${name}”`);
  }

  option(choose, ...children) {
    const option = make("li", { role: "option", "aria-selected": "false" }, ...children);
    option.choose = choose;
    // Before the input loses the focus.
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", choose);
    return option;
  }

  /** A new speaker needs a kind; it is made when the claim is changed, and only once. */
  askKind(name) {
    const kinds = Object.entries(KINDS).map(([value, text]) => new Option(text, value));
    const select = make("select", { id: `${this.input.id}-kind` }, ...kinds);
    let made;
    const create = (kind) => async () => {
      made ??= (await send("POST", "speakers/", { body: { name, kind } })).id;
      return made;
    };
    const add = button("Add and use", () => this.pick(name, create(select.value)), "primary");
    const label = make("label", { htmlFor: select.id }, `“${name}” is a new`);
    this.show([]);
    this.input.parentElement.querySelector(".new-speaker")?.remove();
    this.listbox.after(make("div", { className: "new-speaker" }, label, select, add));
    select.focus();
  }

  show(options) {
    options.forEach((option, index) => (option.id = `${this.listbox.id}-${index}`));
    this.listbox.replaceChildren(...options);
    this.listbox.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.activate(-1);
  }

  activate(index) {
    const options = [...this.listbox.children];
    this.active = index;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.active)));
    const chosen = options[this.active];
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  onKey(event) {
    const last = this.listbox.children.length - 1;
    if (event.key === "ArrowDown") this.activate(this.active >= last ? 0 : this.active + 1);
    else if (event.key === "ArrowUp") this.activate(this.active <= 0 ? last : this.active - 1);
    else if (event.key === "Enter") (this.listbox.children[this.active] || this.listbox.children[0])?.choose?.();
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}
