"""Names typed with errors."""

import pytest

from claims.text.typing_errors import begins_mistyped, likeliest


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


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("spekaer", "speaker"),
        ("Speakers", "speaker"),
        ("speaker__id", "speaker"),
        ("quote-type", "quote_type"),
        ("published_after", "published_from"),
        ("colour", ""),
        ("", ""),
        ("x" * 100_000, ""),
    ],
)
def test_the_name_that_was_likely_meant(written: str, meant: str) -> None:
    assert likeliest(written, ["q", "quote_type", "published_from", "speaker", "speaker_name"]) == meant
