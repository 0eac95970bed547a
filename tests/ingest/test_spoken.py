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
