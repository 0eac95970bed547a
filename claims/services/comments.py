"""Comments, and whom they mention."""

from __future__ import annotations

from claims import rules
from claims.choices import ChangeKind
from claims.models import Comment, Mention
from claims.services.changes import changing, create_all, delete_all
from claims.text.mentions import possible_names
from newsapp.accounts.models import User

NAMES_AT_MOST = 100
"""Names looked up for one comment; those behind them stay words."""


def save_comment(comment: Comment, *, by: User | str) -> Comment:
    """Store the comment, new or changed, with a Mention of each colleague whom it names.

    Names that are no colleague's stay words. Who was mentioned before and still is keeps what they ticked off.
    """
    with changing(ChangeKind.COMMENT, by=by):
        comment.save()
        colleagues = {user.pk: user for user in _colleagues_in(comment.text)}
        present = {mention.user_id: mention for mention in comment.mentions.all()}
        delete_all(mention for pk, mention in present.items() if pk not in colleagues)
        create_all(Mention(comment=comment, user=user) for pk, user in colleagues.items() if pk not in present)
    return comment


def _colleagues_in(text: str) -> list[User]:
    named = User.objects.filter(is_active=True, username__in=possible_names(text)[:NAMES_AT_MOST]).order_by("pk")
    return [user for user in named if rules.may_read_comments(user)]
