// A combobox (the ARIA pattern) that searches the speakers and offers to make a new one.

import { send } from "./api.js";
import { button, day, make } from "./dom.js";

const PAUSE = 150;

/** What stands among the options and is none. */
export const notice = (words) => make("li", { role: "option", "aria-disabled": "true" }, words);

/** What tells an article from others of its title, in small. */
export function articleFacts({ outlet, published_at: time }) {
  return [outlet?.name, time && day(time)].filter(Boolean);
}

/**
 * Opens the picker in the place, a card or a section with an id. `onPick(name, id)` gets the name and a function that
 * gives the speaker's id, null for nobody who is known. The opener's `data-asks` is the question; the speakers with the ids
 * `without` are not offered, that with the id `first` comes first, `typed` is in the field. At the claims of an article
 * it opens with those who speak there, and digits choose.
 */
export function openPicker(place, opener, onPick, { without = [], first, typed = "" } = {}) {
  const close = () => {
    place.querySelector(".picker")?.remove();
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  };
  if (place.querySelector(".picker")) return close();
  const mayAdd = "mayAdd" in opener.dataset;
  const list = `speakers-of-${place.id}`;
  const input = make("input", {
    id: `${list}-input`,
    autocomplete: "off",
    maxLength: 300,
    value: typed,
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": list,
    "aria-autocomplete": "list",
  });
  const listbox = make("ul", { id: list, role: "listbox", className: "options", hidden: true, "aria-label": "Speakers" });
  const label = make("label", { htmlFor: input.id }, opener.dataset.asks ?? "Who said it?");
  const cancel = button("Cancel", close, "quiet");
  const picker = make("div", { className: "picker" }, label, input, listbox, cancel);
  opener.setAttribute("aria-expanded", "true");
  (place.querySelector(".card-tools") ?? opener).after(picker);
  input.focus();
  const pick = (name, id) => {
    close();
    onPick(name, id);
  };
  const { article } = place.dataset;
  new Combobox({ input, listbox, pick, mayAdd, without, first, article, close }).search();
}

export class Combobox {
  constructor({ input, ...rest }) {
    Object.assign(this, { input, ...rest, active: -1 });
    input.addEventListener("input", () => this.searchSoon());
    input.addEventListener("keydown", (event) => this.onKey(event));
  }

  searchSoon() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.stale = true; // what stands there answers other words: Enter does not choose it
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  async search() {
    const name = this.input.value.trim();
    if (!name && !this.article) return this.show([]);
    this.asked = new AbortController();
    // An unnamed speaker belongs to one article; claims of others cannot have them.
    const within = name ? { q: name.slice(0, 200), ...(this.article && { article: this.article }) } : { speaks_in: this.article };
    const query = new URLSearchParams({ page_size: name ? 8 : 100, expand: "article", ...within });
    try {
      const found = await send("GET", `speakers/?${query}`, { signal: this.asked.signal });
      const others = found.results.filter(({ id }) => !this.without.includes(id));
      others.sort((a, b) => (b.id === this.first) - (a.id === this.first));
      const offered = others.map((speaker) => this.known(speaker));
      if (name && this.mayAdd) offered.push(this.added(name));
      // Nobody is proposed where nobody stands out.
      if (this.article) offered.splice(!name && this.first === null ? 0 : offered.length, 0, this.unknown());
      this.show(offered, !name);
    } catch (error) {
      this.failed(error);
    }
  }

  /** Says why nothing is offered, unless something else is asked for meanwhile. */
  failed(error) {
    if (error.name !== "AbortError") this.show([notice(error.message)]);
  }

  unknown() {
    return this.option(() => this.pick("not known", () => null), "Not known");
  }

  known({ id, name, kind, last_role: role, claim_count: count, expanded: { article } }) {
    const { outlet, published_at: time, title } = article ?? {};
    const where = [outlet?.name, time ? day(time) : title];
    const said = [kind, role !== name && role, ...where, `${count} claim${count === 1 ? "" : "s"}`].filter(Boolean).join(", ");
    const facts = make("span", { className: "option-facts", dir: "auto" }, said);
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

  /** What a new speaker needs to be asked comes when it is. */
  async askKind(name) {
    this.show([]);
    const { askKind } = await import("./new-speaker.js");
    askKind(name, this.input, this.listbox, this.pick);
  }

  /** With `digits`, each of the first nine says which digit chooses it. */
  show(options, digits = false) {
    this.stale = false;
    this.digits = digits;
    if (digits) options.slice(0, 9).forEach((option, at) => option.prepend(make("kbd", { ariaHidden: "true" }, `${at + 1}`), " "));
    options.forEach((option, index) => (option.id = `${this.listbox.id}-${index}`));
    this.listbox.replaceChildren(...options);
    this.listbox.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.activate(options.length && this.article ? 0 : -1);
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
    const digit = this.digits && !this.input.value && /^[1-9]$/.test(event.key) && this.listbox.children[event.key - 1];
    if (digit) digit.choose();
    else if (event.key === "ArrowDown") this.activate(this.active >= last ? 0 : this.active + 1);
    else if (event.key === "ArrowUp") this.activate(this.active <= 0 ? last : this.active - 1);
    else if (event.key === "Enter") this.stale || (this.listbox.children[this.active] || this.listbox.children[0])?.choose?.();
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}
