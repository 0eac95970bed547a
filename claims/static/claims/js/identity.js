// Who an unnamed speaker was, as it came out later: the picker fills the form, which is saved as any other.

import { openPicker } from "./speaker-picker.js";

document.addEventListener("click", ({ target }) => {
  const control = target.closest("[data-pick-identity], [data-forget-identity]");
  if (!control) return;
  const { form } = control;
  const fill = (name, number) => {
    form.elements.known_as.value = number;
    form.querySelector(".identity-name").textContent = name;
  };
  if ("forgetIdentity" in control.dataset) fill("not known", "");
  else openPicker(form, control, (name, id) => fill(name, id()));
});
