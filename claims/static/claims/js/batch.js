// The page of a batch: looks every few seconds how far it is, and shows what has become of its articles.

import { send } from "./api.js";
import { announce } from "./messages.js";
import { refreshRegions } from "./regions.js";

const LOOK_EVERY = 2000;

if (document.querySelector("[data-batch]")) setTimeout(look, LOOK_EVERY);

async function look() {
  const { batch, state, ended, waiting } = document.querySelector("[data-batch]").dataset;
  const isOpen = state === "working" || Number(waiting) > 0;
  const now = isOpen ? await send("GET", `batches/${batch}/`).catch(() => null) : null;
  const left = now?.taking_back?.waiting ?? 0;
  if (now && (now.state !== state || sum(now.counts) !== Number(ended) || left !== Number(waiting))) {
    // Who reads a result by keyboard keeps it until the end.
    const isReading = document.getElementById("results").contains(document.activeElement);
    const isOver = now.state !== "working" && !left;
    await refreshRegions(isReading && !isOver ? ["batch"] : ["batch", "results"]);
    if (isOver) announce(result(now));
  }
  setTimeout(look, LOOK_EVERY);
}

function sum({ done, failed, cancelled }) {
  return done + failed + cancelled;
}

function result({ counts, taking_back: back }) {
  return back ? `${back.taken_back} taken back, ${back.kept} kept.` : `${counts.done} done, ${counts.failed} failed.`;
}
