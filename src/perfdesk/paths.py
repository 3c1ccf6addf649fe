"""Where things live: the bundled resources and the state folder of this user."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Return the folder of bundled data: inside the installed package, or at the top of a checkout.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for folder in (_PACKAGE / "resources", _PACKAGE.parent.parent / "resources"):
        if (folder / "templates").is_dir():
            return folder
    raise FileNotFoundError("resources")


def state_folder() -> Path:
    """Return this user's state folder (backups, recovery copies); `PERFDESK_STATE` overrides. Not created here."""
    override = os.environ.get("PERFDESK_STATE")
    return Path(override) if override else Path(platformdirs.user_state_dir("perfdesk", appauthor=False))
