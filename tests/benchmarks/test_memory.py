"""What one long text may take of a worker's memory."""

import sys

import pytest

from benchmarks.memory import peaks


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is told by /proc")
def test_a_text_of_400_000_characters_takes_at_most_50_mib_more_than_a_short_one():
    short, long = peaks(400_000, "sqlite")
    assert 1 < long - short < 50
