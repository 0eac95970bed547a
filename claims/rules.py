"""Who may do what: small predicates ``(user, obj) -> bool``, joined with ``&``, ``|`` and ``~``.

What a user may *see* is not here: that is the table of claims/reading/visibility.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from django.contrib.auth.models import AnonymousUser

from claims.choices import AssessmentStatus, ChangeKind
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role


class Rule:
    """A predicate that can be joined with others: ``is_author | is_administrator``."""

    def __init__(self, test: Callable[[User | AnonymousUser, Any], bool]) -> None:
        self.test = test

    def __call__(self, user: User | AnonymousUser, obj: Any = None) -> bool:
        return self.test(user, obj)

    def __and__(self, other: Rule) -> Rule:
        return Rule(lambda user, obj: self(user, obj) and other(user, obj))

    def __or__(self, other: Rule) -> Rule:
        return Rule(lambda user, obj: self(user, obj) or other(user, obj))

    def __invert__(self) -> Rule:
        return Rule(lambda user, obj: not self(user, obj))


def at_least(role: Role) -> Rule:
    """True for users who hold the role or one above it."""
    places = {str(each): place for place, each in enumerate(Role)}  # a page asks hundreds of times
    return Rule(lambda user, obj: user.is_authenticated and places[user.role] >= places[role])


is_reader = at_least(Role.READER)
is_fact_checker = at_least(Role.FACT_CHECKER)
is_editor = at_least(Role.EDITOR)
is_administrator = at_least(Role.ADMINISTRATOR)
anyone = Rule(lambda user, obj: True)
nobody = Rule(lambda user, obj: False)
is_author = Rule(lambda user, obj: user.is_authenticated and obj is not None and obj.author_id == user.pk)

# With a token that is limited to outlets nobody does what concerns others too, or is done later in the owner's name.
sees_all = Rule(lambda user, obj: user.is_authenticated and user.outlets is None)

may_take_in_article = is_fact_checker
may_take_in_later = may_take_in_article & sees_all
may_change_article = is_editor
may_delete_article = is_administrator

may_add_claim = is_fact_checker
may_tag_claim = is_fact_checker
may_decide_on_claim = is_editor | (is_fact_checker & is_author)
may_delete_claim = is_administrator
may_assign = is_fact_checker  # to oneself and to others
can_be_assigned = is_fact_checker & Rule(lambda user, obj: user.is_active)

may_change_speaker = is_editor & sees_all
may_delete_speaker = is_administrator & sees_all

may_link = is_fact_checker  # and decide on links that are suggested
may_change_link = is_editor | (is_fact_checker & is_author)
may_add_tag = is_fact_checker
may_change_tag = is_editor & sees_all

is_in_review = Rule(lambda user, assessment: assessment is not None and assessment.status == AssessmentStatus.REVIEW)
may_assess = is_fact_checker
may_import_reviews = may_assess & sees_all
may_change_assessment = (is_fact_checker & is_author) | is_editor  # and ask for a review, and delete it
may_publish_assessment = may_change_assessment | (is_fact_checker & is_in_review)
may_return_assessment = may_publish_assessment  # from review to draft
may_look_again = is_fact_checker
may_correct_assessment = may_withdraw_assessment = (is_fact_checker & is_author) | is_editor

may_read_history = is_reader
may_see_who_decided = is_reader  # and to whom a claim is assigned
may_read_comments = is_reader
may_comment = is_fact_checker
may_change_comment = is_fact_checker & is_author
may_tick_off = is_reader & Rule(lambda user, mention: mention is not None and mention.user_id == user.pk)
may_delete_comment = may_change_comment | is_administrator

may_change_outlet = is_editor & sees_all
may_change_feed = is_editor & sees_all
may_change_ratings = is_administrator & sees_all

did_it = Rule(lambda user, change: user.is_authenticated and change is not None and change.user_id == user.pk)
may_delete_intake = (is_fact_checker & did_it) | is_editor


class _Change(Protocol):
    """What a rule asks of a Change."""

    kind: str
    user: User | None

    @property
    def cause(self) -> _Change | None: ...


def _is_for_administrators(user: User | AnonymousUser, change: _Change | None) -> bool:
    """Whether taking back what others did would delete articles or comments, or overrule an administrator."""
    if change is None:
        return False
    if change.kind == ChangeKind.UNDO and _is_for_administrators(user, change.cause):
        return True
    is_beyond_editors = change.kind in (ChangeKind.TAKE_IN, ChangeKind.RE_EXTRACT, ChangeKind.COMMENT)
    return is_beyond_editors or (change.user is not None and is_administrator(change.user))


may_undo = ((is_fact_checker & did_it) | (is_editor & ~Rule(_is_for_administrators)) | is_administrator) & sees_all

may_take_back_batch = ((is_fact_checker & did_it) | is_administrator) & sees_all

may_hold_tokens = is_reader & sees_all
may_choose_keys = is_reader
# A webhook is told what its maker may see, and only as long as the maker may have one.
may_have_webhooks = is_administrator & Rule(lambda user, obj: user.is_active)
may_manage_accounts = is_administrator
