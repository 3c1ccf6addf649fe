"""A draft saved: checked before the disk is touched, the old file kept, nobody's change overwritten in silence."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from perfdesk.errors import Exit, UserError
from perfdesk.model import Draft
from perfdesk.paths import can_be_seen
from perfdesk.store.backups import backups, number_of, put_away
from perfdesk.store.faults import exists_already, shown
from perfdesk.store.lock import HeldBy, acquire
from perfdesk.store.migrate import CURRENT, version_of
from perfdesk.store.read import read_bytes, with_own_ids
from perfdesk.store.safefile import Way, replace_file
from perfdesk.store.stamp import Stamp, read_file
from perfdesk.store.write import content_of, signed_bytes, to_bytes


@dataclass(frozen=True)
class Saved:
    """What a save has made.

    Args:
        draft: the draft as it is in the file, with its new sequence number.
        path: where it went: beside the wanted file if that was held by another program.
        stamp: of the file, for the next save.
        backup: the copy of the file that was replaced, None if there was none or it could not be kept.
        notices: what the clerk must know.
    """

    draft: Draft
    seq: int
    path: Path
    stamp: Stamp
    backup: Path | None = None
    notices: tuple[str, ...] = ()


def save_draft(
    path: Path, draft: Draft, *, stamp: Stamp | None = None, force: bool = False, way: Way | None = None
) -> Saved:
    """Save a draft; the next sequence number is given to it.

    Args:
        path: the file.
        draft: what to save.
        stamp: the file as it was opened or last saved; an existing file is replaced only if it is still that one.
        force: replace whatever is there, kept as a backup; the clerk has said so.
        way: how the file takes its place (see `safefile`).

    Raises:
        UserError: it was not saved (exit code NOT_WRITTEN); the old file is as it was.
    """
    version = version_of(draft.format_version)
    if version is not None and version[0] > CURRENT[0]:
        raise _refused("E79", f"这个草稿由更新版本的程序保存（格式 {draft.format_version}）", "请升级程序后再保存。")
    with _locked(path, force=force):
        old = _old(path)
        number, seq = _numbers(path, draft, old[0] if old else b"")
        new, data = _checked(draft.model_copy(update={"seq": seq}))
        if old is not None and not force and (stamp is None or content_of(old[0]) != content_of(data)):
            _require_same(path, old[1], stamp)  # a save that the disk did not confirm may be repeated
        kept: list[Path] = []
        before = _before(path, old, stamp, partial(_keep, path, number, kept))
        written = replace_file(path, data, force=old is not None, before=before, way=way)
    notices = list(written.notices)
    if old and not kept:
        notices.append("上一版没有留下备份：状态文件夹不能写入。")
    if stamp and not old:
        notices.append("原文件已不在原处（可能被移走或删除），已重新建立。")
    return Saved(new, seq, written.path, _stamp(written.path, data), kept[0] if kept else None, tuple(notices))


@contextmanager
def _locked(path: Path, *, force: bool) -> Iterator[None]:
    """Hold the lock of the file while it is saved, unless this process holds it already."""
    lock = acquire(path)
    if isinstance(lock, HeldBy):
        if not lock.mine and not force:
            raise _refused("E80", f"“{shown(path)}”正由{lock.text()}打开", "请等对方关闭，或用“另存为”换一个文件名。")
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _old(path: Path) -> tuple[bytes, Stamp] | None:
    """Return the file that is there, None if there is none."""
    if not can_be_seen(path):  # a path that the system will not show is refused when it is written
        return None
    try:
        return read_file(path)
    except UserError as error:
        what = f"无法核对“{shown(path)}”的现有内容，没有覆盖：{error.what}"
        raise UserError(
            error.code, what=what, safe=error.safe, todo="请用“另存为”换一个文件名。", exit_code=Exit.NOT_WRITTEN
        ) from error


def _require_same(path: Path, now: Stamp, stamp: Stamp | None) -> None:
    if stamp is None:
        raise exists_already(path)
    if now.sha256 != stamp.sha256:
        raise _refused(
            "E81", f"“{shown(path)}”打开以后被其他人或其他程序改动过", "请用“另存为”换一个文件名，再比较两个文件。"
        )


def _numbers(path: Path, draft: Draft, old: bytes) -> tuple[int, int]:
    """Return the number under which the old file is kept, and the one of the new file, higher than all others."""
    number = number_of(path, old, draft.seq) if old else 0
    return number, max(draft.seq, number, *(each.seq for each in backups(path)[:1])) + 1


def _checked(draft: Draft) -> tuple[Draft, bytes]:
    """Return the draft and its bytes after reading them as the loader will."""
    whole, _ = with_own_ids(draft)
    digest, data = signed_bytes(whole)
    new = whole.model_copy(update={"sha256": digest})
    try:
        again = read_bytes(data)
    except UserError as error:
        what = f"这份草稿太大（{len(draft.forms)} 张表，{len(data) / 1_000_000:.1f} MB），存下来程序也打不开"
        raise _refused("E86", what, "请把一部分表移到另一份草稿里，再分别保存。") from error
    # two surrogates that make one character are read as that character: then the bytes must agree
    if again.notices or (again.draft != new and to_bytes(again.draft) != data):
        raise _refused("E82", "保存前的自检没有通过", "请用“另存为”再试，并把这个代码告诉技术支持。")
    return new, data


def _before(
    path: Path, old: tuple[bytes, Stamp] | None, known: Stamp | None, keep: Callable[[bytes], bool]
) -> Callable[[], tuple[str, ...]]:
    """Return what happens when the new file is ready: keep a copy of the old one, then look once more at it.

    Without a copy only a file goes whose content (`known`) the clerk has had in full.
    """

    def run() -> tuple[str, ...]:
        if old is not None:
            data, stamp = old
            if not keep(data) and known is not None and (known.sha256 != stamp.sha256 or not _is_whole(data)):
                what = f"“{shown(path)}”里有窗口里没有的内容，又不能给它留备份（状态文件夹不能写入）"
                raise _refused("E85", what, "请用“另存为”换一个文件名。")
            _require_same(path, _now(path), stamp)
        return ()

    return run


def _keep(path: Path, number: int, kept: list[Path], data: bytes) -> bool:
    """Keep a copy of the old file; return whether it is there."""
    with contextlib.suppress(UserError, OSError, ValueError):
        kept.append(put_away(path, data, number))
    return bool(kept)


def _is_whole(data: bytes) -> bool:
    """Tell whether all that a file holds is read from it."""
    try:
        return not read_bytes(data).salvaged
    except UserError:
        return False


def _now(path: Path) -> Stamp:
    found = _old(path)
    return found[1] if found else Stamp(0, 0, "")


def _stamp(path: Path, data: bytes) -> Stamp:
    try:
        mtime = path.stat().st_mtime_ns
    except OSError:
        mtime = 0
    return Stamp(len(data), mtime, hashlib.sha256(data).hexdigest())


def _refused(code: str, what: str, todo: str) -> UserError:
    return UserError(
        code,
        what=f"没有保存：{what}。",
        safe="您填写的内容没有丢失，原文件也没有改动。",
        todo=todo,
        exit_code=Exit.NOT_WRITTEN,
    )
