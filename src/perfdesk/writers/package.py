"""A zip file whose bytes depend on its content only: fixed dates, fixed order, unchanging parts deflated once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from perfdesk.writers.carry import escaped

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_NAMES_ARE_UTF8 = 0x800
_DEFLATED = 8
_VERSION = 20
_MIDNIGHT, _FIRST_OF_1980 = 0, 0x21
_MEMORY = 8 * 1024 * 1024
_PROPERTIES = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:language>zh-CN</dc:language>'
    "</cp:coreProperties>"
)


@dataclass(frozen=True, slots=True)
class Packed:
    """One part, deflated: what stands in the zip file, the length and check sum of what went in."""

    deflated: bytes
    size: int
    crc: int


def pack(text: str | bytes) -> Packed:
    """Deflate one part."""
    raw = text.encode() if isinstance(text, str) else text
    deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
    return Packed(deflater.compress(raw) + deflater.flush(), len(raw), zlib.crc32(raw))


def properties(title: str) -> str:
    """Return the part `docProps/core.xml`: the document's title, and no date, so that same input is same bytes."""
    return XML + _PROPERTIES.format(escaped(title))


class Package:
    """Writes parts one after the other to `out`, which need not seek; `close` adds the table of contents."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._offset = 0
        self._central: list[bytes] = []

    def add(self, name: str, part: Packed | str | bytes) -> None:
        """Add one part, deflated already or not."""
        packed = part if isinstance(part, Packed) else pack(part)
        self._begin(name, packed.crc, len(packed.deflated), packed.size)
        self._put(packed.deflated)

    def stream(self, name: str, pieces: Iterable[str]) -> None:
        """Add one part from its pieces; only its deflated form is held, in memory up to 8 MiB, then on disk."""
        deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
        size = crc = 0
        with SpooledTemporaryFile(_MEMORY) as spool:
            for piece in pieces:
                raw = piece.encode()
                size += len(raw)
                crc = zlib.crc32(raw, crc)
                spool.write(deflater.compress(raw))
            spool.write(deflater.flush())
            self._begin(name, crc, spool.tell(), size)
            spool.seek(0)
            self._copy(spool)

    def close(self) -> None:
        """Write the table of contents; `out` stays open."""
        start, count = self._offset, len(self._central)
        for entry in self._central:
            self._put(entry)
        self._put(_END.pack(b"PK\5\6", 0, 0, count, count, self._offset - start, start, 0))

    def _begin(self, name: str, crc: int, deflated: int, size: int) -> None:
        raw = name.encode()
        told = (_NAMES_ARE_UTF8, _DEFLATED, _MIDNIGHT, _FIRST_OF_1980, crc, deflated, size, len(raw), 0)
        entry = _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *told, 0, 0, 0, 0, self._offset)
        self._central.append(entry + raw)
        self._put(_LOCAL.pack(b"PK\3\4", _VERSION, *told) + raw)

    def _copy(self, spool: IO[bytes]) -> None:
        while block := spool.read(1 << 16):
            self._put(block)

    def _put(self, raw: bytes) -> None:
        self._out.write(raw)
        self._offset += len(raw)
