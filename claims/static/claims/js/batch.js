// The page of a batch: looks every few seconds how far it is, and shows what has become of its articles.

import { announce } from "./announce.js";
import { send } from "./api.js";
import { refreshRegions } from "./regions.js";

const LOOK_EVERY = 2000;

if (document.querySelector("[data-batch]")) setTimeout(look, LOOK_EVERY);

async function look() {
  const { batch, state, ended } = document.querySelector("[data-batch]").dataset;
  const now = state === "working" ? await send("GET", `batches/${batch}/`).catch(() => null) : null;
  if (now && (now.state !== state || sum(now.counts) !== Number(ended))) {
    // Who reads a result by keyboard keeps it until the end.
    const isReading = document.getElementById("results").contains(document.activeElement);
    await refreshRegions(now.state === "working" && isReading ? ["batch"] : ["batch", "results"]);
    if (now.state !== "working") announce(`${now.counts.done} done, ${now.counts.failed} failed.`);
  }
  setTimeout(look, LOOK_EVERY);
}

function sum({ done, failed, cancelled }) {
  return done + failed + cancelled;
}
