"""The newsroom's vocabulary."""

from __future__ import annotations

from claims.choices import ChangeKind
from claims.models import Tag
from claims.services.changes import changing
from claims.services.errors import ConflictError
from newsapp.accounts.models import User


def delete_tag(tag: Tag, *, by: User | str) -> None:
    """Delete a tag that no claim carries.

    Raises ConflictError with the number of claims where there are some: taking it off them is a change of each.
    """
    if count := tag.claims.count():
        noun = "claim carries" if count == 1 else "claims carry"
        raise ConflictError("tag-in-use", f"{count} {noun} this tag.")
    with changing(ChangeKind.EDIT, by=by):
        tag.delete()
