"""The frame of the benchmarks: rivals alternate in one run, medians are compared, goals get a ✓ or ✗.

A benchmark is a file `bench_<name>.py` beside this one:

    def main(frame: Frame) -> None:
        frame.race("Word, one form", ours, {"docxtpl": Rival(by_docxtpl, goal=10), "naive": Rival(naive)})
        hundred, thousand = (frame.child("bench_word:forms", n) for n in (100, 1000))
        frame.goal("Word, 1,000 forms against 100", thousand.seconds / hundred.seconds, at_most=10, unit="×")
        frame.goal("Word, 1,000 forms, peak memory", thousand.peak_mb, at_most=200, unit="MB")
"""

from __future__ import annotations

import gc
import importlib
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
IMPORTABLE = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "src")]

# Run in a process of its own: `VmHWM` is its own peak, where `ru_maxrss` would start from the parent's.
CHILD = """
import importlib, json, re, sys, time
sys.path[:0] = json.loads(sys.argv[1])
module, name = sys.argv[2].split(":")
work = getattr(importlib.import_module(module), name)
args = json.loads(sys.argv[3])
start = time.perf_counter()
work(*args)
seconds = time.perf_counter() - start
peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1]) / 1024
print(json.dumps([seconds, peak]))
"""


@dataclass(frozen=True)
class Rival:
    """A named baseline: what it does, and how many times faster we want to be (None: shown only)."""

    work: Callable[[], object]
    goal: float | None = None


@dataclass(frozen=True)
class Spent:
    """What a child process used: the seconds of the work alone, and the peak of its memory in MB."""

    seconds: float
    peak_mb: float


@dataclass
class Frame:
    """Measures, prints, and remembers which goals were missed.

    Args:
        rounds: how often each rival runs; the median counts.
        missed: the goals that were missed, as printed.
    """

    rounds: int = 7
    missed: list[str] = field(default_factory=list)

    def race(self, title: str, ours: Callable[[], object], rivals: Mapping[str, Rival]) -> dict[str, float]:
        """Run all alternately, print the ratios; return the median seconds by name ("perfdesk" is ours)."""
        works = {"perfdesk": ours, **{name: rival.work for name, rival in rivals.items()}}
        for work in works.values():
            work()  # imports and caches are filled before the clock runs
        times: dict[str, list[float]] = {name: [] for name in works}
        names = list(works)
        for turn in range(self.rounds):
            for name in names[turn % len(names) :] + names[: turn % len(names)]:
                times[name].append(seconds_of(works[name]))
        medians = {name: statistics.median(taken) for name, taken in times.items()}
        self.say(f"{title}: perfdesk {medians['perfdesk'] * 1000:.2f} ms")
        for name, rival in rivals.items():
            ratio = medians[name] / medians["perfdesk"]
            self.goal(f"  {name} {medians[name] * 1000:.2f} ms", ratio, at_least=rival.goal, unit="×")
        return medians

    def child(self, target: str, *args: object) -> Spent:
        """Run `module:function` with `args` (JSON values) in a process of its own, Linux only.

        Raises:
            RuntimeError: the child failed; its words are in the message.
        """
        command = [sys.executable, "-c", CHILD, json.dumps(IMPORTABLE), target, json.dumps(args)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{target}{args}: {done.stderr}")
        seconds, peak = json.loads(done.stdout.splitlines()[-1])
        return Spent(seconds, peak)

    def goal(
        self,
        label: str,
        value: float,
        *,
        at_least: float | None = None,
        at_most: float | None = None,
        unit: str = "",
    ) -> None:
        """Print a value with its goal and ✓ or ✗; without a goal, the value alone."""
        line = f"{label}: {value:.1f} {unit}".rstrip()
        for sign, limit, met in (
            ("≥", at_least, at_least is None or value >= at_least),
            ("≤", at_most, at_most is None or value <= at_most),
        ):
            if limit is not None:
                line += f" (goal {sign} {limit:g}) {'✓' if met else '✗'}"
            if not met:
                self.missed.append(line.strip())
        self.say(line)

    def say(self, line: str) -> None:
        """Print a line at once."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def seconds_of(work: Callable[[], object]) -> float:
    """Return the seconds of one run; the garbage of the run before is not on its bill."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def benches(wanted: list[str]) -> list[ModuleType]:
    """Return the benchmarks by name ("word" is `bench_word.py`); all of them if none is named.

    Raises:
        SystemExit: there is no such benchmark.
    """
    known = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    if unknown := sorted(set(wanted) - set(known)):
        raise SystemExit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(known) or 'none yet'}")
    return [importlib.import_module(f"bench_{name}") for name in wanted or known]


def main(argv: list[str]) -> int:
    """Run the benchmarks; return 1 if a goal was missed or there was nothing to run."""
    frame = Frame()
    modules = benches(argv)
    for module in modules:
        module.main(frame)
    goals = "all goals met" if not frame.missed else "missed:\n  " + "\n  ".join(frame.missed)
    frame.say(f"bench: {goals}" if modules else "bench: there is no benchmark yet")
    return int(bool(frame.missed) or not modules)


if __name__ == "__main__":
    sys.path[:0] = IMPORTABLE
    # By its own name, so that the benchmarks that import `frame` get the same classes.
    sys.exit(importlib.import_module("frame").main(sys.argv[1:]))
