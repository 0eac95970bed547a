// In a field with `data-mentions`, the first "@" loads what offers colleagues.

document.addEventListener("input", async ({ target }) => {
  if ("mentions" in target.dataset && target.value.includes("@")) (await import("./mentions.js")).offerColleagues(target);
});
