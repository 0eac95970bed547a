// What a change met that came too late: loaded then, since the server is there.

/** Who changed the record meanwhile, and how it is now. */
export function tellStale({ current = {}, changes: [last] = [] }) {
  const isOwn = last && !last.machine && last.actor === document.body.dataset.name;
  const who = isOwn ? "You changed this in another window." : `${last?.actor || "Somebody"} changed this meanwhile.`;
  return `${who} ${describe(current)}`;
}

/** The present state in a sentence, as far as it is a claim's or a link's. */
function describe({ status, speaker, tags, decided_by: decider, assignee }) {
  const parts = [
    status,
    speaker?.name && `speaker ${speaker.name}`,
    tags?.length && `tags ${tags.map(({ name }) => name).join(", ")}`,
    decider && `decided by ${decider}`,
    assignee && `assigned to ${assignee}`,
  ].filter(Boolean);
  return parts.length ? `It is now: ${parts.join("; ")}.` : "";
}
