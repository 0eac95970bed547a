"""Where in a recording the words of a claim are heard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.choices import Part
from claims.ingest import read
from claims.services.altering import update_claim
from claims.services.articles import take_in, update_article
from claims.services.claims import create_claim
from claims.services.undoing import undo_change
from tests.api.helpers import V1

pytestmark = pytest.mark.django_db

URL = "https://video.example/hearing"
VTT = """WEBVTT

00:01.000 --> 00:03.000
<v Ann Roe>The mill has closed for good.

00:03.000 --> 00:06.000
<v Bob Lee>The council will buy the building

01:00:06.000 --> 01:00:08.000
before the winter.
"""


def taken(vtt: str = VTT):
    return take_in(document=replace(read(vtt), url=URL), by="a test")


def seconds(claims) -> list[tuple[str, int | None]]:
    return [(claim.content, claim.at_second) for claim in claims]


def test_a_claim_is_heard_where_its_words_begin():
    assert seconds(taken().claims) == [
        ("The mill has closed for good", 1),
        ("The council will buy the building before the winter", 3),
    ]


def test_a_claim_of_an_article_that_is_no_transcript_is_heard_nowhere(take):
    assert [claim.at_second for claim in take("“It is late,” Ada Lind said.").claims] == [None]


def test_words_that_a_person_chooses_are_heard_at_their_own_second(editor):
    claim = taken().claims[1]
    start = claim.version.text.index("before")
    update_claim(claim, by=editor, spans={Part.CONTENT: [(start, start + 17)]})
    claim.refresh_from_db()
    assert seconds([claim]) == [("before the winter", 3606)]
    spans = {Part.CONTENT: [(start, start + 6)], Part.CUE: [], Part.SPEAKER: []}
    assert create_claim(version=claim.version, spans=spans, by=editor).at_second == 3606


def test_times_of_a_new_version_are_taken_over_and_given_back(editor):
    claim = taken().claims[0]
    again = taken(VTT.replace("00:01.000", "00:02.000").replace("winter", "spring"))
    claim.refresh_from_db()
    assert (claim.version.number, claim.at_second) == (2, 2)
    undo_change(undo_change(again.change, by=editor), by=editor)
    claim.refresh_from_db()
    assert (claim.version.number, claim.at_second, claim.version.second_at(claim.start)) == (2, 2, 2)


def test_the_address_of_the_words_begins_the_recording_there(as_reader):
    first, second = taken().claims
    row = as_reader.get(f"{V1}claims/{second.pk}/").json()
    assert (row["at_second"], row["words_url"]) == (3, f"{URL}#t=3")
    page = as_reader.get(f"/claims/{first.pk}/").content.decode()
    assert f'<a href="{URL}#t=1" rel="noopener noreferrer">Hear the words at 0:01 of the recording</a>' in page


def test_without_an_address_the_page_tells_the_second_alone(as_reader):
    claim = taken().claims[1]
    update_article(claim.article, url="", by="a test")
    assert "At 0:03 of the recording" in as_reader.get(f"/claims/{claim.pk}/").content.decode()
