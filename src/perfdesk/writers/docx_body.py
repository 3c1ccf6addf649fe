"""The text of a Word body: styles in use, lines outside the table, tables."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise

from perfdesk.grid import Paper, Style
from perfdesk.page.pages import Fit, PlacedParagraph
from perfdesk.writers.carry import escaped, quoted
from perfdesk.writers.docx_tables import Joins, Piece, Table
from perfdesk.writers.faces import FACES

_MARGINS = ("top", "left", "bottom", "right")
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
_GAP_TWIPS = 10
_LINE_TWIPS = 6  # half the width of a line, rounded up: it takes its room inside the row, ours has none
_SLACK_MM = 3.0
_FLOWING_TWIPS = 6
_LEAST_MARGIN_MM = 5.0


def twips(mm: float) -> int:
    """Return a length in twentieths of a point."""
    return round(mm * 1440 / 25.4)


class Looks:
    """The paragraph styles that a document uses, found while its body is written.

    A style per face, size, line height and alignment: a clerk changes all cells of a kind at once.
    """

    gap = '<w:pStyle w:val="gap"/>'
    again = '<w:pStyle w:val="again"/>'

    def __init__(self) -> None:
        self._ids: dict[tuple[Style, float, float, Joins], str] = {}

    def of(self, fitted: Fit, style: str, joins: Joins = "") -> str:
        """Return the element that names the style of a paragraph."""
        key = (fitted.sheet.styles[style], fitted.pt[style], fitted.line_mm[style], joins)
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = f'<w:pStyle w:val="s{len(self._ids) + 1}"/>'
        return found

    def xml(self) -> str:
        """Return the definitions of all styles in use."""
        thin = _thin("gap", "间隔") + _thin("again", "续表")
        return thin + "".join(_style(number, *key) for number, key in enumerate(self._ids, 1))


def _thin(key: str, name: str) -> str:
    """Return a style of next to no height: what parts two tables, or ends a document."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:line="{_GAP_TWIPS}" w:lineRule="exact"/></w:pPr>'
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
    )


def _style(number: int, style: Style, pt: float, line_mm: float, joins: Joins) -> str:
    face = FACES[style.font]
    size = int(pt * 2)
    name = f"表格文字{number}" + (f"（续{joins}）" if joins else "")
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="s{number}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:spacing w:line="{twips(line_mm)}" w:lineRule="exact"/><w:jc w:val="{style.align}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}" w:cs="{face}"/>{bold}'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def section(paper: Paper, *, flows: bool) -> str:
    """Return the section's paper and margins; the bottom margin is 3 mm lower, as pages are broken by name.

    The room keeps a page that is full to the brim from spilling its last row in a program that rounds upwards.
    Where a row `flows` over pages it is only a point, so that as many lines as on our page find room.
    """
    top, right, bottom, left = (twips(mm) for mm in paper.margins_mm)
    spare = _FLOWING_TWIPS if flows else max(0, min(twips(_SLACK_MM), bottom - twips(_LEAST_MARGIN_MM)))
    turned = ' w:orient="landscape"' if paper.width_mm > paper.height_mm else ""
    return (
        '<w:sectPr><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(paper.width_mm)}" w:h="{twips(paper.height_mm)}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{max(0, bottom - spare)}" w:left="{left}"'
        ' w:header="340" w:footer="340" w:gutter="0"/></w:sectPr>'
    )


def new_page(look: str) -> str:
    """Return the thin paragraph that begins a new page; it also keeps Word from joining two tables.

    Its style "续表" says that the table below continues the one above; programs that drop captions keep it.
    """
    return f"<w:p><w:pPr>{look}<w:pageBreakBefore/></w:pPr></w:p>"


def line(fitted: Fit, placed: PlacedParagraph, looks: Looks, where: tuple[float, float, bool]) -> str:
    """Return a line above or below the table; `where`: mm before it, mm after it, whether it begins a page."""
    before, after, new = where
    style = placed.paragraph.style
    pitch = twips(fitted.line_mm[style])
    texts = placed.paragraph.text.split("\n")
    made = []
    for number, text in enumerate(texts):
        first, last = number == 0, number == len(texts) - 1
        made.append(
            f"<w:p><w:pPr>{looks.of(fitted, style)}{'<w:pageBreakBefore/>' if new and first else ''}"
            f'<w:spacing w:before="{twips(before) if first else 0}" w:after="{twips(after) if last else 0}"'
            f' w:line="{pitch}" w:lineRule="exact"/></w:pPr>{run(text)}</w:p>'
        )
    return "".join(made)


def run(text: str) -> str:
    """Return one line of text as a run, tabs kept; nothing for an empty line."""
    if not text:
        return ""
    inner = escaped(text)
    if "\t" in inner:
        inner = inner.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r><w:t xml:space="preserve">{inner}</w:t></w:r>'


def table_xml(fitted: Fit, table: Table, looks: Looks) -> str:
    """Return one table."""
    edges = _edges(fitted.sheet.columns_mm)
    made = [_table_head(fitted, table, edges)]
    tall_mm = 0.0
    for row, pieces in enumerate(table.by_row()):
        height = twips(tall_mm + table.row_mm[row]) - twips(tall_mm)
        tall_mm += table.row_mm[row]
        made.append(_row_head(table, row, height))
        stays = "<w:keepNext/>" if row in table.stays else ""
        for piece in pieces:
            cell = piece.cell
            align = "top" if table.flows and table.flows.intersection(piece.covers) else "center"
            made.append(_cell_head(edges[cell.col], edges[cell.col_end], _merge(piece, row), cell.cols, align))
            made.append(_paragraphs(piece, row, looks.of(fitted, cell.style, piece.joins) + stays))
        made.append("</w:tr>")
    made.append("</w:tbl>")
    return "".join(made)


def _edges(columns_mm: tuple[float, ...]) -> tuple[int, ...]:
    """Return the columns' edges in twips, so that rounding never adds up."""
    return tuple(twips(mm) for mm in accumulate(columns_mm, initial=0.0))


def _table_head(fitted: Fit, table: Table, edges: tuple[int, ...]) -> str:
    sheet = fitted.sheet
    side, upright = twips(fitted.padding_mm[0]), max(0, twips(fitted.padding_mm[1]) - _LINE_TWIPS)
    room = zip(_MARGINS, (upright, side) * 2, strict=True)
    margins = "".join(f'<w:{name} w:w="{width}" w:type="dxa"/>' for name, width in room)
    indent = twips(table.x_mm - sheet.paper.margins_mm[3])
    caption = quoted(" ".join(sheet.title.split()) + ("（续表）" if table.goes_on else ""))
    columns = "".join(f'<w:gridCol w:w="{end - start}"/>' for start, end in pairwise(edges))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblCaption w:val="{caption}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def _row_head(table: Table, row: int, height: int) -> str:
    whole = "" if row in table.flows else "<w:cantSplit/>"
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    again = "<w:tblHeader/>" if row < table.n_heads else ""
    return f"<w:tr><w:trPr>{whole}{tall}{again}</w:trPr>"


def _merge(piece: Piece, row: int) -> str:
    if piece.rows == 1:
        return ""
    return '<w:vMerge w:val="restart"/>' if piece.row == row else "<w:vMerge/>"


@lru_cache(maxsize=4096)
def _cell_head(left: int, right: int, merge: str, cols: int, align: str) -> str:
    span = f'<w:gridSpan w:val="{cols}"/>' if cols > 1 else ""
    width = f'<w:tcW w:w="{right - left}" w:type="dxa"/>'
    return f'<w:tc><w:tcPr>{width}{span}{merge}<w:vAlign w:val="{align}"/></w:tcPr>'


def _paragraphs(piece: Piece, row: int, looks: str) -> str:
    """Return the paragraphs of a cell, one for each line typed; an empty one where it only goes on from above."""
    text = piece.text if piece.row == row else ""
    return "".join(f"<w:p><w:pPr>{looks}</w:pPr>{run(part)}</w:p>" for part in text.split("\n")) + "</w:tc>"
