"""Build the folder that is shipped: `python installer/build.py [--out FOLDER]`; `perfdesk/` appears in it.

Needs the packages of `requirements-dev.txt` (`python3 dev.py setup`). Builds for the platform it runs on only.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
_LICENCE = ("LICEN", "COPYING", "NOTICE", "AUTHORS")


def build(out: Path) -> Path:
    """Build `out/perfdesk` in place of what is there; return that folder.

    Raises:
        RuntimeError: PyInstaller failed; its last words are in the message.
    """
    folder = out / "perfdesk"
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
        command += ["--distpath", str(out), "--workpath", work, str(HERE / "perfdesk.spec")]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
    if done.returncode:
        raise RuntimeError("PyInstaller failed:\n" + "\n".join((done.stdout + done.stderr).splitlines()[-20:]))
    _strip(folder / "_internal")
    _add_licences(folder / "licences")
    shutil.copy(HERE / "更换Qt.md", folder / "更换Qt.md")
    return folder


def _strip(internal: Path) -> None:
    """Take the debugger's tables out of Python's own libraries; wheels come without them."""
    if sys.platform != "linux" or shutil.which("strip") is None:
        return
    for library in (*internal.glob("libpython*.so*"), *internal.glob("python3*/lib-dynload/*.so")):
        subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)  # noqa: S603, S607 -- our own copies


def packages() -> list[str]:
    """Return the packages that the program uses, as `requirements.txt` pins them for this platform."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("==")[0] for line in lines if "==" in line and not line.startswith("#")]


def _add_licences(into: Path) -> None:
    """Lay down the licence of everything in the folder."""
    into.mkdir()
    shutil.copy(ROOT / "LICENSE", into / "perfdesk-Apache-2.0.txt")
    for text in sorted((HERE / "licences").iterdir()):
        shutil.copy(text, into / text.name)
    for text in sorted((ROOT / "resources" / "fonts" / "licences").iterdir()):
        shutil.copy(text, into / f"font-{text.name}")
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.is_file():
        shutil.copy(python, into / "python-LICENSE.txt")
    for package in packages():
        for source in _licences(package):
            shutil.copy(source, into / f"{package}-{source.name}")


def _licences(package: str) -> Iterator[Path]:
    """Yield the licence files that a package brought along; those of Qt come from `licences/`."""
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        return  # for another platform
    for file in files:
        if ".dist-info" in str(file) and file.name.upper().startswith(_LICENCE):
            yield Path(str(file.locate()))


def main(argv: list[str]) -> int:
    """Build and say where it is and how large."""
    parser = argparse.ArgumentParser("build.py", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "installer")
    folder = build(parser.parse_args(argv).out.resolve())
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    sys.stdout.write(f"{folder}  （{size / 1e6:.0f} MB）\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
