"""argparse in Chinese: the words it prints, and numbers of forms such as "1,3-5"."""

from __future__ import annotations

import argparse
import gettext
from collections.abc import Iterable
from typing import NoReturn

from perfdesk.errors import Exit, UserError

_WORDS = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "subcommands": "命令",
    "show this help message and exit": "显示这段说明",
    "%(prog)s: error: %(message)s\n": "%(message)s\n",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r，可选：%(choices)s",
    "expected one argument": "后面要有一个值",
    "expected at least one argument": "后面至少要有一个值",
    "invalid %(type)s value: %(value)r": "%(value)r 不是正确的值",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不明确，可能是 %(matches)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "没有命令 %(parser_name)r，可选：%(choices)s",
    "not allowed with argument %s": "不能与 %s 同时使用",
    "ignored explicit argument %r": "不能带值 %r",
}


_SIGNS = str.maketrans("，、；;－—–~～", ",,,,-----")  # what a list of numbers is typed with


def speak_chinese() -> None:
    """Let argparse speak Chinese; it looks its words up through gettext, where this puts ours."""
    argparse._ = lambda text: _WORDS.get(text, gettext.gettext(text))  # type: ignore[attr-defined]
    argparse.ngettext = lambda one, many, n: _WORDS.get(one, gettext.ngettext(one, many, n))  # type: ignore[attr-defined]


class Parser(argparse.ArgumentParser):
    """A parser whose errors are Chinese and end with exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the command and how to get help, then leave."""
        self.exit(Exit.USAGE, f"命令不对：{message}（E02）\n没有改动任何文件。\n请用“{self.prog} --help”查看用法。\n")


def positive(text: str) -> int:
    """Return a whole number above 0.

    Raises:
        ValueError: it is none; argparse turns this into a message.
    """
    if not text.isdecimal() or not 0 < int(text) < 1000:
        raise ValueError(text)
    return int(text)


def numbers(text: str | None, total: int) -> tuple[int, ...]:
    """Return the form numbers (from 0) that "1,3-5" means, in that order, each once; all for None.

    Raises:
        UserError: E02, it is no such list or a number is not there.
    """
    if text is None:
        return tuple(range(total))
    found: dict[int, None] = {}
    for piece in text.translate(_SIGNS).split(","):
        first, dash, last = piece.strip().partition("-")
        ends = (first, last if dash else first)
        if not all(end.strip().isdecimal() and len(end.strip()) < 7 for end in ends):
            raise _wrong(text, total)
        found |= dict.fromkeys(_span(text, int(ends[0]), int(ends[1]), total))
    return tuple(found)


def _span(text: str, first: int, last: int, total: int) -> Iterable[int]:
    if not 1 <= first <= last <= total:
        raise _wrong(text, total)
    return range(first - 1, last)


def _wrong(text: str, total: int) -> UserError:
    return UserError(
        "E02",
        what=f"“--forms {text}”不对：这份草稿有 {total} 张表。",
        safe="没有改动任何文件。",
        todo=f"请写成 1,3-5 的样子，数字在 1 到 {total} 之间。",
        exit_code=Exit.USAGE,
    )
