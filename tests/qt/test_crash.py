"""The plug is pulled while somebody types: at most two seconds are lost, and the rest is offered at the next start."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from perfdesk.paths import resources
from soak import loop
from typist import CELLS, PER_CELL, stream

pytestmark = pytest.mark.soak

TYPIST = Path(__file__).resolve().parents[1] / "typist.py"
SAMPLE = resources() / "samples" / "library-2026.perfdesk"
LOST_S = 2.0
AT_ONCE = 4
"""So many programs run side by side, each with a state folder of its own: most of their time they wait."""
PATIENCE_S = 300.0
"""A program ends by itself in two seconds; on a machine where a dozen others work, it waits long for its turn."""


@dataclass
class Clerk:
    """A person with a computer: a draft, and a state folder that lives on from start to start."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> Clerk:
        folder.mkdir(parents=True)
        shutil.copy(SAMPLE, folder / "a.perfdesk")
        return cls(folder)

    @property
    def draft(self) -> Path:
        return self.folder / "a.perfdesk"

    def start(self, mode: str) -> subprocess.Popen[bytes]:
        (self.folder / "log").unlink(missing_ok=True)
        command = [sys.executable, str(TYPIST), mode, str(self.draft), str(self.folder / "log")]
        paths = os.pathsep.join(str(TYPIST.parents[1] / name) for name in ("src", "tests"))
        state = str(self.folder / "state")
        env = {**os.environ, "PERFDESK_STATE": state, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": paths}
        with (self.folder / "errors").open("wb") as errors:
            return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=errors)

    def lines(self, word: str) -> list[list[str]]:
        """Return what the typist noted under a word."""
        log = self.folder / "log"
        text = log.read_text(encoding="utf-8") if log.exists() else ""
        return [line.split(" ", 2)[1:] for line in text.splitlines() if line.startswith(f"{word} ")]

    def acknowledged(self, until: float) -> int:
        """Return how many keys the program had taken at a time (of the monotonic clock)."""
        return max((int(number) for when, number in self.lines("ack") if float(when) <= until), default=0)

    def ended(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until the program has ended by itself, without a complaint."""
        assert process.wait(PATIENCE_S) == 0, (self.folder / "errors").read_text(encoding="utf-8")


def kept(cells: list[str], before: list[str]) -> int:
    """Return how many of the typed keys stand in the cells; what stands there must be what was typed."""
    count = 0
    for number, text in enumerate(cells):
        if text != before[number]:
            typed = stream(number)[: None if number == len(CELLS) - 1 else PER_CELL]
            assert typed.startswith(text)
            count += len(text)
    return count


def type_and_kill(clerks: list[Clerk]) -> list[float]:
    """Let all of them type and kill each program at a moment of its own; return when each was killed."""
    running = [clerk.start("type") for clerk in clerks]
    due: dict[int, float] = {}
    killed = [0.0] * len(clerks)
    ends = time.monotonic() + PATIENCE_S
    while not all(killed):
        assert time.monotonic() < ends, [(each.folder / "errors").read_text(encoding="utf-8") for each in clerks]
        for number, clerk in enumerate(clerks):
            if number not in due and (first := clerk.lines("ack")):
                due[number] = float(first[0][0]) + LOST_S + random.uniform(0.1, 0.9)
            if not killed[number] and time.monotonic() >= due.get(number, ends):
                killed[number] = time.monotonic()
                os.kill(running[number].pid, signal.SIGKILL)
        time.sleep(0.01)
    for process in running:
        assert process.wait(PATIENCE_S) == -signal.SIGKILL
    return killed


@pytest.mark.skipif(os.name == "nt", reason="kill -9 and the shared monotonic clock are POSIX")
def test_after_a_kill_at_most_two_seconds_of_typing_are_lost(tmp_path: Path) -> None:
    before = unchanged(Clerk.at(tmp_path / "before"))
    for turn in loop(f"{AT_ONCE} programs killed at once while typing", 75, 1):
        clerks = [Clerk.at(tmp_path / f"{turn}-{number}") for number in range(AT_ONCE)]
        killed = type_and_kill(clerks)
        due = [clerk.acknowledged(when - LOST_S) for clerk, when in zip(clerks, killed, strict=True)]
        assert all(due)
        for clerk in clerks:
            assert clerk.draft.read_bytes() == SAMPLE.read_bytes()
        running = [clerk.start("recover") for clerk in clerks]
        for clerk, process, least in zip(clerks, running, due, strict=True):
            clerk.ended(process)
            assert clerk.lines("offered") == [["1"]]
            assert kept(cells(clerk), before) >= least
            shutil.rmtree(clerk.folder)


def test_after_a_clean_exit_nothing_is_ever_offered(tmp_path: Path) -> None:
    clerks = [Clerk.at(tmp_path / str(number)) for number in range(AT_ONCE)]
    for turn in loop(f"{AT_ONCE} clean exits at once", 75, 2):
        modes = [("save", "drop", "look", "drop")[(turn + number) % 4] for number in range(AT_ONCE)]
        running = [clerk.start(mode) for clerk, mode in zip(clerks, modes, strict=True)]
        for clerk, process in zip(clerks, running, strict=True):
            clerk.ended(process)
            assert clerk.lines("offered") == [["0"]]
            recovery = clerk.folder / "state" / "recovery"
            assert not recovery.exists() or not list(recovery.iterdir())


def unchanged(clerk: Clerk) -> list[str]:
    """Return what the cells of the sample hold."""
    clerk.ended(clerk.start("recover"))
    assert clerk.lines("offered") == [["0"]]
    return cells(clerk)


def cells(clerk: Clerk) -> list[str]:
    """Return what the cells held when the typist looked."""
    ((first, *rest),) = clerk.lines("cells")
    found = json.loads(" ".join([first, *rest]))
    assert isinstance(found, list)
    return found
