"""Which reporting words tell of a denial."""

from __future__ import annotations

import pytest

from claims.text.vocabulary import denies, needs_mark


@pytest.mark.parametrize(
    "cue", ["denied", "rebuffed", "has rejected", "Dismisses", "refuting", "denied, but not flatly"]
)
def test_denials(cue: str) -> None:
    assert denies(cue)


@pytest.mark.parametrize("cue", ["", "said", "identified", "confirmed", "injected"])
def test_other_words(cue: str) -> None:
    assert not denies(cue)


@pytest.mark.parametrize(
    "cue",
    ["did not deny", "hasn’t denied", "refused to deny", "declined to confirm or deny", "neither confirmed nor denied"],
)
def test_who_leaves_it_open_denies_nothing(cue: str) -> None:
    assert not denies(cue)


@pytest.mark.parametrize(
    "cue", ["rebuffed", "Dismisses", "was dismissing", "rebuffed … though she did not deny", "dismissed, not in anger"]
)
def test_words_that_do_not_read_as_the_denial_that_they_are_need_a_mark(cue: str) -> None:
    assert needs_mark(cue)


@pytest.mark.parametrize("cue", ["denied", "has rejected", "Refutes", "rebuffed and denied", "told us … denying"])
def test_words_that_read_as_a_denial_need_none(cue: str) -> None:
    assert denies(cue)
    assert not needs_mark(cue)


@pytest.mark.parametrize("cue", ["", "said", "did not deny", "refused to dismiss"])
def test_where_nothing_is_denied_there_is_nothing_to_mark(cue: str) -> None:
    assert not needs_mark(cue)
