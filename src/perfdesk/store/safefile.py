"""A file replaced so that at every moment the old or the new one is there, whole: for drafts and for exports.

Temp file in the same folder, write loop, length, fsync, read back, `os.replace`, fsync of the folder. Links are
followed; mode, owner and access lists are kept where the system lets us. A file with several hard links is replaced,
not rewritten in place (a rewrite could leave half a file), and the other names are said to have stayed behind.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from perfdesk.paths import real
from perfdesk.store.faults import exists_already, not_confirmed, not_written
from perfdesk.store.names import safe_name

ORPHAN_S = 24 * 3600
"""Age in seconds from which a temp file left behind by a crash is cleared."""

_SHARING = {5, 32, 33}  # Windows: access denied, sharing violation, lock violation
NO_LINKS = {  # answers of a file system without hard links
    errno.EPERM,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.ENOSYS,
    errno.EMLINK,
    errno.EINVAL,
}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
_CHUNK = 1 << 20

Content = bytes | Callable[[BinaryIO], object]
Before = Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Way:
    """How a finished file takes its place; tests pass a `replace` that is refused as by a virus scanner."""

    replace: Callable[[Path, Path], None] = os.replace
    patience_s: float = 2.0


@dataclass(frozen=True)
class Written:
    """Where the file went (beside the wanted one if that was held by another program), and what to tell."""

    path: Path
    notices: tuple[str, ...] = ()

    def instead_of(self, wanted: Path) -> Path:
        """Return the wanted path as it was given, or that of the file that was written beside it."""
        return wanted if self.path == real(wanted) else self.path


def replace_file(
    path: Path, content: Content, *, force: bool = False, before: Before | None = None, way: Way | None = None
) -> Written:
    """Write `content` to `path` whole, or leave everything as it was.

    Args:
        path: the file; its folder must exist.
        content: the bytes, or a function that writes them to a binary file which can seek.
        force: an existing file is replaced; without it nothing is ever overwritten.
        before: called when the new file is on the disk under its temp name, last chance to raise; returns notices.
        way: how the file takes its place.

    Raises:
        UserError: it was not written (exit code NOT_WRITTEN); the old file is whole and no temp file is left.
    """
    data = content if isinstance(content, bytes) else _filled(content)
    try:
        target = real(path)
        return _replace(target, data, _existing(target, force=force), before or tuple, way or Way())
    except OSError as error:
        raise not_written(error, path) from error
    except ValueError as error:  # a NUL or lone surrogate in the name
        raise not_written(OSError(errno.EINVAL, str(error)), path) from error


def make_folder(folder: Path) -> None:
    """Make a folder with those above it, if it is not there.

    Raises:
        UserError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        known = error if isinstance(error, OSError) else OSError(errno.EINVAL, str(error))
        raise not_written(known, folder) from error


def clear_orphans(folder: Path, name: str) -> None:
    """Remove temp files of the file `name` that a crash left in its folder more than a day ago."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _is_temp(entry.name, name):
                with contextlib.suppress(OSError):
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime > ORPHAN_S:
                        (folder / entry.name).unlink()


def _filled(fill: Callable[[BinaryIO], object]) -> bytes:
    buffer = io.BytesIO()
    fill(buffer)
    return buffer.getvalue()


def _existing(target: Path, *, force: bool) -> os.stat_result | None:
    """Return what is known of the file to be replaced, None if there is none; raise if it may not be."""
    try:
        about = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(about.st_mode):
        raise OSError(errno.EISDIR if stat.S_ISDIR(about.st_mode) else errno.EINVAL, "no ordinary file")
    if not force:
        raise exists_already(target)
    if not about.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise OSError(errno.EACCES, "read-only file")  # os.replace would ask nobody
    return about


def _replace(target: Path, data: bytes, about: os.stat_result | None, before: Before, way: Way) -> Written:
    folder = _open_folder(target.parent)
    try:
        temp = target.with_name(temp_name(target.name))
        try:
            _write(temp, data, about)
            _keep_looks(temp, target, about)
            notices = [*before(), *_link_notice(target, about)]
            placed = _place_over(temp, target, way) if about else _place_new(temp, target)
        finally:
            with contextlib.suppress(OSError):
                temp.unlink()
        _sync_folder(folder, placed)
    finally:
        if folder is not None:
            with contextlib.suppress(OSError):  # it was only read; what is placed is placed
                os.close(folder)
    clear_orphans(target.parent, target.name)
    if placed != target:
        notices.append(f"“{target.name}”正被其他程序占用，没有覆盖；内容已另存为同一文件夹里的“{placed.name}”。")
    return Written(placed, tuple(notices))


def temp_name(name: str) -> str:
    """Return a name for a temp file beside the file `name`, which `clear_orphans` knows again."""
    head = name.encode("utf-8", "surrogateescape")[:200].decode("utf-8", "ignore")
    return f".{head}.~{secrets.token_hex(4)}"


def _is_temp(entry: str, name: str) -> bool:
    head = temp_name(name)[:-8]
    return entry.startswith(head) and bool(re.fullmatch(r"[0-9a-f]{8}", entry[len(head) :]))


def _write(temp: Path, data: bytes, about: os.stat_result | None) -> None:
    mode = stat.S_IMODE(about.st_mode) & 0o777 if about else 0o666
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        view = memoryview(data)
        while view:
            count = os.write(handle, view[:_CHUNK])
            if not count:
                raise OSError(errno.EIO, "nothing written")
            view = view[count:]
        os.fsync(handle)
    finally:
        os.close(handle)
    if temp.stat().st_size != len(data) or temp.read_bytes() != data:
        raise OSError(errno.EIO, "read back differs")


def _keep_looks(temp: Path, target: Path, about: os.stat_result | None) -> None:
    """Give the new file the owner, mode and access list of the old one, as far as the system allows."""
    if about is None:
        return
    own = temp.stat()
    if hasattr(os, "chown") and (own.st_uid, own.st_gid) != (about.st_uid, about.st_gid):
        with contextlib.suppress(OSError):
            os.chown(temp, about.st_uid, about.st_gid)
    if stat.S_IMODE(own.st_mode) != stat.S_IMODE(about.st_mode):
        with contextlib.suppress(OSError):
            temp.chmod(stat.S_IMODE(about.st_mode))
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):
                    os.setxattr(temp, name, os.getxattr(target, name))


def _link_notice(target: Path, about: os.stat_result | None) -> list[str]:
    if about is None or about.st_nlink < 2 or not stat.S_ISREG(about.st_mode):
        return []
    others = about.st_nlink - 1 - _own_temps(target, about)
    return [f"“{target.name}”还有 {others} 个硬链接，它们仍是保存前的内容。"] if others > 0 else []


def _own_temps(target: Path, about: os.stat_result) -> int:
    """Count the names of the file that a crash between link and unlink left behind."""
    with os.scandir(target.parent) as entries:
        return sum(_is_temp(entry.name, target.name) and entry.inode() == about.st_ino for entry in entries)


def _place_over(temp: Path, target: Path, way: Way) -> Path:
    """Move the new file over the old one; beside it if another program does not let go of it."""
    end = time.monotonic() + way.patience_s
    while True:
        try:
            way.replace(temp, target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _SHARING:
                raise
            if time.monotonic() >= end:
                break
            time.sleep(0.05)
        else:
            return target
    taken = [each.name for each in target.parent.iterdir()]
    name = safe_name(f"{target.stem}（原文件被占用，另存）", suffix=target.suffix, taken=taken)
    return _place_new(temp, target.with_name(name))


def _place_new(temp: Path, target: Path) -> Path:
    """Give the new file its name unless somebody has just taken it."""
    try:
        if os.name == "nt":
            temp.rename(target)  # refuses an existing name there
            return target
        os.link(temp, target)
    except FileExistsError:
        raise exists_already(target) from None
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if os.path.lexists(target):
            raise exists_already(target) from None
        temp.replace(target)  # sticks with FAT know no links
    return target


def _open_folder(folder: Path) -> int | None:
    return None if os.name == "nt" else os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))


def _sync_folder(folder: int | None, placed: Path) -> None:
    if folder is None:
        return
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise not_confirmed(placed) from error
