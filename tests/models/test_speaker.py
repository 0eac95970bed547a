"""Speakers are found by any of their names, unnamed ones never."""

import pytest

from claims.choices import SpeakerKind
from claims.models import Speaker
from tests.factories import AliasFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "printed", ["Mike Pompeo", "Secretary of State Mike Pompeo", "MIKE POMPEO’S", "Michael R. Pompeo"]
)
def test_a_speaker_is_known_by_each_alias_however_printed(printed: str) -> None:
    pompeo = SpeakerFactory(name="Mike Pompeo", aliases=["Michael R. Pompeo"])
    SpeakerFactory(name="Mary Pompeo")
    assert list(Speaker.objects.named(printed)) == [pompeo]


def test_two_aliases_of_one_normal_form_give_the_speaker_once() -> None:
    alias = AliasFactory(name="J. K. Rowling")
    AliasFactory(speaker=alias.speaker, name="J.K. Rowling")
    assert list(Speaker.objects.named("jk rowling")) == [alias.speaker]


def test_an_unnamed_speaker_is_not_known_by_name() -> None:
    speaker = SpeakerFactory(unnamed=True, name="a senior US official")
    AliasFactory(speaker=speaker, name="a senior US official")
    assert not Speaker.objects.named("a senior US official").exists()


def test_only_people_have_surnames() -> None:
    assert SpeakerFactory(name="Col. Sean Ryan").surname == "ryan"
    assert SpeakerFactory(name="The State Department", kind=SpeakerKind.GOVERNMENT).surname == ""


def test_a_name_that_grows_in_normal_form_still_fits_its_column() -> None:
    speaker = SpeakerFactory(name="\ufdfa" * 300, aliases=["ﬃ" * 300])
    speaker.refresh_from_db()
    assert len(speaker.normal_name) == 300
