"""What `make run` starts ends together, as a terminal, an init system or a crash would end it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Each program notes that it began, and how it ended.
PROGRAM = """
import pathlib, signal, sys, time
note = pathlib.Path(sys.argv[1])
def end(*_):
    time.sleep(0.2)
    note.write_text("ended cleanly")
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
signal.signal(signal.SIGINT, lambda *_: note.write_text("interrupted"))
note.write_text("began")
time.sleep(float(sys.argv[2]))
"""


def heed_interrupts():
    """Tests that a shell runs in the background are born deaf to Ctrl-C, and so would be what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def together(tmp_path):
    """Starts two programs, which end by themselves after so many seconds; the process and their two notes."""
    started = []

    def start(*seconds):
        notes = [tmp_path / str(number) for number in range(len(seconds))]
        commands = [
            [sys.executable, "-c", PROGRAM, str(note), str(wait)] for note, wait in zip(notes, seconds, strict=True)
        ]
        code = f"import sys; from tools.together import run_together; sys.exit(run_together({commands!r}))"
        command = [sys.executable, "-c", code]
        started.append(subprocess.Popen(command, cwd=ROOT, start_new_session=True, preexec_fn=heed_interrupts))
        deadline = time.monotonic() + 60
        while not all(note.exists() and note.read_text() for note in notes):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        return started[0], notes

    yield start
    for process in started:
        process.kill()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_both_end_cleanly(together, told):
    process, notes = together(300, 300)
    os.killpg(process.pid, told)  # as Ctrl-C does: all of the terminal's group
    assert process.wait(timeout=60) == 0
    assert [note.read_text() for note in notes] == ["ended cleanly"] * 2


def test_when_one_ends_so_does_the_other_and_that_is_a_failure(together):
    process, notes = together(1, 300)
    assert process.wait(timeout=60) == 1
    assert notes[1].read_text() == "ended cleanly"
