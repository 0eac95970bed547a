"""Names typed with errors."""

import pytest

from claims.text.typing_errors import begins_mistyped


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("pompio", "mike pompeo"),  # a wrong letter
        ("qasemi", "bahram qassemi"),  # one too few
        ("pompeeo", "mike pompeo"),  # one too many
        ("mike pompoe", "mike pompeo"),  # two that changed places
        ("netania", "netanyahu"),  # as yet unfinished
        ("michel pompio", "michael pompeo"),  # two, in a longer one
    ],
)
def test_a_name_is_known_by_what_was_typed_with_errors(typed: str, name: str) -> None:
    assert begins_mistyped(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lind", "lond"),  # short ones are names of their own
        ("marina", "karina"),
        ("pimpio", "pompeo"),
        ("linden", "lind"),
        ("pompeo", ""),
    ],
)
def test_others_are_not(typed: str, name: str) -> None:
    assert not begins_mistyped(typed, name)
