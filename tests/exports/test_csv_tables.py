"""Records for a spreadsheet."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.choices import AssessmentStatus
from claims.exports.csv_tables import ARTICLES, ASSESSMENTS, CLAIMS
from claims.models import Claim, Speaker
from claims.reading.claims import present
from tests.factories import AssessmentFactory, ClaimFactory, SpeakerFactory, TagFactory

pytestmark = pytest.mark.django_db


def rows() -> list[dict[str, str]]:
    ids = list(Claim.objects.values_list("pk", flat=True))
    written = b"".join(CLAIMS.lines([present(ids, AnonymousUser())])).decode()
    return list(csv.DictReader(StringIO(written, newline="")))


def test_a_claim_is_a_row_of_plain_cells() -> None:
    chain = [SpeakerFactory(name="News Agency"), SpeakerFactory(name="City Radio")]
    tags = [TagFactory(name="bridges"), TagFactory(name="winter")]
    claim = ClaimFactory(chain=chain, tags=tags, said_on=date(2026, 3, 1))
    finding = AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    (row,) = rows()
    assert tuple(row) == CLAIMS.columns
    assert row["id"] == str(claim.pk)
    assert row["content"] == claim.content
    assert row["speaker"] == claim.speaker.name
    assert row["passed_on_by"] == "News Agency; City Radio"
    assert row["tags"] == "bridges; winter"
    assert row["rating"] == finding.rating.name
    assert (row["said_on"], row["published_at"], row["denies"]) == ("2026-03-01", "2026-03-02T18:30:00+01:00", "false")
    assert row["at_second"] == ""
    assert row["outlet"] == claim.article.outlet.name


def test_a_claim_of_a_recording_says_where_it_is_heard() -> None:
    Claim.objects.filter(pk=ClaimFactory().pk).update(at_second=75)
    assert [row["at_second"] for row in rows()] == ["75"]


def test_a_rating_of_other_words_is_left_out() -> None:
    AssessmentFactory(status=AssessmentStatus.PUBLISHED, words="What it said before.")
    assert [row["rating"] for row in rows()] == [""]


def test_what_a_claim_lacks_is_an_empty_cell() -> None:
    claim = ClaimFactory(speaker=None, confidence=None)
    type(claim.article).objects.filter(pk=claim.article_id).update(outlet=None, published_at=None)
    (row,) = rows()
    lacking = ("speaker_id", "speaker", "outlet", "published_at", "confidence", "rating")
    assert {row[name] for name in lacking} == {""}


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_formula_that_a_page_has_planted_is_none_in_the_spreadsheet(name: str) -> None:
    claim = ClaimFactory()
    Speaker.objects.filter(pk=claim.speaker_id).update(name=name)
    assert rows()[0]["speaker"] == f"'{name}"


def test_quotation_marks_commas_and_lines_stay_in_their_cell() -> None:
    claim = ClaimFactory()
    words = 'He said, "no",\nand left'
    Claim.objects.filter(pk=claim.pk).update(content=words)
    assert rows()[0]["content"] == words


def test_an_article_has_its_claims_counted_by_status() -> None:
    counts = {"suggested": 2, "confirmed": 1, "rejected": 0}
    stated = dict.fromkeys(ARTICLES.columns, "") | {"outlet": {"id": 7, "name": "City Radio"}, "claim_counts": counts}
    stated["stance_counts"] = {"suggested": 1, "confirmed": 0, "rejected": 0}
    (row,) = csv.DictReader(StringIO(b"".join(ARTICLES.lines([[stated]])).decode(), newline=""))
    assert (row["outlet_id"], row["outlet"]) == ("7", "City Radio")
    assert (row["suggested"], row["confirmed"], row["rejected"]) == ("2", "1", "0")
    assert (row["suggested_stances"], row["confirmed_stances"]) == ("1", "0")


def test_the_evidence_of_an_assessment_is_one_cell() -> None:
    evidence = [{"title": "Minutes", "url": "https://city.example/1"}, {"title": "A letter", "url": ""}]
    stated = dict.fromkeys(ASSESSMENTS.columns, "") | {"evidence": evidence}
    (row,) = csv.DictReader(StringIO(b"".join(ASSESSMENTS.lines([[stated]])).decode(), newline=""))
    assert row["evidence"] == "Minutes https://city.example/1; A letter"
