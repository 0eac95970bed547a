"""What an extractor finds of several speakers is stored, and undone and merged like all else."""

from __future__ import annotations

import pytest

from claims.ingest import Document
from claims.models import Attribution, Change, Claim
from claims.services.articles import take_in
from claims.services.merging import merge_speakers
from claims.services.undoing import undo_change
from newsapp.accounts.models import User
from tests.factories import SpeakerFactory
from tests.services.states import everything

pytestmark = pytest.mark.django_db

TEXT = (
    "The mayor of Harford, Ann Lee, and the police chief, Bob Stone, told the council on Monday that the bridge would "
    "close for repairs before the winter.\n"
)


@pytest.fixture
def claim(editor: User) -> Claim:
    (claim,) = take_in(document=Document(text=TEXT), by=editor).claims
    return claim


def test_each_speaker_is_a_record_with_the_role_that_is_printed(claim: Claim) -> None:
    hops = claim.hops.select_related("speaker").order_by("position")
    assert [(hop.speaker.name, hop.role_as_printed, hop.together) for hop in hops if hop.speaker] == [
        ("Ann Lee", "The mayor of Harford", False),
        ("Bob Stone", "the police chief", True),
    ]
    assert claim.speaker == hops[0].speaker
    assert claim.addressee == "the council"


def test_a_merge_moves_who_spoke_together_and_undone_all_is_as_before(claim: Claim, editor: User) -> None:
    stone = claim.hops.get(together=True).speaker
    other = SpeakerFactory(name="Robert Stone")
    before = everything()
    merge_speakers(other, [stone], by=editor)  # type: ignore[list-item]
    assert Attribution.objects.get(claim=claim, together=True).speaker == other
    assert Claim.objects.get().speaker == claim.speaker
    undo_change(Change.objects.latest("id"), by=editor)
    assert everything() == before
