"""Text from bytes: UTF-8, UTF-16, GB 18030, with or without a byte order mark."""

from __future__ import annotations

import codecs
from pathlib import Path

from perfdesk.errors import UserError

LARGEST_TEXT = 16 * 1024 * 1024
LARGEST_FILE = 100 * 1024 * 1024
_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "文件不存在",
    IsADirectoryError: "这是一个文件夹",
    PermissionError: "没有读取权限",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text_file(path: Path) -> str:
    """Return the text of a file.

    Raises:
        UserError: E20 not found or unreadable, E21 too large, E22 empty, E23 no text.
    """
    return decode(read_bytes(path, LARGEST_TEXT), path.name)


def read_bytes(path: Path, most: int = LARGEST_FILE) -> bytes:
    """Return the bytes of a file that is not larger than `most`.

    Raises:
        UserError: E20 not found or unreadable, E21 too large.
    """
    try:
        if path.stat().st_size > most:
            raise too_large(path.name, most)
        with path.open("rb") as file:
            data = file.read(most + 1)  # what is no ordinary file says that it is empty, and may never end
    except OSError as error:
        raise UserError(
            "E20",
            what=f"打不开“{path.name}”：{_REASONS.get(type(error), '读取时出错')}。",
            safe="没有任何内容被改动。",
            todo="请检查文件名和权限，或把文件复制到本机再试。",
        ) from error
    if len(data) > most:
        raise too_large(path.name, most)
    return data


def decode(data: bytes, name: str) -> str:
    """Return the text of `data`; `name` is the file's name for messages.

    Raises:
        UserError: E22 empty, E23 not a text.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UserError(
            "E22", what=f"“{name}”是空的，没有可以读取的内容。", safe="没有任何内容被改动。", todo="请确认选对了文件。"
        )
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None) or _guess(data)
    try:
        text = data.decode(encoding) if encoding else None
    except UnicodeDecodeError:
        text = None
    if text is None or "\0" in text:
        raise UserError(
            "E23",
            what=f"“{name}”不是文本文件，或用了不认识的编码。",
            safe="没有任何内容被改动。",
            todo="请在原程序中另存为“UTF-8 文本”，再导入。",
        )
    return text


def _guess(data: bytes) -> str | None:
    """Return the encoding of bytes without a mark: UTF-8 if they are that, UTF-16 by its zeros, else GB 18030."""
    if 0 in data:  # only UTF-16 text has zero bytes: the high ones of Latin letters, digits, tabs and line ends
        even, odd = data[0::2].count(0), data[1::2].count(0)
        if min(even, odd) * 8 > max(even, odd):
            return None
        return "utf-16-le" if odd > even else "utf-16-be"
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def too_large(name: str, most: int) -> UserError:
    """Return E21: the file has more than `most` bytes."""
    return UserError(
        "E21",
        what=f"“{name}”太大（超过 {most // 1024 // 1024} MB），不像是绩效目标表。",
        safe="没有读取，也没有任何内容被改动。",
        todo="请确认选对了文件，或拆成几个文件再导入。",
    )
