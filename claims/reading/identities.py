"""Who unnamed speakers were, as it came out later: until a day that is set, for editors alone."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from claims import rules
from claims.models import MergedSpeaker, Speaker
from claims.reading.related import Row
from claims.reading.visibility import visible
from newsapp.accounts.models import User


def identity_of(speaker: Speaker, user: User | AnonymousUser) -> Row | None:
    """As LaterIdentitySerializer describes it; None where nobody said it, or not for this user, or not yet.

    Whoever was merged into another since is that one.
    """
    if speaker.known_as is None:
        return None
    is_public = speaker.known_from is not None and speaker.known_from <= timezone.localdate()
    if not is_public and not rules.may_change_speaker(user):
        return None
    merged = MergedSpeaker.objects.filter(pk=speaker.known_as).values_list("speaker", flat=True).first()
    known = visible(Speaker.objects, user).filter(pk=merged or speaker.known_as).first()
    if known is None:
        return None
    return {"id": known.pk, "name": known.name, "kind": known.kind, "known_from": speaker.known_from}
