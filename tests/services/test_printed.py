"""What an article prints of one speaker is never put to another."""

from __future__ import annotations

import pytest

from claims.choices import SpeakerKind
from claims.models import Change, Claim
from claims.reading.citing import citation_of
from claims.reading.claims import present
from claims.services.altering import update_claim
from claims.services.bulk import change_claims, set_speaker
from claims.services.undoing import undo_change
from newsapp.accounts.models import User
from tests.factories import AliasFactory, ClaimFactory, SpeakerFactory
from tests.writing import save

pytestmark = pytest.mark.django_db


def said_by_pompeo(printed: str) -> Claim:
    claim = ClaimFactory(speaker=SpeakerFactory(name="Mike Pompeo"))
    AliasFactory(speaker=claim.speaker, name="Pompeo")
    hop = claim.hops.get()
    hop.name_as_printed, hop.role_as_printed = printed, "Secretary of State"
    save(hop)
    return claim


def printed_of(claim: Claim) -> tuple[str, str]:
    hop = claim.hops.get()
    return hop.name_as_printed, hop.role_as_printed


@pytest.mark.parametrize(
    ("printed", "other", "left"),
    [
        ("Mike Pompeo", "Sergei Lavrov", ("", "")),
        ("Mike Pompeo", "Mike Pence", ("", "")),
        ("Pompeo", "Susan Pompeo", ("Pompeo", "")),
        ("he", "Sergei Lavrov", ("he", "")),
        ("Mr. Pompeo", "Pompeo", ("Mr. Pompeo", "Secretary of State")),
        ("Mike Pompeo", "Mike Pompeo", ("Mike Pompeo", "Secretary of State")),
    ],
    ids=["another", "of the same first name", "of the same surname", "a pronoun", "a second record", "a namesake"],
)
def test_name_and_role_go_with_whom_they_were_printed_of(
    printed: str, other: str, left: tuple[str, str], editor: User
) -> None:
    claim = said_by_pompeo(printed)
    update_claim(claim, by=editor, speaker=SpeakerFactory(name=other))
    assert printed_of(claim) == left


def test_who_is_found_for_words_of_nobody_known_has_what_is_printed(editor: User) -> None:
    claim = said_by_pompeo("The spokesman")
    update_claim(claim, by=editor, speaker=None)
    update_claim(claim, by=editor, speaker=SpeakerFactory(name="Bahram Qassemi"))
    assert printed_of(claim) == ("The spokesman", "Secretary of State")


@pytest.mark.parametrize("printed", ["a senior official", "an aide"])
def test_what_an_article_calls_somebody_unnamed_stays_once_a_person_says_who_it_was(printed: str, editor: User) -> None:
    claim = said_by_pompeo(printed)
    official = SpeakerFactory(name="a senior official", kind=SpeakerKind.UNNAMED, article=claim.article)
    update_claim(claim, by=editor, speaker=official)
    hop = claim.hops.get()
    hop.name_as_printed, hop.role_as_printed = printed, printed
    save(hop)
    update_claim(claim, by=editor, speaker=SpeakerFactory(name="Sergei Lavrov"))
    assert printed_of(claim) == (printed, printed)


def test_a_citation_gives_nobody_the_role_of_another_and_undoing_gives_it_back(
    editor: User, administrator: User
) -> None:
    claim = said_by_pompeo("Mike Pompeo")
    change_claims({claim.pk: claim.revision}, set_speaker(SpeakerFactory(name="Sergei Lavrov")), by=editor)
    (row,) = present([claim.pk], editor)
    assert citation_of(row).startswith("Sergei Lavrov said")
    undo_change(Change.objects.latest("id"), by=administrator)
    assert printed_of(claim) == ("Mike Pompeo", "Secretary of State")
