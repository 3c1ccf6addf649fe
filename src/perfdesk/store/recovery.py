"""Recovery copies: what was typed since the last save, in the state folder, until the draft is saved or closed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from perfdesk.paths import real, state_folder
from perfdesk.store import process
from perfdesk.store.backups import seq_of
from perfdesk.store.decode import MAX_BYTES
from perfdesk.store.safefile import ORPHAN_S, make_folder, replace_file
from perfdesk.store.write import content_of

_SUFFIX = ".recovery"
DAMAGED = ".damaged"
"""What a copy is called that cannot be read: kept for whoever may mend it, offered to nobody."""
_HEAD_LIMIT = 65_536


@dataclass(frozen=True)
class Pending:
    """A recovery copy whose program has ended without saving.

    Args:
        document: the path of the draft, or the name of one that was never saved.
        untitled: it was never saved.
        when: local time of the copy, ISO 8601.
        seq: of the draft; higher than the file's only if somebody restored an old file.
        file: the copy itself.
    """

    document: str
    untitled: bool
    when: str
    seq: int
    file: Path

    def data(self) -> bytes:
        """Return the bytes of the draft, for `read_bytes`.

        Raises:
            OSError: it is gone.
        """
        return _split(self.file.read_bytes())[1]

    def differs(self) -> bool:
        """Tell whether the copy holds anything that the file of the draft does not; then it is worth offering."""
        try:
            return content_of(self.data()) != content_of(Path(self.document).read_bytes())
        except (OSError, ValueError):
            return True

    def set_aside(self) -> Path:
        """Keep a copy that cannot be read where nobody is asked about it again; return where it is."""
        return _set_aside(self.file)

    def clear(self) -> None:
        """Remove the copy: it was taken over, or the clerk does not want it."""
        with contextlib.suppress(OSError):
            self.file.unlink()


class Recovery:
    """The recovery copy of one open draft; each open draft of each process has its own.

    Args:
        document: the path of the draft, or an id of one that was never saved.
    """

    def __init__(self, document: Path | str) -> None:
        self._document = str(real(document)) if isinstance(document, Path) else document
        self._untitled = not isinstance(document, Path)
        mark = hashlib.sha256(self._document.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._file = _folder() / f"{mark}-{secrets.token_hex(4)}{_SUFFIX}"

    def keep(self, data: bytes) -> None:
        """Keep the bytes of the draft instead of those kept before.

        Raises:
            UserError: the state folder cannot be written; what was kept before is still there.
        """
        head = {
            "document": self._document,
            "untitled": self._untitled,
            "when": datetime.now().isoformat(timespec="seconds"),
            "host": process.host(),
            "pid": os.getpid(),
            "started": process.started(os.getpid()),
        }
        make_folder(self._file.parent)
        replace_file(self._file, json.dumps(head).encode() + b"\n" + data, force=True)

    def clear(self) -> None:
        """Remove the copy: the draft was saved or closed."""
        with contextlib.suppress(OSError):
            self._file.unlink()


def set_aside_damaged() -> list[Path]:
    """Set the copies aside that do not even say of which draft they are; return where they are now."""
    found = []
    with contextlib.suppress(OSError):
        for file in sorted(_folder().glob(f"*{_SUFFIX}")):
            try:
                _pending(file)
            except (ValueError, KeyError, TypeError, RecursionError):
                found.append(_set_aside(file))
            except OSError:
                continue  # gone in between, or not ours to read
    return found


def pending() -> list[Pending]:
    """Return the copies left by programs that have ended, newest first; those of running programs are not offered."""
    found = []
    with contextlib.suppress(OSError):
        for file in _folder().iterdir():
            if file.suffix == _SUFFIX:
                with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
                    one = _pending(file)
                    if one is not None:
                        found.append(one)
            elif ".~" in file.name:
                with contextlib.suppress(OSError):
                    if time.time() - file.stat().st_mtime > ORPHAN_S:
                        file.unlink()
    return sorted(found, key=lambda one: (one.when, one.file.name), reverse=True)


def _pending(file: Path) -> Pending | None:
    if file.stat().st_size > MAX_BYTES + _HEAD_LIMIT:
        return None
    head, data = _split(file.read_bytes())
    tree = json.loads(head)
    if tree["host"] == process.host() and process.is_alive(int(tree["pid"]), str(tree["started"])):
        return None
    return Pending(str(tree["document"]), bool(tree["untitled"]), str(tree["when"]), seq_of(data), file)


def _set_aside(file: Path) -> Path:
    there = file.with_suffix(DAMAGED)
    with contextlib.suppress(OSError):
        file.replace(there)
        return there
    return file


def _split(data: bytes) -> tuple[bytes, bytes]:
    head, _, rest = data.partition(b"\n")
    return head, rest


def _folder() -> Path:
    return state_folder() / "recovery"
