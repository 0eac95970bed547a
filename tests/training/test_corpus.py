"""A corpus folder read back: spans and their roles, every annotator, what is missing told."""

import random

import pytest

from training.corpus import other_marks, read_folder

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
