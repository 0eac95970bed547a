"""Colleagues named in comments: whom a comment mentions, and what each makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Comment, Mention
from newsapp.accounts.models import User
from tests.api.helpers import ANY, V1, listed, problem_of
from tests.factories import ClaimFactory, CommentFactory, MentionFactory, UserFactory

pytestmark = pytest.mark.django_db


def comment_on(desk: APIClient, text: str, **more: Any) -> dict[str, Any]:
    answer = desk.post(f"{V1}comments/", {"claim": ClaimFactory().pk, "text": text, **more})
    assert answer.status_code == 201, answer.content
    made: dict[str, Any] = answer.json()
    return made


def mentioned() -> list[str]:
    return list(Mention.objects.values_list("user__username", flat=True))


def tick(desk: APIClient, mention: Mention, done: bool = True) -> Any:
    return desk.patch(f"{V1}mentions/{mention.pk}/", {"done": done}, headers=ANY)


def test_a_comment_says_whom_it_mentions(as_fact_checker: APIClient, editor: User, reader: User) -> None:
    UserFactory(username="left", is_active=False)
    made = comment_on(as_fact_checker, "@editor and @reader. @left, @nobody and ed@editor are words; @editor again.")
    assert made["mentions"] == mentioned() == ["editor", "reader"]
    assert as_fact_checker.get(f"{V1}comments/{made['id']}/").json()["mentions"] == ["editor", "reader"]


def test_a_comment_says_which_names_are_nobodys(as_fact_checker: APIClient, editor: User) -> None:
    UserFactory(username="left", is_active=False)
    made = comment_on(as_fact_checker, "@edtor, @editor. @left? Ask @edtor. Or ed@home, @...")
    assert (made["mentions"], made["names_not_found"]) == (["editor"], ["edtor", "left"])
    changed = as_fact_checker.patch(f"{V1}comments/{made['id']}/", {"text": "@editor"}, headers=ANY)
    assert changed.json()["names_not_found"] == []


def test_a_comment_that_is_changed_mentions_whom_it_names_then(
    as_fact_checker: APIClient, as_reader: APIClient, editor: User
) -> None:
    made = comment_on(as_fact_checker, "@reader and @editor")
    tick(as_reader, Mention.objects.get(user__username="reader"))
    address = f"{V1}comments/{made['id']}/"
    answer = as_fact_checker.patch(address, {"text": "@reader and @fact_checker"}, headers=ANY)
    assert answer.json()["mentions"] == mentioned() == ["reader", "fact_checker"]
    assert Mention.objects.get(user__username="reader").done


def test_undo_brings_back_the_mentions_with_the_comment(as_fact_checker: APIClient, editor: User) -> None:
    made = comment_on(as_fact_checker, "@editor")
    deleted = as_fact_checker.delete(f"{V1}comments/{made['id']}/", headers=ANY)
    assert mentioned() == []
    assert as_fact_checker.post(f"{V1}changes/{deleted['Change-Id']}/undo/", {}).status_code == 201
    assert mentioned() == ["editor"]


def test_undo_of_a_comment_takes_its_mentions_too(as_fact_checker: APIClient, editor: User) -> None:
    answer = as_fact_checker.post(f"{V1}comments/", {"claim": ClaimFactory().pk, "text": "@editor"})
    assert as_fact_checker.post(f"{V1}changes/{answer['Change-Id']}/undo/", {}).status_code == 201
    assert (mentioned(), Comment.objects.count()) == ([], 0)


def test_no_more_than_a_hundred_names_are_looked_up(as_fact_checker: APIClient, editor: User) -> None:
    names = " ".join(f"@somebody{number}" for number in range(100))
    assert comment_on(as_fact_checker, f"{names} @editor")["mentions"] == []


def test_each_reads_only_their_own(as_editor: APIClient, editor: User) -> None:
    mine, other = MentionFactory(user=editor), MentionFactory()
    assert listed(as_editor, "mentions") == [mine.pk]
    row = as_editor.get(f"{V1}mentions/{mine.pk}/").json()
    claim = mine.comment.claim
    assert (row["comment"]["text"], row["comment"]["mentions"], row["done"]) == ("Ask @editor.", ["editor"], False)
    assert row["claim"] == {"id": claim.pk, "content": claim.content, "quote_type": claim.quote_type}
    problem_of(tick(as_editor, other), 404, "not-found")


def test_one_is_open_until_it_is_ticked_off_or_answered(as_editor: APIClient, editor: User) -> None:
    ticked, answered, waiting = MentionFactory.create_batch(3, user=editor)
    CommentFactory(claim=waiting.comment.claim)  # somebody else's
    assert tick(as_editor, ticked).json()["done"] is True
    comment_on(as_editor, "I have called.", claim=answered.comment.claim_id)
    assert listed(as_editor, "mentions", open="true") == [waiting.pk]
    assert listed(as_editor, "mentions", open="false") == [answered.pk, ticked.pk]
    tick(as_editor, ticked, done=False)
    assert listed(as_editor, "mentions", open="true") == [waiting.pk, ticked.pk]


def test_to_tick_one_off_is_a_change_that_can_be_taken_back(as_editor: APIClient, editor: User) -> None:
    mention = MentionFactory(user=editor)
    number = tick(as_editor, mention)["Change-Id"]
    told = as_editor.get(f"{V1}changes/{number}/").json()
    assert told["kind"] == "comment"
    assert as_editor.post(f"{V1}changes/{number}/undo/", {}).status_code == 201
    assert not Mention.objects.get().done


def test_a_stale_tick_is_refused(as_editor: APIClient, editor: User) -> None:
    mention = MentionFactory(user=editor)
    tick(as_editor, mention), tick(as_editor, mention, done=False)
    stale = as_editor.patch(f"{V1}mentions/{mention.pk}/", {"done": True}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
