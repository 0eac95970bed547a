"""Answers come compressed to who takes that, and as they are to who does not."""

from __future__ import annotations

import gzip

import pytest
from rest_framework.test import APIClient

from tests.factories import ClaimFactory


@pytest.mark.parametrize(
    "address", ["/claims/", "/articles/{article}/", "/claims/{claim}/", "/api/v1/claims/?fields=content"]
)
def test_it_is_the_same_answer(as_editor: APIClient, address: str) -> None:
    claims = ClaimFactory.create_batch(12)
    address = address.format(article=claims[0].article_id, claim=claims[0].pk)
    plain, packed = as_editor.get(address), as_editor.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert (packed.status_code, packed["Content-Encoding"]) == (200, "gzip")
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in plain["Vary"]
    assert len(gzip.decompress(packed.content)) == len(plain.content)
    assert len(packed.content) < len(plain.content) / 2


def test_a_record_can_be_changed_by_the_etag_that_came_with_a_compressed_answer(as_editor: APIClient) -> None:
    address = f"/api/v1/claims/{ClaimFactory.create().pk}/"
    etag = as_editor.get(address, headers={"Accept-Encoding": "gzip"})["ETag"]
    changed = as_editor.patch(address, {"status": "confirmed"}, headers={"If-Match": etag})
    assert changed.status_code == 200
