"""Make `docs/pictures/*.png`: the real window without a screen, worked with keys. `python3 dev.py pictures` runs this.

A child process for each scale, so that Qt itself scales everything, as on a screen of that sharpness.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from moments import ALL
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QInputMethodEvent, QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from perfdesk.app import application
from perfdesk.desk.program import Program
from perfdesk.desk.window import Window
from perfdesk.paths import resources
from perfdesk.region import templates
from perfdesk.store import open_draft

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
SCALES = {100: (1366, 768), 125: (1093, 614), 200: (1366, 768)}
"""Per cent → the size of the window in px at 100 %; 125 % is a screen of 1366 × 768."""
TEMPLATES = ("dongguan-town-2022", "dongguan-city-2020", "dongkeng-2024", "shanghai-2023")
COLOURS = 255
NEAR = 1
"""Two colours that differ by so little are one."""
Colour = tuple[int, int, int]


def main(argv: list[str]) -> int:
    """Draw everything; with a number, only what is drawn at that scale (in the child process)."""
    if argv:
        draw_all(int(argv[0]))
        return 0
    OUT.mkdir(parents=True, exist_ok=True)
    codes = []
    for scale in SCALES:
        with tempfile.TemporaryDirectory() as state:
            env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale / 100)}
            env |= {"PERFDESK_STATE": state, "PERFDESK_PICTURES": state}
            codes.append(subprocess.run([sys.executable, __file__, str(scale)], env=env, check=False).returncode)  # noqa: S603
    files = sorted(OUT.glob("*.png"))
    total = sum(path.stat().st_size for path in files)
    largest = max(files, key=lambda path: path.stat().st_size)
    print(  # noqa: T201 -- what the verb says
        f"{len(files)} pictures, {total / 1e6:.1f} MB, the largest {largest.name} {largest.stat().st_size // 1024} KB"
    )
    return max(codes)


@dataclass
class Stage:
    """A program without a screen, and what is drawn from it.

    Args:
        folder: for the drafts that are opened; gone afterwards.
    """

    app: QApplication
    program: Program
    window: Window
    size: tuple[int, int]
    folder: Path

    def key(self, name: str) -> None:
        """Press keys as they are named in a menu, "Alt+Down"."""
        QTest.keySequence(self.window.focusWidget() or self.window, QKeySequence(name))
        self.settle(0.05)

    def type(self, text: str) -> None:
        """Type letters and figures; Chinese as an input method commits it."""
        for char in text:
            target = self.window.focusWidget() or self.window
            if char.isascii():
                QTest.keyClick(target, char)  # type: ignore[call-overload]
            else:
                event = QInputMethodEvent()
                event.setCommitString(char)
                QApplication.sendEvent(target, event)
        self.settle(0.3)

    def at(self, path: str) -> None:
        """Put the cursor on a cell."""
        document = self.window.document
        if document is not None:
            self.window.paper.setFocus()
            document.go_to(document.number, path)
            self.settle(0.1)

    def settle(self, seconds: float = 0.3) -> None:
        """Let the window come to rest."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.01)

    def picture(self, name: str) -> None:
        """Write the window with its dialog into `<name>.png`."""
        image = seen(self.window)
        raw = self.folder / "raw.png"
        image.save(str(raw))
        with Image.open(raw) as full:
            small(full.convert("RGB")).save(OUT / f"{name}.png", optimize=True)

    def in_dialog(self, act: Callable[[], object], name: str) -> None:
        """Draw what `act` asks, then leave the dialog."""

        def look() -> None:
            dialog = self.app.activeModalWidget()
            if dialog is None:
                raise SystemExit(f"{name}: no dialog came")
            self.settle(0.2)
            self.picture(name)
            QTest.keySequence(dialog, "Esc")

        QTimer.singleShot(400, look)
        act()
        self.settle(0.1)

    def open(self, number: int = 0) -> None:
        """Open the sample at one of its forms."""
        draft = self.folder / "图书馆2026.perfdesk"
        if not draft.exists():
            draft.write_bytes((resources() / "samples" / "library-2026.perfdesk").read_bytes())
        self.fresh()
        self.window.files.open_path(draft)
        for _ in range(number):
            self.key("Ctrl+PgDown")
        self.settle(0.4)

    def fresh(self) -> None:
        """Close the window, whatever is unsaved, and open another."""
        old = self.window
        self.window = self.program.new_window()
        self.window.resize(*self.size)
        old.commit()
        old.files.release()
        old.recovery.forget()
        old.document = None
        old.close()
        self.window.activateWindow()
        self.settle(0.1)


def seen(window: QWidget) -> QImage:
    """Return what a screen shows of a window and of the dialog or menu over it."""
    image = window.grab().toImage()
    painter = QPainter(image)
    for top in QApplication.topLevelWidgets():
        if top is not window and top.isVisible() and (top.parentWidget() is not None or top.isModal()):
            middle = window.rect().center() - top.rect().center()
            place = middle if isinstance(top, QDialog) else top.pos() - window.pos()
            painter.drawPixmap(place, top.grab())
            painter.drawRect(top.rect().translated(place).adjusted(-1, -1, 0, 0))
    painter.end()
    return image


def small(full: Image.Image) -> Image.Image:
    """Return a picture with the colours that count; the rest, edges of letters, take the nearest of these."""
    counted = full.getcolors(full.width * full.height) or []
    weights: list[tuple[int, Colour]] = [(number * (1 + (max(rgb) - min(rgb)) // 8), rgb) for number, rgb in counted]  # type: ignore[arg-type, misc]
    kept: list[Colour] = []
    for _, rgb in sorted(weights, reverse=True):
        if len(kept) < COLOURS and all(max(abs(a - b) for a, b in zip(rgb, one, strict=True)) > NEAR for one in kept):
            kept.append(rgb)
    nearest = {rgb: min(range(len(kept)), key=lambda at: _apart(rgb, kept[at])) for _, rgb in weights}
    made = Image.new("P", full.size)
    made.putdata([nearest[rgb] for rgb in full.get_flattened_data()])  # type: ignore[index]  # Pillow's own search mixes near greys up
    made.putpalette([part for rgb in kept for part in rgb])
    return made


def _apart(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def draw_all(scale: int) -> None:
    """Draw all scenes of one scale, light and dark."""
    app = application()
    program = Program(app, templates())
    stage = Stage(app, program, program.new_window(), SCALES[scale], Path(os.environ["PERFDESK_PICTURES"]))
    for theme in ("light", "dark"):
        program.choose("theme", theme)
        for number, template in forms():
            stage.open(number)
            stage.picture(f"{template}-{scale}-{theme}")
    program.choose("theme", "light")
    if scale == 100:
        moments(stage)


def forms() -> Iterator[tuple[int, str]]:
    """Yield the place and layout of a form of the sample for each layout."""
    draft = open_draft(resources() / "samples" / "library-2026.perfdesk").draft
    used = [form.template for form in draft.forms]
    for template in TEMPLATES:
        yield used.index(template), template


def moments(stage: Stage) -> None:
    """Draw the window at work."""
    for theme in ("light", "dark"):
        stage.program.choose("theme", theme)
        for name, act in ALL.items():
            stage.open()
            act(stage, f"{name}-{theme}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
