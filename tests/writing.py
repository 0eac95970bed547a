"""Writes that no service makes, each in a Change of its own."""

from __future__ import annotations

from typing import Any

from claims.choices import ChangeKind
from claims.models import Claim, Tag, Tagging
from claims.services.changes import changing, create_all
from newsapp.accounts.models import User


def save(*records: Any, by: User | str = "a test", **options: Any) -> None:
    for record in records:
        with changing(ChangeKind.EDIT, by=by):
            record.save(**options)


def delete(record: Any, *, by: User | str = "a test") -> None:
    """Delete a record, or all of a queryset."""
    with changing(ChangeKind.EDIT, by=by):
        record.delete()


def tag(claim: Claim, *tags: Tag, by: User | str = "a test") -> None:
    with changing(ChangeKind.TAG, by=by):
        create_all(Tagging(claim=claim, tag=tag) for tag in tags)


def untag(claim: Claim, *, by: User | str = "a test") -> None:
    """Take all tags off the claim."""
    with changing(ChangeKind.TAG, by=by):
        claim.taggings.all().delete()
