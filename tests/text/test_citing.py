"""Words as they may be cited."""

from __future__ import annotations

import pytest

from claims.text.citing import quoted, unquoted, within_sentence


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("the bridge opens", "“the bridge opens”"),
        ("“We open,”", "“We open”"),
        ("“We open.”", "“We open.”"),
        ("that it “opens” soon", "“that it ‘opens’ soon”"),
        ("“We,” and “you”", "“‘We,’ and ‘you’”"),
        ("“We open,” … “and soon,”", "“We open,” … “and soon”"),
        ('"We open,"', '"We open"'),
        ('"We open. "And soon."', '"We open. "And soon."'),
        ("“We open. “And soon.”", "“We open. “And soon.”"),
        ('"We open" and "soon"', '“"We open" and "soon"”'),
        ("« Nous ouvrons »", "« Nous ouvrons »"),
        ('the "bridge" opens', '“the "bridge" opens”'),
    ],
)
def test_words_are_cited_within_one_pair_of_quotation_marks(words: str, shown: str) -> None:
    assert quoted(words) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("“We open", "“We open”"),
        ("open soon,”", "“open soon”"),
        ('"We open', '"We open"'),
        ("« Nous ouvrons", "« Nous ouvrons»"),
        ("„Wir öffnen“", "„Wir öffnen“"),
    ],
)
def test_a_quotation_that_was_cut_short_has_both_its_marks(words: str, shown: str) -> None:
    assert quoted(words) == shown


def test_so_has_one_within_a_paraphrase() -> None:
    assert unquoted("that it “opens") == "that it “opens”"
    assert unquoted("opens” in May, “or June") == "“opens” in May, “or June”"
    assert unquoted("it “opens.\n\n“And closes.”") == "it “opens.\n\n“And closes.”"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ('that it "opens soon', 'that it "opens soon"'),
        ('opens soon" in May', '"opens soon" in May'),
        ('opens," he said, in 2027', '"opens," he said, in 2027'),
        ('it "opens" and "closes', 'it "opens" and "closes"'),
        ('opens" and "closes"', '"opens" and "closes"'),
        ('a pipe of 6" and more', 'a pipe of 6" and more'),
        ('"We open in 2027', '"We open in 2027"'),
        ('we open in 2027"', '"we open in 2027"'),
    ],
)
def test_so_has_one_in_straight_marks(words: str, shown: str) -> None:
    assert unquoted(words) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [("it “opens” soon,", "it “opens” soon"), ("it “opens,”", "it “opens”"), ("it ‘opens,’", "it ‘opens’")],
)
def test_words_that_are_no_quotation_lose_the_comma_of_their_sentence_alone(words: str, shown: str) -> None:
    assert unquoted(words) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("by “threats from Iran.”", "by “threats from Iran”"),
        ("“We open.”", "“We open”"),
        ("“We said ‘soon.’”", "“We said ‘soon’”"),
        ("it opens.", "it opens"),
        ("“Do we open?”", "“Do we open?”"),
        ("“We open ...”", "“We open ...”"),
        ("it opens in the U.S.", "it opens in the U.S."),
        ("it opens", "it opens"),
    ],
)
def test_a_sentence_that_goes_on_has_no_stop_within(words: str, shown: str) -> None:
    assert within_sentence(words) == shown
