"""Excel: one form against openpyxl by hand and XlsxWriter, with the same merges; 1,000 forms in one file."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import openpyxl
import xlsxwriter
from frame import Frame, Rival
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from rivals import FORM, best, forms

from perfdesk.page import fit
from perfdesk.writers import xlsx
from perfdesk.writers.faces import FACES
from readback import expected, xlsx_forms

_MM = 72 / 25.4


def ours() -> bytes:
    """Write the form with perfdesk, layout included."""
    out = io.BytesIO()
    xlsx.write([FORM], out)
    return out.getvalue()


ROW_PT = [mm * _MM for mm in fit(FORM).row_mm]


def naive() -> bytes:
    """Write the form as the manual of openpyxl says: style objects for each cell, `merge_cells`."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for col, mm in enumerate(FORM.columns_mm, 1):
        sheet.column_dimensions[get_column_letter(col)].width = mm / 25.4 * 12
    for row, one in enumerate(FORM.above, 1):
        cell = sheet.cell(row, 1, one.text)
        look = FORM.styles[one.style]
        cell.font = Font(name=FACES[look.font], size=look.pt)
        cell.alignment = Alignment(horizontal=look.align, vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=FORM.grid.n_cols)
    top = len(FORM.above) + 1
    for row, height in enumerate(ROW_PT):
        sheet.row_dimensions[top + row].height = height
    for one_cell in FORM.grid.cells:
        look = FORM.styles[one_cell.style]
        for row in range(one_cell.row, one_cell.row_end):
            for col in range(one_cell.col, one_cell.col_end):
                cell = sheet.cell(top + row, 1 + col)
                side = Side(style="thin", color="FF000000")
                cell.border = Border(left=side, right=side, top=side, bottom=side)
                cell.font = Font(name=FACES[look.font], size=look.pt)
                cell.alignment = Alignment(horizontal=look.align, vertical="center", wrap_text=True)
        sheet.cell(top + one_cell.row, 1 + one_cell.col).value = one_cell.text or None
        if one_cell.rows * one_cell.cols > 1:
            sheet.merge_cells(
                start_row=top + one_cell.row,
                end_row=top + one_cell.row_end - 1,
                start_column=1 + one_cell.col,
                end_column=one_cell.col_end,
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlsxwriter() -> bytes:
    """Write the form with XlsxWriter: a format for each style, `merge_range`."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    plain, boxed = (
        {
            name: book.add_format(
                {
                    "font_name": FACES[look.font],
                    "font_size": look.pt,
                    "align": look.align,
                    "valign": "vcenter",
                    "text_wrap": True,
                    "border": border,
                }
            )
            for name, look in FORM.styles.items()
        }
        for border in (0, 1)
    )
    for col, mm in enumerate(FORM.columns_mm):
        sheet.set_column(col, col, mm / 25.4 * 12)
    for row, one in enumerate(FORM.above):
        sheet.merge_range(row, 0, row, FORM.grid.n_cols - 1, one.text, plain[one.style])
    top = len(FORM.above)
    for row, height in enumerate(ROW_PT):
        sheet.set_row(top + row, height)
    for cell in FORM.grid.cells:
        row, col, look_format = top + cell.row, cell.col, boxed[cell.style]
        if cell.rows * cell.cols > 1:
            sheet.merge_range(row, col, top + cell.row_end - 1, cell.col_end - 1, cell.text, look_format)
        else:
            sheet.write_string(row, col, cell.text, look_format)
    book.close()
    return out.getvalue()


def many(count: int) -> None:
    """Write `count` forms into one file."""
    with tempfile.TemporaryFile() as out:
        xlsx.write(forms(count), out)


def check(raw: bytes) -> None:
    """Read a file back: only a right file may race.

    Raises:
        AssertionError: a cell is not in its place.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.xlsx"
        path.write_bytes(raw)
        (form,) = xlsx_forms(path).values()
    assert form.cells == expected(FORM).cells


def main(frame: Frame) -> None:
    """Race, then the long file."""
    for work in (ours, naive, by_xlsxwriter):
        check(work())
    rivals = {"openpyxl by hand": Rival(naive, goal=20), "XlsxWriter": Rival(by_xlsxwriter)}
    frame.race("Excel, one form", ours, rivals)
    hundred, thousand = (best(frame, "bench_xlsx:many", count) for count in (100, 1000))
    frame.goal("Excel, 1,000 forms in one file", thousand.seconds, unit="s")
    frame.goal("Excel, 1,000 forms against 100", thousand.seconds / hundred.seconds, at_most=10, unit="×")
    frame.goal("Excel, 1,000 forms, peak memory", thousand.peak_mb, at_most=200, unit="MB")
