"""A copy of each saved draft in a second folder, say on a stick or a share: the newest, under a name of its own."""

from __future__ import annotations

from pathlib import Path

from perfdesk.store.backups import backup_folder
from perfdesk.store.safefile import replace_file


def copy_to(path: Path, folder: Path) -> Path:
    """Copy a draft file into a folder that is there, in place of the copy before; return where it went.

    Two drafts of one name get two copies: the name ends in a mark of where the draft is.

    Raises:
        UserError: the copy could not be written; what was there is as it was.
        OSError: the draft cannot be read.
    """
    target = folder / f"{backup_folder(path).name}{path.suffix}"
    return replace_file(target, path.read_bytes(), force=True).path
