"""Ways in which other people make the Word file of a form; the name of each says what is special about it."""

from __future__ import annotations

import re
from collections.abc import Callable

import others
from others import lines, paragraph, run, word, word_table
from perfdesk.grid import Cell, Grid, Sheet
from perfdesk.model import Draft

Make = Callable[[Sheet, Draft], bytes]
MADE: dict[str, Make] = {}


def made(function: Make) -> Make:
    """List a way to make a document; its name says what is special about it."""
    MADE[function.__name__] = function
    return function


def first_value(sheet: Sheet, least: int = 6) -> Cell:
    """Return the first cell with a long enough value."""
    return next(cell for cell in sheet.grid.cells if cell.kind == "field" and len(cell.text) >= least)


def saying(cell: Cell, inner: str) -> others.Say:
    """Return how to write the cells if `cell` is written as `inner`."""
    return lambda each: inner if each is cell else others.said(each)


@made
def word_as_it_is(sheet: Sheet, draft: Draft) -> bytes:
    return word(lines(sheet), word_table(sheet.grid), others.below(sheet))


@made
def word_labels_with_blanks(sheet: Sheet, draft: Draft) -> bytes:
    return word(lines(sheet), word_table(others.relabelled(sheet.grid, " ".join)))


@made
def word_labels_over_lines(sheet: Sheet, draft: Draft) -> bytes:
    grid = others.relabelled(sheet.grid, lambda text: "\n".join(re.findall(".{1,2}", text.replace("\n", ""))))
    return word(lines(sheet), word_table(grid))


@made
def word_signs_of_other_width(sheet: Sheet, draft: Draft) -> bytes:
    grid = others.relabelled(sheet.grid, lambda text: text.translate(str.maketrans("（）：()", "():（）")))
    return word(lines(sheet), word_table(grid))


@made
def word_without_merges(sheet: Sheet, draft: Draft) -> bytes:
    return word(lines(sheet), word_table(others.unmerged(sheet.grid)))


@made
def word_without_merges_down(sheet: Sheet, draft: Draft) -> bytes:
    return word(lines(sheet), word_table(others.unmerged(sheet.grid, across=False)))


@made
def word_with_more_columns(sheet: Sheet, draft: Draft) -> bytes:
    return word(lines(sheet), word_table(others.stretched(sheet.grid, lambda col: col % 2)))


@made
def word_with_an_empty_column(sheet: Sheet, draft: Draft) -> bytes:
    return word(lines(sheet), word_table(others.beside(sheet.grid, right="")))


@made
def word_over_two_tables(sheet: Sheet, draft: Draft) -> bytes:
    cut = sheet.grid.n_rows - 3
    parts = others.rows_between(sheet.grid, 0, cut), others.rows_between(sheet.grid, cut, sheet.grid.n_rows)
    return word(lines(sheet), word_table(parts[0]), "<w:p/>", word_table(parts[1]))


@made
def word_over_two_tables_in_the_middle(sheet: Sheet, draft: Draft) -> bytes:
    cut = sheet.grid.n_rows // 2
    parts = others.rows_between(sheet.grid, 0, cut), others.rows_between(sheet.grid, cut, sheet.grid.n_rows)
    return word(lines(sheet), word_table(parts[0]), paragraph("（接上页）"), word_table(parts[1]))


@made
def word_with_notes_below(sheet: Sheet, draft: Draft) -> bytes:
    return word(
        lines(sheet), word_table(sheet.grid), paragraph("注：1.金额单位按表头。"), paragraph("2.可自行增减行。")
    )


@made
def word_with_text_around(sheet: Sheet, draft: Draft) -> bytes:
    return word(paragraph("附件3"), paragraph("现将有关情况公布如下。"), lines(sheet), word_table(sheet.grid))


@made
def word_without_its_last_indicator_row(sheet: Sheet, draft: Draft) -> bytes:
    row = max(cell.row for cell in sheet.grid.cells if (cell.source or "").startswith("indicators/"))
    return word(lines(sheet), word_table(others.without_row(sheet.grid, row)))


@made
def word_title_in_the_table(sheet: Sheet, draft: Draft) -> bytes:
    return word(word_table(others.titled(sheet)))


@made
def word_inside_a_layout_table(sheet: Sheet, draft: Draft) -> bytes:
    inner = f"<w:tr><w:tc><w:tcPr/>{lines(sheet)}{word_table(sheet.grid)}<w:p/></w:tc></w:tr>"
    return word(f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='9000'/></w:tblGrid>{inner}</w:tbl>")


@made
def word_with_a_table_in_a_cell(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    nested = word_table(Grid(1, 2, (Cell(0, 0, text=cell.text[:3]), Cell(0, 1, text=cell.text[3:]))))
    return word(lines(sheet), word_table(sheet.grid, saying(cell, f"{nested}<w:p/>")))


@made
def word_with_an_insertion(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    inner = f'<w:p>{run(cell.text)}<w:ins w:id="1" w:author="x">{run("二期")}</w:ins></w:p>'
    return word(lines(sheet), word_table(sheet.grid, saying(cell, inner)))


@made
def word_with_a_deletion(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    gone = '<w:del w:id="1" w:author="x"><w:r><w:delText>旧的</w:delText></w:r></w:del>'
    return word(lines(sheet), word_table(sheet.grid, saying(cell, f"<w:p>{gone}{run(cell.text)}</w:p>")))


@made
def word_with_a_value_deleted(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    gone = f'<w:del w:id="1" w:author="x"><w:r><w:delText>{cell.text}</w:delText></w:r></w:del>'
    return word(lines(sheet), word_table(sheet.grid, saying(cell, f"<w:p>{gone}</w:p>")))


@made
def word_with_a_row_deleted(sheet: Sheet, draft: Draft) -> bytes:
    row = max(cell.row for cell in sheet.grid.cells if (cell.source or "").startswith("indicators/"))
    mark = '<w:trPr><w:del w:id="1" w:author="x"/></w:trPr>'
    return word(lines(sheet), word_table(sheet.grid, row_head=lambda number: mark if number == row else ""))


@made
def word_with_comments(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    inner = (
        f'<w:p><w:commentRangeStart w:id="0"/>{run(cell.text)}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    return word(lines(sheet), word_table(sheet.grid, saying(cell, inner)))


@made
def word_with_a_text_box(sheet: Sheet, draft: Draft) -> bytes:
    return word(lines(sheet), others.text_box("内部资料"), word_table(sheet.grid))


@made
def word_with_a_value_in_a_text_box(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    return word(lines(sheet), word_table(sheet.grid, saying(cell, others.text_box(cell.text))))


@made
def word_with_content_controls(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    inner = f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run(cell.text)}</w:sdtContent></w:sdt></w:p>"
    whole = f"<w:sdt><w:sdtPr/><w:sdtContent>{word_table(sheet.grid, saying(cell, inner))}</w:sdtContent></w:sdt>"
    return word(lines(sheet), whole)


@made
def word_with_rows_in_content_controls(sheet: Sheet, draft: Draft) -> bytes:
    table = word_table(sheet.grid)
    return word(
        lines(sheet),
        table.replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>").replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>"),
    )


@made
def word_with_hidden_text(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    inner = f"<w:p>{run(cell.text)}{run('草稿', '<w:vanish/>')}</w:p>"
    return word(lines(sheet), word_table(sheet.grid, saying(cell, inner)))


@made
def word_in_many_runs(sheet: Sheet, draft: Draft) -> bytes:
    def say(cell: Cell) -> str:
        return "".join(f"<w:p>{''.join(map(run, text))}</w:p>" for text in cell.text.split("\n"))

    return word(lines(sheet), word_table(sheet.grid, say))


@made
def word_with_empty_paragraphs(sheet: Sheet, draft: Draft) -> bytes:
    return word(lines(sheet), word_table(sheet.grid, lambda cell: f"<w:p/>{others.said(cell)}<w:p/>"))


@made
def word_with_an_automatic_number(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    inner = f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>{run(cell.text)}</w:p>'
    return word(lines(sheet), word_table(sheet.grid, saying(cell, inner)))


@made
def word_with_heads_again(sheet: Sheet, draft: Draft) -> bytes:
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    return word(lines(sheet), word_table(sheet.grid, row_head=lambda row: head if row == 0 else ""))


@made
def word_with_lines_in_one_paragraph(sheet: Sheet, draft: Draft) -> bytes:
    return word(paragraph("\n".join(line.text for line in sheet.above)), word_table(sheet.grid))


@made
def word_with_text_under_a_merge(sheet: Sheet, draft: Draft) -> bytes:
    table = word_table(sheet.grid)
    return word(
        lines(sheet), table.replace("<w:vMerge/></w:tcPr><w:p/>", f"<w:vMerge/></w:tcPr>{paragraph('残留')}", 1)
    )
