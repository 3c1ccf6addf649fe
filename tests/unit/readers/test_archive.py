"""Word and Excel files that mean harm, or are broken, are refused at once and in words that help."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

import others
from clock import working_less_than
from perfdesk.errors import UserError
from perfdesk.readers import docx, xlsx
from perfdesk.readers.archive import open_archive
from perfdesk.readers.kinds import kind_of
from perfdesk.work.importing import READERS, read_document

BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'


def archive(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def refusal(data: bytes) -> UserError:
    """Return the refusal of a file, which must come within a second."""
    with working_less_than(1), pytest.raises(UserError) as caught:
        READERS[kind_of(data, "a")](data, "a")
    return caught.value


def test_a_file_that_unpacks_to_far_more_than_it_holds_is_refused() -> None:
    bomb = archive({"word/document.xml": BODY, "word/media/a.bin": bytes(60 << 20)})
    assert refusal(bomb).code == "E25"


def test_a_file_that_unpacks_to_more_than_200_mb_is_refused_by_its_list() -> None:
    data = archive({"word/document.xml": BODY, "a.bin": b"x"})
    at = data.rfind(b"PK\x01\x02")
    swollen = data[: at + 24] + struct.pack("<I", 300 << 20) + data[at + 28 :]
    assert refusal(swollen).code == "E25"


def test_a_part_that_holds_more_than_the_list_says_is_not_read_further() -> None:
    data = archive({"word/document.xml": BODY + " " * 5_000_000})
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.rfind(mark)
        data = data[: at + offset] + struct.pack("<I", 100) + data[at + offset + 4 :]
    with pytest.raises(UserError) as caught:
        docx.read(data, "a")
    assert caught.value.code in ("E25", "E28")


def test_a_file_of_too_many_parts_is_refused() -> None:
    parts: dict[str, bytes | str] = {f"word/{number}.xml": "" for number in range(2001)}
    assert refusal(archive({"word/document.xml": BODY, **parts})).code == "E25"


def test_a_file_with_an_archive_inside_is_refused() -> None:
    inner = archive({"a": "b"})
    assert refusal(archive({"word/document.xml": BODY, "word/a.zip": inner})).code == "E25"


def test_a_word_file_with_an_excel_object_is_read_and_told() -> None:
    data = archive({"word/document.xml": BODY, "word/embeddings/a.xlsx": archive({"a": "b"})})
    assert "没有读取" in docx.read(data, "a").notes[0].why


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "docProps/core.xml", "word/_rels/document.xml.rels"]
)
def test_a_part_with_a_doctype_is_refused(part: str, code: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    attack = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>{BODY.replace("<w:body/>", "<w:body>&e;</w:body>")}'
    error = refusal(archive({"word/document.xml": BODY, part: attack.encode(code)}))
    assert error.code == "E25"
    assert "机密" not in error.text()


def test_entities_that_multiply_are_refused() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    attack = f"<!DOCTYPE x [{laughs}]><workbook>&a11;</workbook>"
    assert refusal(archive({"xl/workbook.xml": attack})).code == "E25"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_half_a_file_says_that_it_is_damaged(share: float) -> None:
    whole = others.word(others.paragraph("x" * 5000))
    assert refusal(whole[: int(len(whole) * share)]).code == "E28"


def test_an_encrypted_part_says_that_a_password_is_needed() -> None:
    data = bytearray(archive({"word/document.xml": BODY}))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.rfind(mark) + offset] |= 1
    assert refusal(bytes(data)).code == "E26"


def test_an_office_file_with_a_password_says_so() -> None:
    entry = "EncryptedPackage".encode("utf-16-le") + b"\0\0"
    data = bytearray(2048)
    data[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    data[1024 : 1024 + len(entry)] = entry
    data[1088:1090] = struct.pack("<H", len(entry))
    error = refusal(bytes(data))
    assert error.code == "E26"
    assert "密码" in error.text()


def test_a_list_that_never_ends_is_refused_unread() -> None:
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65535, 65535, 1 << 31, 0, 0)
    assert refusal(b"PK\x03\x04" + bytes(100) + end).code == "E25"


def test_an_empty_workbook_yields_nothing() -> None:
    assert xlsx.read(others.excel(lambda book: None), "a").sources == ()


def test_the_parts_of_an_honest_file_are_counted_and_read() -> None:
    inside = open_archive(archive({"word/document.xml": BODY}), "a")
    assert inside.read("word/document.xml") == BODY.encode()
    with pytest.raises(UserError):
        inside.read("word/none.xml")


def test_a_file_is_what_it_holds_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "去年的表.xls"
    path.write_bytes(others.word(others.paragraph("项目绩效目标表")))
    (line,) = read_document(path).sources
    assert getattr(line, "text", "") == "项目绩效目标表"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4 x", "pdf"),
        (b"\n\n%PDF-1.7", "pdf"),
        (b"{\\rtf1 x}", "rtf"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "html"),
        ("\ufeff<html><body>x".encode("utf-16-le"), "html"),
        (b"Version:0.9\r\nStartHTML:0000", "html"),
        (b"MIME-Version: 1.0\r\n", "mht"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "mht"),
        (b"<table><tr><td>x", "html"),
        ("项目名称\t图书馆".encode(), "text"),
        ("项目名称\t图书馆".encode("gb18030"), "text"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', "xml"),
        (b'<?xml version="1.0"?>\n\n<office:document xmlns:office="x"/>', "xml"),
    ],
)
def test_the_kind_is_told_by_content(data: bytes, kind: str) -> None:
    assert kind_of(data, "a") == kind


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "E27", "扫描件"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "E27", "扫描件"),
        (b"Rar!\x1a\x07", "E29", "压缩包"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n", "E28", "损坏"),
        (b'{"format": "perfdesk.draft"}', "E29", "草稿"),
        (b'<?xml version="1.0"?><\xe8\xa1\xa8/>', "E29", "XML"),
        (archive({"OFD.xml": "<x/>"}), "E29", "OFD"),
        (archive({"ppt/presentation.xml": "<x/>"}), "E29", "演示文稿"),
        (archive({"a.txt": "x"}), "E29", "压缩包"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_way_out_is_told(data: bytes, code: str, word: str) -> None:
    error = refusal(data)
    assert (error.code, word in error.text(), bool(error.todo)) == (code, True, True)
