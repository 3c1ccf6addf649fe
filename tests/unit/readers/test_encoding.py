"""Text files of any usual encoding are read; what is none is refused in words that a clerk understands."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from perfdesk.errors import UserError
from perfdesk.grid import SourceDocument, SourceLine, SourceTable
from perfdesk.readers.encoding import decode, decoded, with_losses_told
from perfdesk.readers.text import read, read_text

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


LONG = "云溪镇文化服务中心承担全镇群众文化活动的组织、辅导和公共文化设施的日常管理" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_byte_that_is_no_text_is_told_where_it_stands_and_the_rest_is_read(encoding: str) -> None:
    half = LONG.encode(encoding)[2 if encoding == "utf-16" else 0 :]
    bad = b"\x00\xdc" if encoding == "utf-16" else b"\xff"
    tab, mark = "\t".encode(encoding)[-2 if encoding == "utf-16" else 0 :], b"\xff\xfe" if encoding == "utf-16" else b""
    said = decoded(mark + half + tab + half[:12] + bad + half[12:] + tab + half, "表.txt")
    document = with_losses_told(SourceDocument(tuple(read_text(said.text))), said.why)
    table = document.sources[0]
    assert isinstance(table, SourceTable)
    assert [cell.text.replace("\ufffd", "") for cell in table.grid.cells] == [LONG, LONG, LONG]
    assert [(note.row, note.col) for note in table.notes] == [(0, 1)]
    assert "1 处字节" in document.notes[0].why


def test_utf8_with_a_bad_byte_is_not_taken_for_gbk() -> None:
    for number in range(4):  # one of four shifts makes valid GB 18030 of it, in other words
        data = LONG.encode() + b"x" * number + b"\xe4\xb8" + LONG.encode()
        assert decoded(data, "表.txt").text.startswith(LONG)


@pytest.mark.parametrize("data", [bytes(range(1, 256)) * 9, b"\xff".join(each.encode("gb18030") for each in LONG)])
def test_what_loses_many_characters_is_no_text(data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        decode(data, "图.txt")
    assert refused.value.code == "E23"


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
