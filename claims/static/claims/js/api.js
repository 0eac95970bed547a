// Every write is a REST call; this is the one place that makes them.

const SECONDS_AT_MOST = 60;
const SECONDS_FOR_FILES = 900;
const KEPT_ALIVE = 16_000; // UTF-16 units: browsers let 64 KiB go on after a page was left
const unanswered = new Map(); // the keys of what was sent and not done for all we know

/** The API answered, but did not do what was asked. `problem` is its application/problem+json. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || `The server answered ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

/** No answer came: the network, or the server, is away. */
export class Unreachable extends Error {}

/** Whether that is what happened, also where a module was asked for. */
export const isUnreachable = (error) => error instanceof Unreachable || (error instanceof TypeError && /module/.test(error.message));

/** The answer of the API as an object (null where it is empty); the rest as `write` has it. */
export async function send(method, address, options) {
  return (await write(method, address, options)).answer;
}

/**
 * The answer and the number of the Change that was made (null where nothing was changed). `address` begins where the
 * API does: "claims/3/". `body` is FormData or goes as JSON.
 */
export async function write(method, address, { body, revision, signal } = {}) {
  const headers = { Accept: "application/json" };
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers["Content-Type"] = "application/json";
  if (revision !== undefined) headers["If-Match"] = `"${revision}"`;
  if (method !== "GET") headers["X-CSRFToken"] = cookie("csrftoken");
  const payload = body === undefined || isForm ? body : JSON.stringify(body);
  const what = `${address} ${payload}`;
  if (method === "POST" && !isForm) headers["Idempotency-Key"] = keyOf(what);
  const keepalive = document.hidden && !isForm && (payload ?? "").length < KEPT_ALIVE;
  const response = await reach(document.body.dataset.api + address, { method, headers, body: payload, signal, keepalive }, isForm);
  const text = await response.text();
  if (!response.ok) throw new Refused(response.status, parsed(text) || {});
  unanswered.delete(what);
  return { answer: parsed(text), change: response.headers.get("Change-Id") };
}

/** Where an answer was lost, the same is sent again under the same key, and so done once. */
function keyOf(what) {
  if (!unanswered.has(what)) unanswered.set(what, [...crypto.getRandomValues(new Uint32Array(4))].join("-"));
  return unanswered.get(what);
}

/** A page of this site as a document. */
export async function page(url) {
  const response = await reach(url, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Refused(response.status, {});
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

async function reach(url, options, hasFiles = false) {
  try {
    return await fetch(url, {
      credentials: "same-origin",
      ...options,
      signal: options.signal || AbortSignal.timeout((hasFiles ? SECONDS_FOR_FILES : SECONDS_AT_MOST) * 1000),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unreachable("The server could not be reached.");
  }
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

// Read afresh each time: signing in again in another tab changes it.
function cookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}
