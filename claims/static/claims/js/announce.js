// One live region a page says what happened; a message can be left for the page that comes next.

const LEFT = "newsapp:message";
const MILLISECONDS = 6000;
let timer;

export function announce(message) {
  const region = document.getElementById("announcer");
  region.textContent = message;
  region.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(() => region.classList.remove("shown"), MILLISECONDS);
}

export function leaveMessage(message) {
  sessionStorage.setItem(LEFT, message);
}

export function showLeftMessage() {
  const message = sessionStorage.getItem(LEFT);
  if (!message) return;
  sessionStorage.removeItem(LEFT);
  announce(message);
}
