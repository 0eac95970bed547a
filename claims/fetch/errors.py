"""What the network refuses, or is refused, in words for people and a code for programs."""


class FetchError(Exception):
    """Nothing was fetched. ``message`` is a sentence for people; ``code`` is one of

    "invalid-address", "inside-address", "unreachable", "too-slow", "too-large", "too-many-redirects", "http-status"
    and "broken-answer"; "host-busy" and "left-alone" are of those who ask no more. ``status`` is the HTTP status that
    was answered, 0 for none; ``wait``, for how many seconds the server asked to be left alone.
    """

    field = "url"

    def __init__(self, code: str, message: str, *, status: int = 0, wait: float = 0) -> None:
        super().__init__(message)
        self.status = status
        self.wait = wait
        self.code = code
        self.message = message
