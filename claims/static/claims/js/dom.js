/** An element with properties and children; text goes in as text, never as HTML. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element && !key.includes("-")) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** A button that calls back. */
export function button(text, onClick, className = "") {
  const element = make("button", { type: "button", className }, text);
  element.addEventListener("click", onClick);
  return element;
}

/** The day of a time of the API as pages have it: 29 Sep 2018. */
export const day = (time) => new Date(time.slice(0, 10)).toUTCString().slice(5, 16).replace(/^0/, "");

/** Gives the focus to an element that is none to be tabbed to. */
export function focusOn(element) {
  if (!element.matches("button, input, select, textarea, a[href]")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
