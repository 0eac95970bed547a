"""Which reporting words tell of a thought."""

from __future__ import annotations

import pytest

from claims.extraction.forms import form_of


@pytest.mark.parametrize("cue", ["believes", "had hoped", "is expected", "were alarmed", "decision", "sees", "plans"])
def test_what_is_believed_wished_or_planned_is_a_thought(cue: str) -> None:
    assert form_of(cue, "indirect") == "thought"


@pytest.mark.parametrize("cue", ["", "said", "denied", "according to", "asked", "has voiced concerns", "explained"])
def test_what_is_voiced_is_speech(cue: str) -> None:
    assert form_of(cue, "indirect") == "speech"


def test_what_stands_all_in_quotation_marks_was_said() -> None:
    assert form_of("thought", "direct") == "speech"
    assert form_of("thought", "mixed") == "thought"
