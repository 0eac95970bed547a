// Mending by selecting: a bar at selected words makes a new claim of them, or says what they are of the active one.

import { activate, activeCard, cardOf, stopAtOne } from "./active.js";
import { write } from "./api.js";
import { change } from "./card.js";
import { announceDeed, once } from "./deeds.js";
import { button, focusOn, make } from "./dom.js";
import { refuse, setUpEdges } from "./edges.js";
import { addDeeds, keyOf } from "./keys.js";
import { announce, clearTrouble, showTrouble } from "./messages.js";
import { articleText, placeOfParagraph, select, selectedPlace } from "./places.js";
import { rangesOf, together } from "./ranges.js";
import { freshPage } from "./regions.js";
import { openPicker } from "./speaker-picker.js";

let chosen = null;

const messages = make("div", { className: "card-messages", role: "alert" });
const bar = make(
  "div",
  { className: "mending", id: "mending", role: "toolbar", "aria-label": "The selected words", dir: "ltr", hidden: true, "data-region": "" },
  tool("New claim", "add", keyOf("add")),
  tool("These are the words", "words", keyOf("words")),
  tool("Add", "more", keyOf("more")),
  tool("Drop", "fewer", keyOf("fewer")),
  tool("Speaker", "speaker"),
  tool("Reporting words", "cue"),
  tool("Via", "via"),
  messages,
);

const DEEDS = {
  add: ({ start, end, words }) =>
    pick("Who said it?", "add", { first: nearestSpeaker(start) }, (name, speakerId) => create({ start, end, words }, name, speakerId)),
  words: ({ start, end }) => (mendable() ? setWords([[start, end]]) : DEEDS.add(chosen)),
  more: ({ start, end }) => setWords(together(rangesOf(mendable()), [start, end])),
  fewer: async (words) => setWords((await import("./dropping.js")).without(rangesOf(mendable()), words)),
  cue: ({ start, end }) => mend("Reporting words set", () => ({ spans: { cue: [[start, end]] } })),
  speaker: ({ start, end, words }) =>
    setHops("Who is that?", "speaker", "Speaker:", words, ([first, ...others], hop) => ({
      spans: { speaker: [[start, end]] },
      hops: [{ ...first, ...hop, ...(first.speaker && first.speaker !== hop.speaker && { role_as_printed: "" }) }, ...others],
    })),
  via: ({ words }) => setHops("Who passed the words on?", "via", "Via", words, (hops, hop) => ({ hops: [...hops, hop] })),
};

bar.dataset.article = articleText().dataset.article;
setUpEdges(mendable); // before `follow` measures
document.addEventListener("selectionchange", follow);
document.addEventListener("claim:active", follow);
document.addEventListener("keydown", ({ key, target }) => key === "Escape" && !bar.hidden && !target.closest(".picker") && close());
document.addEventListener("claim:changed", ({ detail: { claim, before, after } }) => before.spans !== after.spans && showAnew());
addDeeds(Object.fromEntries(["add", "words", "more", "fewer"].map((deed) => [deed, () => act(deed)])));
follow();

function tool(text, deed, key) {
  const control = button(text, () => act(deed));
  control.dataset.deed = deed;
  if (key) control.append(" ", make("kbd", {}, key));
  return control;
}

/** Does the deed with the selected words, unless it is none to be done now. */
function act(deed) {
  chosen = selectedPlace() ?? chosen;
  if (!chosen) return announce(`Select words in the text first: by mouse, or by ${keyOf("select")} and arrows.`);
  if (tools(deed)[0].disabled) return refuse();
  return DEEDS[deed](chosen);
}

function tools(deed) {
  return [...bar.querySelectorAll(deed ? `[data-deed="${deed}"]` : "[data-deed]")];
}

/** The active card, where its claim stands in this text and one may change it. */
function mendable() {
  const card = activeCard();
  return card?.closest(".numbered") && card.querySelector('[data-action="decide"]') ? card : null;
}

/** The bar stands below what is selected, and goes with it. */
function follow() {
  if (bar.contains(document.activeElement) || bar.querySelector(".picker")) return;
  chosen = selectedPlace();
  bar.hidden = !chosen || "moving" in articleText().dataset;
  if (bar.hidden) return;
  const card = mendable();
  for (const control of tools()) control.disabled = !card && !["add", "words"].includes(control.dataset.deed);
  if (chosen.paragraph.nextSibling !== bar) chosen.paragraph.after(bar);
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  bar.style.insetBlockStart = `${box.bottom - articleText().getBoundingClientRect().top + 6}px`;
}

function close() {
  clearTrouble(messages);
  getSelection().removeAllRanges();
  [chosen, bar.hidden] = [null, true];
  CSS.highlights?.delete("chosen");
  if (bar.contains(document.activeElement)) focusOn(activeCard() ?? articleText());
}

/** Asks for a speaker in the bar; the words stay lit meanwhile. */
function pick(question, deed, options, then) {
  const [opener] = tools(deed);
  const { start, end } = chosen;
  select(start, end);
  CSS.highlights?.set("chosen", new Highlight(getSelection().getRangeAt(0).cloneRange()));
  opener.dataset.asks = question;
  if ("mayAdd" in articleText().dataset) opener.dataset.mayAdd = "";
  openPicker(bar, opener, then, options);
  bar.querySelector(".picker")?.addEventListener("keydown", ({ key }) => key === "Escape" && select(start, end));
}

/** Who speaks nearest to the place, in its own paragraph first; null where nobody is near. */
function nearestSpeaker(place) {
  const paragraph = placeOfParagraph(place);
  const near = [...document.querySelectorAll(".numbered a.said-by")].map((link) => {
    const [[start]] = rangesOf(link.closest(".card"));
    return { link, far: Math.abs(start - place) + (placeOfParagraph(start) === paragraph ? 0 : 1e9) };
  });
  const [nearest] = near.sort((a, b) => a.far - b.far);
  return nearest ? Number(nearest.link.href.match(/(\d+)\/$/)[1]) : null;
}

function create({ start, end, words }, name, speakerId) {
  return once("new-claim", async () => {
    clearTrouble(messages);
    let made;
    try {
      const body = { version: Number(articleText().dataset.version), spans: { content: [[start, end]] }, speaker: await speakerId() };
      made = await write("POST", "claims/", { body });
    } catch (error) {
      const again = () => create({ start, end, words }, name, speakerId);
      showTrouble(messages, error, { what: `new claim “${words}”`, again });
      return false;
    }
    close();
    await showAnew(made.answer.id);
    announceDeed(`New claim. Speaker: ${name}.`, made.change, () => showAnew());
    return true;
  });
}

function setWords(content) {
  if (content.length) return mend("Words set", () => ({ spans: { content } }));
  announce("A claim needs some words. Reject it if it is none.");
}

/** Whether the active claim was changed. */
function mend(done, body) {
  const card = mendable();
  close();
  return change(card, { what: done[0].toLowerCase() + done.slice(1), done, body });
}

/** Asks who the words name; `body(hops, hop)` is what the active claim becomes, of its chain and the hop of the words. */
function setHops(question, deed, done, words, body) {
  pick(question, deed, { typed: words }, (name, speakerId) =>
    mend(`${done} ${name}`, async ({ id }) => {
      const { hopsOf } = await import("./hops.js");
      return body(await hopsOf(id), { speaker: await speakerId(), name_as_printed: words });
    }),
  );
}

/**
 * Shows the text, its numbers and new cards as they are now; each other card stays, since what is done to it shows it anew.
 * Goes to the claim; without one, the active claim stays active and the focus where it is.
 */
async function showAnew(claim) {
  const fresh = await freshPage("claims");
  if (!fresh) return;
  const [focused, active] = [document.activeElement, activeCard()];
  active?.removeAttribute("aria-current");
  for (const card of fresh.querySelectorAll("#claims .card")) {
    const before = cardOf(card.dataset.claim);
    if (!before) continue;
    card.closest("li").hidden = before.closest("li").hidden;
    card.replaceWith(before);
  }
  for (const selector of [".article-text", "#claims"]) {
    document.querySelector(selector).replaceChildren(...fresh.querySelector(selector).childNodes);
  }
  stopAtOne();
  const card = cardOf(claim ?? active?.dataset.claim);
  const stays = !claim && focused.isConnected && !focused.matches("body, .article-text");
  if (card) activate(card, { focus: !stays });
  if (stays || !card) focusOn(stays ? focused : articleText());
}
