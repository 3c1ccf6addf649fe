"""Layouts that the clerk has pointed out, kept in the state folder: the same layout is read the next time."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from perfdesk.paths import state_folder
from perfdesk.store.safefile import make_folder, replace_file
from perfdesk.translate.pointing import Pointed, Pointing, Side

_FORMAT = "perfdesk.pointing"
_LARGEST = 256 * 1024
_MOST = 200


def save_pointing(pointing: Pointing) -> Path:
    """Keep a layout that was pointed out; the same labels pointed out anew take the place of the old ones.

    Raises:
        UserError: it cannot be written.
    """
    labels = [
        {"text": each.text, "goes_to": each.goes_to, "side": each.side, "nth": each.nth} for each in pointing.labels
    ]
    said = {"format": _FORMAT, "version": 1, "template": pointing.template, "times": pointing.times, "labels": labels}
    mark = hashlib.sha256(repr([(each.text, each.nth) for each in pointing.labels]).encode("utf-8", "replace"))
    make_folder(_folder())
    path = _folder() / f"{mark.hexdigest()[:16]}.json"
    replace_file(path, json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "replace"), force=True)
    return path


def saved_pointings() -> tuple[Pointing, ...]:
    """Return the layouts that were pointed out before, the latest first; a file that is damaged is passed over."""
    found = []
    with contextlib.suppress(OSError):
        found = sorted(_folder().glob("*.json"), key=_written, reverse=True)
    read = (_read(path) for path in found[:_MOST])
    return tuple(pointing for pointing in read if pointing is not None)


def forget_pointing(pointing: Pointing) -> None:
    """Remove a layout that was pointed out."""
    for path in _folder().glob("*.json"):
        if _read(path) == pointing:
            with contextlib.suppress(OSError):
                path.unlink()


def _folder() -> Path:
    return state_folder() / "pointings"


def _written(path: Path) -> int:
    """Return when a file was written, in nanoseconds; 0 where it does not say."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _read(path: Path) -> Pointing | None:
    try:
        if path.stat().st_size > _LARGEST:
            return None
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("format") != _FORMAT or said.get("version") != 1:
        return None
    match said:
        case {"template": str(template), "times": int(times), "labels": [_, *_] as labels} if times > 0:
            pointed = [_label(each) for each in labels if isinstance(each, dict)]
            whole = [each for each in pointed if each is not None]
            return Pointing(template, tuple(whole), times) if len(whole) == len(labels) else None
    return None


def _label(said: Mapping[str, object]) -> Pointed | None:
    match said:
        case {"text": str(text), "goes_to": str(goes_to), "side": str(side), "nth": int(nth)} if (
            text.strip() and nth >= 0
        ):
            known: Side | None = next((each for each in get_args(Side) if each == side), None)
            return None if known is None else Pointed(text, goes_to, known, nth)
    return None
