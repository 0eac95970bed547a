"""A claim whose words the article's text has altered is taken back to the text that it was decided on."""

from __future__ import annotations

import pytest

from claims.choices import Anchoring, Part, Status
from claims.models import Change
from claims.services.altering import update_claim
from claims.services.earlier_words import keep_earlier_words
from claims.services.errors import ConflictError
from claims.services.undoing import undo_change

pytestmark = pytest.mark.django_db

URL = "https://post.example/bridge"
OLD = "The bridge is old.\n\n“It will open in May,” Ada Lind said."
NEW = OLD.replace("will open", "will not open")


def spans(claim):
    return sorted((span.part, span.start, span.end) for span in claim.spans.all())


@pytest.mark.parametrize("more", [[], [f"News.\n\n{NEW}"]], ids=["at once", "after another text"])
def test_the_words_decided_on_are_kept_in_the_text_that_had_them_and_that_is_undone(take, editor, more):
    claim = take(OLD, url=URL).claims[0]
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    before = claim.content, claim.version_id, spans(claim)
    for text in (NEW, *more):
        take(text, url=URL)
    claim.refresh_from_db()
    altered = claim.content, claim.version_id, spans(claim)
    assert altered != before
    keep_earlier_words(claim, by=editor)
    claim.refresh_from_db()
    assert (claim.content, claim.version_id, spans(claim)) == before
    assert (claim.anchoring, claim.needs_look, claim.words_before) == (Anchoring.VANISHED, False, "")
    assert (claim.status, claim.decided_by) == (Status.CONFIRMED, editor)
    assert [claim.version.text[s:e] for part, s, e in spans(claim) if part == Part.CUE] == ["said"]
    undo_change(Change.objects.latest("id"), by=editor)
    claim.refresh_from_db()
    assert (claim.content, claim.version_id, spans(claim), claim.needs_look) == (*altered, True)


@pytest.mark.parametrize("now", [OLD, f"News.\n\n{OLD}", "The bridge is old."])
def test_words_that_stayed_or_are_gone_have_no_earlier_ones(take, editor, now):
    claim = take(OLD, url=URL).claims[0]
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    take(now, url=URL)
    claim.refresh_from_db()
    with pytest.raises(ConflictError) as caught:
        keep_earlier_words(claim, by=editor)
    assert caught.value.code == "no-earlier-words"
