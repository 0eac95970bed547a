"""Times of a transcript in plain text, and what only looks like one."""

import time

import pytest

from claims.ingest import read


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[00:01:20] ANN ROE:", "[01:00:05] BOB LEE:"),
        ("[01:20] Ann Roe:", "[60:05] Bob Lee:"),
        ("00:01:20 Ann Roe:", "01:00:05.250 Bob Lee:"),
        ("Ann Roe (00:01:20):", "Bob Lee (1:00:05):"),
        ("Ann Roe [1:20]:", "Bob Lee [1:00:05,250]:"),
    ],
)
def test_the_words_of_each_turn_are_heard_at_its_time(first: str, second: str) -> None:
    document = read(f"Hearing on the mill\n\n{first} The mill is shut.\n\n{second} It will open again.\n")
    heard = [(document.text[at:].split("\n")[0], second) for at, second in document.times]
    assert heard == [("The mill is shut.", 80), ("It will open again.", 3605)]
    assert first in document.text


TURNS = ["Good evening. The mill is shut.", "It is old, we had to close it.", "Who pays for it now?"]


@pytest.mark.parametrize(
    "labels",
    [
        ["Ann Roe  0:03", "Bob Lee  0:41", "Ann Roe  1:20"],
        ["Ann Roe (00:00:03):", "Bob Lee (00:00:41):", "Ann Roe (00:01:20):"],
        ["Speaker 1\t00:03", "Speaker 2\t00:41", "Speaker 1\t01:20"],
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_who_speaks_in_a_line_of_their_own_is_the_label_of_the_words_below(labels: list[str], between: str) -> None:
    turns = [f"{label}{between}{words}" for label, words in zip(labels, TURNS, strict=True)]
    document = read("\n\n".join(["Hearing on the mill", *turns, "The roof leaks."]))
    assert document.title == "Hearing on the mill"
    heard = [(document.text[at:].split("\n")[0], second) for at, second in document.times]
    assert heard == list(zip(TURNS, (3, 41, 80), strict=True))
    assert document.text.startswith(labels[0].split("(")[0].split("0")[0].strip())
    assert document.text.endswith("\n\nThe roof leaks.")
    assert len(document.text.split("\n\n")) == 4


@pytest.mark.parametrize(
    "lines",
    [
        ["News 18:00", "The mill.", "Weather 18:30", "It will rain.", "News 19:00", "The mill again."],
        ["Ann Roe 0:58", "She was first.", "Bob Lee 1:02", "He was second."],
        ["Ann Roe 0:08", "Bob Lee 0:09", "They ran on Sunday."],
        ["Ann Roe 0:41", "She was late.", "Ann Roe 0:03", "She was early."],
        ["The doors open at 0:03", "They were late."],
    ],
    ids=["programmes", "results", "nothing said", "going back", "a single one"],
)
def test_lines_that_end_in_a_time_are_no_labels_of_others(lines: list[str]) -> None:
    document = read("\n\n".join(["What is on", "There is much to see this week.", *lines]))
    assert document.text.split("\n\n")[1:] == lines
    assert document.times == ()


@pytest.mark.parametrize(
    "turns",
    [
        ["10:30 Ann Roe: The mill is shut.", "10:45 Bob Lee: It will open again."],
        ["[10:45] Bob Lee: It will open again.", "[10:30] Ann Roe: The mill is shut."],
        ["[00:01:20] Ann Roe: The mill is shut.", "Bob Lee: It will open again."],
        ["The mill shut at [10:30], Ann Roe said: it is old.", "It shut at [10:45], Bob Lee said: it is not."],
    ],
    ids=["times of day", "the newest first", "a single one", "in a sentence"],
)
def test_other_times_are_no_recordings(turns: list[str]) -> None:
    assert read("\n\n".join(["Hearing on the mill", *turns])).times == ()


def test_long_lines_take_no_time() -> None:
    started = time.process_time()
    for text in ("a " * 400_000, "[1:" * 200_000, "Ann Roe " * 100_000, "Ann [00:01:20] " * 50_000):
        read(f"The mill is shut.\n\n{text}.")
    assert time.process_time() - started < 20
