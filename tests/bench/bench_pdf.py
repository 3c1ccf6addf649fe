"""PDF: one form and a file of 50 against platypus with the same fonts and merges; 1,000 forms in one file."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable

import pdfplumber
from frame import Frame, Rival
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, SimpleDocTemplate, Table
from reportlab.platypus import Paragraph as Flowing
from rivals import FORM, best, forms

from perfdesk.grid import Sheet, Style
from perfdesk.page.metrics import main_font
from perfdesk.writers import pdf
from perfdesk.writers.pdf_text import register

_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
_MANY = 50


def ours(sheets: Iterable[Sheet] = (FORM,)) -> bytes:
    """Write forms with perfdesk, layout included."""
    out = io.BytesIO()
    pdf.write(sheets, out)
    return out.getvalue()


def platypus(sheets: Iterable[Sheet] = (FORM,)) -> bytes:
    """Write forms as the manual of reportlab says: a Table with SPANs, a Paragraph in every cell."""
    out = io.BytesIO()
    top, right, bottom, left = (margin * mm for margin in FORM.paper.margins_mm)
    document = SimpleDocTemplate(
        out, topMargin=top - 6, rightMargin=right - 6, bottomMargin=bottom - 6, leftMargin=left - 6
    )
    story: list[object] = []
    for sheet in sheets:
        looks = {name: _looks(name, style) for name, style in sheet.styles.items()}
        story += [Flowing(line.text, looks[line.style]) for line in sheet.above]
        story += [_table(sheet, looks), PageBreak()]
    document.build(story)
    return out.getvalue()


def _looks(name: str, style: Style) -> ParagraphStyle:
    font = main_font(style.font)
    register(font)
    leading, align = style.pt * 1.3, _ALIGN[style.align]
    return ParagraphStyle(
        name, fontName=font, fontSize=style.pt, leading=leading, alignment=align, wordWrap="CJK", splitLongWords=1
    )


def _table(sheet: Sheet, looks: dict[str, ParagraphStyle]) -> Table:
    grid = sheet.grid
    texts: list[list[object]] = [[""] * grid.n_cols for _ in range(grid.n_rows)]
    dress: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 1.2 * mm),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1.2 * mm),
        ("TOPPADDING", (0, 0), (-1, -1), 0.6 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0.6 * mm),
    ]
    for cell in grid.cells:
        texts[cell.row][cell.col] = Flowing(cell.text, looks[cell.style])
        dress.append(("SPAN", (cell.col, cell.row), (cell.col_end - 1, cell.row_end - 1)))
    return Table(texts, colWidths=[width * mm for width in sheet.columns_mm], style=dress)


def many(count: int) -> None:
    """Write `count` forms into one file."""
    with tempfile.TemporaryFile() as out:
        pdf.write(forms(count), out)


def check(raw: bytes) -> None:
    """Read a file back: only a right file may race.

    Raises:
        AssertionError: a text is missing.
    """
    with pdfplumber.open(io.BytesIO(raw)) as document:
        shown = "".join(char["text"] for page in document.pages for char in page.chars)
    for cell in FORM.grid.cells:
        assert cell.text in shown, cell.text


def main(frame: Frame) -> None:
    """Race, then the long file."""
    for work in (ours, platypus):
        check(work())
    frame.race("PDF, one form", ours, {"platypus": Rival(platypus, goal=2)})
    many_forms = list(forms(_MANY))
    rivals = {"platypus": Rival(lambda: platypus(many_forms), goal=2)}
    frame.race(f"PDF, {_MANY} forms in one file", lambda: ours(many_forms), rivals)
    hundred, thousand = (best(frame, "bench_pdf:many", count) for count in (100, 1000))
    frame.goal("PDF, 1,000 forms in one file", thousand.seconds, unit="s")
    frame.goal("PDF, 1,000 forms against 100", thousand.seconds / hundred.seconds, at_most=10, unit="×")
    frame.goal("PDF, 1,000 forms, peak memory", thousand.peak_mb, at_most=200, unit="MB")
