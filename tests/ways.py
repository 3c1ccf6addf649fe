"""Ways in which other people make the Excel file, web page or PDF of a form; `MADE` has those of Word too."""

from __future__ import annotations

import base64
import csv
import datetime
import io
import re

import openpyxl

import others
import others_pdf
from others import excel, excel_sheet, web, web_lines, web_table, with_grid
from perfdesk.grid import Cell, Sheet
from perfdesk.model import Draft
from ways_word import MADE, first_value, made

# --- Excel ---


def one_sheet(
    sheet: Sheet, put: others.Put = others.put_text, at: tuple[int, int] = (1, 1), *, boxed: bool = True
) -> bytes:
    return excel(lambda book: excel_sheet(book.active, sheet, put, at, boxed=boxed) and None)


@made
def excel_as_it_is(sheet: Sheet, draft: Draft) -> bytes:
    return one_sheet(sheet)


@made
def excel_without_lines(sheet: Sheet, draft: Draft) -> bytes:
    return one_sheet(sheet, boxed=False)


@made
def excel_not_at_the_corner(sheet: Sheet, draft: Draft) -> bytes:
    return one_sheet(sheet, at=(4, 3))


@made
def excel_without_merges(sheet: Sheet, draft: Draft) -> bytes:
    return one_sheet(with_grid(sheet, others.unmerged(sheet.grid)))


@made
def excel_with_more_columns(sheet: Sheet, draft: Draft) -> bytes:
    return one_sheet(with_grid(sheet, others.stretched(sheet.grid, lambda col: int(col == 1))))


def as_number(place: object, cell: Cell) -> None:
    others.put_text(place, cell)
    if cell.kind == "field" and re.fullmatch(r"\d+(\.\d+)?", cell.text):
        place.value = float(cell.text)
        places = len(cell.text.partition(".")[2])
        place.number_format = "0." + "0" * places if places else "0"


@made
def excel_with_numbers(sheet: Sheet, draft: Draft) -> bytes:
    return one_sheet(sheet, as_number)


@made
def excel_with_plain_numbers(sheet: Sheet, draft: Draft) -> bytes:
    def put(place: object, cell: Cell) -> None:
        others.put_text(place, cell)
        if cell.kind == "field" and re.fullmatch(r"\d+(\.\d*[1-9])?", cell.text):
            place.value = float(cell.text)

    return one_sheet(sheet, put)


@made
def excel_with_percents(sheet: Sheet, draft: Draft) -> bytes:
    def put(place: object, cell: Cell) -> None:
        others.put_text(place, cell)
        if cell.kind == "field" and re.fullmatch(r"\d+%", cell.text):
            place.value = int(cell.text[:-1]) / 100
            place.number_format = "0%"

    return one_sheet(sheet, put)


@made
def excel_with_dates(sheet: Sheet, draft: Draft) -> bytes:
    def put(place: object, cell: Cell) -> None:
        others.put_text(place, cell)
        date = re.fullmatch(r"(\d{4})年(\d{1,2})月(\d{1,2})日", cell.text)
        if cell.kind == "field" and date:
            place.value = datetime.datetime(*map(int, date.groups()))
            padded = date[2][0] == "0" or date[3][0] == "0"
            place.number_format = 'yyyy"年"mm"月"dd"日"' if padded else 'yyyy"年"m"月"d"日"'

    return one_sheet(sheet, put)


@made
def excel_with_a_formula(sheet: Sheet, draft: Draft) -> bytes:
    cell = next(cell for cell in sheet.grid.cells if cell.kind == "field" and re.match(r"\d", cell.text))
    data = one_sheet(
        sheet, lambda place, each: setattr(place, "value", "=1+1") if each is cell else others.put_text(place, each)
    )
    cached = f"<f>1+1</f><v>{cell.text}</v>"
    return others.with_part(
        data,
        "xl/worksheets/sheet1.xml",
        lambda text: re.sub(r"><f>1\+1</f><v ?/?>(</v>)?", f' t="str">{cached}', text),
    )


@made
def excel_with_a_formula_never_computed(sheet: Sheet, draft: Draft) -> bytes:
    cell = next(cell for cell in sheet.grid.cells if cell.kind == "field" and re.match(r"\d", cell.text))
    return one_sheet(
        sheet, lambda place, each: setattr(place, "value", "=1+1") if each is cell else others.put_text(place, each)
    )


@made
def excel_with_a_hidden_row(sheet: Sheet, draft: Draft) -> bytes:
    row = max(cell.row for cell in sheet.grid.cells if (cell.source or "").startswith("indicators/"))

    def fill(book: openpyxl.Workbook) -> None:
        excel_sheet(book.active, sheet)
        book.active.row_dimensions[row + 1 + len(sheet.above)].hidden = True

    return excel(fill)


@made
def excel_with_a_hidden_sheet(sheet: Sheet, draft: Draft) -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        excel_sheet(book.active, sheet)
        other = book.create_sheet("旧稿")
        excel_sheet(other, sheet)
        other.sheet_state = "hidden"

    return excel(fill)


@made
def excel_with_a_sheet_of_notes(sheet: Sheet, draft: Draft) -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["A1"] = "填表说明"
        book.active["A2"] = "请各单位于月底前报送。"
        excel_sheet(book.create_sheet("表"), sheet)

    return excel(fill)


@made
def excel_with_empty_rows_between(sheet: Sheet, draft: Draft) -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        end = excel_sheet(book.active, sheet)
        book.active.cell(end + 3, 1, "注：本表一式两份。")

    return excel(fill)


# --- web pages ---


@made
def web_as_it_is(sheet: Sheet, draft: Draft) -> bytes:
    return web(web_lines(sheet), web_table(sheet.grid))


@made
def web_in_gbk(sheet: Sheet, draft: Draft) -> bytes:
    return web(web_lines(sheet), web_table(sheet.grid), charset="gb18030")


@made
def web_inside_a_layout_table(sheet: Sheet, draft: Draft) -> bytes:
    inner = f"{web_lines(sheet)}{web_table(sheet.grid)}"
    return web(f"<table><tr><td>导航</td><td>搜索</td></tr><tr><td colspan=2>{inner}</td></tr></table>")


@made
def web_with_paragraphs_and_blanks(sheet: Sheet, draft: Draft) -> bytes:
    def inner(cell: Cell) -> str:
        return "".join(f"<p>\n  <span>&nbsp;{text}</span>\n</p>" for text in cell.text.split("\n"))

    return web(web_lines(sheet), web_table(sheet.grid, inner))


@made
def web_with_a_hidden_row(sheet: Sheet, draft: Draft) -> bytes:
    return web(web_lines(sheet), web_table(sheet.grid), "<p style='display:none'>旧稿</p>")


@made
def clipboard_of_excel(sheet: Sheet, draft: Draft) -> bytes:
    body = f"{web_lines(sheet)}{web_table(sheet.grid)}"
    return f"<html><body><!--StartFragment-->{body}<!--EndFragment--></body></html>".encode()


def in_one_file(page: bytes) -> bytes:
    """Return a web page saved as one file, as Word and Excel do under .mht, .doc and .xls."""
    parts = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        b'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: base64\r\n\r\n',
        base64.encodebytes(page),
        b"\r\n--x\r\nContent-Type: text/xml\r\n\r\n<xml/>\r\n--x--\r\n",
    )
    return b"".join(parts)


@made
def web_page_in_one_file(sheet: Sheet, draft: Draft) -> bytes:
    return in_one_file(web(web_lines(sheet), web_table(sheet.grid), charset="gb18030"))


@made
def web_with_a_hidden_column(sheet: Sheet, draft: Draft) -> bytes:
    columns = "<col>" * (sheet.grid.n_cols - 1) + "<col style='display:none'>"
    return web(web_lines(sheet), web_table(sheet.grid).replace("<tr>", f"{columns}<tr>", 1))


@made
def web_with_revisions(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)

    def inner(each: Cell) -> str:
        return f"<del>旧的</del><ins>{each.text}</ins>" if each is cell else each.text.replace("\n", "<br>")

    return web(web_lines(sheet), web_table(sheet.grid, inner))


@made
def web_with_text_struck_through(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)

    def inner(each: Cell) -> str:
        return f"<s>旧的</s>{each.text}" if each is cell else each.text.replace("\n", "<br>")

    return web(web_lines(sheet), web_table(sheet.grid, inner))


@made
def text_with_commas(sheet: Sheet, draft: Draft) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    for line in sheet.above:
        writer.writerow([line.text, *[""] * (sheet.grid.n_cols - 1)])
    for row in range(sheet.grid.n_rows):
        starts = {cell.col: cell.text for cell in sheet.grid.starting_in(row)}
        writer.writerow([starts.get(col, "") for col in range(sheet.grid.n_cols)])
    return out.getvalue().encode("gb18030")


@made
def text_with_tabs(sheet: Sheet, draft: Draft) -> bytes:
    rows = []
    for row in range(sheet.grid.n_rows):
        starts = {cell.col: cell.text for cell in sheet.grid.starting_in(row)}
        quoted = (
            f'"{text}"' if "\n" in text else text for col in range(sheet.grid.n_cols) for text in [starts.get(col, "")]
        )
        rows.append("\t".join(quoted))
    return "\r\n".join([*(line.text for line in sheet.above), *rows]).encode("utf-16")


# --- PDF ---


@made
def pdf_as_it_is(sheet: Sheet, draft: Draft) -> bytes:
    return others_pdf.pdf([sheet])


@made
def pdf_with_page_numbers(sheet: Sheet, draft: Draft) -> bytes:
    return others_pdf.pdf([sheet], others_pdf.Looks(page_numbers=True))


@made
def pdf_with_double_lines(sheet: Sheet, draft: Draft) -> bytes:
    return others_pdf.pdf([sheet], others_pdf.Looks(double=True))


@made
def pdf_over_pages(sheet: Sheet, draft: Draft) -> bytes:
    return others_pdf.pdf([sheet], others_pdf.Looks(rows_on_page=7))


@made
def pdf_over_pages_with_numbers(sheet: Sheet, draft: Draft) -> bytes:
    return others_pdf.pdf([sheet], others_pdf.Looks(rows_on_page=5, page_numbers=True))


@made
def pdf_in_narrow_columns(sheet: Sheet, draft: Draft) -> bytes:
    return others_pdf.pdf([sheet], others_pdf.Looks(column=50, pt=8))


@made
def pdf_with_thin_boxes_for_lines(sheet: Sheet, draft: Draft) -> bytes:
    return others_pdf.pdf([sheet], others_pdf.Looks(thin=True))


@made
def pdf_turned_by_90(sheet: Sheet, draft: Draft) -> bytes:
    return others_pdf.pdf([sheet], others_pdf.Looks(turn=90))


@made
def pdf_upside_down_and_backwards(sheet: Sheet, draft: Draft) -> bytes:
    return others_pdf.pdf([sheet], others_pdf.Looks(turn=180, backwards=True))


@made
def pdf_sign_by_sign(sheet: Sheet, draft: Draft) -> bytes:
    return others_pdf.pdf([sheet], others_pdf.Looks(signs=True))


@made
def pdf_with_a_watermark(sheet: Sheet, draft: Draft) -> bytes:
    return others_pdf.pdf([sheet], others_pdf.Looks(watermark="内部资料"))


@made
def pdf_with_a_field_to_fill_in(sheet: Sheet, draft: Draft) -> bytes:
    return others_pdf.pdf([sheet], others_pdf.Looks(field="abc 123"))


__all__ = ["MADE"]
