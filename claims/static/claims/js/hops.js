// The chain of a claim as the API takes it: who said the words first, with whom, then who passed them on.

import { send } from "./api.js";

export async function hopsOf(claim) {
  const { speaker, name_as_printed, role_as_printed, joint_speakers, chain } = await send("GET", `claims/${claim}/`);
  const joint = joint_speakers.map((hop) => ({ ...hop, together: true }));
  const all = [{ speaker, name_as_printed, role_as_printed }, ...joint, ...chain];
  return all.map((hop) => ({ ...hop, speaker: hop.speaker?.id ?? null }));
}
