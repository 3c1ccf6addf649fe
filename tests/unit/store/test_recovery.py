"""Recovery copies: offered after a crash, never after a clean end, never of a running program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from perfdesk.model import Draft
from perfdesk.store.read import read_bytes
from perfdesk.store.recovery import Recovery, pending
from perfdesk.store.write import to_bytes

_TYPE = """
import sys, time
from pathlib import Path
from perfdesk.model import Draft
from perfdesk.store.recovery import Recovery
from perfdesk.store.write import to_bytes
copy = Recovery(Path(sys.argv[1]) if sys.argv[2] == "saved" else "未命名 1")
for seq in range(int(sys.argv[3])):
    copy.keep(to_bytes(Draft(id="a", seq=seq)))
if sys.argv[4] == "clean":
    copy.clear()
print("ready", flush=True)
sys.stdin.read()
"""


def program(path: Path, kind: str = "saved", end: str = "crash") -> subprocess.Popen[str]:
    """Start a program that keeps three recovery copies and waits."""
    run = subprocess.Popen(
        [sys.executable, "-c", _TYPE, str(path), kind, "3", end],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "ready\n"
    return run


def crash(run: subprocess.Popen[str]) -> None:
    with run:
        run.kill()


def test_after_a_crash_the_last_copy_is_offered(tmp_path: Path) -> None:
    path = tmp_path / "图书馆.perfdesk"
    crash(program(path))
    (one,) = pending()
    assert one.document == str(path)
    assert not one.untitled
    assert one.seq == 2
    assert read_bytes(one.data()).draft == read_bytes(to_bytes(Draft(id="a", seq=2))).draft
    one.clear()
    assert pending() == []


def test_a_draft_that_was_never_saved_is_offered_too(tmp_path: Path) -> None:
    crash(program(tmp_path, kind="untitled"))
    (one,) = pending()
    assert (one.document, one.untitled) == ("未命名 1", True)


def test_a_running_program_keeps_its_copy_to_itself(tmp_path: Path) -> None:
    with program(tmp_path / "a") as run:
        assert pending() == []
        run.kill()
    assert len(pending()) == 1


def test_nothing_is_offered_after_a_clean_end(tmp_path: Path) -> None:
    crash(program(tmp_path / "a", end="clean"))
    assert pending() == []


def test_opening_the_draft_again_does_not_replace_the_copy_of_the_crash(tmp_path: Path) -> None:
    path = tmp_path / "a.perfdesk"
    crash(program(path))
    copy = Recovery(path)
    copy.keep(to_bytes(Draft(id="a", seq=50)))
    assert [one.seq for one in pending()] == [2]
    copy.clear()
    assert [one.seq for one in pending()] == [2]


def test_two_crashes_leave_two_copies_the_newest_first(tmp_path: Path) -> None:
    for name in ("a", "b"):
        crash(program(tmp_path / name))
    assert len(pending()) == 2
    assert pending() == sorted(pending(), key=lambda one: one.when, reverse=True)


def test_what_is_no_recovery_copy_is_passed_over(own_state_folder: Path) -> None:
    folder = own_state_folder / "recovery"
    folder.mkdir(parents=True)
    for name, data in {"a.recovery": b"", "b.recovery": b"{}\n", "c.recovery": b"[" * 100_000, "d.txt": b"x"}.items():
        (folder / name).write_bytes(data)
    assert pending() == []


def test_a_copy_differs_or_not_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.perfdesk"
    crash(program(path))
    (one,) = pending()
    assert one.differs()
    path.write_bytes(one.data())
    assert not one.differs()
    path.write_bytes(to_bytes(Draft(id="a", seq=2, shared={"year": "2024"})))
    assert one.differs()
