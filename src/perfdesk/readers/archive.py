"""Word and Excel files are archives: opened with limits, so that no file can fill memory or reach outside itself."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from perfdesk.errors import UserError
from perfdesk.readers.refusals import damaged, protected, unsafe

MOST_BYTES = 200 * 1024 * 1024
MOST_RATIO = 100
MOST_ENTRIES = 2000
_SMALL = 1024 * 1024  # an archive that unpacks to less is not weighed by its ratio
_LARGEST_LIST = 4 * 1024 * 1024
_BLOCK = 1 << 20
_END = b"PK\x05\x06"
_INNER = (".zip", ".rar", ".7z", ".gz", ".jar", ".docx", ".xlsx", ".docm", ".xlsm", ".pptx", ".odt", ".ods", ".bz2")
_OBJECTS = ("word/embeddings/", "xl/embeddings/", "word/media/", "xl/media/")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)
_FORBIDDEN = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_XML = (".xml", ".rels", ".vml")
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


@dataclass
class Archive:
    """The parts of a Word or Excel file; `name` is the file's name for messages.

    What is inflated is counted: a part that holds more than the archive's list says is refused as well.
    """

    name: str
    parts: zipfile.ZipFile
    _inflated: int = 0
    _names: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        self._names = frozenset(self.parts.namelist())

    def __contains__(self, part: str) -> bool:
        return part in self._names

    def names(self) -> frozenset[str]:
        """Return the names of all parts."""
        return self._names

    def read(self, part: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            UserError: E25 it holds too much, E28 it is absent or damaged.
        """
        return b"".join(self._blocks(part))

    def xml(self, part: str) -> etree._Element:
        """Return the root of an XML part; entities are never followed.

        Raises:
            UserError: E25 it holds a DOCTYPE, E28 it is absent or no XML.
        """
        return parse(self._plain(part), self.name)

    def xml_if_whole(self, part: str) -> etree._Element | None:
        """Return the root of an XML part that only adds to others; None if it is absent or no XML.

        Raises:
            UserError: E25 it holds a DOCTYPE or too much.
        """
        try:
            return self.xml(part)
        except UserError as error:
            if error.code != "E28":
                raise
            return None

    def check_xml(self) -> None:
        """Look through every XML part for DOCTYPE and entities.

        Raises:
            UserError: E25 there is one, E28 a part is damaged.
        """
        for part in sorted(self._names):
            if part.lower().endswith(_XML):
                refuse_doctype(self.read(part), self.name)

    def _plain(self, part: str) -> bytes:
        data = self.read(part)
        if b"purl.oclc.org/ooxml" in data[:4096]:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        return data

    def _blocks(self, part: str) -> Iterator[bytes]:
        try:
            with self.parts.open(part) as inside:
                while block := inside.read(_BLOCK):
                    self._inflated += len(block)
                    if self._inflated > 2 * MOST_BYTES:
                        raise unsafe(self.name, "解开后的内容过大")
                    yield block
        except (KeyError, *_BROKEN) as error:
            raise damaged(self.name) from error


def open_archive(data: bytes, name: str) -> Archive:
    """Return an archive that keeps the limits; decided by its list of contents, before anything is inflated.

    Raises:
        UserError: E25 over a limit or archives inside, E26 protected by a password, E28 damaged.
    """
    _weigh_list(data, name)
    try:
        parts = zipfile.ZipFile(io.BytesIO(data))
        entries = parts.infolist()
    except _BROKEN as error:
        raise damaged(name) from error
    whole = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES:
        raise unsafe(name, f"里面有 {len(entries)} 个文件，超过 {MOST_ENTRIES} 个")
    if whole > MOST_BYTES:
        raise unsafe(name, f"解开后有 {whole // 1024 // 1024} MB，超过 {MOST_BYTES // 1024 // 1024} MB")
    if whole > _SMALL and whole > MOST_RATIO * len(data):
        raise unsafe(name, f"解开后是原来的 {whole // max(len(data), 1)} 倍，超过 {MOST_RATIO} 倍")
    for entry in entries:
        if entry.filename.lower().endswith(_INNER) and not entry.filename.startswith(_OBJECTS):
            raise unsafe(name, "压缩包里还有压缩包")
    if any(entry.flag_bits & 1 for entry in entries):
        raise protected(name)
    return Archive(name, parts)


def parse(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML text without DOCTYPE.

    Raises:
        UserError: E25 it holds a DOCTYPE, E28 it is no XML.
    """
    refuse_doctype(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise unsafe(name, "里面有外部引用（DOCTYPE）")
    return root


def refuse_doctype(data: bytes, name: str) -> None:
    """Refuse a part with a DOCTYPE or an entity before it is parsed.

    Raises:
        UserError: E25.
    """
    if any(mark in data for mark in _FORBIDDEN):
        raise unsafe(name, "里面有外部引用（DOCTYPE）")


def _weigh_list(data: bytes, name: str) -> None:
    """Refuse an endless list of contents before it is read.

    Raises:
        UserError: E25 too long, E28 there is none.
    """
    at = data.rfind(_END, max(0, len(data) - 66_000))
    if at < 0 or at + 22 > len(data):
        raise damaged(name)
    entries, size = struct.unpack_from("<HI", data, at + 10)
    if entries > MOST_ENTRIES or (size > _LARGEST_LIST and size != 0xFFFFFFFF):
        raise unsafe(name, f"里面的文件超过 {MOST_ENTRIES} 个")
    if size == 0xFFFFFFFF:
        raise unsafe(name, "解开后的内容过大")
