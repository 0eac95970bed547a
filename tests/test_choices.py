"""The enumerated words, as the API and the database know them."""

import pytest
from django.db import models

from claims.choices import AssessmentStatus, Form, Part, QuoteType, Relation, SpeakerKind, Status, VisitorAccess
from claims.models import Assessment, Claim, Link, Span, Speaker
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role


def test_the_words_are_those_of_the_project() -> None:
    assert QuoteType.values == ["direct", "mixed", "indirect"]
    assert Status.values == ["suggested", "confirmed", "rejected"]
    assert SpeakerKind.values == ["person", "organization", "government", "group", "document", "unnamed"]
    assert Part.values == ["content", "cue", "speaker"]
    assert Relation.values == ["repeats", "contradicts", "responds_to", "supports"]
    assert AssessmentStatus.values == ["draft", "review", "published", "corrected", "withdrawn"]
    assert Role.values == ["reader", "fact-checker", "editor", "administrator"]
    assert VisitorAccess.values == ["nothing", "confirmed", "everything"]


@pytest.mark.parametrize(
    ("model", "column", "words"),
    [
        (Claim, "status", Status),
        (Claim, "quote_type", QuoteType),
        (Claim, "form", Form),
        (Speaker, "kind", SpeakerKind),
        (Span, "part", Part),
        (Link, "relation", Relation),
        (Link, "status", Status),
        (Assessment, "status", AssessmentStatus),
        (User, "role", Role),
    ],
)
def test_every_word_fits_its_column(model: type[models.Model], column: str, words: type[models.TextChoices]) -> None:
    field = model._meta.get_field(column)
    assert isinstance(field, models.CharField)
    assert field.choices == words.choices
    assert field.max_length is not None
    assert max(map(len, words.values)) <= field.max_length
