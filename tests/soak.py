"""How long the long loops run: a share in `dev.py test`, all of it in `dev.py soak`, and a budget of time.

Three ways to be long, from the simplest:

- `rounds(full, share)`: a number, for `@settings(max_examples=rounds(20_000, 200))`. A test made by hypothesis
  needs no more: when its time is up, conftest.py ends it after the share, and the count is printed.
- `loop(name, full, share)`: `for i in loop("kill -9 while saving", 1000, 10):` ends early when the time is up.
- `time_is_up()`: for loops of another shape.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field


class Rounds(int):
    """A number of rounds that remembers the share which is done even when the time is up."""

    share: int


@dataclass
class _Clock:
    ends: float | None = None
    counts: list[str] = field(default_factory=list)


_clock = _Clock()


def rounds(full: int, share: int) -> Rounds:
    """Return `share`; `full` in a soak (scaled by `PERFDESK_SOAK`, never below `share`)."""
    scale = os.environ.get("PERFDESK_SOAK", "")
    number = Rounds(max(share, round(full * float(scale))) if scale else share)
    number.share = share
    return number


def loop(name: str, full: int, share: int) -> Iterator[int]:
    """Yield 0, 1, 2, …: `share` numbers in a test, `full` in a soak, fewer (but the share) when the time is up."""
    number = rounds(full, share)
    done = 0
    try:
        while done < number and not (done >= share and time_is_up()):
            yield done
            done += 1
    finally:
        note(name, done, number)


def time_is_up() -> bool:
    """Return whether this test has used its slice of `dev.py soak --minutes`; never without a budget."""
    return _clock.ends is not None and time.monotonic() > _clock.ends


def note(name: str, done: int, full: int) -> None:
    """Have `soak: <name>: done n of full` printed at the end of the run."""
    if os.environ.get("PERFDESK_SOAK"):
        _clock.counts.append(f"soak: {name}: done {done} of {full}")


def open_slice(place: int, total: int) -> None:
    """Give the test at `place` (0-based, of `total` that run one after another) its fair part of the time left.

    The end of the budget is the environment variable `PERFDESK_SOAK_ENDS`, in seconds since the epoch.
    """
    _clock.counts.clear()
    ends = os.environ.get("PERFDESK_SOAK_ENDS", "")
    if not ends:
        _clock.ends = None
        return
    left = max(0.0, float(ends) - time.time())
    _clock.ends = time.monotonic() + left / max(1, total - place)


def close_slice() -> list[str]:
    """Return what the finished test noted, and forget it."""
    counts = list(_clock.counts)
    _clock.counts.clear()
    _clock.ends = None
    return counts
