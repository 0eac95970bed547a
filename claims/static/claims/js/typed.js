// What is typed or ticked in the forms of a region, and not sent yet, goes over into the same forms of the fresh one.

export function carryTyped(before, after) {
  for (const form of before.querySelectorAll("form[data-api]")) {
    const alike = `form[data-api="${form.dataset.api}"]`;
    const same = after.querySelectorAll(alike)[[...before.querySelectorAll(alike)].indexOf(form)];
    for (const field of same ? [...form.elements].filter(isAltered) : []) {
      const twin = [...same.elements].find((other) => other.name === field.name && (!isTicked(field) || other.value === field.value));
      if (!twin) continue;
      if (isTicked(field)) twin.checked = field.checked;
      else twin.value = field.value;
      if (same.closest("details")) same.closest("details").open = true;
    }
  }
}

function isTicked({ type }) {
  return type === "checkbox" || type === "radio";
}

function isAltered(field) {
  if (["hidden", "file", "submit", "button", "fieldset"].includes(field.type)) return false;
  if (isTicked(field)) return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  return field.value !== field.defaultValue;
}
