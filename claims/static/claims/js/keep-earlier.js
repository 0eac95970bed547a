// Leaves a claim whose words the article has altered with those that were decided on.

import { change } from "./card.js";

export function keepEarlier(card) {
  change(card, { what: "keep the earlier words", done: "Kept as it was", post: "keep-earlier/", body: () => undefined });
}
