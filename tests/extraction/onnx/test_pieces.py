"""A text as the network reads it: every word once, windows that end with paragraphs, marks open and closed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.onnx.network import network
from claims.extraction.onnx.pieces import CONTEXT, LONGEST_WINDOW, QUOTED, SHAPES, Pieces
from tests.extraction.test_bad_input import ANYTHING, NEWSLIKE


def read(text: str) -> Pieces:
    return network().reader.read(text)


@given(NEWSLIKE | ANYTHING)
def test_pieces_follow_each_other_inside_the_text(text):
    pieces = read(text)
    assert all(0 <= start <= end <= len(text) for start, end in zip(pieces.starts, pieces.ends, strict=True))
    assert all(low <= high for low, high in pairwise(pieces.starts.tolist()))
    columns = (pieces.ids, pieces.ends, pieces.lines, pieces.shapes, pieces.quoted, pieces.first)
    assert {len(column) for column in columns} == {len(pieces.starts)}


@given(st.lists(st.sampled_from(["word ", "antidisestablishmentarianism ", "line\n", "x" * 50, "“so” "]), max_size=900))
def test_each_piece_is_the_own_piece_of_one_window(words):
    pieces = read("".join(words))
    windows = pieces.windows
    assert [window.own for window in windows] == [0, *(window.end for window in windows[:-1])][: len(windows)]
    assert (windows[-1].end if windows else 0) == len(pieces.ids)
    for window in windows:
        assert window.start <= window.own < window.end
        assert window.own - window.start <= CONTEXT
        assert window.end - window.start < LONGEST_WINDOW


def test_windows_end_with_lines_where_lines_are_short():
    pieces = read("\n".join(["The mayor said on Friday that taxes were far too high for Troy."] * 100))
    assert len(pieces.windows) > 1
    assert all(pieces.lines[window.end - 1] != pieces.lines[window.end] for window in pieces.windows[:-1])


def test_each_line_ends_with_an_empty_piece():
    pieces = read("One line\n\n  \r\nAnother")
    ends = [int(end) for start, end in zip(pieces.starts, pieces.ends, strict=True) if start == end]
    assert ends == [8, 21]
    assert pieces.lines.max() == 1


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We will,” he said.", "We will,"),
        ('"We will," he said.', "We will,"),
        ("«We will», he said.", "We will"),
        ("‘We will,’ he said.", "We will,"),
        ("''We will,'' he said.", "We will,"),
        ("‘We don’t,’ he said.", "We don’t,"),
        ("“We never close.\nHe said so.", "We never close."),
        ("The mayor's dogs' house", ""),
    ],
)
def test_pieces_between_marks_are_inside(text, inside):
    pieces = read(text)
    here = [index for index, state in enumerate(pieces.quoted) if QUOTED[state] == "inside"]
    found = text[pieces.starts[here[0]] : pieces.ends[here[-1]]] if here else ""
    assert found == inside


@pytest.mark.parametrize(
    ("word", "shape"),
    [("Lee", "capital"), ("CNN", "capitals"), ("said", "small"), ("2018", "digit"), (",", "mark"), ("McCain", "mixed")],
)
def test_words_have_a_shape(word, shape):
    assert SHAPES[read(word).shapes[0]] == shape
