// The page of an Intake: looks every few seconds how it stands and, when it is done, leads on to the article.

import { send } from "./api.js";
import { takenIn } from "./forms.js";
import { leaveMessage } from "./messages.js";
import { refreshRegions } from "./regions.js";

const LOOK_EVERY = 2000;

let waitsUntil = null; // as last seen

if (document.querySelector("[data-intake]")) setTimeout(look, LOOK_EVERY);

async function look() {
  const { intake, then } = document.querySelector("[data-intake]").dataset;
  const before = document.querySelector("[data-intake]").dataset.state;
  if (before === "waiting" || before === "running") {
    const now = await send("GET", `intakes/${intake}/`).catch(() => null);
    if (now?.state === "done" && now.article) {
      leaveMessage(
        takenIn({ ...now, created: now.outcome === "created", new_version: now.outcome === "new_version" }),
        now.change,
      );
      location.replace(`${then}${now.article.id}/`);
      return;
    }
    if (now && (now.state !== before || now.waits_until !== waitsUntil)) {
      waitsUntil = now.waits_until;
      await refreshRegions(["intake"]);
    }
  }
  setTimeout(look, LOOK_EVERY);
}
