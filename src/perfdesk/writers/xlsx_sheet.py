"""One Excel sheet as text: widths, rows, merges, paper, page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise

from perfdesk.grid import Paper
from perfdesk.page.pages import Fit
from perfdesk.writers.carry import escaped
from perfdesk.writers.package import XML
from perfdesk.writers.xlsx_heights import SPARE_MM
from perfdesk.writers.xlsx_rows import Plan
from perfdesk.writers.xlsx_shell import Look, Looks

_OPEN = f'{XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_PX_PER_CHAR = 8  # a digit of 宋体 11 at 96 dpi: the unit of column widths
_PAPERS = {(210.0, 297.0): 9, (297.0, 420.0): 8, (148.0, 210.0): 11, (182.0, 257.0): 13}
_LEAST_MARGIN_MM = 5.0
_LIKE_A_FORMULA = tuple("=+-@＝＋－＠'\t")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_AS_TEXT = 255  # a longer text in the format "text" is shown as ### by old versions of Excel


def sheet_xml(fitted: Fit, made: Plan, looks: Looks, *, first: bool) -> str:
    """Return the part of one sheet; `first`: it is the one that stands open."""
    return "".join(
        (
            _OPEN,
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
            f'<dimension ref="{area(fitted, made)}"/>',
            f'<sheetViews><sheetView showGridLines="0"{" tabSelected=" + chr(34) + "1" + chr(34) if first else ""}'
            ' workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="13.5"/>',
            _columns(fitted.sheet.columns_mm),
            "<sheetData>",
            *_rows(fitted, made, looks),
            "</sheetData>",
            _merges(made),
            _paper(fitted),
            _breaks(made),
            f'<ignoredErrors><ignoredError sqref="{area(fitted, made)}" numberStoredAsText="1"'
            ' twoDigitTextYear="1"/></ignoredErrors></worksheet>',
        )
    )


def area(fitted: Fit, made: Plan, mark: str = "") -> str:
    """Return the cells in use, such as "A1:H25"; with `mark` "$", "$A$1:$H$25"."""
    last = column(max(0, fitted.sheet.grid.n_cols - 1))
    return f"{mark}A{mark}1:{mark}{last}{mark}{max(1, len(made.heights_pt))}"


@cache
def column(number: int) -> str:
    """Return the letters of a column, counted from 0."""
    head, tail = divmod(number, 26)
    return (column(head - 1) if head else "") + chr(ord("A") + tail)


def _columns(columns_mm: tuple[float, ...]) -> str:
    """Return the widths; edges are rounded to pixels, the last one down: never wider than the paper."""
    exact = [mm / 25.4 * 96 for mm in accumulate(columns_mm, initial=0.0)]
    edges = [*map(round, exact[:-1]), int(exact[-1] + 1e-6)]
    widths = [(end - start) / _PX_PER_CHAR for start, end in pairwise(edges)]
    made = (
        f'<col min="{number}" max="{number}" width="{width:g}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    return f"<cols>{''.join(made)}</cols>"


def _rows(fitted: Fit, made: Plan, looks: Looks) -> Iterator[str]:
    rows: list[list[tuple[int, str]]] = [[] for _ in made.heights_pt]
    known: dict[tuple[str, bool, bool, bool, bool], int] = {}
    for block in made.blocks:
        key = (
            block.style,
            block.cell is not None,
            block.top,
            _is_short(block.text),
            block.text.startswith(_LIKE_A_FORMULA),
        )
        look = known.get(key)
        if look is None:
            style = block.style
            look = known[key] = looks.of(Look(fitted.sheet.styles[style], fitted.pt[style], *key[1:]))
        letters = [column(col) for col in range(block.left, block.right)]
        for row in range(block.first, block.end):
            rows[row].append((block.left, "".join([f'<c r="{col}{row + 1}" s="{look}"/>' for col in letters])))
        if block.text:
            _say(rows[block.first], block.text)
    for number, (height, cells) in enumerate(zip(made.heights_pt, rows, strict=True), 1):
        cells.sort()
        yield f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join([xml for _, xml in cells])}</row>'


def _say(row: list[tuple[int, str]], text: str) -> None:
    """Put a text into the first cell of the last block of a row."""
    left, xml = row[-1]
    if "_x" in text:
        text = _ESCAPE.sub("_x005F_", text)
    inner = f' t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'
    row[-1] = (left, xml.replace("/>", inner, 1))


def _is_short(text: str) -> bool:
    if len(text) * 2 <= _LONGEST_AS_TEXT:
        return True
    return len(text.encode("utf-16-le", "replace")) <= 2 * _LONGEST_AS_TEXT


def _merges(made: Plan) -> str:
    refs = [
        f'<mergeCell ref="{column(block.left)}{block.first + 1}:{column(block.right - 1)}{block.end}"/>'
        for block in made.blocks
        if block.end - block.first > 1 or block.right - block.left > 1
    ]
    return f'<mergeCells count="{len(refs)}">{"".join(refs)}</mergeCells>' if refs else ""


def _paper(fitted: Fit) -> str:
    """Return paper and margins; a form that Fit puts on one page stays on one page with any program's rounding."""
    paper = fitted.sheet.paper
    top, right, bottom, left = paper.margins_mm
    bottom = max(bottom - SPARE_MM, min(bottom, _LEAST_MARGIN_MM))
    tall = 1 if len(fitted.pages) == 1 else 0
    return (
        f'<pageMargins left="{_inch(left)}" right="{_inch(right)}" top="{_inch(top)}" bottom="{_inch(bottom)}"'
        f' header="0.2" footer="0.2"/><pageSetup {_size(paper)} fitToWidth="1" fitToHeight="{tall}"/>'
    )


def _size(paper: Paper) -> str:
    turned = paper.width_mm > paper.height_mm
    short, long = sorted((paper.width_mm, paper.height_mm))
    size = _PAPERS.get((short, long))
    named = f'paperSize="{size}"' if size else f'paperHeight="{long:g}mm" paperWidth="{short:g}mm"'
    return f'{named} orientation="{"landscape" if turned else "portrait"}"'


def _inch(mm: float) -> str:
    return f"{mm / 25.4:.5f}"


def _breaks(made: Plan) -> str:
    if not made.new_pages:
        return ""
    marks = "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in made.new_pages)
    count = len(made.new_pages)
    return f'<rowBreaks count="{count}" manualBreakCount="{count}">{marks}</rowBreaks>'
