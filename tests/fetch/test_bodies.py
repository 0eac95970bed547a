"""Bodies unpacked as they come, whatever the chunks."""

from __future__ import annotations

import gzip
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.fetch.bodies import read_body
from claims.fetch.errors import FetchError

PACKERS: dict[str, Any] = {"gzip": gzip.compress, "br": lambda data: brotli.compress(data, quality=3)}


@pytest.mark.parametrize("encoding", PACKERS)
@given(words=st.binary(max_size=50), times=st.integers(0, 20_000), size=st.integers(1, 5000))
def test_what_was_packed_comes_out_whatever_its_chunks(encoding: str, words: bytes, times: int, size: int) -> None:
    data = words * times
    packed = PACKERS[encoding](data)
    chunks = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert read_body(chunks, encoding=encoding, most=len(data)) == data
    if data:
        with pytest.raises(FetchError, match="more than"):
            read_body(chunks, encoding=encoding, most=len(data) - 1)


@given(noise=st.binary(min_size=1, max_size=200))
def test_noise_is_refused_or_read(noise: bytes) -> None:
    for encoding in PACKERS:
        try:
            outcome = "read" if len(read_body([noise], encoding=encoding, most=1000)) <= 1000 else "too much"
        except FetchError as error:
            outcome = error.code
        assert outcome in ("read", "broken-answer", "too-large")
