"""Pages saved as one file are read as the pages they hold."""

from __future__ import annotations

import pytest

from perfdesk.errors import UserError
from perfdesk.grid import SourceTable
from perfdesk.readers import mht
from perfdesk.readers.kinds import kind_of
from ways import in_one_file

TABLE = "<table><tr><td>项目名称<td>图书馆<tr><td>单位<td>文化站</table>"


def test_the_pages_with_a_table_are_read_and_the_frame_around_them_is_not() -> None:
    frame = b"--x\r\nContent-Type: text/html\r\n\r\n<p>frame</p>\r\n"
    document = mht.read(in_one_file(TABLE.encode("gb18030")).replace(b"--x\r\n", frame + b"--x\r\n", 1), "a")
    (table,) = document.sources
    assert isinstance(table, SourceTable)
    assert table.grid.at(0, 1).text == "图书馆"


def test_a_short_page_in_one_file_is_no_plain_web_page() -> None:
    page = b"<html><table border=3D1><tr><td>=CF=EE=C4=BF</td><td>1</td></tr></table>"
    head = b"From: <Saved by WPS>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=gb2312\r\n"
    data = head + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + page
    assert kind_of(data, "表.mht") == "mht"
    (line, _) = mht.read(data, "表.mht").sources[0].grid.cells  # type: ignore[union-attr]
    assert line.text == "项目"


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\r\n",
        b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx",
        b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n!",
        b"MIME-Version: 1.0\r\n" + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n' * 2000,
    ],
)
def test_a_file_without_a_page_is_damaged(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        mht.read(data, "a")
    assert caught.value.code == "E28"
