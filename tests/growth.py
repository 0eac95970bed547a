"""How the time that work takes grows with the size of what it is given, on a machine that does other work too."""

import gc
import time
from collections.abc import Callable
from typing import Any


def is_linear(work: Callable[[Any], object], given: Callable[[int], Any], size: int) -> bool:
    """Whether four times `size` takes about four times as long; the square would be sixteen times.

    A processor that others use too may stumble, but not five times in turn.
    """
    short, long = given(size), given(4 * size)
    return any(_seconds(work, long) < 9 * max(_seconds(work, short), 0.02) for _ in range(5))


def _seconds(work: Callable[[Any], object], given: object) -> float:
    """Processor time, without what it takes to collect the garbage of all tests before."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        work(given)
        return time.process_time() - started
    finally:
        gc.enable()
