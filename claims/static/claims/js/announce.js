// One live region a page says what happened, and may offer to take it back; a message can be left for the page that
// comes next.

const LEFT = "newsapp:message";
const MILLISECONDS = 6000;
const MILLISECONDS_TO_UNDO = 12000;
let timer;

/** Says the message in place of the one before. With `undo`, a button beside it calls that. */
export function announce(message, undo) {
  const { toast, region, button } = parts();
  region.textContent = message;
  if (!undo && button === document.activeElement) document.getElementById("main").focus({ preventScroll: true });
  button.hidden = !undo;
  button.onclick = undo || null;
  toast.classList.add("shown");
  stepAside(toast);
  hideIn(undo ? MILLISECONDS_TO_UNDO : MILLISECONDS);
}

/** What the button of the last message does, also when that is no longer shown; null where it offered nothing. */
export const lastUndo = () => parts().button.onclick;

/** The message goes: another one has come beside what it spoke of. */
export function hush() {
  parts().toast.classList.remove("shown");
}

/** To the top of the window where it would cover the card or the part of the page that it speaks of. */
function stepAside(toast) {
  toast.classList.remove("above");
  const about = document.activeElement.closest(".card, form")?.getBoundingClientRect();
  const own = toast.getBoundingClientRect();
  const covers = about && about.bottom > own.top && about.right > own.left && about.left < own.right;
  toast.classList.toggle("above", Boolean(covers && about.top > own.height + 16));
}

/** Hides the toast after a while, but never under a pointer or while it has the focus. */
function hideIn(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const { toast } = parts();
    if (toast.matches(":hover, :focus-within")) hideIn(milliseconds);
    else hush();
  }, milliseconds);
}

function parts() {
  const region = document.getElementById("announcer");
  return { region, toast: region.parentElement, button: region.nextElementSibling };
}

/** `change` is the number of the Change that the message tells of. */
export function leaveMessage(message, change) {
  sessionStorage.setItem(LEFT, JSON.stringify({ message, change }));
}

/** The message that the page before left, and its Change. */
export function leftMessage() {
  const left = sessionStorage.getItem(LEFT);
  sessionStorage.removeItem(LEFT);
  return left ? JSON.parse(left) : {};
}
