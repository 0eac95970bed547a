"""What a speaker's names become."""

import pytest

from claims.choices import SpeakerKind
from tests.factories import SpeakerFactory

pytestmark = pytest.mark.django_db


def test_only_people_have_surnames() -> None:
    assert SpeakerFactory(name="Col. Sean Ryan").surname == "ryan"
    assert SpeakerFactory(name="The State Department", kind=SpeakerKind.GOVERNMENT).surname == ""


def test_a_name_that_grows_in_normal_form_still_fits_its_column() -> None:
    speaker = SpeakerFactory(name="\ufdfa" * 300, aliases=["ﬃ" * 300])
    speaker.refresh_from_db()
    assert len(speaker.normal_name) == 300
