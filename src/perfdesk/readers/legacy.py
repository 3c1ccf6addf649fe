"""Formats that only LibreOffice reads (.doc, .wps, .rtf, .odt, .ods and others): converted where it is installed.

It runs with a profile of its own that is thrown away, with macros off, for at most a minute.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from perfdesk.errors import UserError
from perfdesk.grid import SourceDocument
from perfdesk.paths import is_file
from perfdesk.readers import docx, xlsx
from perfdesk.readers.archive import open_archive, refuse_doctype
from perfdesk.readers.kinds import Kind
from perfdesk.readers.refusals import damaged, not_readable

SECONDS = 60.0
_NAMES = {
    "doc": "旧版 Word 或 WPS 文字文档",
    "rtf": "RTF 文档",
    "odt": "OpenDocument 文字文档",
    "ods": "OpenDocument 表格",
    "xlsb": "Excel 二进制工作簿",
    "xml": "Office XML 文档",
}
_SHEETS = {"ods", "xlsb"}
_XML_SHEETS = (b"Excel.Sheet", b"vnd.oasis.opendocument.spreadsheet")
_ARCHIVES = {"odt", "ods", "xlsb"}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse">
<value>true</value></prop></item>
</oor:items>
"""


def soffice() -> str | None:
    """Return the program LibreOffice, None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if is_file(Path(place))), None)


def read(data: bytes, name: str, kind: Kind) -> SourceDocument:
    """Return the lines and tables of a document in an old or foreign format.

    Raises:
        UserError: E25 an unsafe archive, E28 damaged, E29 LibreOffice is absent or took too long.
    """
    if kind in _ARCHIVES:
        open_archive(data, name).check_xml()
    if kind == "xml":
        refuse_doctype(data, name)
    sheets = kind in _SHEETS or (kind == "xml" and any(mark in data[:8192] for mark in _XML_SHEETS))
    target = "xlsx" if sheets else "docx"
    program = soffice()
    if program is None:
        raise _not_converted(name, kind, target)
    made = _converted(program, data, name, (kind, target))
    return xlsx.read(made, name) if sheets else docx.read(made, name)


def _not_converted(name: str, kind: Kind, target: str) -> UserError:
    program = "Excel 或 WPS 表格" if target == "xlsx" else "Word 或 WPS 文字"
    todo = f"请用 {program} 打开，另存为 .{target}，再导入；本机装有 LibreOffice 时可以直接导入。"
    return not_readable(name, _NAMES.get(kind, "旧格式文档"), todo)


def _converted(program: str, data: bytes, name: str, kinds: tuple[Kind, str]) -> bytes:
    """Return the document as .docx or .xlsx; everything that is written on the way is removed again."""
    kind, target = kinds
    with tempfile.TemporaryDirectory(prefix="perfdesk-", ignore_cleanup_errors=True) as folder:
        source, out, profile = Path(folder, f"source.{kind}"), Path(folder, "out"), Path(folder, "profile")
        source.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        order = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        order += ["--nodefault", "--nologo", "--convert-to", target, "--outdir", str(out), str(source)]
        if not _run(order):
            raise not_readable(
                name, "LibreOffice 一分钟内没有读完的文档", f"请用原来的程序打开，另存为 .{target}，再导入。"
            )
        made = out / f"source.{target}"
        if not is_file(made):
            raise damaged(name)
        return made.read_bytes()


def _run(order: list[str]) -> bool:
    """Run a program for at most a minute; return whether it came to an end by itself."""
    own_group = sys.platform != "win32"
    quiet = subprocess.DEVNULL
    running = subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the arguments are ours
        order, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=own_group
    )
    try:
        running.wait(SECONDS)
    except subprocess.TimeoutExpired:
        _end(running)
        return False
    return True


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a program and all that it has started."""
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            running.kill()
        else:
            os.killpg(running.pid, signal.SIGKILL)
    running.wait()
