"""What a file was when it was opened, so that a change by somebody else is seen before it is overwritten."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from perfdesk.store.decode import MAX_BYTES, too_large
from perfdesk.store.faults import not_read


@dataclass(frozen=True)
class Stamp:
    """A file at one moment.

    Args:
        size: bytes.
        mtime_ns: time of the last change by the file system's clock, nanoseconds.
        sha256: of the bytes; it alone decides whether the content is another.
    """

    size: int
    mtime_ns: int
    sha256: str


def read_file(path: Path) -> tuple[bytes, Stamp]:
    """Return the bytes of a draft file and its stamp; a file too large for a draft is refused unread.

    Raises:
        UserError: it is missing, unreadable, no ordinary file, or too large.
    """
    try:
        return _read(path)
    except OSError as error:
        raise not_read(error, path) from error
    except ValueError as error:  # a NUL in the name
        raise not_read(FileNotFoundError(2, str(error)), path) from error


def changed(path: Path, stamp: Stamp) -> bool:
    """Tell whether the file holds other bytes than when it was stamped, or is gone.

    Raises:
        UserError: it is there but cannot be read.
    """
    if not os.path.lexists(path):
        return True
    return read_file(path)[1].sha256 != stamp.sha256


def _read(path: Path) -> tuple[bytes, Stamp]:
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(21, "folder")
    if not stat.S_ISREG(about.st_mode):  # a pipe would wait for ever, a device never ends
        raise OSError(22, "no ordinary file")
    if about.st_size > MAX_BYTES:
        raise too_large(about.st_size)
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
        about = os.fstat(file.fileno())
    if len(data) > MAX_BYTES:
        raise too_large(about.st_size)
    return data, Stamp(len(data), about.st_mtime_ns, hashlib.sha256(data).hexdigest())
