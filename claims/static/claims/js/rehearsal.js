// Which claims a deed would be done to, shown before it is done.

import { button, make } from "./dom.js";
import { hush } from "./messages.js";

const HINDRANCES = {
  unchanged: "so already",
  refused: "left out, since you may not do this to them",
  stale: "left out, since somebody changed them meanwhile",
};

/** Asks whether what was rehearsed is to be done: if so, `go(title, claims)` does it to just those. */
export function ask(what, answer, filters, go) {
  const rows = answer.results.filter(({ result }) => result === "done");
  const title = `${what} ${rows.length} claim${rows.length === 1 ? "" : "s"}`;
  const others = Object.entries(HINDRANCES).filter(([result]) => answer[result]);
  const close = () => dialog.close();
  const agree = () => {
    close();
    go(title, rows.map(({ id, revision }) => ({ id, revision })));
  };
  const dialog = make(
    "dialog",
    { className: "bulk-dialog", "aria-labelledby": "bulk-title" },
    make("h2", { id: "bulk-title" }, title),
    ...(filters.length ? [make("p", { className: "hint" }, `That fit: ${filters.join(", ")}`)] : []),
    ...(rows.length ? [make("p", { className: "hint" }, ...whence(rows))] : []),
    make("ul", { tabIndex: 0, "aria-label": "Which" }, ...rows.map(named)),
    ...others.map(([result, words]) => make("p", { className: "hint" }, `${answer[result]} ${words}.`)),
    make("p", { className: "choices" }, ...(rows.length ? [button(title, agree, "primary")] : []), button("Cancel", close)),
  );
  dialog.addEventListener("close", () => dialog.remove());
  hush();
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("button").focus();
}

/** The article that all are from, or from how many they are. */
function whence(rows) {
  const articles = new Map(rows.map(({ article }) => [article.id, article.title]));
  if (articles.size > 1) return [`From ${articles.size} articles`];
  const [title] = articles.values();
  return title ? ["From “", make("bdi", {}, title), "”"] : ["From an untitled article"];
}

/** As in a citation, without the comma that belonged to the sentence around the words. */
function named({ speaker, content }) {
  const words = content.replace(/,(?=[”"»]?$)/, "");
  return make("li", {}, make("bdi", { className: "said-by" }, speaker ?? "Speaker not known"), ": ", make("bdi", { className: "words" }, words));
}
