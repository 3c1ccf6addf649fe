"""Excel files with what real ones have: hidden parts, kinds of numbers, rich text, things other programs write."""

from __future__ import annotations

import re
from collections.abc import Callable

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font

import others
from others import excel, excel_sheet
from perfdesk.grid import Cell, Sheet
from perfdesk.model import Draft
from ways import one_sheet
from ways_word import MADE, first_value, made

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"


def place_of(sheet: Sheet, cell: Cell) -> tuple[int, int]:
    """Return row and column (from 1) of a cell in a file of `one_sheet`."""
    return cell.row + 1 + len(sheet.above), cell.col + 1


def number_of(sheet: Sheet) -> Cell:
    """Return the first cell that holds an amount."""
    return next(
        cell for cell in sheet.grid.cells if re.fullmatch("fields/(amount|fund).*", cell.source or "") and cell.text
    )


def is_row(cell: Cell) -> bool:
    return (cell.source or "").startswith("indicators/")


def with_cell(sheet: Sheet, cell: Cell, change: Callable[[object], None]) -> bytes:
    """Return the file with one cell changed by hand."""

    def put(place: object, each: Cell) -> None:
        others.put_text(place, each)
        if each is cell:
            change(place)

    return one_sheet(sheet, put)


def shown_as(sheet: Sheet, code: str, value: float | None = None) -> bytes:
    cell = number_of(sheet)

    def change(place: object) -> None:
        place.value = float(cell.text) if value is None else value  # type: ignore[attr-defined]
        place.number_format = code  # type: ignore[attr-defined]

    return with_cell(sheet, cell, change)


@made
def excel_number_with_thousands(sheet: Sheet, draft: Draft) -> bytes:
    return shown_as(sheet, "#,##0.00" if "." in number_of(sheet).text else "0")


@made
def excel_number_in_the_accounts_format(sheet: Sheet, draft: Draft) -> bytes:
    code = "#,##0.00" if "." in number_of(sheet).text else "0"
    return shown_as(sheet, rf'_ * {code}_ ;_ * \-{code}_ ;_ * "-"??_ ;_ @_ ')


@made
def excel_number_shown_in_ten_thousands(sheet: Sheet, draft: Draft) -> bytes:
    return shown_as(sheet, '0!.0,"万"')


@made
def excel_number_in_chinese_signs(sheet: Sheet, draft: Draft) -> bytes:
    return shown_as(sheet, "[DBNum1]General")


@made
def excel_number_shown_rounded(sheet: Sheet, draft: Draft) -> bytes:
    return shown_as(sheet, "0", float(number_of(sheet).text) + 0.4)


@made
def excel_number_not_shown_at_all(sheet: Sheet, draft: Draft) -> bytes:
    return shown_as(sheet, ";;;")


@made
def excel_date_as_a_bare_number(sheet: Sheet, draft: Draft) -> bytes:
    cells = [cell for cell in sheet.grid.cells if re.fullmatch(r"\d{4}年\d+月\d+日", cell.text)]

    def put(place: object, cell: Cell) -> None:
        others.put_text(place, cell)
        if cell in cells:
            place.value = 46022  # type: ignore[attr-defined]
            place.number_format = "General"  # type: ignore[attr-defined]

    return one_sheet(sheet, put)


@made
def excel_with_rich_text(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    text = CellRichText(cell.text[:2], TextBlock(InlineFont(b=True), cell.text[2:]))

    def change(place: object) -> None:
        place.value = text  # type: ignore[attr-defined]

    return with_cell(sheet, cell, change)


@made
def excel_with_text_struck_through(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    text = CellRichText(TextBlock(InlineFont(strike=True), "旧的写法"), cell.text)

    def change(place: object) -> None:
        place.value = text  # type: ignore[attr-defined]

    return with_cell(sheet, cell, change)


@made
def excel_with_a_whole_cell_struck_through(sheet: Sheet, draft: Draft) -> bytes:
    """The last target is an old one that is struck through."""
    cell = max((each for each in sheet.grid.cells if is_row(each)), key=lambda each: (each.row, each.col))

    def change(place: object) -> None:
        place.value = "旧的写法"  # type: ignore[attr-defined]
        place.font = Font(strike=True)  # type: ignore[attr-defined]

    return with_cell(sheet, cell, change)


@made
def excel_with_readings(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    data = with_cell(sheet, cell, lambda place: setattr(place, "value", "@"))
    reading = f"<si><t>{cell.text}</t><rPh sb='0' eb='1'><t>pinyin</t></rPh><phoneticPr fontId='1'/></si>"
    return others.with_part(
        others.with_shared_texts(data), TEXTS, lambda text: text.replace("<si><t>@</t></si>", reading)
    )


@made
def excel_with_comments(sheet: Sheet, draft: Draft) -> bytes:
    return with_cell(sheet, first_value(sheet), lambda place: setattr(place, "comment", Comment("请核对", "某人")))


@made
def excel_with_line_ends_of_windows(sheet: Sheet, draft: Draft) -> bytes:
    data = with_cell(sheet, first_value(sheet), lambda place: setattr(place, "alignment", Alignment(wrap_text=True)))
    text = first_value(sheet).text
    broken = f"{text[:3]}_x000D_\n{text[3:]}"
    return others.with_part(data, SHEET, lambda said: said.replace(f">{text}<", f">{broken}<"))


@made
def excel_with_values_under_a_merge(sheet: Sheet, draft: Draft) -> bytes:
    cell = next(each for each in sheet.grid.cells if each.kind == "field" and each.text and each.cols > 1)
    row, col = place_of(sheet, cell)
    ref = f"{openpyxl.utils.get_column_letter(col + 1)}{row}"
    hidden = rf'<c r="{ref}"\1 t="str"><v>残留</v></c>'
    return others.with_part(one_sheet(sheet), SHEET, lambda text: re.sub(rf'<c r="{ref}"([^>]*?) ?/>', hidden, text))


@made
def excel_with_a_hidden_column_of_values(sheet: Sheet, draft: Draft) -> bytes:
    col = max(cell.col for cell in sheet.grid.cells if is_row(cell))

    def fill(book: openpyxl.Workbook) -> None:
        excel_sheet(book.active, sheet)
        book.active.column_dimensions[openpyxl.utils.get_column_letter(col + 1)].hidden = True

    return excel(fill)


@made
def excel_with_a_row_of_no_height(sheet: Sheet, draft: Draft) -> bytes:
    row = max(cell.row for cell in sheet.grid.cells if is_row(cell))
    made_ = one_sheet(sheet)
    at = row + 1 + len(sheet.above)
    return others.with_part(
        made_, SHEET, lambda text: text.replace(f'<row r="{at}"', f'<row ht="0" customHeight="1" r="{at}"')
    )


@made
def excel_with_cover_and_empty_sheets(sheet: Sheet, draft: Draft) -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["B3"] = "2026年部门预算"
        book.active["B5"] = "编制单位（盖章）"
        book.create_sheet("空表")
        excel_sheet(book.create_sheet("目标表"), sheet)
        book.create_chartsheet("图")

    return excel(fill)


@made
def excel_centred_over_columns_not_merged(sheet: Sheet, draft: Draft) -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        excel_sheet(book.active, sheet)
        for ref in [str(each) for each in book.active.merged_cells.ranges]:
            first, _, last = ref.partition(":")
            if re.sub(r"\D", "", first) == re.sub(r"\D", "", last):
                book.active.unmerge_cells(ref)
                book.active[first].alignment = Alignment(horizontal="centerContinuous")

    return excel(fill)


@made
def excel_of_a_program_without_places(sheet: Sheet, draft: Draft) -> bytes:
    """Cells and rows carry no reference: they follow each other."""
    return others.with_part(one_sheet(sheet), SHEET, lambda text: re.sub(r'(<c|<row) r="[A-Z]*\d+"', r"\1", text))


@made
def excel_of_a_program_with_prefixes(sheet: Sheet, draft: Draft) -> bytes:
    def change(text: str) -> str:
        text = re.sub(r"<(/?)(?![?!])(?!\w+:)(\w)", r"<\1x:\2", text)
        return text.replace("xmlns=", "xmlns:x=")

    return others.with_part(one_sheet(sheet), SHEET, change)


@made
def excel_with_shared_texts(sheet: Sheet, draft: Draft) -> bytes:
    return others.with_shared_texts(one_sheet(sheet))


@made
def excel_with_a_shared_formula(sheet: Sheet, draft: Draft) -> bytes:
    cell = number_of(sheet)
    data = with_cell(sheet, cell, lambda place: setattr(place, "value", "=1+1"))
    cached = f'<f t="shared" ref="B2:B3" si="0">1+1</f><v>{cell.text}</v>'
    return others.with_part(data, SHEET, lambda text: re.sub(r"<f>1\+1</f><v ?/?>(</v>)?", cached, text))


@made
def excel_with_an_error(sheet: Sheet, draft: Draft) -> bytes:
    def change(place: object) -> None:
        place.value, place.data_type = "#REF!", "e"  # type: ignore[attr-defined]

    return with_cell(sheet, number_of(sheet), change)


@made
def excel_with_two_lines_in_each_label(sheet: Sheet, draft: Draft) -> bytes:
    grid = others.relabelled(sheet.grid, lambda text: f"{text[:2]}\n{text[2:]}" if len(text) > 3 else text)
    return one_sheet(others.with_grid(sheet, grid))


@made
def excel_with_a_text_box(sheet: Sheet, draft: Draft) -> bytes:
    data = one_sheet(sheet)
    name = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return others.with_new_part(data, "xl/drawings/drawing1.xml", f'<x xmlns:a="{name}"><a:t>批注：请补充</a:t></x>')


EXCEL = {name for name, make in MADE.items() if make.__module__ == __name__}
"""The names of the ways in this file."""

OTHERWISE = EXCEL & {
    *("excel_number_shown_in_ten_thousands", "excel_number_in_chinese_signs"),
    *("excel_number_shown_rounded", "excel_number_not_shown_at_all", "excel_date_as_a_bare_number"),
    *("excel_with_a_whole_cell_struck_through", "excel_with_a_shared_formula", "excel_with_an_error"),
}
"""Ways in which a value stands otherwise than in the form: its place must be in doubt."""
