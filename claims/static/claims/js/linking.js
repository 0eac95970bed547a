// Linking the claim of the page to another: searched by words, speaker or article, or clicked in a text. A sentence says beforehand
// what the link will say. What the machine suggests comes first.

import { send } from "./api.js";
import { make } from "./dom.js";
import { announce } from "./messages.js";
import { articleFacts, Combobox, notice } from "./speaker-picker.js";

const AT_MOST = 8;
const FOUND_AT_MOST = 30; // of which the likeliest are shown
const ARTICLES_AT_MOST = 3;
const CHOOSE = "Choose a claim from the list.";

const box = () => document.getElementById("linking");
const form = () => box().querySelector("form");

class ClaimBox extends Combobox {
  async search() {
    this.asked = new AbortController();
    const words = this.input.value.trim();
    try {
      this.show(words ? await this.matching(words) : [...this.suggested(), ...(await this.claims({ article: form().dataset.article, order: "text" }))]);
    } catch (error) {
      this.failed(error);
    }
  }

  /** Nothing asked before comes after a choice. */
  stop() {
    clearTimeout(this.timer);
    this.asked?.abort();
  }

  /** A claim whose address was pasted, else the claims and the articles that the words find. */
  async matching(words) {
    const [, id] = words.match(/^https?:\S*\/claims\/(\d+)\/?(?:[?#].*)?$/) ?? [];
    if (id) return [this.claimOption(await this.get(`claims/${id}/`))];
    const [own, others, articles] = await Promise.all([
      this.rows({ q: words }),
      this.rows({ find: words, page_size: FOUND_AT_MOST }),
      this.get("articles/", { q: words, page_size: ARTICLES_AT_MOST }),
    ]);
    const claims = new Map([...own, ...ownFirst(others, words)].map((claim) => [claim.id, claim]));
    const options = [...claims.values()].slice(0, AT_MOST).map((claim) => this.claimOption(claim));
    const found = [...options, ...articles.results.map((article) => this.articleOption(article))];
    return found.length ? found : [notice("No claim is found.")];
  }

  get(address, query) {
    return send("GET", query ? `${address}?${new URLSearchParams(query)}` : address, { signal: this.asked.signal });
  }

  async claims(query) {
    return (await this.rows(query)).slice(0, AT_MOST).map((claim) => this.claimOption(claim));
  }

  async rows(query) {
    const { results } = await this.get("claims/", { page_size: AT_MOST + 1, ...query });
    return results.filter(({ id }) => String(id) !== form().dataset.this);
  }

  /** The links of the page that await a decision: choosing one leads to its buttons. */
  suggested() {
    return [...document.querySelectorAll("#links .is-suggested[data-link]")].map((row) => {
      const words = row.querySelector(".link-sentence").textContent.trim().replace(/\s+/g, " ");
      return this.option(() => this.decideOn(row), "Suggested: ", make("bdi", {}, words));
    });
  }

  decideOn(row) {
    this.show([]);
    row.querySelector("button").focus();
  }

  claimOption(claim) {
    const { article } = claim;
    const { name, words } = told(claim);
    const facts = [article.title || "Untitled article", ...articleFacts(article)].join(", ");
    return this.option(
      () => this.pick(told(claim)),
      make("bdi", {}, name || "Speaker not known"),
      ": ",
      make("bdi", {}, words),
      " ",
      make("span", { className: "option-facts", dir: "auto" }, facts),
    );
  }

  /** Leads to the claims of an article. */
  articleOption({ id, title }) {
    const open = async () => this.show(await this.claims({ article: id, order: "text", page_size: 100 }));
    return this.option(open, "Claims of the article ", make("bdi", {}, title || "Untitled article"));
  }
}

/** Those first that hold the most of the words themselves, in what is said or the speaker's name: the title has the rest. */
function ownFirst(claims, words) {
  const wanted = words.toLowerCase().split(/\s+/);
  const held = ({ content, speaker }) => {
    const own = `${content} ${speaker?.name ?? ""}`.toLowerCase();
    return wanted.filter((word) => own.includes(word)).length;
  };
  return claims.toSorted((one, other) => held(other) - held(one));
}

/** As the server has it: words that read as a denial themselves are not called one again. */
const NAMES_DENIAL = /\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:es|ed|ing))\b/i;

function told({ id, speaker, content, quote_type: type, cue, denies }) {
  return { id, name: speaker?.name ?? "", cue, denies, words: quoted(content, type) };
}

/** As the server prints them: marks stand round what was quoted, and round nothing else. */
function quoted(words, type) {
  const ended = words.replace(/,(?=[”"»]?$)/, "");
  return type === "direct" && !/^[“"«„].*[”"»]$/.test(ended) ? `“${ended.replace(/“/g, "‘").replace(/”/g, "’")}”` : ended;
}

export function setUp() {
  if ("ready" in form().dataset) return;
  form().dataset.ready = "";
  const input = form().querySelector("[role=combobox]");
  const listbox = form().querySelector("[role=listbox]");
  const close = () => (listbox.hidden ? leave() : combobox.show([]));
  const pick = (claim) => {
    combobox.stop();
    combobox.show([]);
    choose(input, claim);
  };
  const combobox = new ClaimBox({ input, listbox, pick, close });
  input.setCustomValidity(CHOOSE);
  if (input.value || input === document.activeElement) combobox.search(); // somebody was faster than this script
  input.addEventListener("focus", () => listbox.hidden && !chosen() && combobox.search());
  // What is typed over a choice takes it back.
  input.addEventListener("input", () => choose(input, null));
  form().elements.relation.addEventListener("change", preview);
  form().querySelector("[data-turn]").addEventListener("click", turn);
  preview(); // as above
}

/** The claim that was chosen in a text. */
export async function take(id) {
  try {
    choose(form().querySelector("[role=combobox]"), told(await send("GET", `claims/${id}/`)));
  } catch (error) {
    announce(error.message);
  }
}

function leave() {
  box().open = false;
  box().querySelector("summary").focus();
}

const chosen = () => form().dataset.other && JSON.parse(form().dataset.other);

function choose(input, claim) {
  const { claim: first, other } = form().elements;
  input.setCustomValidity(claim ? "" : CHOOSE);
  if (claim) {
    form().dataset.other = JSON.stringify(claim);
    input.value = `${claim.name || "Speaker not known"}: ${claim.words}`;
  } else delete form().dataset.other;
  first.value = form().dataset.this;
  other.value = claim?.id ?? "";
  preview();
}

function turn() {
  const { claim, other } = form().elements;
  [claim.value, other.value] = [other.value, claim.value];
  preview();
}

/** The sentence that the link will be shown as, once both its parts are chosen. */
function preview() {
  const { claim, relation } = form().elements;
  const { verb } = relation.selectedOptions[0].dataset;
  const isWhole = Boolean(chosen() && verb);
  form().querySelector("[data-turn]").hidden = !isWhole;
  form().querySelector("[data-text]").hidden = Boolean(chosen());
  const place = form().querySelector(".link-preview");
  if (!isWhole) {
    place.replaceChildren();
    return;
  }
  const { name, cue, denies, words } = chosen();
  const here = form().dataset.speaker;
  const [first, second] = claim.value === form().dataset.this ? [here, name] : [name, here];
  place.replaceChildren(
    make("bdi", {}, first || "A speaker not known"),
    make("strong", {}, ` ${verb} `),
    make("bdi", {}, second || "a speaker not known"),
    ": ",
    make("bdi", {}, name || "a speaker not known"),
    make("em", { className: "cue", dir: "auto" }, cue && ` ${cue}`),
    " ",
    ...(denies && !NAMES_DENIAL.test(cue) ? [make("strong", { className: "denies" }, "denies"), " "] : []),
    make("bdi", {}, words),
  );
}
