"""A name of which somebody said that it does not mean a speaker is not taken for them again in that outlet."""

from __future__ import annotations

import pytest

from claims.choices import ChangeKind
from claims.extraction import Attribution, Party
from claims.models import Alias, Change, Claim, Misreading, Outlet, Speaker
from claims.reading.misreadings import misreadings_about
from claims.services.altering import update_claim
from claims.services.bulk import change_claims, set_speaker
from claims.services.changes import changing
from claims.services.claims import Hop
from claims.services.merging import merge_speakers
from claims.services.suggesting import store
from claims.services.undoing import undo_change
from newsapp.accounts.models import User
from tests.factories import ArticleFactory, OutletFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def outlet() -> Outlet:
    return OutletFactory(name="Gulf Wire")


@pytest.fixture
def mike() -> Speaker:
    return SpeakerFactory(name="Mike Pompeo")


def read(outlet: Outlet | None, printed: str = "Pompeo", full: str = "") -> Claim:
    """What a machine makes of an article of the outlet in which somebody of the name speaks."""
    article = ArticleFactory(text="“Yes,” he said.", outlet=outlet)
    party = Party("person", full or printed, printed)
    found = Attribution(content=((0, 6),), quote_type="direct", confidence=0.5, speaker=party)
    with changing(ChangeKind.TAKE_IN, by="a test"):
        (claim,) = store(article=article, version=article.current_version, extracted=[found])
    return claim


def test_who_is_not_known_is_left_open_the_next_time_too(outlet: Outlet, mike: Speaker, editor: User) -> None:
    claim = read(outlet)
    assert claim.speaker == mike
    update_claim(claim, by=editor, speaker=None)
    assert read(outlet).speaker is None
    assert list(Speaker.objects.all()) == [mike], "a machine makes nobody of a name that a person was unsure of"


def test_a_namesake_whom_somebody_chose_is_meant_the_next_time(outlet: Outlet, mike: Speaker, editor: User) -> None:
    claim, susan = read(outlet), SpeakerFactory(name="Susan Pompeo")
    update_claim(claim, by=editor, speaker=susan)
    assert read(outlet).speaker == susan


def test_it_holds_though_the_article_gives_the_full_name(outlet: Outlet, mike: Speaker, editor: User) -> None:
    claim, susan = read(outlet, full="Mike Pompeo"), SpeakerFactory(name="Susan Pompeo")
    update_claim(claim, by=editor, speaker=susan)
    assert read(outlet, full="Mike Pompeo").speaker == susan
    assert not Alias.objects.filter(speaker=susan, name="Mike Pompeo").exists()


def test_it_is_said_of_that_very_name_in_that_outlet_alone(outlet: Outlet, mike: Speaker, editor: User) -> None:
    update_claim(read(outlet), by=editor, speaker=None)
    assert read(outlet, "Mike Pompeo").speaker == mike
    assert read(OutletFactory(name="Desert Post")).speaker == mike
    assert read(None).speaker == mike


def test_words_that_were_somebody_elses_say_nothing_of_the_name(outlet: Outlet, mike: Speaker, editor: User) -> None:
    update_claim(read(outlet), by=editor, speaker=SpeakerFactory(name="Sergei Lavrov"))
    assert read(outlet).speaker == mike
    assert not Misreading.objects.exists()


def test_a_pronoun_is_nobodys_name(outlet: Outlet, mike: Speaker, editor: User) -> None:
    update_claim(read(outlet, "he", full="Mike Pompeo"), by=editor, speaker=None)
    assert not Misreading.objects.exists()


def test_undoing_the_correction_forgets_it(outlet: Outlet, mike: Speaker, editor: User) -> None:
    update_claim(read(outlet), by=editor, speaker=None)
    correction = Change.objects.latest("pk")
    assert {row.change for row in Misreading.history.all()} == {correction}
    undo_change(correction, by=editor)
    assert not Misreading.objects.exists()
    assert read(outlet).speaker == mike


def test_whoever_gives_the_claim_back_takes_it_back(outlet: Outlet, mike: Speaker, editor: User) -> None:
    claim = read(outlet)
    update_claim(claim, by=editor, speaker=None)
    update_claim(claim, by=editor, speaker=mike)
    assert read(outlet).speaker == mike


def test_many_corrected_at_once_are_remembered_alike(outlet: Outlet, mike: Speaker, editor: User) -> None:
    claims = [read(outlet), read(outlet)]
    change_claims({claim.pk: claim.revision for claim in claims}, set_speaker(None), by=editor)
    assert read(outlet).speaker is None


def test_a_chain_made_anew_is_remembered_too(outlet: Outlet, mike: Speaker, editor: User) -> None:
    claim, susan = read(outlet), SpeakerFactory(name="Susan Pompeo")
    update_claim(claim, by=editor, hops=[Hop(speaker=susan, name_as_printed="Pompeo")])
    assert read(outlet).speaker == susan


def test_it_holds_of_the_record_that_the_speaker_is_merged_into(outlet: Outlet, mike: Speaker, editor: User) -> None:
    update_claim(read(outlet), by=editor, speaker=None)
    whole = SpeakerFactory(name="Michael Pompeo")
    merge_speakers(whole, [mike], by=editor)
    assert read(outlet).speaker is None


def test_it_means_nothing_once_the_two_are_merged(outlet: Outlet, mike: Speaker, editor: User) -> None:
    second = SpeakerFactory(name="Pompeo")
    claim = read(OutletFactory(name="Desert Post"), "Mike Pompeo")
    with changing(ChangeKind.EDIT, by="a test"):
        claim.hops.update(name_as_printed="Pompeo")
    update_claim(claim, by=editor, speaker=second)
    assert Misreading.objects.exists()
    merge_speakers(mike, [second], by=editor)
    assert read(claim.article.outlet).speaker == mike


def test_what_was_said_is_told_of_every_claim_that_prints_the_name_there(
    outlet: Outlet, mike: Speaker, editor: User
) -> None:
    claim, susan = read(outlet), SpeakerFactory(name="Susan Pompeo")
    update_claim(claim, by=editor, speaker=susan)
    (said,) = misreadings_about(read(outlet), editor)
    assert (said["claim"], said["name"], said["said_by"]) == (claim.pk, "Pompeo", editor.shown_name)
    assert (said["speaker"]["name"], said["meant"]["name"]) == ("Mike Pompeo", "Susan Pompeo")
    assert misreadings_about(read(OutletFactory(name="Desert Post")), editor) == []
