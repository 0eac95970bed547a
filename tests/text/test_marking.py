"""Which words are marked as what."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claims.text.marking import Segment, marked, paragraphs, segments

PARTS = ("content", "cue", "speaker")
TEXTS = st.text(alphabet="ab “”\n\u0301\u05d0😀👩\u200d", max_size=40)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, dict[str, list[list[int]]]]]]:
    """A text and claims whose spans nest and overlap as they like."""
    text = draw(TEXTS)
    position = st.integers(0, len(text))
    span = st.tuples(position, position).map(sorted).map(list)
    spans = st.dictionaries(st.sampled_from(PARTS), st.lists(span, max_size=3))
    claims = draw(st.lists(spans, max_size=4))
    return text, list(enumerate(claims, start=1))


@given(marked_texts())
def test_the_pieces_joined_are_the_text(case: Any) -> None:
    text, claims = case
    assert "".join(piece.text for piece in segments(text, claims)) == text


@given(marked_texts())
def test_every_code_point_carries_exactly_the_claims_whose_spans_cover_it(case: Any) -> None:
    text, claims = case
    carried = [set(piece.marks) for piece in segments(text, claims) for _ in piece.text]
    covered = [
        {
            (claim, part)
            for claim, spans in claims
            for part, ranges in spans.items()
            for start, end in ranges
            if start <= at < end
        }
        for at in range(len(text))
    ]
    assert carried == covered


@given(marked_texts())
def test_paragraphs_hold_all_words_and_no_line_ends(case: Any) -> None:
    text, claims = case
    pieces = [piece for paragraph in paragraphs(segments(text, claims)) for piece in paragraph]
    assert "".join(piece.text for piece in pieces) == text.replace("\n", "")
    assert all(text[piece.start :].startswith(piece.text) for piece in pieces)


def test_a_claim_within_another_carries_both() -> None:
    text = "He said she said no."
    pieces = segments(text, [(1, {"content": [[8, 19]]}), (2, {"content": [[17, 19]], "cue": [[12, 16]]})])
    assert [(piece.text, piece.claims) for piece in pieces] == [
        ("He said ", ()),
        ("she ", (1,)),
        ("said", (1, 2)),
        (" ", (1,)),
        ("no", (1, 2)),
        (".", ()),
    ]


def test_a_claim_opens_once_at_its_first_content_words() -> None:
    pieces = segments("ab cd ef", [(7, {"content": [[0, 2], [6, 8]], "cue": [[3, 5]]})])
    assert [piece.text for piece in pieces if piece.opens == (7,)] == ["ab"]


def test_a_claim_that_begins_with_a_line_end_opens_at_the_words_after_it() -> None:
    ((_,), (second,)) = marked("a\nbc", [{"id": 7, "spans": {"content": [[1, 4]]}}])
    assert second == Segment(2, "bc", ((7, "content"),), (7,))


def test_spans_may_be_counted_from_a_place_within_the_article() -> None:
    ((piece, rest),) = marked("said no", [{"id": 7, "spans": {"cue": [[100, 104]]}}], offset=100)
    assert (piece.text, piece.parts, rest.marks) == ("said", ("cue",), ())


def test_emoji_and_combining_marks_count_as_python_counts_them() -> None:
    text = "👩‍🔬 cafe\u0301: “Yes”"
    start = text.index("“")
    pieces = segments(text, [(1, {"content": [[start, len(text)]]})])
    assert [piece.text for piece in pieces if piece.marks] == ["“Yes”"]
