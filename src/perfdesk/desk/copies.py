"""After a save: a copy into the second folder of the settings, beside the window; told only if it fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from perfdesk.desk.jobs import Job
from perfdesk.errors import UserError
from perfdesk.store.elsewhere import copy_to

if TYPE_CHECKING:
    from perfdesk.desk.window import Window


def copy_saved(window: Window, path: Path) -> None:
    """Copy a draft that was just saved, if the settings name a folder."""
    folder = window.program.settings.value("second_folder")
    if not folder:
        return

    def tell(error: UserError) -> None:
        window.banner.show_words(f"草稿已保存，但第二份没有写到“{folder}”：{error.what}")

    job = Job(lambda _progress: copy_to(path, Path(folder)), window)
    job.failed.connect(tell)
    job.start()
