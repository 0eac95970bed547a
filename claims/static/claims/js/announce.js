// One live region a page says what happened, and may offer to take it back; a message can be left for the page that
// comes next.

const LEFT = "newsapp:message";
const MILLISECONDS = 6000;
const MILLISECONDS_TO_UNDO = 12000;
let timer;

/** Says the message. With `undo`, a button beside it calls that. */
export function announce(message, undo) {
  const { toast, region, button } = parts();
  region.textContent = message;
  button.hidden = !undo;
  button.onclick = () => {
    button.disabled = true;
    undo();
  };
  button.disabled = false;
  toast.classList.add("shown");
  hideIn(undo ? MILLISECONDS_TO_UNDO : MILLISECONDS);
}

/** Hides the toast after a while, but never under a pointer or while it has the focus. */
function hideIn(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const { toast } = parts();
    if (toast.matches(":hover, :focus-within")) hideIn(milliseconds);
    else toast.classList.remove("shown");
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
