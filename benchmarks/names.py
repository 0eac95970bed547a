"""The questions that the others are compared with, by the names that the report gives them."""

BARE = "bare view: the same from one SQL query"
LIST = "claims list, page 1"
UNCHANGED = "claims list, page 1, which the client has"
DEEP = "claims list, page 10,000 or the last"
CONFIRMED, BARE_CONFIRMED = "confirmed", "bare view: confirmed"
CLAIM, BARE_CLAIM = "one claim", "bare view: one claim"
ARTICLE, BARE_ARTICLE = "50 claims of one article", "bare view: 50 claims of one article"
FACETS = "facets"
PAIRS = {LIST: BARE, CONFIRMED: BARE_CONFIRMED, CLAIM: BARE_CLAIM, ARTICLE: BARE_ARTICLE}
"""What the API answers, and the same from one SQL query."""
SMALL = "claims list, page 1, of few claims"
