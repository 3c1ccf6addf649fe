"""Text files of any usual encoding are read; what is none is refused in words that a clerk understands."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from perfdesk.errors import UserError
from perfdesk.grid import SourceLine
from perfdesk.readers.encoding import decode
from perfdesk.readers.text import read

TEXT = "项目绩效目标表\n项目名称\t𠮷田路䶮“≥95％”改造\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "表.txt"
    file.write_bytes(TEXT.encode(encoding))
    title, table = read(file)
    assert isinstance(title, SourceLine)
    assert title.text == "项目绩效目标表"
    assert not isinstance(table, SourceLine)
    assert table.grid.at(0, 1).text == "𠮷田路䶮“≥95％”改造"


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_mark_tells_the_byte_order(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decode(mark + TEXT.encode(encoding), "表.txt") == TEXT


@pytest.mark.parametrize("data", [b"", b"\n\r\n ", b"\0\0\0\0"])
def test_an_empty_file_says_so(data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        decode(data, "空.txt")
    assert refused.value.code == "E22"
    assert "空.txt" in refused.value.text()


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"PK\x03\x04\0\0\0\xff\xff", b"abc\0def" * 3]
)
def test_what_is_no_text_says_so(data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        decode(data, "图.txt")
    assert refused.value.code == "E23"


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        read(tmp_path / "没有.txt")
    assert (refused.value.code, "没有.txt" in refused.value.what) == ("E20", True)


def test_a_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        read(tmp_path)
    assert refused.value.code == "E20"


def test_a_file_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "大.txt"
    with file.open("wb") as out:
        out.truncate(1 << 30)
    with pytest.raises(UserError) as refused:
        read(file)
    assert refused.value.code == "E21"
