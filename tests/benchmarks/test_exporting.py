"""What an export may take of a worker's memory."""

import sys

import pytest

from benchmarks.exporting import peak_after
from benchmarks.serving import filled, served

CLAIMS = 6_000


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is told by /proc")
def test_an_export_takes_the_memory_of_a_small_one_and_at_most_150_mib():
    with filled("sqlite", CLAIMS) as environment, served(environment) as server:
        few, _, _ = peak_after(server, f"?after={CLAIMS - 600}")
        peak, count, _ = peak_after(server)
    assert count == CLAIMS
    assert peak - few < 20
    assert peak < 150
