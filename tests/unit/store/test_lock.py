"""Who has a draft open."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from perfdesk.store import process
from perfdesk.store.lock import HeldBy, Lock, acquire, holder, lock_file, take_over_mark

_HOLD = """
import sys
from pathlib import Path
from perfdesk.store.lock import acquire
print(type(acquire(Path(sys.argv[1]))).__name__, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "图书馆.perfdesk"


def other_program(path: Path) -> subprocess.Popen[str]:
    """Start a program that locks the draft and waits."""
    run = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "Lock\n"
    return run


def foreign(path: Path, **changes: object) -> None:
    """Write the lock of another computer."""
    owner = {"user": "李四", "host": "财务-02", "since": "2024-05-06T09:30:00", "pid": 4, "started": "x", **changes}
    lock_file(path).write_text(json.dumps(owner), encoding="utf-8")


def test_a_name_as_long_as_the_system_allows_is_locked_too_and_each_by_itself(tmp_path: Path) -> None:
    one, other = (tmp_path / ("长" * 81 + last + ".perfdesk") for last in "甲乙")
    held = acquire(one)
    assert isinstance(held, Lock)
    assert held.file is not None
    assert holder(one) is not None
    assert holder(other) is None
    held.release()
    assert list(tmp_path.iterdir()) == []


def test_a_computer_that_gets_another_name_still_knows_its_own_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = acquire(path)
    assert isinstance(lock, Lock)
    monkeypatch.setattr("platform.node", lambda: "pc-by-dhcp")
    held = holder(path)
    assert held is not None
    assert held.mine
    lock.release()
    assert list(path.parent.iterdir()) == []


def test_a_lock_is_a_file_beside_the_draft_and_goes_with_its_release(path: Path) -> None:
    lock = acquire(path)
    assert isinstance(lock, Lock)
    assert lock_file(path).name == ".~lock.图书馆.perfdesk#"
    tree = json.loads(lock_file(path).read_bytes())
    assert tree["host"] == process.host()
    assert tree["pid"] == os.getpid()
    lock.release()
    assert list(path.parent.iterdir()) == []
    assert holder(path) is None


def test_a_running_program_keeps_its_lock(path: Path) -> None:
    with other_program(path) as run:
        held = acquire(path)
        assert isinstance(held, HeldBy)
        assert held.alive is True
        assert not held.mine
        assert held.host == process.host()
        assert held.text()
        run.kill()


def test_the_lock_of_a_program_that_crashed_is_taken_over(path: Path) -> None:
    with other_program(path) as run:
        run.kill()
        run.wait()
        lock = acquire(path)
    assert isinstance(lock, Lock)
    lock.release()
    assert list(path.parent.iterdir()) == []


def test_a_new_program_with_an_old_number_does_not_keep_the_lock(path: Path) -> None:
    foreign(path, host=process.host(), pid=os.getppid(), started="an earlier start")
    assert isinstance(acquire(path), Lock)


def test_the_lock_of_another_computer_is_told_and_taken_only_when_asked(path: Path) -> None:
    foreign(path)
    held = acquire(path)
    assert held == HeldBy("李四", "财务-02", "2024-05-06T09:30:00", alive=None)
    assert held.text() == "李四在“财务-02”上（自 2024-05-06 09:30 起）"
    assert isinstance(acquire(path, take=True), Lock)


def test_this_program_knows_its_own_lock(path: Path) -> None:
    assert isinstance(acquire(path), Lock)
    again = acquire(path)
    assert isinstance(again, HeldBy)
    assert again.mine


def test_a_release_does_not_remove_the_lock_of_the_next_one(path: Path) -> None:
    lock = acquire(path)
    assert isinstance(lock, Lock)
    foreign(path)
    lock.release()
    assert lock_file(path).exists()


def test_a_link_and_its_file_have_one_lock(path: Path) -> None:
    path.write_bytes(b"")
    link = path.with_name("link.perfdesk")
    link.symlink_to(path)
    assert isinstance(acquire(path), Lock)
    assert isinstance(acquire(link), HeldBy)


def test_a_folder_that_cannot_be_written_gives_no_lock_and_no_error(path: Path) -> None:
    lock = acquire(path.parent / "missing" / "a.perfdesk")
    assert lock == Lock(None)
    lock.release()


def test_an_empty_lock_is_left_to_its_owner_for_a_moment_only(path: Path) -> None:
    lock_file(path).touch()
    held = acquire(path)
    assert isinstance(held, HeldBy)
    os.utime(lock_file(path), (time.time() - 60,) * 2)
    assert isinstance(acquire(path), Lock)


@pytest.mark.parametrize("text", ["x", "[]", "{}", '{"pid": "x"}', ",root,host,2024;", "[" * 100_000, "\udcff"])
def test_a_lock_that_cannot_be_read_is_respected_until_asked(path: Path, text: str) -> None:
    lock_file(path).write_bytes(text.encode("utf-8", "surrogateescape"))
    held = acquire(path)
    assert isinstance(held, HeldBy)
    assert held.text() == "其他用户"
    assert isinstance(acquire(path, take=True), Lock)


def test_while_another_program_takes_a_stale_lock_over_it_is_left_alone(path: Path) -> None:
    foreign(path, host=process.host(), pid=2**22 + 1)
    before = lock_file(path).read_bytes()
    taking = take_over_mark(lock_file(path))
    taking.touch()
    assert isinstance(acquire(path), HeldBy)
    assert lock_file(path).read_bytes() == before
    os.utime(taking, (time.time() - 60,) * 2)  # that program has crashed meanwhile
    assert isinstance(acquire(path), Lock)
    assert not taking.exists()


def test_of_many_programs_that_find_a_stale_lock_one_gets_it(path: Path) -> None:
    foreign(path, host=process.host(), pid=2**22 + 1)
    code = _HOLD.replace("print(", "time.sleep(max(0, float(sys.argv[2]) - time.time())); print(").replace(
        "import sys", "import sys, time"
    )
    together = str(time.time() + 1.5)
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), together],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for _ in range(6)
    ]
    got = [run.stdout.readline().strip() for run in runs if run.stdout]
    for run in runs:
        run.communicate()
    assert sorted(got) == ["HeldBy"] * 5 + ["Lock"]
