"""Of whom a cue tells what others say, and who is no speaker by that."""

import pytest

from claims.extraction.resolving.accused import without_accused
from tests.extraction.tagging import tagged


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        ("The bank came under fierce criticism for its late reports.", "came under fierce criticism for", "The bank"),
        ("Jo Lee has been dogged by charges over its late reports.", "has been dogged by charges", "Jo Lee"),
        ("Jo Lee faced questions about its late reports.", "faced questions about", "Jo Lee"),
        ("Lee’s tweet set off speculation about its late reports.", "set off speculation about", "Lee’s tweet"),
        ("Jo Lee came. By reports he kept its late reports.", "reports", "Jo Lee"),
        ("The bank gave up practices long criticized for its late reports.", "long criticized", "The bank"),
        ("He allegedly burnt its late reports.", "allegedly burnt", "He"),
    ],
)
def test_who_is_spoken_of_is_not_who_speaks(text, cue, speaker):
    (found,) = without_accused(text, [tagged(text, "its late reports", cue=cue, speaker=speaker)])
    assert (found.speaker_words, len(found.cue)) == ((), 1)


@pytest.mark.parametrize(
    "cue", ["allegedly told", "allegedly refused", "faced the crowd and said", "questioned", "has long criticized"]
)
def test_who_speaks_stays_the_speaker(cue):
    text = f"Jo Lee {cue} its late reports."
    record = tagged(text, "its late reports", cue=cue, speaker="Jo Lee")
    assert without_accused(text, [record]) == [record]
