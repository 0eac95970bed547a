"""What a service refuses, in words for people and a code for programs."""

from collections.abc import Mapping


class ServiceError(Exception):
    """A write was refused and nothing was stored.

    ``code`` is in kebab case; ``field`` names what in the input is at fault, "" where no single field is.
    """

    def __init__(self, code: str, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


class InvalidError(ServiceError):
    """The input itself is wrong."""


class IncompleteError(InvalidError):
    """Something is missing. ``lacks`` says in words what, by field."""

    def __init__(self, code: str, lacks: Mapping[str, str]) -> None:
        field, message = next(iter(lacks.items()))
        super().__init__(code, message, field=field)
        self.lacks = lacks


class ConflictError(ServiceError):
    """The input is right by itself but cannot stand beside what is already stored."""


class BeyondError(ServiceError):
    """It is not for whoever asks."""


class UnavailableError(ServiceError):
    """Something that the write needs is out of order here; the input is not at fault."""
