"""A corpus folder read back: spans and their roles, every annotator, what is missing told."""

import random

import pytest

from training.corpus import depths, other_marks, read_folder

TEXT = "“We will,” Jo Lee said,\n“win it all.” Others fear rain.\n"
ANNOTATION = (
    "T1\tContent 0 10;24 37\t“We will,” “win it all.”\n"
    "T2\tCue 18 22\tsaid\n"
    "T3\tSource 11 17\tJo Lee\n"
    "T4\tAttribution 18 22\tsaid\n"
    "T5\tCue 45 49\tfear\n"
    "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\n"
    "E2\tAttribution:T5 Cue:T5\n"
)


@pytest.fixture
def folder(tmp_path):
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "one.txt").write_bytes(TEXT.encode())
    for who in ("ann", "bob"):
        (tmp_path / "attributions" / f"one_{who}.ann").write_text(ANNOTATION)
    return tmp_path


def test_each_annotation_of_a_text_is_an_example(folder):
    first, second = read_folder(folder)
    assert first == second
    ((content, cue, speaker),) = first.attributions
    assert [TEXT[start:end] for start, end in (*content, *cue, *speaker)] == [
        "“We will,”",
        "“win it all.”",
        "said",
        "Jo Lee",
    ]


def test_an_event_without_content_teaches_nothing(folder):
    assert len(read_folder(folder)[0].attributions) == 1


def test_a_folder_without_annotations_is_no_corpus(tmp_path):
    with pytest.raises(FileNotFoundError, match="attributions"):
        read_folder(tmp_path)


@pytest.mark.parametrize("seed", range(8))
def test_other_marks_move_no_place(seed):
    changed = other_marks(TEXT + 'It’s "so".', random.Random(seed))
    assert len(changed) == len(TEXT + 'It’s "so".')
    assert "We will" in changed


OUTER = (((10, 40),), ((4, 8),), ((0, 3),))
INNER = (((30, 40),), ((20, 25),), ((15, 19),))
INMOST = (((36, 40),), ((33, 35),), ())


def test_a_report_is_as_deep_as_the_contents_that_hold_it():
    assert depths([INNER, OUTER, INMOST]) == [1, 0, 2]


def test_reports_side_by_side_or_of_the_same_words_are_no_deeper():
    beside = (((50, 60),), ((44, 48),), ((42, 43),))
    same = (((10, 40),), ((12, 14),), ())
    behind = (((30, 40),), ((45, 48),), ())
    """A cue that stands behind the content."""
    assert depths([OUTER, beside, same, behind]) == [0, 0, 0, 0]


def test_an_annotator_nests_who_did_so_in_any_text(folder):
    (folder / "text" / "two.txt").write_text(TEXT)
    inside = ANNOTATION.replace("E2\tAttribution:T5 Cue:T5", "T6\tContent 5 7\te \nE2\tAttribution:T5 Content:T6")
    (folder / "attributions" / "two_ann.ann").write_text(inside)
    assert [(one.stem, one.nests) for one in read_folder(folder)] == [("one", True), ("one", False), ("two", True)]
