"""Any table, written as Word or Excel and read back, is the same table."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from perfdesk.grid import Sheet
from perfdesk.writers import docx, xlsx
from readback import docx_forms, expected, xlsx_forms
from soak import rounds
from tilings import sheets, texts


@pytest.mark.soak
@settings(max_examples=rounds(2000, 60))
@given(sheet=sheets())
def test_any_table_survives_word(sheet: Sheet, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.docx"
    with path.open("wb") as out:
        assert docx.write([sheet], out) == []
    (form,) = docx_forms(path)
    wanted = expected(sheet)
    assert form.cells == wanted.cells
    assert form.lines_above == [line for line in wanted.lines_above if line]
    assert form.lines_below == [line for line in wanted.lines_below if line]


@pytest.mark.soak
@settings(max_examples=rounds(2000, 60))
@given(sheet=sheets())
def test_any_table_survives_excel(sheet: Sheet, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    with path.open("wb") as out:
        assert xlsx.write([sheet], out) == []
    (form,) = xlsx_forms(path).values()
    assert form == expected(sheet)
    with zipfile.ZipFile(path) as package:
        assert re.search(b"<f[ >/]", package.read("xl/worksheets/sheet1.xml")) is None


@pytest.mark.soak
@settings(max_examples=rounds(500, 20))
@given(sheet=sheets(text=texts(400), tallest=40))
def test_a_table_over_several_pages_survives_word(sheet: Sheet, tmp_path_factory: pytest.TempPathFactory) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "long.docx"
    with path.open("wb") as out:
        docx.write([sheet, sheet], out)
    for form in docx_forms(path):
        assert form.cells == expected(sheet).cells


def test_writing_needs_no_seeking() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.taken = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, block: object) -> int:
            self.taken += block  # type: ignore[arg-type]
            return len(block)  # type: ignore[arg-type]

    from sheets import two_panel_sheet

    for writer in (docx, xlsx):
        pipe, file = Pipe(), io.BytesIO()
        writer.write([two_panel_sheet()], pipe)  # type: ignore[arg-type]
        writer.write([two_panel_sheet()], file)
        assert bytes(pipe.taken) == file.getvalue()
