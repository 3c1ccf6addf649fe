"""PDF files: the pages as they are, with embedded fonts and text that copies back exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from perfdesk.grid import Sheet
from perfdesk.page import Fit, Page, fit
from perfdesk.page.leaves import HAIRLINE_PT, Leaf, Side, leaves
from perfdesk.page.metrics import SONG, missing
from perfdesk.writers import carry
from perfdesk.writers.notice import Notice
from perfdesk.writers.pdf_text import MM, Typist, forget, register


def write(sheets: Iterable[Sheet], out: BinaryIO, *, title: str = "") -> list[Notice]:
    """Write one PDF file with every form on pages of its own; the same sheets give the same bytes.

    Args:
        sheets: the forms; may be an iterator, one is held at a time.
        out: where the bytes go; stays open.
        title: the document's title.

    Returns:
        The characters that no bundled font can draw (a box stands for each), with form and place.
    """
    canvas, typist = _begin(out, title)
    notices: list[Notice] = []
    number = 0
    try:
        for number, sheet in enumerate(sheets, 1):
            notices.extend(_notices(sheet, number))
            for leaf in leaves([(number - 1, fit(sheet))]):
                _side(canvas, typist, leaf)
        if not number:
            canvas.showPage()
        canvas.save()
    finally:
        forget(canvas)
    return notices


def write_sides(sides: Iterable[Side], out: BinaryIO, *, title: str = "") -> None:
    """Write one PDF file with these sides of paper, as a printer would put them out; a blank one is as the last.

    Args:
        sides: may be an iterator, one is held at a time; the first is not blank.
        out: where the bytes go; stays open.
        title: the document's title.
    """
    canvas, typist = _begin(out, title)
    try:
        for side in sides:
            if side is None:
                canvas.showPage()
            else:
                _side(canvas, typist, side)
        canvas.save()
    finally:
        forget(canvas)


def _begin(out: BinaryIO, title: str) -> tuple[Canvas, Typist]:
    register(SONG)
    rl_config.useA85 = 0
    canvas = Canvas(out, invariant=1, pageCompression=1, initialFontName=SONG)  # type: ignore[arg-type] # the stub says float
    canvas.setTitle(title)
    canvas.setSubject(title)
    canvas.setAuthor("")
    canvas.setCreator("perfdesk")
    return canvas, Typist(canvas)


def _side(canvas: Canvas, typist: Typist, leaf: Leaf) -> None:
    """Put one page on its paper."""
    high = leaf.fit.sheet.paper.height_mm
    canvas.setPageSize((leaf.width_mm * MM, leaf.height_mm * MM))
    if leaf.page.number == 1:
        key = f"form{leaf.form + 1}-{canvas.getPageNumber()}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(_outline(leaf.fit.sheet, leaf.form + 1), key, level=0)
    if leaf.scale != 1.0:
        canvas.translate(leaf.x_mm * MM, (leaf.height_mm - leaf.y_mm - leaf.scale * high) * MM)
        canvas.scale(leaf.scale, leaf.scale)
    canvas._code.extend(_operators(typist, leaf.fit, leaf.page))  # type: ignore[attr-defined] # the fast way in
    canvas.showPage()


def _outline(sheet: Sheet, number: int) -> str:
    name = " ".join(carry.carried(sheet.name).split())
    return name or f"第{number}张表"


def _operators(typist: Typist, fitted: Fit, page: Page) -> Iterator[str]:
    """Yield the drawing operators of one page: the table's lines, then all text."""
    top = fitted.sheet.paper.height_mm
    yield f"{HAIRLINE_PT} w"
    for cell in page.cells:
        x, y = cell.x_mm * MM, (top - cell.y_mm - cell.height_mm) * MM
        yield f"{x:.3f} {y:.3f} {cell.width_mm * MM:.3f} {cell.height_mm * MM:.3f} re"
    if page.cells:
        yield "S"
    for paragraph in page.paragraphs:
        style = fitted.sheet.styles[paragraph.paragraph.style]
        box = (paragraph.x_mm, paragraph.y_mm, paragraph.width_mm, paragraph.height_mm)
        yield from typist.block(paragraph.lines, box, style, (paragraph.pt, paragraph.line_mm, top))
    padding = fitted.padding_mm[0]
    for cell in page.cells:
        if not cell.lines:
            continue
        style = fitted.sheet.styles[cell.cell.style]
        box = (cell.x_mm + padding, cell.y_mm, cell.width_mm - 2 * padding, cell.height_mm)
        yield from typist.block(cell.lines, box, style, (cell.pt, cell.line_mm, top))


def _notices(sheet: Sheet, form: int) -> Iterator[Notice]:
    """Yield a notice for each character that is drawn as a box, by cell and line, in reading order."""
    for paragraph in sheet.above:
        yield from _of(paragraph.text, form, lambda: "表上方")
    for cell in sheet.grid.cells:
        if cell.text:
            yield from _of(cell.text, form, partial(carry.place, sheet.grid, cell))
    for paragraph in sheet.below:
        yield from _of(paragraph.text, form, lambda: "表下方")


def _of(text: str, form: int, where: Callable[[], str]) -> Iterator[Notice]:
    for char in missing(text):
        yield Notice(form, where(), char, "字体里没有这个字符，PDF 中用方框代替。")
