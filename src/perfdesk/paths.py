"""Where things live: the bundled resources, the state folder of this user; and what is at a path.

`Path.exists`, `is_file`, `is_dir` and `resolve` raise where the system will not say: a folder without permission, a
share that is gone, a name too long, a ring of links. The functions here never do; `tests/house.py` has them used.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

import platformdirs

_OF_THE_SYSTEM = {"System Volume Information", "$RECYCLE.BIN", "lost+found"}
_PACKAGE = Path(os.path.realpath(__file__)).parent


def resources() -> Path:
    """Return the folder of bundled data: inside the installed package, or at the top of a checkout.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for folder in (_PACKAGE / "resources", _PACKAGE.parent.parent / "resources"):
        if is_folder(folder / "templates"):
            return folder
    raise FileNotFoundError("resources")


def state_folder() -> Path:
    """Return this user's state folder (backups, recovery copies); `PERFDESK_STATE` overrides. Not created here."""
    override = os.environ.get("PERFDESK_STATE")
    return Path(override) if override else Path(platformdirs.user_state_dir("perfdesk", appauthor=False))


def is_file(path: Path) -> bool:
    """Tell whether an ordinary file can be seen at a path."""
    return os.path.isfile(path)  # noqa: PTH113 - never raises


def is_folder(path: Path) -> bool:
    """Tell whether a folder can be seen at a path."""
    return os.path.isdir(path)  # noqa: PTH112 - never raises


def can_be_seen(path: Path) -> bool:
    """Tell whether something can be seen at a path, whatever it is."""
    return os.path.exists(path)  # noqa: PTH110 - never raises


def is_missing(path: Path) -> bool:
    """Tell whether there is nothing at a path for certain; whoever reads what may be there is told more."""
    try:
        path.stat()
    except OSError as error:
        return error.errno in (errno.ENOENT, errno.ENOTDIR)
    except ValueError:  # a NUL in the name
        return True
    return False


def are_same(one: Path, other: Path) -> bool:
    """Tell whether two paths can be seen to lead to one file."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121 - errors are caught here, as everywhere in this file
    except (OSError, ValueError):
        return False


def real(path: Path) -> Path:
    """Return the file that a path with links leads to; the file need not be there."""
    try:
        return Path(os.path.realpath(path))
    except OSError:  # the folder that we stand in is gone
        return path


def files_below(folder: Path) -> tuple[list[Path], list[OSError]]:
    """Return the files in a folder and below it, sorted, and what the system said of folders that it would not show.

    Folders that a system keeps for itself on each disk are no loss. Links to folders are not followed.
    """
    refused: list[OSError] = []
    found = [Path(place, name) for place, _, names in os.walk(folder, onerror=refused.append) for name in names]
    lost = [error for error in refused if Path(str(error.filename)).name not in _OF_THE_SYSTEM]
    return sorted(each for each in found if is_file(each)), lost
