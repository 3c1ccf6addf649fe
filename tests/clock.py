"""Bounds on the work of a step that must not hang; a busy machine does not count against it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def working_less_than(seconds: float) -> Iterator[None]:
    """Fail a step that keeps the processor for so long, in CPU seconds of this process."""
    start = time.process_time()
    yield
    took = time.process_time() - start
    assert took < seconds, f"{took:.2f} s of work"
