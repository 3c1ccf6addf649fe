"""Builds the window program: every object once; the start imports no writer of documents."""

from __future__ import annotations

import ctypes
import logging
import logging.handlers
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QSize, Qt
from PySide6.QtWidgets import QApplication

from perfdesk import __version__, paths
from perfdesk.desk import fcitx, looks
from perfdesk.desk.dialogs.message import tell_error
from perfdesk.desk.instance import Listener, hand_over
from perfdesk.desk.program import Program
from perfdesk.errors import Exit, UserError

NEW_INSTANCE = "--new-instance"
DEMO = "--demo"
_NO_DISPLAY = "没有找到图形桌面，窗口打不开。命令行功能仍可使用：perfdesk --help"
_NEEDED = "libxcb-cursor.so.0"
_NO_LIBRARY = "缺少系统库 libxcb-cursor0，窗口打不开。请安装：sudo apt-get install libxcb-cursor0"
_LOG_BYTES = 1_000_000


def main(argv: Sequence[str]) -> int:
    """Run the window until it is closed; `argv` holds files and perhaps `--new-instance`; or `--demo FOLDER`."""
    if argv[:1] == [DEMO]:
        return demo(Path(argv[1]))
    files = [Path(each) for each in argv if each != NEW_INSTANCE]
    hindrance = no_display()
    if hindrance:
        sys.stderr.write(f"{hindrance}\n")
        return int(Exit.USAGE)
    replaced = use_ibus_for_fcitx()
    app = application()
    if NEW_INSTANCE not in argv and hand_over(files):
        return int(Exit.DONE)
    hindered = keep_log()
    program = Program(app)
    sys.excepthook = lambda kind, error, trace: _tell(program, kind, error, trace)
    listener = Listener(program.open_paths, app)
    if NEW_INSTANCE not in argv:
        listener.listen()
    window = program.new_window()
    words = {"state": hindered, "fcitx": fcitx.WORDS if replaced else ""}
    begin = partial(_begin, program, files, words)
    window.painted.connect(begin, Qt.ConnectionType.SingleShotConnection)
    return app.exec()


def no_display() -> str:
    """Return why no window can be shown here, "" if one can."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    if not os.environ.get("DISPLAY"):
        return _NO_DISPLAY
    try:
        ctypes.CDLL(_NEEDED)
    except OSError:
        return _NO_LIBRARY
    return ""


def application() -> QApplication:
    """Return the one application object."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    if sys.platform == "linux":  # in its own file dialog Qt asks the system alone how a date is written
        os.environ["LC_TIME"] = "zh_CN.UTF-8"
    app = QApplication([sys.argv[0] if sys.argv else "perfdesk"])
    app.setApplicationName("perfdesk")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    return app


def picture(out: Path, draft: Path | None, size: QSize, scale: float = 1.0, *, dark: bool = False) -> None:
    """Draw the window with a draft into a PNG, without a screen; `size` in px at 100 %, `scale` 2.0 for a sharp one.

    The environment decides the platform: set `QT_QPA_PLATFORM=offscreen` before the first picture.
    """
    from perfdesk.desk.pictures import Scene, draw  # noqa: PLC0415 -- only for pictures

    app = application()
    program = Program(app)
    looks.dress(app, "dark" if dark else "light")
    draw(program, out, Scene(draft, size, scale))


def demo(folder: Path) -> int:
    """Show the sample, draw the window and export into `folder`, ask nothing; without a display, in memory."""
    from perfdesk.desk.demo import show  # noqa: PLC0415 -- brings the writers' table along

    if no_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as state:  # nothing of it is a clerk's own
        os.environ.setdefault("PERFDESK_STATE", state)
        program = Program(application())
        try:
            files = show(program, folder)
        except UserError as error:
            sys.stderr.write(error.text() + "\n")
            return int(error.exit_code)
    for path in files:
        sys.stdout.write(f"{path}  （{path.stat().st_size / 1024:.0f} KB）\n")
    return int(Exit.DONE)


def use_ibus_for_fcitx() -> bool:
    """Have Qt ask for ibus where fcitx is wished and cannot be asked; return whether that was so."""
    if sys.platform != "linux":
        return False
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    variables = fcitx.fallback(os.environ, fcitx.plugin_folders(os.environ, qt))
    os.environ.update(variables)
    return bool(variables)


def _begin(program: Program, files: Sequence[Path], words: Mapping[str, str]) -> None:
    """Open what was asked for; `words` is what the clerk must know of this computer, "" for nothing."""
    from perfdesk.desk.restoring import offer_all  # noqa: PLC0415 -- after the first paint

    window = program.windows[0] if program.windows else program.new_window()
    window.furnish()
    if files:
        program.open_paths(files, window)
    offer_all(program, window)
    for name, each in words.items():
        if each:
            program.tell_once(name, each)


def keep_log() -> str:
    """Send the log of faults into the state folder; return what to tell if nothing can be kept there, "" if it can."""
    folder = paths.state_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "perfdesk.log", maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8"
        )
    except OSError:
        return (
            f"“{folder}”不能写入：恢复副本、备份和设置都留不下来。打开和保存草稿不受影响，请常保存，"
            "并检查磁盘空间和这个文件夹的权限。"
        )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return ""


def _tell(program: Program, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write a fault into the log and tell the clerk; the window goes on."""
    if issubclass(kind, KeyboardInterrupt):
        program.app.quit()
        return
    from perfdesk.desk.jobs import internal  # noqa: PLC0415 -- only for a fault

    logging.getLogger("perfdesk").error("fault", exc_info=(kind, error, trace))
    if program.windows and isinstance(error, Exception):
        tell_error(program.windows[0], internal(error))
