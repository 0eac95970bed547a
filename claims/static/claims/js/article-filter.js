// The filter of lists of claims by their article: a field that finds it by its title, or among those of an outlet. Loaded by what
// is typed first.

import { send } from "./api.js";
import { make } from "./dom.js";
import { articleFacts, Combobox, notice } from "./speaker-picker.js";

const AT_MOST = 8;
const OUTLETS_AT_MOST = 3;
const OF_AN_OUTLET = 100;
const fields = new WeakSet();

/** Articles are offered below the field from now on, as one types. */
export function offerArticles(input) {
  if (fields.has(input)) return;
  fields.add(input);
  const box = new ArticleBox({ input, listbox: document.getElementById(input.getAttribute("aria-controls")) });
  input.addEventListener("blur", () => box.close());
  box.searchSoon();
}

class ArticleBox extends Combobox {
  search() {
    const words = this.input.value.trim();
    return words ? this.offer(() => this.matching(words)) : this.show([]);
  }

  async offer(find) {
    this.asked = new AbortController();
    try {
      const options = await find();
      this.show(options.length ? options : [notice("No article is found.")]);
    } catch (error) {
      this.failed(error);
    }
  }

  async matching(words) {
    const [articles, outlets] = await Promise.all([
      this.articles({ q: words, page_size: AT_MOST }),
      this.rows("outlets", { q: words, page_size: OUTLETS_AT_MOST }),
    ]);
    return [...articles, ...outlets.map((outlet) => this.outletOption(outlet))];
  }

  async articles(query) {
    return (await this.rows("articles", query)).map((article) => this.articleOption(article));
  }

  async rows(family, query) {
    return (await send("GET", `${family}/?${new URLSearchParams(query)}`, { signal: this.asked.signal })).results;
  }

  articleOption({ id, title, ...rest }) {
    const facts = make("span", { className: "option-facts", dir: "auto" }, articleFacts(rest).join(", "));
    return this.option(() => narrowTo(id), make("bdi", {}, title || "Untitled article"), " ", facts);
  }

  /** Leads to the articles of an outlet, those taken in last first. */
  outletOption({ id, name }) {
    const open = () => this.offer(() => this.articles({ outlet: id, page_size: OF_AN_OUTLET }));
    return this.option(open, "Articles of ", make("bdi", {}, name));
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.show([]);
  }
}

/** The same list, with its other filters, of the claims of this article alone. */
function narrowTo(article) {
  const address = new URL(location);
  address.searchParams.delete("cursor");
  address.searchParams.set("article", article);
  address.hash = "";
  location.assign(address);
}
