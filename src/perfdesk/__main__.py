"""`python -m perfdesk` and the `perfdesk` command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from perfdesk.cli import main as run
from perfdesk.paths import is_file

_WINDOW = "--new-instance"
_DEMO = "--demo"


def main() -> None:
    """Open the window if there are no arguments or only files, else run the command; leave with its exit code."""
    args = sys.argv[1:]
    sys.exit(_window(args) if is_for_window(args) else run())


def is_for_window(args: Sequence[str]) -> bool:
    """Return whether the arguments are files to open (or none) or ask for the demo, and are no command."""
    if args[:1] == [_DEMO] and len(args) == 2:
        return True
    files = [each for each in args if each != _WINDOW]
    return all(_is_file(each) for each in files)


def _is_file(word: str) -> bool:
    return not word.startswith("-") and (word.lower().endswith(".perfdesk") or is_file(Path(word)))


def _window(args: Sequence[str]) -> int:
    try:
        from perfdesk import app  # noqa: PLC0415 -- commands start without Qt
    except ImportError as error:
        sys.stderr.write(f"窗口打不开：图形库没有装全（{error}）。命令行功能仍可使用：perfdesk --help\n")
        return 2
    return app.main(args)


if __name__ == "__main__":
    main()
