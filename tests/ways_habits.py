"""Habits of offices: columns and rows of their own, level names merged or placed otherwise, boxes of any make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import openpyxl

import others
from others import excel, excel_sheet, lines, paragraph, run, with_new_part, word, word_table
from perfdesk.grid import Cell, Grid, Paragraph, Sheet
from perfdesk.model import Draft
from ways import one_sheet
from ways_excel import place_of
from ways_signs import around
from ways_tables import built, is_row, rows_of_indicators
from ways_word import MADE, made

LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parts(grid: Grid, end: str) -> list[Cell]:
    return [cell for cell in grid.cells if is_row(cell) and (cell.source or "").endswith(end)]


def with_column(grid: Grid, col: int, text: Callable[[int], str]) -> Grid:
    """Return the table with one more column before `col`; cells that reach over it are wider."""
    crossed = {row for c in grid.cells if c.col < col < c.col_end for row in range(c.row, c.row_end)}
    cells = [replace(c, col=c.col + (c.col >= col), cols=c.cols + (c.col < col < c.col_end)) for c in grid.cells]
    cells += [Cell(row, col, text=text(row)) for row in range(grid.n_rows) if row not in crossed]
    return Grid(grid.n_rows, grid.n_cols + 1, tuple(cells))


def with_row(grid: Grid, at: int, *texts: str) -> Grid:
    """Return the table with one more row before `at`, its last cell as wide as what is left."""
    cells = [replace(c, row=c.row + (c.row >= at), rows=c.rows + (c.row < at < c.row_end)) for c in grid.cells]
    last = len(texts) - 1
    cells += [Cell(at, col, 1, grid.n_cols - last if col == last else 1, text=text) for col, text in enumerate(texts)]
    return Grid(grid.n_rows + 1, grid.n_cols, tuple(cells))


def apart(sheet: Sheet, pattern: str, head: str, *, before: bool) -> Grid:
    """Return the table with what `pattern` finds in each target in a column of its own."""
    grid = sheet.grid
    for col in sorted({cell.col for cell in parts(grid, "/target")}, reverse=True):
        first = min(cell.row for cell in parts(grid, "/target")) - 1
        found = {c.row: m for c in parts(grid, "/target") if c.col == col and (m := re.fullmatch(pattern, c.text))}
        cut = {row: (m[2], m[1]) if before else (m[1], m[2]) for row, m in found.items()}
        grid = others.changed(
            grid,
            lambda c, col=col, cut=cut: (
                replace(c, text=cut[c.row][0]) if c.col == col and c.row in cut and is_row(c) else c
            ),
        )
        texts = {first: head, **{row: two for row, (_, two) in cut.items()}}
        grid = with_column(grid, col + (not before), lambda row, texts=texts: texts.get(row, ""))
    return grid


@built
def units_of_targets_beside_them(sheet: Sheet) -> Grid:
    return apart(sheet, r"([≥≤]?[\d.,]+)(\D.*)", "计量单位", before=False)


@built
def signs_of_targets_before_them(sheet: Sheet) -> Grid:
    return apart(sheet, r"([≥≤])(.+)", "指标性质", before=True)


@built
def weights_between_names_and_targets(sheet: Sheet) -> Grid:
    rows = rows_of_indicators(sheet.grid)
    col = parts(sheet.grid, "/target")[0].col
    return with_column(sheet.grid, col, lambda row: "权重" if row == rows[0] - 1 else "10" if row in rows else "")


@built
def what_was_reached_at_the_right(sheet: Sheet) -> Grid:
    rows = rows_of_indicators(sheet.grid)
    text = {rows[0] - 1: "实际完成值", **dict.fromkeys(rows, "100%")}
    return with_column(sheet.grid, sheet.grid.n_cols, lambda row: text.get(row, ""))


@built
def a_contact_in_a_row_of_its_own(sheet: Sheet) -> Grid:
    return with_row(sheet.grid, 1, "项目负责人", "王建国", "联系电话", "13800138000")


@built
def signatures_as_the_last_row(sheet: Sheet) -> Grid:
    return with_row(sheet.grid, sheet.grid.n_rows, "填表人", "李梅", "联系电话", "22881234")


@built
def weights_added_up_below_the_indicators(sheet: Sheet) -> Grid:
    end = rows_of_indicators(sheet.grid)[-1] + 1
    return with_row(sheet.grid, end, "合计", *["100"] * (sheet.grid.n_cols - 1))


@built
def a_target_and_its_unit_one_below_the_other(sheet: Sheet) -> Grid:
    """The cell of the first target alone is split in two, one below the other."""
    cell = parts(sheet.grid, "/target")[0]
    cut = 1 + bool(re.match("[≥≤]", cell.text))
    tall = [
        replace(c, row=c.row + (c.row > cell.row), rows=c.rows + (c.row <= cell.row < c.row_end))
        for c in sheet.grid.cells
    ]
    own = next(c for c in tall if c.source == cell.source)
    two = replace(own, rows=1, text=own.text[:cut]), Cell(own.row + 1, own.col, 1, own.cols, text=own.text[cut:])
    return Grid(sheet.grid.n_rows + 1, sheet.grid.n_cols, (*(c for c in tall if c is not own), *two))


@built
def labels_without_their_brackets(sheet: Sheet) -> Grid:
    return others.relabelled(sheet.grid, lambda text: re.sub(r"[（(]万?元[）)]$", "", text))


def level1_moved(sheet: Sheet, rows: int) -> Grid:
    """The first level 1 ends so many rows later, and the second begins there."""
    first, second = parts(sheet.grid, "/level1")[:2]
    if min(first.rows + rows, second.rows - rows) < 1:
        return sheet.grid
    new = {
        id(first): replace(first, rows=first.rows + rows),
        id(second): replace(second, row=second.row + rows, rows=second.rows - rows),
    }
    return others.changed(sheet.grid, lambda cell: new.get(id(cell), cell))


@built
def level1_merged_one_row_too_far(sheet: Sheet) -> Grid:
    return level1_moved(sheet, 1)


@built
def level1_merged_one_row_too_short(sheet: Sheet) -> Grid:
    return level1_moved(sheet, -1)


@built
def level_names_in_the_middle_of_their_rows(sheet: Sheet) -> Grid:
    """Nothing is merged down; a name stands where it looks centred."""
    first = rows_of_indicators(sheet.grid)[0]
    cells: list[Cell] = []
    for cell in sheet.grid.cells:
        tall = cell.rows if cell.row >= first else 1
        for row in range(tall):
            text = cell.text if row == tall // 2 else ""
            cells.append(replace(cell, row=cell.row + row, rows=cell.rows // tall, text=text))
    return Grid(sheet.grid.n_rows, sheet.grid.n_cols, tuple(cells))


@built
def equal_targets_merged_down(sheet: Sheet) -> Grid:
    return merged(sheet.grid, lambda cell: (cell.row_end, cell.col))


@built
def equal_targets_merged_across(sheet: Sheet) -> Grid:
    return merged(sheet.grid, lambda cell: (cell.row, cell.col_end))


def merged(grid: Grid, place: Callable[[Cell], tuple[int, int]]) -> Grid:
    targets = {(cell.row, cell.col): cell for cell in parts(grid, "/target") if "+" not in (cell.source or "")}
    for one in targets.values():
        two = targets.get(place(one))
        if two is not None and two.text == one.text:
            whole = replace(one, rows=two.row_end - one.row, cols=two.col_end - one.col)
            return Grid(grid.n_rows, grid.n_cols, (*(c for c in grid.cells if c not in (one, two)), whole))
    return grid


@built
def two_indicators_in_one_row(sheet: Sheet) -> Grid:
    """A row without level names of its own is written into the row above, line by line."""
    grid = sheet.grid
    for row in rows_of_indicators(grid)[1:]:
        own = list(grid.starting_in(row))
        above = {cell.col: grid.at(row - 1, cell.col) for cell in own}
        if all(is_row(c) and "/level" not in (c.source or "") and c.text for c in own) and own:
            if any(cell.rows > 1 for cell in above.values()):
                continue
            texts = {(above[c.col].row, c.col): f"{above[c.col].text}\n{c.text}" for c in own}
            joined = others.changed(grid, lambda c, t=texts: replace(c, text=t.get((c.row, c.col), c.text)))
            return others.without_row(joined, row)
    return grid


# --- titles, boxes, page heads ---


@made
def word_title_with_the_year(sheet: Sheet, draft: Draft) -> bytes:
    years = [re.sub(r"[（()）\s]", "", line.text) for line in sheet.above if re.search(r"年度\s*[)）]", line.text)]
    above = [line for line in sheet.above if not re.search(r"年度\s*[)）]", line.text)]
    titled = (Paragraph(f"{''.join(years)}{above[0].text}", above[0].style), *above[1:])
    return word(lines(replace(sheet, above=titled)), word_table(sheet.grid))


@made
def word_with_a_table_of_details_after_it(sheet: Sheet, draft: Draft) -> bytes:
    details = others.drawn("序号 | 支出内容 | 数量 | 金额（元）", "1 | 印刷费 | 100 | 500", "2 | 场地费 | 2 | 2000")
    return word(lines(sheet), word_table(sheet.grid), paragraph("附：项目支出明细"), word_table(details))


@made
def word_with_text_in_the_page_head(sheet: Sheet, draft: Draft) -> bytes:
    head = f'<w:hdr xmlns:w="{others.W}">{paragraph("本级预算附件")}{paragraph("第 1 页")}</w:hdr>'
    return with_new_part(word(lines(sheet), word_table(sheet.grid)), "word/header1.xml", head)


def category(sheet: Sheet) -> Cell | None:
    return next((cell for cell in sheet.grid.cells if cell.source == "fields/project_category"), None)


def with_boxes(sheet: Sheet, ticked: str, empty: str) -> bytes:
    """Return a Word file whose ticked and empty boxes are written as those runs."""
    cell = category(sheet)
    pieces = re.split("([☑□])", cell.text) if cell is not None else []
    inner = "".join(ticked if piece == "☑" else empty if piece == "□" else run(piece) for piece in pieces)
    return (
        around(sheet, f"<w:p>{inner}</w:p>", cell) if cell is not None else word(lines(sheet), word_table(sheet.grid))
    )


@made
def word_with_ticks_drawn_by_a_field(sheet: Sheet, draft: Draft) -> bytes:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (r" eq \o\ac(□,", "√)"))
    return with_boxes(sheet, f"{char.format('begin')}{code}{char.format('end')}", run("□"))


@made
def word_with_ticks_in_a_symbol_font(sheet: Sheet, draft: Draft) -> bytes:
    font = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'
    return with_boxes(sheet, run("R", font), run("\uf0a3", font))


def boxes_changed(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    grid = others.changed(
        sheet.grid, lambda c: replace(c, text=change(c.text)) if c.source == "fields/project_category" else c
    )
    return others.with_grid(sheet, grid)


@made
def excel_with_boxes_before_the_options(sheet: Sheet, draft: Draft) -> bytes:
    return one_sheet(boxes_changed(sheet, lambda text: re.sub(r"(\S+?)([☑□])", r"\2\1", text)))


@made
def excel_with_ticks_in_brackets(sheet: Sheet, draft: Draft) -> bytes:
    return one_sheet(boxes_changed(sheet, lambda text: text.replace("☑", "（√）").replace("□", "（ ）")))


# --- what lies over the cells of a sheet, and beside it ---


def over_cells(data: bytes, kind: str, name: str, drawing: str) -> bytes:
    """Return an Excel file with a drawing that belongs to its first sheet."""
    link = f'<Relationship Id="a" Type="{LINKS}/{kind}" Target="../drawings/{name}"/>'
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    data = with_new_part(data, "xl/worksheets/_rels/sheet1.xml.rels", f"{start}{link}</Relationships>")
    return with_new_part(data, f"xl/drawings/{name}", drawing)


@made
def excel_with_a_value_in_a_text_box(sheet: Sheet, draft: Draft) -> bytes:
    cell = next(cell for cell in sheet.grid.cells if cell.source == "fields/goal_annual")
    emptied = others.changed(sheet.grid, lambda c: replace(c, text="") if c is cell else c)
    row, col = place_of(sheet, cell)
    place = f"<x:from><x:col>{col - 1}</x:col><x:colOff>9</x:colOff><x:row>{row - 1}</x:row></x:from>"
    box = f"<x:sp><x:txBody><a:p><a:r><a:t>{cell.text}</a:t></a:r></a:p></x:txBody></x:sp>"
    names = "http://schemas.openxmlformats.org/drawingml/2006"
    start = f'<x:wsDr xmlns:x="{names}/spreadsheetDrawing" xmlns:a="{names}/main">'
    drawing = f"{start}<x:twoCellAnchor>{place}{box}</x:twoCellAnchor></x:wsDr>"
    return over_cells(one_sheet(others.with_grid(sheet, emptied)), "drawing", "drawing1.xml", drawing)


@made
def excel_with_check_boxes_as_controls(sheet: Sheet, draft: Draft) -> bytes:
    cell = category(sheet)
    if cell is None:
        return one_sheet(sheet)
    row, col = place_of(sheet, cell)
    shapes = ""
    for number, (option, box) in enumerate(re.findall(r"(\S+?)([☑□])", cell.text)):
        ticked = "<x:Checked>1</x:Checked>" if box == "☑" else ""
        data = f'<x:ClientData ObjectType="Checkbox"><x:Anchor>{col - 1}, {number}, {row - 1}, 0, 9, 0, 9, 0</x:Anchor>'
        shapes += (
            f"<v:shape><v:textbox><div><font>{option}</font></div></v:textbox>{data}{ticked}</x:ClientData></v:shape>"
        )
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    bare = one_sheet(boxes_changed(sheet, lambda text: ""))
    return over_cells(bare, "vmlDrawing", "vmlDrawing1.vml", f"<xml {names}>{shapes}</xml>")


@made
def excel_with_lists_to_choose_from_on_a_sheet(sheet: Sheet, draft: Draft) -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        excel_sheet(book.active, sheet)
        page = book.create_sheet("下拉选项")
        for names in (("一级指标", "二级指标"), ("产出指标", "数量指标"), ("效益指标", "质量指标")):
            page.append(names)

    return excel(fill)


@made
def excel_with_signatures_below(sheet: Sheet, draft: Draft) -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        row = excel_sheet(book.active, sheet)
        for col, text in enumerate(("填表人：李梅", "联系电话：22881234", "单位负责人：王建国"), 1):
            book.active.cell(row, col, text)  # type: ignore[union-attr]

    return excel(fill)


HABITS = {name for name, make in MADE.items() if make.__module__ == __name__}
"""The names of the ways in this file that are no changed tables."""

APART = {
    f"{kind}_{how}"
    for kind in ("word", "excel")
    for how in (
        "units_of_targets_beside_them",
        "signs_of_targets_before_them",
        "a_target_and_its_unit_one_below_the_other",
    )
}
"""Ways in which a target stands in pieces."""

RIGHT = {each for each in APART if "below" not in each} | {
    *(
        f"{kind}_{how}"
        for kind in ("word", "excel")
        for how in (
            "weights_between_names_and_targets",
            "weights_added_up_below_the_indicators",
            "what_was_reached_at_the_right",
            "a_contact_in_a_row_of_its_own",
            "signatures_as_the_last_row",
            "labels_without_their_brackets",
            "equal_targets_merged_down",
            "equal_targets_merged_across",
        )
    ),
    *(
        "word_with_a_table_of_details_after_it",
        "word_title_with_the_year",
        "word_with_text_in_the_page_head",
        "word_with_ticks_drawn_by_a_field",
    ),
    *("word_with_ticks_in_a_symbol_font", "excel_with_boxes_before_the_options", "excel_with_ticks_in_brackets"),
    *("excel_with_a_value_in_a_text_box", "excel_with_check_boxes_as_controls"),
    *("excel_with_lists_to_choose_from_on_a_sheet", "excel_with_signatures_below"),
}
"""Ways in which every value comes in right."""
