"""Pictures of the window, for the documentation and for looking at it without a screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from perfdesk.desk.program import Program
from perfdesk.desk.window import Window

SETTLE_S = 0.3


@dataclass(frozen=True)
class Scene:
    """What a picture shows: a draft (None: the start page), `size` px, at `scale` px for one, after `act`."""

    draft: Path | None
    size: QSize
    scale: float = 1.0
    act: Callable[[Window], None] | None = None


def draw(program: Program, out: Path, scene: Scene) -> None:
    """Set a scene and write what is seen into a PNG."""
    window = program.new_window()
    window.resize(scene.size)
    if scene.draft is not None:
        window.files.open_path(scene.draft)
    settle()
    if scene.act is not None:
        scene.act(window)
        settle()
    image = grab(window, scene.scale)
    out.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(out))
    window.commit()
    window.files.release()
    window.recovery.forget()
    window.document = None
    window.close()


def settle(seconds: float = SETTLE_S) -> None:
    """Let the window answer until it has come to rest."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def grab(widget: QWidget, scale: float) -> QImage:
    """Return what a widget shows, at `scale` px for one."""
    image = QImage(widget.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    return image
