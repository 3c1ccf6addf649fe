"""Word files with things inside the text that are not plain letters: fields, controls, symbols, marks."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.sax.saxutils import escape

import others
from others import lines, paragraph, run, text_box, word, word_table
from perfdesk.grid import Cell, Grid, Sheet
from perfdesk.model import Draft
from ways_word import MADE, first_value, made, saying


def around(sheet: Sheet, inner: str, cell: Cell | None = None) -> bytes:
    """Return a Word file whose first long value (or `cell`) is written as `inner`."""
    return word(lines(sheet), word_table(sheet.grid, saying(cell or first_value(sheet), inner)))


def halves(sheet: Sheet) -> tuple[str, str]:
    text = first_value(sheet).text
    return text[:3], text[3:]


def field(code: str, result: str, data: str = "") -> str:
    """Return a complex field: its code, and the result that Word shows."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{begin}{instruction}{char.format('separate')}{result}{char.format('end')}"


@made
def word_with_a_field_code(sheet: Sheet, draft: Draft) -> bytes:
    return around(sheet, f"<w:p>{field('REF bookmark', run(first_value(sheet).text))}</w:p>")


@made
def word_with_a_simple_field(sheet: Sheet, draft: Draft) -> bytes:
    simple = f'<w:fldSimple w:instr="DOCPROPERTY x">{run(first_value(sheet).text)}</w:fldSimple>'
    return around(sheet, f"<w:p>{simple}</w:p>")


@made
def word_with_a_drop_down_field(sheet: Sheet, draft: Draft) -> bytes:
    text = first_value(sheet).text
    entries = f'<w:listEntry w:val="别的"/><w:listEntry w:val="{escape(text)}"/>'
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    return around(sheet, f"<w:p>{field('FORMDROPDOWN', '', data)}</w:p>")


@made
def word_with_a_placeholder(sheet: Sheet, draft: Draft) -> bytes:
    control = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处输入文字。')}</w:sdtContent></w:sdt>"
    )
    return around(sheet, f"<w:p>{control}</w:p>")


@made
def word_with_a_hyperlink(sheet: Sheet, draft: Draft) -> bytes:
    one, two = halves(sheet)
    return around(sheet, f'<w:p><w:hyperlink w:anchor="x">{run(one)}</w:hyperlink>{run(two)}</w:p>')


@made
def word_with_smart_tags_and_bookmarks(sheet: Sheet, draft: Draft) -> bytes:
    one, two = halves(sheet)
    mark = '<w:bookmarkStart w:id="0" w:name="x"/><w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellStart"/>'
    return around(sheet, f'<w:p>{mark}<w:smartTag w:element="place">{run(one)}</w:smartTag>{mark}{run(two)}</w:p>')


@made
def word_with_a_footnote(sheet: Sheet, draft: Draft) -> bytes:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return around(sheet, f"<w:p>{run(first_value(sheet).text)}{note}</w:p>")


@made
def word_with_soft_hyphens(sheet: Sheet, draft: Draft) -> bytes:
    one, two = halves(sheet)
    return around(sheet, f"<w:p>{run(one)}<w:r><w:softHyphen/></w:r>{run(two)}</w:p>")


@made
def word_labels_with_signs_that_are_not_seen(sheet: Sheet, draft: Draft) -> bytes:
    grid = others.relabelled(sheet.grid, lambda text: "\u200b".join(text) + "\u3000\ufeff")
    return word(lines(sheet), word_table(grid))


@made
def word_labels_in_full_width_blanks(sheet: Sheet, draft: Draft) -> bytes:
    grid = others.relabelled(sheet.grid, lambda text: "\u3000".join(text) if len(text) < 5 else text)
    return word(lines(sheet), word_table(grid))


@made
def word_labels_with_a_colon(sheet: Sheet, draft: Draft) -> bytes:
    grid = others.relabelled(sheet.grid, lambda text: f"{text}：")
    return word(lines(sheet), word_table(grid))


@made
def word_labels_with_a_star_or_a_number(sheet: Sheet, draft: Draft) -> bytes:
    grid = others.relabelled(sheet.grid, lambda text: f"*{text}" if len(text) > 2 else text)
    return word(lines(sheet), word_table(grid))


@made
def word_with_boxes_as_symbols(sheet: Sheet, draft: Draft) -> bytes:
    def say(cell: Cell) -> str:
        if not re.search("[□☑]", cell.text):
            return others.said(cell)
        box = '<w:r><w:sym w:font="Wingdings" w:char="{}"/></w:r>'
        pieces = re.split("([□☑])", cell.text)
        runs = (box.format("F0A8" if one == "□" else "F0FE") if one in "□☑" and one else run(one) for one in pieces)
        return f"<w:p>{''.join(runs)}</w:p>"

    return word(lines(sheet), word_table(sheet.grid, say))


@made
def word_with_boxes_as_controls(sheet: Sheet, draft: Draft) -> bytes:
    def say(cell: Cell) -> str:
        def box(sign: str) -> str:
            on = int(sign == "☑")
            properties = f'<w:sdtPr><w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox></w:sdtPr>'
            return f"<w:sdt>{properties}<w:sdtContent>{run('☒' if on else '☐')}</w:sdtContent></w:sdt>"

        pieces = re.split("([□☑])", cell.text)
        return f"<w:p>{''.join(box(one) if one in ('□', '☑') else run(one) for one in pieces)}</w:p>"

    def one(cell: Cell) -> str:
        return say(cell) if re.search("[□☑]", cell.text) else others.said(cell)

    return word(lines(sheet), word_table(sheet.grid, one))


@made
def word_with_text_struck_through(sheet: Sheet, draft: Draft) -> bytes:
    return around(sheet, f"<w:p>{run('旧的写法', '<w:strike/>')}{run(first_value(sheet).text)}</w:p>")


@made
def word_with_a_raised_number(sheet: Sheet, draft: Draft) -> bytes:
    one, two = halves(sheet)
    raised = run("7", '<w:vertAlign w:val="superscript"/>')
    return around(sheet, f"<w:p>{run(one)}{raised}{run(two)}</w:p>")


@made
def word_with_a_raised_power(sheet: Sheet, draft: Draft) -> bytes:
    def say(cell: Cell) -> str:
        pieces = re.split("([²³])", cell.text)
        power = '<w:vertAlign w:val="superscript"/>'
        runs = (run({"²": "2", "³": "3"}[one], power) if one in ("²", "³") else run(one) for one in pieces)
        return f"<w:p>{''.join(runs)}</w:p>" if len(pieces) > 1 else others.said(cell)

    grid = others.changed(sheet.grid, lambda cell: replace(cell, text=cell.text.replace("平方米", "m²")))
    return word(lines(sheet), word_table(grid, say))


@made
def word_with_a_reading_above(sheet: Sheet, draft: Draft) -> bytes:
    one, two = halves(sheet)
    ruby = f"<w:r><w:ruby><w:rt>{run('du yin')}</w:rt><w:rubyBase>{run(one)}</w:rubyBase></w:ruby></w:r>"
    return around(sheet, f"<w:p>{ruby}{run(two)}</w:p>")


@made
def word_with_a_moved_text(sheet: Sheet, draft: Draft) -> bytes:
    one, two = halves(sheet)
    moved = f'<w:moveTo w:id="1" w:author="x">{run(one)}</w:moveTo>'
    gone = f'<w:moveFrom w:id="2" w:author="x">{run("旧处")}</w:moveFrom>'
    return around(sheet, f"<w:p>{moved}{run(two)}{gone}</w:p>")


@made
def word_with_paragraphs_joined_by_a_revision(sheet: Sheet, draft: Draft) -> bytes:
    one, two = halves(sheet)
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
    return around(sheet, f"<w:p>{mark}{run(one)}</w:p>{paragraph(two)}")


@made
def word_with_inserted_and_deleted_cells(sheet: Sheet, draft: Draft) -> bytes:
    cell = first_value(sheet)
    table = word_table(sheet.grid, saying(cell, f"<w:p>{run(cell.text)}</w:p>@"))
    table = re.sub(r"</w:tcPr>((?:(?!</w:tcPr>).)*?)@", r'<w:cellIns w:id="1" w:author="x"/></w:tcPr>\1', table)
    return word(lines(sheet), table)


@made
def word_with_two_ways_of_writing_it(sheet: Sheet, draft: Draft) -> bytes:
    text = run(first_value(sheet).text)
    both = f"<mc:Choice Requires='wps'>{text}</mc:Choice><mc:Fallback>{text}</mc:Fallback>"
    return around(sheet, f"<w:p><mc:AlternateContent>{both}</mc:AlternateContent></w:p>")


@made
def word_with_a_document_put_in(sheet: Sheet, draft: Draft) -> bytes:
    return word(lines(sheet), word_table(sheet.grid), '<w:altChunk r:id="rId9" xmlns:r="http://x"/>')


@made
def word_with_the_whole_form_in_a_text_box(sheet: Sheet, draft: Draft) -> bytes:
    inner = f"<w:txbxContent>{lines(sheet)}{word_table(sheet.grid)}<w:p/></w:txbxContent>"
    return word(f"<w:p><w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r></w:p>")


@made
def word_with_a_label_in_a_text_box(sheet: Sheet, draft: Draft) -> bytes:
    cell = next(cell for cell in sheet.grid.cells if cell.kind == "label" and len(cell.text) > 2)
    return word(lines(sheet), word_table(sheet.grid, saying(cell, text_box(cell.text))))


@made
def word_with_a_page_break_inside_a_value(sheet: Sheet, draft: Draft) -> bytes:
    one, two = halves(sheet)
    return around(sheet, f'<w:p>{run(one)}<w:r><w:br w:type="page"/><w:lastRenderedPageBreak/></w:r>{run(two)}</w:p>')


@made
def word_with_rows_of_a_nested_table(sheet: Sheet, draft: Draft) -> bytes:
    """The last two rows of indicators stand as a table of their own inside one cell."""
    rows = sorted({cell.row for cell in sheet.grid.cells if (cell.source or "").startswith("indicators/")})[-2:]
    grid = sheet.grid
    inner = word_table(others.rows_between(grid, rows[0], rows[-1] + 1))
    outer = [
        others.rows_between(grid, 0, rows[0]),
        Grid(1, grid.n_cols, (Cell(0, 0, 1, grid.n_cols, text="@"),)),
        others.rows_between(grid, rows[-1] + 1, grid.n_rows),
    ]
    whole = others.stacked(*(each for each in outer if each.n_rows))
    return word(
        lines(sheet), word_table(whole, lambda cell: f"{inner}<w:p/>" if cell.text == "@" else others.said(cell))
    )


SIGNS = {name for name, make in MADE.items() if make.__module__ == __name__}
"""The names of the ways in this file."""
