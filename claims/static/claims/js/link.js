// The form on the page of a claim that links it to another, which is set up once it is opened.

import { addDeeds } from "./keys.js";

const box = () => document.getElementById("linking");
const setUp = async () => {
  const linking = await import("./linking.js");
  linking.setUp();
  return linking;
};

function open() {
  if (!box()) return false;
  box().open = true;
  box().scrollIntoView({ block: "nearest" });
  box().querySelector("select").focus();
}

document.addEventListener("toggle", ({ target }) => target === box() && target.open && setUp(), true);
document.addEventListener("click", async ({ target }) => "text" in target.dataset && (await import("./choosing.js")).choose(target));
addDeeds({ link: open });
addEventListener("hashchange", openByAddress);
openByAddress();

/** Nothing on the page has these ids, or the browser would take the focus there. */
function openByAddress() {
  const [link, chosenInText] = location.hash.match(/^#link(?:-to-(\d+))?$/) ?? [];
  if (link) open();
  if (chosenInText && box()) setUp().then(({ take }) => take(chosenInText));
}
