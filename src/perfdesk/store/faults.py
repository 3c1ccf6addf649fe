"""What a clerk is told when the system refuses to read or write a file: one place for all such messages."""

from __future__ import annotations

import errno
from pathlib import Path

from perfdesk.errors import Exit, UserError, system_number, why_unread

_ELSEWHERE = "请用“另存为”选择其他位置（例如“文档”文件夹）。"
_GONE = "请检查U盘或网络连接，或用“另存为”选择其他位置。"

_FAR = (
    errno.ESTALE,
    errno.ENOTCONN,
    errno.ETIMEDOUT,
    errno.EHOSTDOWN,
    errno.EHOSTUNREACH,
    errno.ENETDOWN,
    errno.ENETUNREACH,
)

_WRITE: dict[int, tuple[str, str, str]] = {
    errno.ENOSPC: ("E70", "磁盘已满", "请清理磁盘，或用“另存为”选择其他位置。"),
    errno.EDQUOT: ("E70", "您的磁盘配额已用完", "请清理文件，或用“另存为”选择其他位置。"),
    errno.EFBIG: ("E83", "文件超过了该磁盘允许的大小", _ELSEWHERE),
    errno.EROFS: ("E72", "该磁盘是只读的", _ELSEWHERE),
    errno.EACCES: ("E72", "没有写入权限，或者该文件、文件夹是只读的", _ELSEWHERE),
    errno.EPERM: ("E72", "没有写入权限，或者该文件、文件夹是只读的", _ELSEWHERE),
    errno.EIO: ("E73", "磁盘读写出错", "请尽快用“另存为”保存到其他磁盘，并检查这个磁盘。"),
    errno.ENOENT: ("E74", "文件夹不存在，可能U盘已拔出或网络已断开", _GONE),
    errno.ENOTDIR: ("E74", "文件夹不存在", _GONE),
    errno.ENODEV: ("E74", "磁盘不见了，可能U盘已拔出", _GONE),
    errno.ENXIO: ("E74", "磁盘不见了，可能U盘已拔出", _GONE),
    **dict.fromkeys(_FAR, ("E74", "网络文件夹已断开或没有回应", _GONE)),
    errno.EBUSY: ("E76", "该文件正被系统或其他程序占用", _ELSEWHERE),
    errno.EEXIST: ("E75", "同名的文件已经存在，不能用作文件夹", "请换一个文件夹名。"),
    errno.EISDIR: ("E75", "这是一个文件夹，不是文件", "请换一个文件名。"),
    errno.ELOOP: ("E75", "这个快捷链接指回了自己", "请换一个文件名。"),
    errno.ENAMETOOLONG: ("E75", "文件名太长", "请换一个短一些的文件名。"),
    errno.EINVAL: ("E75", "文件名不能用在这个磁盘上", "请换一个文件名，不要用特殊符号。"),
}


def shown(path: Path) -> str:
    """Return the file name as it can be printed anywhere (a name of odd bytes is shown with ? for them)."""
    return (path.name or str(path)).encode("utf-8", errors="replace").decode("utf-8")


def not_written(error: OSError, path: Path) -> UserError:
    """Return what to tell the clerk when `path` could not be written; the old file is whole then."""
    number = system_number(error)
    code, reason, todo = _WRITE.get(number, ("E76", f"系统报告错误{number or ''}", _ELSEWHERE))
    return UserError(
        code,
        what=f"无法保存到“{shown(path)}”：{reason}。",
        safe="您填写的内容没有丢失，原文件也没有改动。",
        todo=todo,
        exit_code=Exit.NOT_WRITTEN,
    )


def not_confirmed(path: Path) -> UserError:
    """Return what to tell the clerk when the new file is in place but the disk did not confirm it."""
    return UserError(
        "E77",
        what=f"“{shown(path)}”的新内容已写入，但磁盘没有确认，断电时可能丢失。",
        safe="您填写的内容没有丢失。",
        todo="请再保存一次；若仍有提示，请用“另存为”保存到其他磁盘。",
        exit_code=Exit.NOT_WRITTEN,
    )


def exists_already(path: Path) -> UserError:
    """Return what to tell the clerk when a file of that name is there and may not be overwritten."""
    return UserError(
        "E78",
        what=f"“{shown(path)}”已经存在，没有覆盖。",
        safe="原文件没有改动。",
        todo="请换一个文件名；确实要覆盖，命令行请加 --force。",
        exit_code=Exit.NOT_WRITTEN,
    )


def not_read(error: OSError, path: Path) -> UserError:
    """Return what to tell the clerk when `path` could not be read."""
    return UserError(
        "E60",
        what=f"无法打开“{shown(path)}”：{why_unread(error)}。",
        safe="文件没有改动。",
        todo="请检查文件名、U盘或网络连接后再试。",
    )
