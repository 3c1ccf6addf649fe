"""Word: one form against docxtpl and python-docx by hand, with the same merges; 1,000 forms in one file."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from pathlib import Path

import docx as python_docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate
from frame import Frame, Rival
from rivals import FORM, best, forms

from perfdesk.grid import Grid, Sheet
from perfdesk.writers import docx
from perfdesk.writers.faces import FACES
from readback import docx_forms, expected

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def ours() -> bytes:
    """Write the form with perfdesk, layout included."""
    out = io.BytesIO()
    docx.write([FORM], out)
    return out.getvalue()


def _template() -> bytes:
    """Return the form with a place holder in each cell: what an author of a docxtpl template makes in Word."""
    cells = tuple(replace(cell, text=f"{{{{ cell[{number}] }}}}") for number, cell in enumerate(FORM.grid.cells))
    out = io.BytesIO()
    docx.write([replace(FORM, grid=Grid(FORM.grid.n_rows, FORM.grid.n_cols, cells))], out)
    return out.getvalue()


TEMPLATE = _template()


def docxtpl() -> bytes:
    """Fill the template with docxtpl."""
    template = DocxTemplate(io.BytesIO(TEMPLATE))
    template.render({"cell": [cell.text for cell in FORM.grid.cells]}, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def naive() -> bytes:
    """Write the form as the manual of python-docx says: `table.cell`, `merge`, a font for each run."""
    document = python_docx.Document()
    for one in FORM.above:
        paragraph = document.add_paragraph(one.text)
        paragraph.alignment = _ALIGN[FORM.styles[one.style].align]
        _dress(paragraph, FORM, one.style)
    table = document.add_table(FORM.grid.n_rows, FORM.grid.n_cols)
    table.style = "Table Grid"
    table.autofit = False
    for cell in FORM.grid.cells:
        first = table.cell(cell.row, cell.col)
        merged = first.merge(table.cell(cell.row_end - 1, cell.col_end - 1))
        merged.width = Mm(sum(FORM.columns_mm[cell.col : cell.col_end]))
        merged.text = cell.text
        for paragraph in merged.paragraphs:
            paragraph.alignment = _ALIGN[FORM.styles[cell.style].align]
            _dress(paragraph, FORM, cell.style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _dress(paragraph: object, sheet: Sheet, style: str) -> None:
    look = sheet.styles[style]
    for run in paragraph.runs:  # type: ignore[attr-defined]
        run.font.name = FACES[look.font]
        run.font.size = Pt(look.pt)
        fonts = run._r.get_or_add_rPr().find(qn("w:rFonts"))
        fonts = fonts if fonts is not None else OxmlElement("w:rFonts")
        fonts.set(qn("w:eastAsia"), FACES[look.font])


def many(count: int) -> None:
    """Write `count` forms into one file."""
    with tempfile.TemporaryFile() as out:
        docx.write(forms(count), out)


def check(raw: bytes) -> None:
    """Read a file back: only a right file may race.

    Raises:
        AssertionError: a cell is not in its place.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.docx"
        path.write_bytes(raw)
        (form,) = docx_forms(path)
    assert form.cells == expected(FORM).cells


def main(frame: Frame) -> None:
    """Race, then the long file."""
    for work in (ours, docxtpl, naive):
        check(work())
    rivals = {"docxtpl": Rival(docxtpl, goal=10), "python-docx by hand": Rival(naive, goal=100)}
    frame.race("Word, one form", ours, rivals)
    hundred, thousand = (best(frame, "bench_docx:many", count) for count in (100, 1000))
    frame.goal("Word, 1,000 forms in one file", thousand.seconds, unit="s")
    frame.goal("Word, 1,000 forms against 100", thousand.seconds / hundred.seconds, at_most=10, unit="×")
    frame.goal("Word, 1,000 forms, peak memory", thousand.peak_mb, at_most=200, unit="MB")
