"""Text from bytes: UTF-8, UTF-16, GB 18030, with or without a byte order mark.

A few bytes that are no text do not refuse a whole file: each is read as "�", and told where it stands.
"""

from __future__ import annotations

import codecs
import errno
import re
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from perfdesk.errors import UserError, why_unread
from perfdesk.grid import SourceDocument, SourceLine, SourceNote, SourceTable

LARGEST_TEXT = 16 * 1024 * 1024
LARGEST_FILE = 100 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "gb18030": "GBK（GB 18030）"}
_STAND_IN = "\ufffd"
_LARGEST_LOSS = 0.02  # of the characters beyond ASCII; more is another encoding, or no text
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOST = "这里有读不出的字（以“�”代替），前后的字也可能读错，请对照原文核对。"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what is not sure about it: "" if every byte was understood."""

    text: str
    why: str = ""


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
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise IsADirectoryError(errno.EISDIR, "folder")
        if not stat.S_ISREG(about.st_mode):  # a pipe would wait for ever, a device never ends
            raise OSError(errno.EINVAL, "no ordinary file")
        if about.st_size > most:
            raise too_large(path.name, most)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise not_opened(error, path) from error
    if len(data) > most:
        raise too_large(path.name, most)
    return data


def not_opened(error: OSError, path: Path) -> UserError:
    """Return E20: the system does not give out a file, or what is in a folder."""
    return UserError(
        "E20",
        what=f"打不开“{path.name or path}”：{why_unread(error)}。",
        safe="没有任何内容被改动。",
        todo="请检查文件名和权限，或把文件复制到本机再试。",
    )


def decode(data: bytes, name: str) -> str:
    """Return the text of `data`, as `decoded` reads it.

    Raises:
        UserError: E22 empty, E23 not a text.
    """
    return decoded(data, name).text


def decoded(data: bytes, name: str) -> Decoded:
    """Return the text of `data`; `name` is the file's name for messages.

    Raises:
        UserError: E22 empty, E23 not a text.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UserError(
            "E22", what=f"“{name}”是空的，没有可以读取的内容。", safe="没有任何内容被改动。", todo="请确认选对了文件。"
        )
    tried = next(([encoding] for mark, encoding in _MARKS if data.startswith(mark)), None) or _guess(data)
    read = next((found for each in tried if (found := _read(data, each)) is not None), None)
    if read is None or "\0" in read.text:
        raise UserError(
            "E23",
            what=f"“{name}”不是文本文件，或用了不认识的编码。",
            safe="没有任何内容被改动。",
            todo="请在原程序中另存为“UTF-8 文本”，再导入。",
        )
    return read


def with_losses_told(document: SourceDocument, why: str = "") -> SourceDocument:
    """Return the document with a note at each cell and line in which a character is lost, and `why` for the whole."""
    sources = tuple(
        replace(each, notes=(*each.notes, SourceNote(_LOST, each.text)))
        if isinstance(each, SourceLine) and _STAND_IN in each.text
        else _told(each)
        if isinstance(each, SourceTable)
        else each
        for each in document.sources
    )
    return SourceDocument(sources, (*document.notes, *([SourceNote(why)] if why else [])))


def _told(table: SourceTable) -> SourceTable:
    lost = [cell for cell in table.grid.cells if _STAND_IN in cell.text]
    notes = tuple(SourceNote(_LOST, cell.text, cell.row, cell.col) for cell in lost)
    return replace(table, notes=(*table.notes, *notes)) if notes else table


def _read(data: bytes, encoding: str) -> Decoded | None:
    """Return the text in an encoding, a few characters of it lost; None if it is another one, or no text."""
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    lost = text.count(_STAND_IN)
    beyond = sum(not char.isascii() for char in text)
    if lost > _LARGEST_LOSS * beyond or _CONTROL.search(text):
        return None
    named = _NAMES.get(encoding, encoding.upper())
    return Decoded(text, f"文件里有 {lost} 处字节不合“{named}”编码，读不出的字以“�”代替，请核对。")


def _guess(data: bytes) -> list[str]:
    """Return what bytes without a mark may be: UTF-16 by its zeros, else UTF-8, which nothing else is by chance."""
    if 0 not in data:
        return ["utf-8", "gb18030"]
    # only UTF-16 text has zero bytes: the high ones of Latin letters, digits, tabs and line ends
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if min(even, odd) * 8 > max(even, odd):
        return []
    return ["utf-16-le" if odd > even else "utf-16-be"]


def too_large(name: str, most: int) -> UserError:
    """Return E21: the file has more than `most` bytes."""
    return UserError(
        "E21",
        what=f"“{name}”太大（超过 {most // 1024 // 1024} MB），不像是绩效目标表。",
        safe="没有读取，也没有任何内容被改动。",
        todo="请确认选对了文件，或拆成几个文件再导入。",
    )
