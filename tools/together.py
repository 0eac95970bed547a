"""Programs that run together: when one ends, or we are told to end, so do the others."""

import signal
import subprocess
import time
from collections.abc import Sequence
from typing import Any

_LOOK_EVERY = 0.2  # seconds


def run_together(commands: Sequence[Sequence[str]]) -> int:
    """Run the commands until SIGTERM or Ctrl-C, which is no failure (0), or until one ends by itself (1).

    They are told to end once, and may end what they are at; told twice, we kill them.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    started: list[subprocess.Popen[bytes]] = []
    try:
        # Each in a group of its own, so that Ctrl-C reaches us alone and nobody is told twice.
        started.extend(subprocess.Popen(command, process_group=0) for command in commands)
        while all(program.poll() is None for program in started):
            time.sleep(_LOOK_EVERY)
        code = 1
    except KeyboardInterrupt:
        code = 0
    try:
        for program in started:
            program.terminate()
        for program in started:
            program.wait()
    except KeyboardInterrupt:
        for program in started:
            program.kill()
    return code


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt
