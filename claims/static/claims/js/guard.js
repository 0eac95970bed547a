// A second press never does what the first one did not ask for: while a deed runs at a place, and for a moment after it,
// another at the same place is ignored. What a button means may have changed under the pointer.

const PAUSE = 400;
const ended = new Map();
let running = 0;

/** Runs the deed unless another one at this place still runs or just ended. `deed()` says whether it was done. */
export async function once(place, deed) {
  if (performance.now() - (ended.get(place) ?? -Infinity) < PAUSE) return;
  ended.set(place, Infinity);
  tell(1);
  let done = false;
  try {
    done = await deed();
  } finally {
    if (done) settle(place);
    else ended.delete(place);
    tell(-1);
  }
}

/** Whether something is being done stands at the root of the page. */
function tell(more) {
  running += more;
  document.documentElement.toggleAttribute("data-doing", running > 0);
}

/** Something moved at this place: for a moment nothing is done there. */
export function settle(place) {
  ended.set(place, performance.now());
}
