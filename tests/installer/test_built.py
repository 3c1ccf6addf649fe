"""The folder that is shipped: it starts without the venv, opens the sample, exports, and carries its licences."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from openpyxl import load_workbook
from PySide6.QtGui import QImage

from perfdesk.region.load import templates
from perfdesk.store import open_draft
from perfdesk.store.lock import lock_file

pytestmark = [pytest.mark.soak, pytest.mark.built]

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "library-2026.perfdesk"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder, built as `installer/build.py` does."""
    spec = importlib.util.spec_from_file_location("installer_build", ROOT / "installer" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    return build.build(tmp_path_factory.mktemp("built"))


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of somebody who has neither Python nor a display."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PERFDESK_STATE": str(folder / "state"),
    }


@pytest.fixture(scope="session")
def demo(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what the program drew and exported without a hand."""
    folder = tmp_path_factory.mktemp("demo")
    command = [str(built / "perfdesk"), "--demo", str(folder / "out")]
    done = subprocess.run(
        command, cwd=folder, env=surroundings(folder), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out"


def texts(path: Path) -> str:
    """Return the text of an export without white space."""
    if path.suffix == ".docx":
        tables = Document(str(path)).tables
        found = [cell.text for table in tables for row in table.rows for cell in row.cells]
    elif path.suffix == ".xlsx":
        book = load_workbook(path)
        found = [str(cell.value or "") for sheet in book for row in sheet.iter_rows() for cell in row]
    else:
        with pdfplumber.open(path) as pdf:
            found = [each["text"] for page in pdf.pages for each in page.chars]
    return "".join("".join(found).split())


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_the_built_program_exports_every_form_of_the_sample(demo: Path, kind: str) -> None:
    text = texts(demo / f"library-2026.{kind}")
    for form in open_draft(SAMPLE).draft.forms:
        assert "".join(form.fields["project_name"].split()) in text


def test_the_built_program_opens_the_sample_in_its_window(demo: Path) -> None:
    image = QImage(str(demo / "window.png"))
    assert image.width() >= 800
    assert image.height() >= 600
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 50, "an empty window"


def test_the_built_program_opens_a_file_that_is_given_to_it(built: Path, tmp_path: Path) -> None:
    draft = tmp_path / "a.perfdesk"
    shutil.copy(SAMPLE, draft)
    process = subprocess.Popen([str(built / "perfdesk"), "--new-instance", str(draft)], env=surroundings(tmp_path))
    try:
        until = time.monotonic() + 20
        while not lock_file(draft).exists() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        assert lock_file(draft).exists()
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()


def test_the_built_program_knows_the_commands(built: Path, tmp_path: Path) -> None:
    command = [str(built / "perfdesk"), "templates"]
    done = subprocess.run(command, env=surroundings(tmp_path), capture_output=True, encoding="utf-8", check=True)
    for name in templates():
        assert name in done.stdout


def test_of_qt_only_what_the_window_needs_is_shipped(built: Path) -> None:
    names = [str(path.relative_to(built)) for path in built.rglob("*")]
    assert not [name for name in names if re.search("Qml|Quick|VirtualKeyboard|QtPdf|Qt6Pdf", name)]
    assert [Path(name).name for name in names if name.endswith(".qm")] == ["qtbase_zh_CN.qm"]


def test_nothing_under_the_gpl_and_no_tool_of_the_workshop_is_shipped(built: Path) -> None:
    names = " ".join(path.name for path in built.rglob("*"))
    assert not re.findall("libreadline|hypothesis|mypy|pytest|fontTools", names)
    assert not list(built.rglob("libgtk*"))


def test_every_licence_travels_along_and_says_how_to_swap_qt(built: Path) -> None:
    licences = " ".join(path.name for path in (built / "licences").iterdir())
    for name in ("LGPL-3.0", "GPL-3.0", "perfdesk-Apache", "python-LICENSE", "pillow", "lxml", "reportlab", "Noto"):
        assert name in licences
    assert "LESSER" in (built / "licences" / "LGPL-3.0.txt").read_text(encoding="utf-8")
    assert "libQt6" in (built / "更换Qt.md").read_text(encoding="utf-8")
    assert list((built / "_internal" / "PySide6" / "Qt" / "lib").glob("libQt6Widgets.so.6"))


def test_the_resources_are_those_of_the_checkout(built: Path) -> None:
    shipped = built / "_internal" / "perfdesk" / "resources"
    for path in (ROOT / "resources").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert (shipped / path.relative_to(ROOT / "resources")).stat().st_size == path.stat().st_size


def test_the_library_archive_is_whole(built: Path) -> None:
    with zipfile.ZipFile(built / "_internal" / "base_library.zip") as archive:
        assert archive.testzip() is None
    assert os.access(built / "perfdesk", os.X_OK)
