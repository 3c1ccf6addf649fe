"""The installed program finds everything it needs: its tables, fonts and texts travel in the package."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pdfplumber
import pytest

ROOT = Path(__file__).resolve().parents[2]

# Only the unpacked wheel and the installed packages are importable: `-S` keeps the checkout's path file out.
PROGRAM = """
import sys
wheel, packages = sys.argv[1:3]
sys.path[:0] = [wheel]
sys.path.append(packages)
import perfdesk
if not perfdesk.__file__.startswith(wheel):
    sys.exit(f"not the wheel: {perfdesk.__file__}")
import runpy
sys.argv = ["perfdesk", *sys.argv[3:]]
runpy.run_module("perfdesk", run_name="__main__")
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """Return the folder of an unpacked wheel, built without a network."""
    made, folder = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = made.glob("perfdesk-*.whl")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(folder)
    return folder


def perfdesk(installed: Path, folder: Path, *args: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the installed program in another folder."""
    packages = sysconfig.get_path("purelib")
    command = [sys.executable, "-I", "-S", "-c", PROGRAM, str(installed), packages, *map(str, args)]
    env = {**os.environ, "PERFDESK_STATE": str(folder / "state")}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)


def text_of(document: Path) -> str:
    """Return the text of a document, cell by cell, without white space."""
    if document.suffix == ".pdf":
        with pdfplumber.open(document) as pdf:
            return "".join("".join(each["text"].split()) for page in pdf.pages for each in page.chars)
    with zipfile.ZipFile(document) as package:
        parts = (package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml"))
        return "".join("".join(re.sub(r"<[^>]*>", "", part).split()) for part in parts)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_an_installed_program_exports_the_sample_from_another_folder(installed, tmp_path, kind):
    (sample,) = (installed / "perfdesk" / "resources" / "samples").glob("*.perfdesk")
    out = tmp_path / f"sample.{kind}"
    done = perfdesk(installed, tmp_path, "export", sample, "--to", kind, "-o", out)
    assert done.returncode == 0, done.stderr
    projects = [form["fields"]["project_name"] for form in json.loads(sample.read_text(encoding="utf-8"))["forms"]]
    text = text_of(out)
    assert projects
    for project in projects:
        assert "".join(project.split()) in text


def test_an_installed_program_knows_every_layout(installed, tmp_path):
    done = perfdesk(installed, tmp_path, "templates")
    assert done.returncode == 0, done.stderr
    for folder in (ROOT / "resources" / "templates").iterdir():
        assert folder.name in done.stdout


def test_every_bundled_file_travels(installed):
    packed = {
        path.relative_to(installed / "perfdesk" / "resources").as_posix()
        for path in (installed / "perfdesk" / "resources").rglob("*")
        if path.is_file()
    }
    bundled = {
        path.relative_to(ROOT / "resources").as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert packed == bundled
