"""Which reporting words tell of a denial."""

from __future__ import annotations

import pytest

from claims.text.vocabulary import denies


@pytest.mark.parametrize("cue", ["denied", "rebuffed", "has rejected", "Dismisses", "refuting"])
def test_denials(cue: str) -> None:
    assert denies(cue)


@pytest.mark.parametrize("cue", ["", "said", "identified", "confirmed", "injected"])
def test_other_words(cue: str) -> None:
    assert not denies(cue)
