"""Which reporting words tell of a denial."""

from __future__ import annotations

import pytest

from claims.text.vocabulary import denies


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
