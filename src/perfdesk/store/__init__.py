"""The draft file: read, written safely, locked, backed up, recovered."""

from perfdesk.store.backups import Backup, backups, restore
from perfdesk.store.read import Opened, newest_whole, open_draft, read_bytes
from perfdesk.store.save import Saved, save_draft
from perfdesk.store.stamp import Stamp, changed
from perfdesk.store.write import to_bytes

__all__ = [
    "Backup",
    "Opened",
    "Saved",
    "Stamp",
    "backups",
    "changed",
    "newest_whole",
    "open_draft",
    "read_bytes",
    "restore",
    "save_draft",
    "to_bytes",
]
