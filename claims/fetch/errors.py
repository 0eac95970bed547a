"""What the network refuses, or is refused, in words for people and a code for programs."""


class FetchError(Exception):
    """Nothing was fetched. ``message`` is a sentence for people; ``code`` is one of

    "invalid-address", "inside-address", "unreachable", "too-slow", "too-large", "too-many-redirects", "http-status"
    and "broken-answer".
    """

    field = "url"

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
