"""Errors that a clerk reads: what happened, what is still safe, what to do, and a code for support."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from enum import IntEnum
from typing import Final


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    NOT_WRITTEN = 4
    INTERNAL = 70


CODES: Final[Mapping[str, str]] = {
    "E02": "命令的写法不对",
    "E03": "草稿里没有表",
    "E20": "要导入的文件打不开",
    "E21": "要导入的内容太多",
    "E22": "要导入的文件是空的",
    "E23": "不是文本，或编码不认识",
    "E24": "没有找到已知版式的表",
    "E25": "文件的构造不像正常的文档",
    "E26": "文件有密码",
    "E27": "扫描件，没有文字",
    "E28": "要导入的文件已损坏",
    "E29": "这种格式不能直接读取",
    "E30": "版式有错误",
    "E31": "版式没有安装",
    "E32": "没有这个版式",
    "E60": "草稿打不开",
    "E61": "草稿是空文件",
    "E62": "文件太大，不是草稿",
    "E63": "文件结构异常，不是草稿",
    "E64": "不是草稿",
    "E65": "草稿损坏得读不出",
    "E70": "磁盘满了",
    "E71": "程序的字体缺失或损坏",
    "E72": "没有写入权限",
    "E73": "磁盘读写出错",
    "E74": "文件夹不见了",
    "E75": "文件名不能用",
    "E76": "系统不让写入",
    "E77": "已写入，但磁盘没有确认",
    "E78": "同名文件已经存在",
    "E79": "草稿来自更新的版本",
    "E80": "别人正打开着",
    "E81": "打开以后被别人改动过",
    "E82": "保存前的自检没有通过",
    "E83": "文件超过磁盘允许的大小",
    "E84": "有错误，不能定稿",
    "E85": "不能留备份，没有覆盖",
    "E86": "草稿太大，不能保存",
    "E87": "恢复副本已损坏",
    "E88": "文件正在另一个窗口里打开",
    "E90": "页码范围不对",
    "E91": "打印机不见了",
    "E92": "打印机没有接受任务",
    "E93": "打印中断",
    "E99": "程序内部出错",
}
"""What each code stands for; one code, one kind of trouble, never used again for another."""


_WINDOWS: Final[Mapping[int, int]] = {
    19: errno.EROFS,
    21: errno.ENODEV,  # no disk in the drive
    39: errno.ENOSPC,
    53: errno.ENOTCONN,
    55: errno.ENOTCONN,
    59: errno.ENOTCONN,
    64: errno.ENOTCONN,
    67: errno.ENOTCONN,
    121: errno.ETIMEDOUT,
    206: errno.ENAMETOOLONG,
    433: errno.ENODEV,
    1117: errno.EIO,
    1167: errno.ENODEV,
    1231: errno.ENOTCONN,
    1295: errno.EDQUOT,
}
"""What Python makes "invalid argument", "no permission" or "not found" of, though Windows has said it better."""


def system_number(error: OSError) -> int:
    """Return the number of a system's error, by the names of `errno` on every system; 0 if it has none."""
    return _WINDOWS.get(getattr(error, "winerror", None) or 0, error.errno or 0)


def why_unread(error: OSError) -> str:
    """Return why the system does not give out a file or folder, as a phrase."""
    number = system_number(error)
    return _UNREAD.get(number, f"系统报告错误{number or ''}")


_GONE: Final = "磁盘不见了，可能U盘已拔出"
_FAR: Final = "网络文件夹已断开或没有回应"
_UNREAD: Final[Mapping[int, str]] = {
    errno.ENOENT: "找不到这个文件",
    errno.ENOTDIR: "找不到这个文件",
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.EIO: "磁盘读取出错",
    errno.EISDIR: "这是一个文件夹，不是文件",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EINVAL: "这不是普通的文件",
    errno.ELOOP: "这个快捷链接指回了自己",
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    errno.ESTALE: _FAR,
    errno.ENOTCONN: _FAR,
    errno.ETIMEDOUT: _FAR,
    errno.EHOSTDOWN: _FAR,
    errno.EHOSTUNREACH: _FAR,
    errno.ENETDOWN: _FAR,
    errno.ENETUNREACH: _FAR,
}


class UserError(Exception):
    """An error that the clerk can act on; never shows a class name or a traceback.

    Args:
        code: a stable code for support, one of `CODES` (every message: `docs/errors.md`).
        what: what happened, one sentence.
        safe: what is still safe, one sentence.
        todo: what the clerk can do now, one sentence.
        exit_code: what the command line returns.
    """

    def __init__(self, code: str, *, what: str, safe: str, todo: str, exit_code: Exit = Exit.UNREADABLE) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.safe = safe
        self.todo = todo
        self.exit_code = exit_code

    def text(self) -> str:
        """Return the message as the clerk reads it: one line per part, the code at the end of the first."""
        lines = [f"{self.what}（{self.code}）", self.safe, self.todo]
        return "\n".join(line for line in lines if line)
