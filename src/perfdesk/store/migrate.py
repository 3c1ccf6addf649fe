"""Old drafts made new: one function per format version, applied one after another to the parsed JSON.

A new format version adds one function here and one old file in `tests/samples/`, which is kept for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from perfdesk.model import FORMAT_VERSION

Tree = dict[str, Any]
Version = tuple[int, int]

_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})", re.ASCII)


def from_1_0(tree: Tree) -> Tree:
    """Format 1.0 is the first and the current one: nothing to change."""
    return tree


STEPS: dict[Version, Callable[[Tree], Tree]] = {(1, 0): from_1_0}


def version_of(text: object) -> Version | None:
    """Return (major, minor) of a format version such as "1.0", None if it is none."""
    found = _VERSION.fullmatch(text) if isinstance(text, str) else None
    return (int(found[1]), int(found[2])) if found else None


CURRENT: Version = version_of(FORMAT_VERSION) or (1, 0)


def migrate(tree: Tree) -> Tree:
    """Return the tree of an older version as one of the current version; a newer one comes back as it is."""
    start = version_of(tree.get("format_version")) or CURRENT
    for version, step in sorted(STEPS.items()):
        if version >= start and start <= CURRENT:
            tree = step(tree)
    return tree
