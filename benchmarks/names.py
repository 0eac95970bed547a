"""The questions that the others are compared with, by the names that the report gives them."""

BARE = "bare view: the same from one SQL query"
LIST = "claims list, page 1"
UNCHANGED = "claims list, page 1, which the client has"
DEEP = "claims list, page 1,000"
