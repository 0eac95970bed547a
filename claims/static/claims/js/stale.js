// What a change met that came too late: loaded then, since the server is there.

import { make } from "./dom.js";
import { pointAt } from "./places.js";

const isOwn = (change) => change && !change.machine && change.actor === document.body.dataset.name;

/** Who changed the record meanwhile, and how it is now. */
export function tellStale({ current = {}, changes: [last] = [] }) {
  const who = isOwn(last) ? "You changed this in another window." : `${last?.actor || "Somebody"} changed this meanwhile.`;
  return `${who} ${describe(current)}`.trim();
}

/** The present state of what has no table, in a sentence: a link, an assessment, to whom a claim is assigned. */
function describe({ spans, status, decided_by: decider, assignee }) {
  const parts = [!spans && status, !spans && decider && `decided by ${decider}`, assignee && `assigned to ${assignee}`].filter(Boolean);
  return parts.length ? `It is now: ${parts.join("; ")}.` : "";
}

/** Of each fact of a claim that was changed by them, as the card has it still, or here: how it stands, what was to be made of it. */
export function bothVersions(card, { current, changes: [last] = [] }, what, body = {}) {
  if (!card || !current?.spans) return [];
  const [shown, now, yours] = [shownBy(card), standing(current), sent(body, current, what)];
  const isOpen = (fact) => (fact in shown && shown[fact] !== now[fact].mark) || (yours[fact] !== undefined && yours[fact] !== now[fact].told);
  const rows = Object.keys(now)
    .filter(isOpen)
    .map((fact) => [fact, now[fact].told || "nothing", yours[fact] === undefined ? "not altered" : yours[fact] || "nothing"]);
  return rows.length ? [sideBySide(last, rows)] : [];
}

/** A table of two versions; `rows` are the name of a fact, how it is since the last Change, and with oneself. */
export function sideBySide(last, rows) {
  const other = isOwn(last) ? "Other window" : (last?.actor ?? "Somebody else");
  const head = ["Fact", other, "You"].map((name) => make("th", { scope: "col" }, name));
  const lines = rows.map(([fact, ...values]) => {
    const cells = values.map((value) => make("td", { dir: "auto" }, value));
    return make("tr", {}, make("th", { scope: "row" }, fact), ...cells);
  });
  return make("table", { className: "keys" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...lines));
}

/** The facts as the card shows them, to be compared. */
function shownBy(card) {
  const texts = (selector) => [...card.querySelectorAll(selector)].map(({ textContent }) => textContent).join(", ");
  const [words, cue] = card.dataset.spans.split("/");
  const tags = [...card.querySelectorAll("[data-tag]")].map(({ dataset }) => dataset.name).join(", ");
  return { Decision: card.dataset.status, Speaker: texts(".card-who .said-by"), Via: texts(".card-who .via"), Words: words, "Reporting words": cue, Tags: tags };
}

/** Each fact as it stands: what is `told` of it, and the `mark` that a card of it would have. */
function standing(claim) {
  const same = (told) => ({ told, mark: told });
  const names = (hops) => hops.map(({ speaker, name_as_printed: printed }) => speaker?.name || printed || "Speaker not known").join(", ");
  const places = (spans) => spans.map((span) => span.join("-")).join(" ");
  return {
    Decision: { told: [claim.status, claim.decided_by && `by ${claim.decided_by}`].filter(Boolean).join(" "), mark: claim.status },
    Speaker: same(names([claim, ...claim.joint_speakers])),
    Via: same(names(claim.chain)),
    Words: { told: claim.content, mark: places(claim.spans.content) },
    "Reporting words": { told: claim.cue, mark: places(claim.spans.cue) },
    Tags: same(claim.tags.map(({ name }) => name).join(", ")),
    Quotation: same(claim.quote_type),
    "Said on": same(claim.said_on ?? ""),
  };
}

/** Each fact as it was sent; undefined where it was not. */
function sent({ status, speaker, tags, spans = {}, hops, quote_type, said_on }, claim, what) {
  const known = [claim, ...claim.joint_speakers, ...claim.chain].flatMap((hop) => hop.speaker ?? []);
  const nameOf = (hop) => known.find(({ id }) => id === Number(hop.speaker))?.name || hop.name_as_printed || "Speaker not known";
  const named = (isSpeaker) => hops?.filter(({ together }, at) => isSpeaker === (!at || Boolean(together))).map(nameOf).join(", ");
  return {
    Decision: status,
    Speaker: speaker === undefined ? named(true) : what.replace(/^speaker /, ""),
    Via: named(false),
    Words: spans.content && wordsAt(spans.content),
    "Reporting words": spans.cue && wordsAt(spans.cue),
    Tags: tags && what,
    Quotation: quote_type,
    "Said on": said_on === null ? "" : said_on,
  };
}

/** The words of the article at the ranges of code points. */
function wordsAt(ranges) {
  const words = ([start, end]) => {
    const range = document.createRange();
    range.setStart(...pointAt(start));
    range.setEnd(...pointAt(end, true));
    return range.toString();
  };
  return ranges.map(words).join(" … ");
}
