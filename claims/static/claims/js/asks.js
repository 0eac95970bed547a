// A tick that asks for words: `data-asks` names the field that shows while it is ticked. Unticked, the field goes empty, and
// what stood in it comes back with the tick.

export function setUpAsks() {
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-asks]")) ask(event.target);
  });
  document.addEventListener("draft:restored", (event) => {
    for (const tick of event.target.querySelectorAll("[data-asks]")) {
      const field = document.getElementById(tick.dataset.asks);
      tick.checked = Boolean(field.value);
      field.closest(".field").hidden = !tick.checked;
    }
  });
}

function ask(tick) {
  const field = document.getElementById(tick.dataset.asks);
  field.closest(".field").hidden = !tick.checked;
  if (tick.checked) {
    field.value = field.dataset.kept ?? field.value;
    field.focus();
  } else {
    field.dataset.kept = field.value;
    field.value = "";
  }
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
