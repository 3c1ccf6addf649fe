"""Broken and mutated documents: a message or a reading, never a crash, a hang or a full memory."""

from __future__ import annotations

import io
import resource
import time
import zipfile
import zlib
from functools import cache
from random import Random

import pytest

from perfdesk.errors import UserError
from perfdesk.paths import resources
from perfdesk.readers.kinds import kind_of
from perfdesk.region import templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.render import render
from perfdesk.work.importing import READERS
from perfdesk.writers import docx, pdf, xlsx
from soak import loop

WRITERS = {"docx": docx, "xlsx": xlsx, "pdf": pdf}
SECONDS = 5.0
MOST_MB = 500


@cache
def whole(kind: str, nth: int) -> bytes:
    """Return the file of one of the bundled samples."""
    paths = sorted(resources().glob("templates/*/*.perfdesk"))
    draft = read_bytes(paths[nth % len(paths)].read_bytes()).draft
    out = io.BytesIO()
    WRITERS[kind].write(render(templates(), draft), out)
    return out.getvalue()


def mutated(rng: Random, kind: str) -> bytes:
    """Return a file changed at some places: bytes of the file itself, or of what is packed in it."""
    data = whole(kind, rng.randrange(4))
    if rng.random() < 0.25:
        return scratched(rng, data)
    return repacked(rng, data) if kind != "pdf" else restreamed(rng, data)


def scratched(rng: Random, data: bytes) -> bytes:
    """Return the bytes with some changed, cut out, doubled or cut off."""
    raw = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(max(len(raw), 1))
        size = rng.choice((1, 1, 2, 4, 16, 200))
        match rng.randrange(5):
            case 0:
                raw[at : at + size] = rng.randbytes(size)
            case 1:
                del raw[at : at + size]
            case 2:
                raw[at:at] = raw[at : at + size]
            case 3:
                raw[at:at] = rng.choice(
                    (b"<", b">", b"&", b'"', b"\0", b"\xff", b"-1", b"99999999999", b"0", b"</w:tc>")
                )
            case _ if rng.random() < 0.1:
                del raw[at:]
    return bytes(raw)


def repacked(rng: Random, data: bytes) -> bytes:
    """Return an archive with one of its parts scratched, dropped, or as another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = rng.choice([name for name in names if "document.xml" in name or "sheet" in name or "styles" in name])
        for name in names:
            if name != chosen:
                new.writestr(name, old.read(name))
            elif rng.random() < 0.95:
                new.writestr(name, renumbered(rng, old.read(name)))
    return out.getvalue()


def renumbered(rng: Random, part: bytes) -> bytes:
    """Return a part with some of its numbers changed, or scratched; numbers are what keeps it well-formed."""
    if rng.random() < 0.4:
        return scratched(rng, part)
    pieces = part.split(b'"')
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(pieces) // 2) * 2 + 1 if len(pieces) > 2 else 0
        value = (b"0", b"-1", b"1", b"7", b"63", b"99999", b"99999999999", b"", b"A1:XFD1048576", b"continue", b"x")
        pieces[at] = rng.choice(value)
    return b'"'.join(pieces)


def restreamed(rng: Random, data: bytes) -> bytes:
    """Return a PDF with one of its streams scratched."""
    starts = [at + 7 for at in range(len(data)) if data.startswith(b"stream\n", at) and data[at - 3 : at] != b"end"]
    begin = rng.choice(starts)
    end = data.find(b"endstream", begin)
    try:
        inner = zlib.decompress(data[begin:end])
    except zlib.error:
        return scratched(rng, data)
    return data[:begin] + zlib.compress(scratched(rng, inner)) + b"\n" + data[end:]


@pytest.mark.soak
@pytest.mark.parametrize(("kind", "full", "share"), [("docx", 2000, 40), ("xlsx", 2000, 40), ("pdf", 1000, 12)])
def test_a_mutated_document_is_read_or_refused(kind: str, full: int, share: int) -> None:
    before = peak_mb()
    for number in loop(f"mutated {kind}", full, share):
        data = mutated(Random(f"{kind} {number}"), kind)
        began = time.process_time()
        try:
            document = READERS[kind_of(data, "a")](data, "a")
        except UserError as error:
            assert error.text()
        else:
            assert document.sources is not None
        assert time.process_time() - began < SECONDS, number
    assert peak_mb() - before < MOST_MB


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
