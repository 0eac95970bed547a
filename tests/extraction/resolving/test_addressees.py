"""To whom words were said, as printed; media that pass them on are in the chain instead."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.attributions import resolve
from claims.extraction.resolving.speakers import Speakers
from tests.extraction.tagging import tagged

CAST = "Jane Fitch waited. "


def addressee(sentence: str, *, cue: str = "told", content: str = "that it was over", speaker: str = "Ann Lee") -> str:
    text = CAST + sentence
    record = tagged(text, content, cue=cue, speaker=speaker, after=sentence)
    (found,) = resolve(Speakers(read(text)), [record], None)
    return found.addressee


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ann Lee told Fitch on Monday that it was over.", "Fitch"),
        ("Ann Lee told reporters that it was over.", "reporters"),
        ("Ann Lee told members of the council in Troy that it was over.", "members of the council"),
        ("Ann Lee told her that it was over.", "her"),
        ("Ann Lee told the U.N. General Assembly 18 months ago that it was over.", "the U.N. General Assembly"),
        ("Ann Lee told Mr. Dow on a boat that it was over.", "Mr. Dow"),
        ("Ann Lee told reporters aboard a boat that it was over.", "reporters"),
        ("Ann Lee told CNN that it was over.", ""),
        ("Ann Lee told CNN’s Jake Poe that it was over.", ""),
    ],
)
def test_whom_a_speaker_told(sentence, expected):
    assert addressee(sentence) == expected


def test_whom_a_speaker_spoke_to():
    assert addressee("Ann Lee said to her colleagues that it was over.", cue="said") == "her colleagues"
    assert addressee("Ann Lee said on Monday that it was over.", cue="said") == ""


def test_who_was_told_is_no_addressee_of_theirs():
    assert addressee("Ann Lee was told that it was over.", cue="was told") == ""
