"""Who has a draft open: a small file beside it, so that a second user is told a name and not left to overwrite."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from perfdesk.paths import real
from perfdesk.store import process
from perfdesk.store.safefile import NO_LINKS, temp_name

_EMPTY_S = 10  # a lock without content for so long was left by a crash on a stick without links
_TRIES = 5
_BUSY_S = 0.05
_LIMIT = 4096
MAX_NAME = 250
"""Bytes of a file name; systems allow 255."""


@dataclass(frozen=True)
class HeldBy:
    """The one who has the file open.

    Args:
        since: local time, ISO 8601; "" if unknown.
        alive: True if the program runs on this computer, None if that cannot be known from here (another computer),
            False if it has ended.
        mine: it is this very process.
    """

    user: str
    host: str
    since: str
    alive: bool | None
    mine: bool = False

    def text(self) -> str:
        """Return who, where and since when, as a phrase for the clerk."""
        who = self.user or "其他用户"
        where = f"在“{self.host}”上" if self.host else ""
        when = f"（自 {self.since.replace('T', ' ')[:16]} 起）" if self.since else ""
        return f"{who}{where}{when}"


@dataclass(frozen=True)
class _Owner:
    user: str
    host: str
    since: str
    pid: int
    started: str


@dataclass(frozen=True)
class Lock:
    """A lock that this process holds; `file` is None where none could be made (a read-only folder)."""

    file: Path | None

    def release(self) -> None:
        """Give the file free; does nothing if another program has taken it over."""
        if self.file is not None:
            owner = _read(self.file)
            if isinstance(owner, _Owner) and _is_mine(owner):
                with contextlib.suppress(OSError):
                    self.file.unlink()


def lock_file(path: Path) -> Path:
    """Return the lock file of a draft: beside the file that links lead to."""
    target = real(path)
    name = f".~lock.{target.name}#"
    size = os.fsencode(name)
    if len(size) > MAX_NAME:  # the mark keeps long names apart
        name = f".~lock.{size[7:160].decode('utf-8', 'ignore')}~{hashlib.sha256(size).hexdigest()[:12]}#"
    return target.parent / name


def take_over_mark(file: Path) -> Path:
    """Return the file that stands beside a lock for the moment in which a program takes it over."""
    return file.with_name(f".~lock.{hashlib.sha256(os.fsencode(file.name)).hexdigest()[:16]}~#")


def acquire(path: Path, *, take: bool = False) -> Lock | HeldBy:
    """Lock a draft for this process, or tell who holds it.

    The lock of a program of this computer that has ended is taken over. `take` takes it from anybody: ask first.
    """
    file = lock_file(path)
    held = HeldBy("", "", "", None)
    for _ in range(_TRIES):
        made = _create(file, real(path).name)
        if made is not None:
            return made
        owner = _read(file)
        if owner is None:
            continue  # released in between
        held = _held(owner, file)
        if held.mine or not (take or held.alive is False):
            return held
        _take_away(file, owner, real(path).name)
    return held


def holder(path: Path) -> HeldBy | None:
    """Return who holds a draft, None if nobody does."""
    file = lock_file(path)
    owner = _read(file)
    return None if owner is None else _held(owner, file)


def _create(file: Path, name: str) -> Lock | None:
    """Make the lock in one step, so that a crash never leaves one without an owner; None if there is one."""
    me = _Owner(process.user(), process.host(), datetime.now().isoformat(timespec="seconds"), *_me())
    data = json.dumps(asdict(me)).encode()
    temp = file.with_name(temp_name(name))
    try:
        _write(temp, data)
        try:
            os.link(temp, file)
        except FileExistsError:
            return None
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            _write_whole(file, data)
    except FileExistsError:
        return None
    except (OSError, ValueError):
        return Lock(None)
    finally:
        with contextlib.suppress(OSError, ValueError):
            temp.unlink()
    return Lock(file)


def _write_whole(file: Path, data: bytes) -> None:
    try:
        _write(file, data)
    except FileExistsError:
        raise
    except OSError:
        file.unlink(missing_ok=True)
        raise


def _write(file: Path, data: bytes) -> None:
    with file.open("xb", buffering=0) as opened:
        opened.write(data)


def _me() -> tuple[int, str]:
    return os.getpid(), process.started(os.getpid())


def _is_mine(owner: _Owner) -> bool:
    return owner.host == process.host() and (owner.pid, owner.started) == _me()


def _read(file: Path) -> _Owner | str | None:
    """Return the owner, the raw text if it names none, None if there is no lock."""
    text = ""
    try:
        for _ in range(3):
            with file.open("rb") as opened:
                text = opened.read(_LIMIT).decode("utf-8", errors="replace")
            if text:
                break
            time.sleep(0.02)  # its owner is about to write it
        tree = json.loads(text)
        return _Owner(
            str(tree["user"])[:60],
            str(tree["host"])[:60],
            str(tree["since"])[:30],
            int(tree["pid"]),
            str(tree["started"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return text


def _held(owner: _Owner | str, file: Path) -> HeldBy:
    if isinstance(owner, str):
        return HeldBy("", "", "", alive=False if not owner and _age(file) > _EMPTY_S else None)
    alive = process.is_alive(owner.pid, owner.started) if owner.host == process.host() else None
    return HeldBy(owner.user, owner.host, owner.since, alive, mine=_is_mine(owner))


def _age(file: Path) -> float:
    try:
        return abs(time.time() - file.stat().st_mtime)
    except OSError:
        return 0.0


def _take_away(file: Path, owner: _Owner | str, name: str) -> None:
    """Remove a lock that still is the one that was read; waits a moment where another program is about to.

    One program at a time: of two that found the same stale lock, the slower one would move away what the faster one
    has made by then, and a third could make its own before that is put back.
    """
    guard = take_over_mark(file)
    try:
        _write(guard, b"")
    except OSError:
        if _age(guard) > _EMPTY_S:  # left by a crash
            with contextlib.suppress(OSError):
                guard.unlink()
        time.sleep(_BUSY_S)
        return
    try:
        if _read(file) == owner:
            _move_away(file, owner, name)
    finally:
        with contextlib.suppress(OSError):
            guard.unlink()


def _move_away(file: Path, owner: _Owner | str, name: str) -> None:
    """Remove a lock, but put it back if its owner has given it up and another program has made its own in between."""
    aside = file.with_name(temp_name(name))
    try:
        file.rename(aside)
    except OSError:
        return
    if _read(aside) != owner:
        with contextlib.suppress(OSError):
            os.link(aside, file)
    with contextlib.suppress(OSError):
        aside.unlink()
