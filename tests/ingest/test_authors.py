"""The field of the author holds names of people, and nothing that pages write beside them."""

import pytest

from claims.ingest.authors import names_of_authors


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Jane Doe; CNN", "Jane Doe"),
        ("The Gazette; Jane Doe", "Jane Doe"),
        ("AFP", "AFP"),
        ("Por Ana Roe", "Ana Roe"),
        ("3 May 2024", ""),
        ("https://example.org/jane", ""),
        ("Comment", ""),
        ("Ed Li; Bo Ek", "Ed Li; Bo Ek"),
        ("Byron Poe", "Byron Poe"),
        ("Article by", ""),
        ("Text; Ana Roe", "Ana Roe"),
        ("Ana Roe February", "Ana Roe"),
        ("Theresa May", "Theresa May"),
        ("", ""),
        ("Ada Finch; Education Correspondent", "Ada Finch"),
        ("Ada Finch; Reuters", "Ada Finch"),
        ("Leave a reply", ""),
        ("Ada Finch; Updated", "Ada Finch"),
    ],
)
def test_only_names_are_authors(printed: str, names: str) -> None:
    assert names_of_authors(printed, outlet="The Gazette") == names
