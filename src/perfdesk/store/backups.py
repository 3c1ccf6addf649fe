"""Dated copies of what a save replaced, in the state folder: thinned with age, never mixed between two files."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from perfdesk.paths import real, state_folder
from perfdesk.store.names import safe_name
from perfdesk.store.safefile import ORPHAN_S, replace_file

MAX_TOTAL = 64 * 1024 * 1024
"""Bytes that the backups of one draft may take; the newest stays whatever its size."""

KEEP_NEWEST = 10
KEEP_LATER = (("%Y%m%d%H", 24), ("%Y%m%d", 14), ("%G%V", 8), ("%Y%m", 24))
"""Beyond those, the newest of each of so many hours, days, weeks, months."""

_NAME = re.compile(r"(\d{16})_(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)_[0-9a-f]{8}\.perfdesk", re.ASCII)
_WHEN = "%Y%m%d-%H%M%S"
_SEQ = re.compile(rb'\n  "seq": ([0-9]{1,15})(?=[,\n\r])')


@dataclass(frozen=True)
class Backup:
    """A copy of a draft file as it was before a save; `when` is the local time of that save by the clock then."""

    when: datetime
    seq: int
    size: int
    path: Path


def backups(path: Path) -> list[Backup]:
    """Return the backups of the draft at `path`, newest first: by sequence number, as clocks go wrong."""
    found = []
    with contextlib.suppress(OSError, ValueError):  # ValueError: a name that this system cannot spell
        for each in backup_folder(path).iterdir():
            name = _NAME.fullmatch(each.name)
            if name:
                with contextlib.suppress(OSError, ValueError):
                    found.append(_backup(each, [int(part) for part in name.groups()]))
    return sorted(found, key=lambda one: (one.seq, one.when, one.path.name), reverse=True)


def _backup(file: Path, parts: list[int]) -> Backup:
    # not by strptime, which would be loaded in the middle of a save
    seq, year, month, day, hour, minute, second = parts
    return Backup(datetime(year, month, day, hour, minute, second), seq, file.stat().st_size, file)


def backup_folder(path: Path) -> Path:
    """Return the folder that keeps the backups of one draft; files of one name in two folders have two."""
    target = real(path)
    mark = hashlib.sha256(os.fsencode(os.path.normcase(target))).hexdigest()[:12]
    return state_folder() / "backups" / f"{safe_name(target.stem)[:40].strip(' .')}-{mark}"


def number_of(path: Path, data: bytes, seq: int) -> int:
    """Return the number under which `data`, the file at `path`, is kept: its own, if it has one of this file.

    A damaged file, or one that somebody else has put there, gets one above `seq` and all backups: else it would count
    as the oldest of them, and be thinned out first.
    """
    found = backups(path)
    known = found[0].seq if found else 0
    own = seq_of(data)
    if own > known or any(_holds(each, own, data) for each in found):
        return own
    return max(known, 0 if own else seq) + 1


def _holds(backup: Backup, seq: int, data: bytes) -> bool:
    return backup.seq == seq and backup.path.stem.endswith(_mark(data))


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


def put_away(path: Path, data: bytes, seq: int) -> Path:
    """Keep `data`, the file that a save of `path` is about to replace, and thin what is there.

    Raises:
        UserError, OSError: the backup could not be written.
    """
    folder = backup_folder(path)
    for each in backups(path):
        if _holds(each, seq, data):
            return each.path
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / f"{seq:016d}_{datetime.now():{_WHEN}}_{_mark(data)}.perfdesk"
    replace_file(file, data, force=True)
    _thin(path)
    return file


def seq_of(data: bytes) -> int:
    """Return the sequence number in the bytes of a draft file, 0 if none can be seen."""
    found = _SEQ.search(data)
    return int(found[1]) if found else 0


def restore(backup: Backup, path: Path, *, force: bool = False) -> Path:
    """Write a copy of a backup to `path`, byte for byte; return where it went.

    Raises:
        UserError: it could not be written, or `path` exists and `force` is off.
    """
    return replace_file(path, lambda out: out.write(backup.path.read_bytes()), force=force).path


def chosen(found: list[Backup]) -> list[Backup]:
    """Return the backups to keep of a list, newest first; looks at their own dates only, never at the clock."""
    keep = set(found[:KEEP_NEWEST])
    for pattern, number in KEEP_LATER:
        newest: dict[str, Backup] = {}
        for each in found:
            newest.setdefault(each.when.strftime(pattern), each)
        keep.update(list(newest.values())[:number])
    kept: list[Backup] = []
    total = 0
    for each in found:
        if each in keep and (not kept or total + each.size <= MAX_TOTAL):
            kept.append(each)
            total += each.size
    return kept


def _thin(path: Path) -> None:
    found = backups(path)
    for each in set(found) - set(chosen(found)):
        with contextlib.suppress(OSError):
            each.path.unlink()
    with contextlib.suppress(OSError):
        for stray in backup_folder(path).glob(".*.~*"):
            if time.time() - stray.stat().st_mtime > ORPHAN_S:
                stray.unlink()
