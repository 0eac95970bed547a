"""Who an article in a mail is by."""

import pytest

from claims.ingest import read

TEXT = "The mill on the Tarn closed on Friday, its owners said.\n\n“It was a hard choice,” director Ann Roe said."


def author(sender: str, text: str = TEXT) -> str:
    head = "To: desk@gazette.example\nSubject: Mill closes after a hundred years\nMIME-Version: 1.0"
    return read(f"From: {sender}\n{head}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n".encode()).author


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Jane Doe <jane@gazette.example>", "Jane Doe"),
        ('"Doe, Jane" <jdoe@gazette.example>', "Jane Doe"),
        ("=?utf-8?q?Zo=C3=AB_D=C3=B6hl?= <zoe.doehl@gazette.example>", "Zoë Döhl"),
        ("jane@gazette.example", ""),
        ("Jane Doe <press@gazette.example>", ""),
        ("Press Office <press@tarn.example>", ""),
        ("Tarn Council <council@tarn.example>", ""),
        ("The Gazette <gazette@gazette.example>", ""),
        ("=?bad?q?x?= <x@gazette.example>", ""),
    ],
)
def test_a_mail_is_by_its_sender_where_that_is_a_person_of_that_address(sender: str, expected: str) -> None:
    assert author(sender) == expected


def test_whom_a_mail_names_itself_comes_before_its_sender() -> None:
    assert author("Jane Doe <jane@gazette.example>", f"By Ann Finch\n\n{TEXT}") == "Ann Finch"
