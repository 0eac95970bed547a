// Leaves a claim whose words the article has altered with those that were decided on.

/** `change` is that of card.js, which imports this. */
export function keepEarlier(card, change) {
  change(card, { what: "keep the earlier words", done: "Kept as it was", post: "keep-earlier/", body: () => undefined });
}
