"""Intakes and the bytes that came, as they are stored."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from typing import Any

from claims.choices import IntakeState
from claims.models import Intake, Original
from claims.services.hosts import host_of
from claims.services.incoming import Incoming
from newsapp.accounts.models import User

TIMES = ("published_at", "modified_at")
"""What of ``stated`` is a time, which JSON keeps as text."""


def intake_of(incoming: Incoming, by: User | str, state: IntakeState, **values: Any) -> Intake:
    times = {name: incoming.stated[name].isoformat() for name in TIMES if incoming.stated.get(name)}
    user, actor = (None, by) if isinstance(by, str) else (by, by.shown_name)
    intake = Intake(
        state=state,
        origin=incoming.origin,
        filename=_printable(incoming.filename)[-255:],
        url=incoming.url,
        host=host_of(incoming.url) if incoming.url else "",
        stated={name: value for name, value in incoming.stated.items() if value} | times,
        user=user,
        actor=actor[:310],
        **values,
    )
    describe(intake, incoming)
    return intake


def describe(intake: Intake, incoming: Incoming) -> None:
    """Say of the bytes what they are; nothing yet of a page that is still to be fetched."""
    intake.size = len(incoming.data)
    intake.original_id = sha256_of(incoming.data)
    intake.media_type = _printable(incoming.media_type)[:255]
    intake.final_url = _printable(incoming.final_url)
    intake.headers = {name: _printable(value) for name, value in incoming.headers.items()}


def sha256_of(data: bytes) -> str | None:
    return hashlib.sha256(data).hexdigest() if data else None


def store_bytes(sha256: str | None, data: bytes) -> None:
    """Store bytes of an Intake, where there are any."""
    if sha256:
        # Locks those that are there already: whoever deletes their last Intake waits, and finds this one.
        compressed = {"gzipped": gzip.compress(data, mtime=0)}
        originals = Original.objects.only("sha256")
        originals.update_or_create(sha256=sha256, defaults={}, create_defaults=compressed)


def delete_unused(sha256: str | None) -> None:
    """Delete the bytes where no Intake has them any more."""
    # Locked before they are looked for elsewhere: the same may be coming in just now.
    original = Original.objects.select_for_update().only("pk").filter(pk=sha256).first()
    if original and not original.intakes.exists() and not original.spare_of.exists():
        original.delete()


def _printable(text: str) -> str:
    """``text`` without what a database refuses: clients and file systems may name anything."""
    return "".join(filter(str.isprintable, text))


def store_all(kept: Iterable[tuple[Intake, bytes]]) -> None:
    """Store many Intakes with their bytes, in two statements; within a Change, as `store_bytes` is called."""
    kept = list(kept)
    originals = {intake.original_id: data for intake, data in kept if intake.original_id}
    # In one order for all, so that two who store the same wait for each other and do not lock each other out.
    Original.objects.bulk_create(
        [Original(sha256=sha256, gzipped=gzip.compress(originals[sha256], mtime=0)) for sha256 in sorted(originals)],
        update_conflicts=True,
        unique_fields=["sha256"],
        update_fields=["gzipped"],
    )
    Intake.objects.bulk_create(intake for intake, _ in kept)
