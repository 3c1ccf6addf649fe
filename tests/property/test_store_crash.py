"""A save killed, starved or refused at any moment: the old draft or the new one, and never a false "saved"."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from perfdesk.model import Draft
from perfdesk.store import backups, open_draft, save_draft
from saved import tall_draft, three_forms
from soak import loop, rounds

_LOOP = """
import sys
from pathlib import Path
from perfdesk.errors import UserError
from perfdesk.store import open_draft, save_draft
path = Path(sys.argv[1])
opened = open_draft(path)
draft, stamp = opened.draft, opened.stamp
print("ready", flush=True)
while True:
    saved = save_draft(path, draft, stamp=stamp)
    draft, stamp = saved.draft, saved.stamp
    print(saved.seq, flush=True)
"""

_ONCE = """
import os, sys
from pathlib import Path
from perfdesk.errors import UserError
from perfdesk.store import open_draft, save_draft
path, size = Path(sys.argv[1]), int(sys.argv[2])
opened = open_draft(path)
draft = opened.draft.model_copy(update={"shared": {"new": "新" * size}})
print("ready", flush=True)
try:
    sys.stdin.readline()
except OSError:
    os._exit(6)  # not the save was hit, but the word to begin
try:
    saved = save_draft(path, draft, stamp=opened.stamp)
    text, code = "saved " + "; ".join(saved.notices), 0
except UserError as error:
    text, code = error.text().replace(chr(10), " "), int(error.exit_code)
try:
    print(text, flush=True)
except OSError:
    os._exit(5)  # not the save was hit, but the word of it
sys.exit(code)
"""


def child(code: str, *args: object, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Start a program of its own."""
    return subprocess.Popen(
        [*before, sys.executable, "-c", code, *map(str, args)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def new_seed() -> int:
    """Return a seed and print it: pytest shows it when the test fails."""
    seed = time.time_ns()
    sys.stdout.write(f"seed {seed}\n")
    return seed


# --- kill -9 ---


@pytest.mark.soak
def test_a_program_killed_while_saving_loses_no_save_it_has_acknowledged(tmp_path: Path) -> None:
    seed = new_seed()
    path = tmp_path / "图书馆.perfdesk"
    begin = time.perf_counter()
    save_draft(path, tall_draft(13))
    longest = max(0.2, 5 * (time.perf_counter() - begin))  # a busy machine saves slowly
    kills = acknowledged = 0
    for number in loop("kill -9 while saving", 1000, 15):
        random = Random(seed + number)
        run = child(_LOOP, path)
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n", run.communicate()[1]
        first = run.stdout.readline() if number % 5 == 0 else ""  # each fifth kill surely falls into a running loop
        time.sleep(random.random() * longest)
        run.kill()
        rest, errors = run.communicate()
        out = first + rest
        assert run.returncode == -signal.SIGKILL, (seed + number, errors)
        last = max((int(line) for line in out.split("\n")[:-1]), default=0)
        acknowledged += out.count("\n")
        kills += 1
        opened = open_draft(path)
        assert opened.notices == (), seed + number
        assert opened.draft.seq >= last, seed + number
        assert len(opened.draft.forms) == 13
        for each in backups(path)[:1]:
            assert open_draft(each.path).notices == ()
    sys.stdout.write(f"{kills} kills, {acknowledged} saves acknowledged\n")
    assert kills > 0
    assert acknowledged >= kills / 5
    saved = save_draft(path, open_draft(path).draft, force=True)
    assert saved.seq == open_draft(path).draft.seq


# --- each system call ---

_CALLS = (
    "openat",
    "write",
    "fsync",
    "close",
    "link,linkat",
    "rename,renameat,renameat2",
    "unlink,unlinkat",
    "newfstatat,statx,fstat",
    "read",
    "mkdir",
    "getdents64",
    "readlink",
)
_FAULTS = ("signal=KILL", "error=ENOSPC", "error=EACCES", "error=EIO")


@pytest.fixture(scope="module")
def strace(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The way to strace; skips, saying why, where it is missing or not allowed."""
    found = shutil.which("strace")
    if found is None:
        pytest.skip("strace is not installed: system calls of a save cannot be made to fail")
    log = tmp_path_factory.mktemp("strace") / "log"
    tried = subprocess.run([found, "-o", str(log), "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip(f"strace may not trace here: {tried.stderr.decode(errors='replace').strip()[:100]}")
    return found


class Bench:
    """A folder with a saved draft, and a save in it that can be disturbed from outside."""

    def __init__(self, folder: Path, strace: str, *, fresh: bool) -> None:
        self.strace = strace
        self.path = folder / "草稿.perfdesk"
        self.state = Path(os.environ["PERFDESK_STATE"])
        self.log = folder.parent / f"{folder.name}.log"
        folder.mkdir()
        saved = save_draft(self.path, three_forms())
        if not fresh:  # then there is a folder of backups already
            save_draft(self.path, saved.draft, stamp=saved.stamp)
        self.old = self.path.read_bytes()
        self.copy = folder.parent / f"{folder.name}.state"
        if self.state.exists():
            shutil.copytree(self.state, self.copy)

    def reset(self) -> None:
        """Put everything back as it was."""
        for each in self.path.parent.iterdir():
            each.unlink()
        self.path.write_bytes(self.old)
        shutil.rmtree(self.state, ignore_errors=True)
        if self.copy.exists():
            shutil.copytree(self.copy, self.state)

    def save(self, *inject: str) -> tuple[int, str]:
        """Save once with strace holding the program from the first moment of the save; return (exit code, output)."""
        run = child(_ONCE, self.path, 5)
        assert run.stdin is not None
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n", run.communicate()[1]
        tracer = subprocess.Popen(
            [self.strace, "-f", "-o", str(self.log), *inject, "-p", str(run.pid)],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert tracer.stderr is not None
        assert "attached" in tracer.stderr.readline()
        out, errors = run.communicate("go\n")
        tracer.communicate()
        assert "Traceback" not in errors, errors
        return run.returncode, out

    def calls(self) -> dict[str, int]:
        """Return how often an undisturbed save uses each group of system calls."""
        code, _ = self.save("-e", f"trace={','.join(_CALLS)}")
        assert code == 0
        names = re.findall(r"^\d+ +(\w+)\(", self.log.read_text(errors="replace"), re.MULTILINE)
        return {group: sum(name in group.split(",") for name in names) for group in _CALLS}


def _judge(bench: Bench, fault: str, code: int, out: str) -> None:
    """Require the old or the new draft, the right word, and no litter."""
    data = bench.path.read_bytes()
    opened = open_draft(bench.path)
    assert opened.notices == ()
    is_new = opened.draft.shared == {"new": "新" * 5}
    assert is_new or data == bench.old
    litter = [each.name for each in bench.path.parent.iterdir() if each.name != bench.path.name]
    if "KILL" in fault:
        assert not out.startswith("saved") or is_new
        assert all(".~" in name for name in litter)
        again = save_draft(bench.path, opened.draft, stamp=opened.stamp)  # nothing of the dead program is in the way
        assert again.notices == ()
        return
    assert code in {0, 4, 5, 6}, (code, out)
    if code > 4:
        assert data == bench.old or code == 5
        return
    assert out
    if code == 0:
        assert is_new, out
    elif "没有确认" not in out:
        assert data == bench.old, out
        assert "没有" in out
    assert "Error" not in out
    if "unlink" not in fault:
        assert [name for name in litter if not name.startswith(".~lock")] == [], out


@pytest.mark.soak
@pytest.mark.parametrize("fresh", [True, False], ids=["first backup", "later backup"])
@pytest.mark.parametrize("fault", _FAULTS)
def test_whatever_system_call_of_a_save_fails_the_draft_is_old_or_new(
    tmp_path: Path, strace: str, fault: str, *, fresh: bool
) -> None:
    bench = Bench(tmp_path / "folder", strace, fresh=fresh)
    counts = bench.calls()
    places = [(group, number + 1) for group, count in counts.items() for number in range(count)]
    Random(fault).shuffle(places)  # a share of them is spread over all kinds
    assert counts["fsync"] >= 3
    assert counts["rename,renameat,renameat2"] >= 1
    codes = []
    for index in loop(f"{fault} at each system call of a save", len(places), 5):
        group, when = places[index]
        bench.reset()
        code, out = bench.save("-e", f"trace={group}", "-e", f"inject={group}:{fault}:when={when}")
        try:
            _judge(bench, f"{fault} {group}", code, out)
        except (AssertionError, Exception) as error:
            raise AssertionError(f"{fault} at {group} number {when}: exit {code}, {out}") from error
        codes.append(code)
    sys.stdout.write(f"{len(codes)} places of {counts}: exit codes {sorted(set(codes))}\n")


# --- full disks ---


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB; skips, saying why, where none can be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    tried = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], capture_output=True, check=False
    )
    if tried.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {tried.stderr.decode(errors='replace').strip()[:100]}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.soak
def test_on_a_full_disk_the_old_draft_stays_and_the_clerk_is_told(small_disk: Path) -> None:
    path = small_disk / "草稿.perfdesk"
    filler = small_disk / "filler"
    save_draft(path, three_forms())
    old = path.read_bytes()
    refused = 0
    step = 10 if rounds(2, 1) == 2 else 25
    for percent in range(0, 201, step):
        path.write_bytes(old)
        filler.write_bytes(b"")
        need = len(old) + 3000 * 3
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        filler.write_bytes(b"x" * max(0, free - need * percent // 100))
        run = child(_ONCE, path, 3000)
        assert run.stdout is not None
        out, errors = run.communicate("go\n")
        assert "Traceback" not in errors
        if run.returncode == 0:
            assert open_draft(path).draft.shared == {"new": "新" * 3000}
        else:
            refused += 1
            assert run.returncode == 4
            assert "磁盘已满" in out
            assert path.read_bytes() == old
        assert {each.name for each in small_disk.iterdir()} == {path.name, filler.name}
    assert (
        100 // step <= refused < 200 // step
    )  # up to 100 % it cannot fit; at 200 % it does, whatever the size of a block


def test_a_file_larger_than_the_user_may_write_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "草稿.perfdesk"
    save_draft(path, three_forms())
    old = path.read_bytes()
    run = child(_ONCE, path, 100_000, before=("sh", "-c", 'ulimit -f 64; exec "$@"', "sh"))
    out, _ = run.communicate("go\n")
    assert run.returncode == 4
    assert "大小" in out
    assert path.read_bytes() == old
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_stick_pulled_out_is_told_and_nothing_is_written_where_it_was(small_disk: Path) -> None:
    folder = small_disk / "单位"
    folder.mkdir()
    path = folder / "草稿.perfdesk"
    save_draft(path, three_forms())
    run = child(_ONCE, path, 10)
    assert run.stdout is not None
    assert run.stdout.readline() == "ready\n"
    subprocess.run(["umount", "-l", str(small_disk)], check=True)
    out, _ = run.communicate("go\n")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(small_disk)], check=True)
    assert run.returncode == 4
    assert "U盘" in out
    assert not folder.exists()


# --- many programs at once ---

_RACE = """
import json, sys
from pathlib import Path
from perfdesk.errors import UserError
from perfdesk.store import open_draft, save_draft
path, name = Path(sys.argv[1]), sys.argv[2]
mine = []
for number in range(int(sys.argv[3])):
    try:
        opened = open_draft(path)
        entry = f"{name}.{number}"
        shared = {**opened.draft.shared, entry: "x"}
        save_draft(path, opened.draft.model_copy(update={"shared": shared}), stamp=opened.stamp)
        mine.append(entry)
    except UserError as error:
        assert error.code in {"E80", "E81"}, error.text()
print(json.dumps(mine))
"""


@pytest.mark.soak
def test_of_many_programs_that_save_one_draft_none_loses_what_it_was_told_is_saved(tmp_path: Path) -> None:
    total = 0
    for number in loop("four programs saving one draft", 25, 2):
        path = tmp_path / f"{number}.perfdesk"
        save_draft(path, Draft(id="a"))
        runs = [child(_RACE, path, name, 25) for name in range(4)]
        acknowledged = set()
        for run in runs:
            out, errors = run.communicate()
            assert run.returncode == 0, errors
            acknowledged |= set(json.loads(out))
        assert acknowledged <= set(open_draft(path).draft.shared)
        assert open_draft(path).draft.seq == 1 + len(acknowledged)
        total += len(acknowledged)
    assert total > 0
