"""What a file is, told by its content; its name may say anything."""

from __future__ import annotations

import re
import struct
from typing import Literal

from perfdesk.readers.archive import Archive, open_archive
from perfdesk.readers.refusals import not_readable, protected, scanned

Kind = Literal["docx", "xlsx", "pdf", "html", "mht", "text", "xls", "doc", "rtf", "odt", "ods", "xlsb", "xml"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_HTML = re.compile(
    rb"^(?:version:[\d.]+\s+starthtml:|(?:<\?xml[^>]*\?>)?\s*(?:<!--.*?-->\s*)*"
    rb"(?:<!doctype\s+html|<html|<head|<meta|<body|<table|<div|<p[\s>]|<style|<font|<span))",
    re.I | re.S,
)
_TABLE = re.compile(rb"<table[\s>][^<]*(?:</?(?:tbody|thead|colgroup|col|caption)\b[^<]*){0,40}<tr[\s>]", re.I)
_OFFICE_XML = re.compile(rb"^<\?xml[^>]*\?>\s*<\?mso-application", re.I)
_MHT = re.compile(rb"^(?:mime-version:|from:\s*<saved by|content-type:\s*multipart/related)", re.I)
_FLAT = re.compile(rb"^<\?xml[^>]*\?>\s*(?:<!--.*?-->\s*)*<(?:office|w|wordDocument):\w+", re.I | re.S)
_OTHER_XML = re.compile(rb"^<\?xml[^>]*\?>", re.I)
_BEGINNING = 4096
_ENTRY = 128  # bytes of an entry in the list of an OLE file


def kind_of(data: bytes, name: str) -> Kind:
    """Return what a file is; protected ones are refused here, so that nobody tries to read them.

    Raises:
        UserError: E25 an unsafe archive, E26 protected, E27 a picture, E28 damaged, E29 no format that is read.
    """
    start = data[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if data.startswith(b"PK"):
        return _of_archive(open_archive(data, name), name)
    if data.startswith(_OLE):
        return _of_ole(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_PICTURES) and b"\0" in data[:_BEGINNING]:
        raise scanned(name)
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if _OFFICE_XML.match(start) or _FLAT.match(start):
        return "xml"
    if _MHT.match(start):
        return "mht"
    narrow = _narrow(data[:_BEGINNING])
    if _HTML.match(narrow) or (_TABLE.search(narrow) and b"\t" not in narrow):  # a table of the web after plain lines
        return "html"
    return _text(start, name)


def _narrow(start: bytes) -> bytes:
    """Return the beginning of a text as plain letters, whatever its encoding."""
    return start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")


def _text(start: bytes, name: str) -> Kind:
    if _OTHER_XML.match(_narrow(start)):
        raise not_readable(name, "XML 数据文件", "请在生成它的系统里导出为 Word 或 Excel，再导入。")
    if start.startswith(b"{") and b'"perfdesk.draft"' in start:
        raise not_readable(name, "perfdesk 草稿", "请直接打开它。")
    if start.startswith((b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b")):
        raise not_readable(name, "压缩包", "请先解开压缩包，再导入里面的文件。")
    return "text"


def _of_archive(archive: Archive, name: str) -> Kind:
    names = archive.names()
    if "mimetype" in names:
        kind = archive.read("mimetype").strip().decode("ascii", "replace")
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise protected(name)
        if kind.startswith("application/vnd.oasis.opendocument."):
            return "ods" if "spreadsheet" in kind else "odt"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(part.startswith("xl/workbook") or part == "xl/_rels/workbook.xml.rels" for part in names):
        return "xlsx"
    if any(re.match(r"word/document\d*\.xml$", part) for part in names):
        return "docx"
    if any(part.upper() == "OFD.XML" for part in names):
        raise not_readable(name, "OFD 版式文件", "请用 OFD 阅读器打开，另存或打印为 PDF，再导入。")
    if any(part.startswith("ppt/") for part in names):
        raise not_readable(name, "演示文稿", "请把表格复制到 Word 或 Excel 里，再导入。")
    raise not_readable(name, "压缩包", "请先解开压缩包，再导入里面的文件。")


def _of_ole(data: bytes, name: str) -> Kind:
    if _entry(data, "EncryptedPackage") is not None:
        raise protected(name)
    word = _entry(data, "WordDocument")
    if word is not None:
        if _word_is_protected(data, word):
            raise protected(name)
        return "doc"
    if _entry(data, "Workbook") is not None or _entry(data, "Book") is not None:
        return "xls"
    raise not_readable(name, "不认识的旧格式文件", "请用原来的程序打开，另存为 .docx 或 .xlsx，再导入。")


def _entry(data: bytes, wanted: str) -> int | None:
    """Return where the entry of a stream stands in an OLE file, None if it has no such stream."""
    word, at = wanted.encode("utf-16-le") + b"\0\0", 0
    while (at := data.find(word, at)) >= 0:
        if at % _ENTRY == 0 and data[at + 64 : at + 66] == struct.pack("<H", len(word)):
            return at
        at += 2
    return None


def _word_is_protected(data: bytes, entry: int) -> bool:
    """Say whether the text of a .doc is encrypted: bit 8 of the flags at the beginning of its main stream."""
    if len(data) < entry + _ENTRY:
        return False
    (shift,) = struct.unpack_from("<H", data, 30)
    (sector,) = struct.unpack_from("<I", data, entry + 116)
    at = (sector + 1) * (1 << min(shift, 16)) + 10
    return at + 2 <= len(data) and bool(struct.unpack_from("<H", data, at)[0] & 0x0100)
