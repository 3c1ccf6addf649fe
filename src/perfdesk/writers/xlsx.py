"""Excel files: each form on a sheet named after its project, real cells with true merges, ready to print.

Every value is text exactly as it was typed, amounts too: the wording of the official table is what counts, and a
number would lose "12.50" or "700". Nothing that begins like a formula becomes one: no file has a formula in it.

openpyxl makes the shell once (`xlsx_shell`); the sheets are written as text, one held at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from perfdesk.grid import Sheet
from perfdesk.page import fit
from perfdesk.page.pages import Fit
from perfdesk.writers import carry
from perfdesk.writers.carry import quoted
from perfdesk.writers.notice import Notice
from perfdesk.writers.package import XML, Package, properties
from perfdesk.writers.xlsx_names import Names
from perfdesk.writers.xlsx_rows import MOST_LINE_FEEDS, MOST_UNITS, Plan, plan
from perfdesk.writers.xlsx_sheet import area, sheet_xml
from perfdesk.writers.xlsx_shell import Looks, shell

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY = f'{XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'


def write(sheets: Iterable[Sheet], out: BinaryIO, *, title: str = "") -> list[Notice]:
    """Write one Excel file with a sheet for each form; the same sheets give the same bytes.

    Args:
        sheets: the forms; may be an iterator, one is held at a time.
        out: where the bytes go; need not seek, stays open.
        title: the document's title in its properties.

    Returns:
        What the file does not carry as typed, with form and place: characters that XML has no way to write, and
        texts too long for one Excel cell (32,767 characters), which go on in a second cell below.
    """
    notices: list[Notice] = []
    package, looks, book = Package(out), Looks(), _Book()
    for name, part in shell().parts.items():
        package.add(name, part)
    for number, sheet in enumerate(sheets, 1):
        fitted = fit(sheet)
        made = plan(fitted)
        notices.extend(carry.notices(sheet, number))
        notices.extend(_long_texts(sheet, made, number))
        package.add(f"xl/worksheets/sheet{number}.xml", sheet_xml(fitted, made, looks, first=number == 1))
        book.add(fitted, made)
    if not book.count:
        package.add("xl/worksheets/sheet1.xml", _EMPTY)
        book.add_empty()
    package.add("xl/styles.xml", looks.part())
    for name, text in book.parts().items():
        package.add(name, text)
    package.add("docProps/core.xml", properties(title))
    package.close()
    return notices


def _long_texts(sheet: Sheet, made: Plan, form: int) -> list[Notice]:
    limits = f"一个单元格最多 {MOST_UNITS} 个字符、{MOST_LINE_FEEDS} 个换行"
    return [
        Notice(
            form,
            carry.place(sheet.grid, cell),
            cell.text[start],
            f"Excel {limits}，从第{start + 1}个字符起接在下面的单元格里，没有丢失。",
        )
        for cell, start in made.split
    ]


class _Book:
    """The parts that list the sheets."""

    def __init__(self) -> None:
        self.count = 0
        self._names = Names()
        self._sheets: list[str] = []
        self._areas: list[str] = []

    def add(self, fitted: Fit, made: Plan) -> None:
        """List one more sheet, what of it is printed, and which rows are printed on every page."""
        name = self._add(fitted.sheet.name)
        at = f'localSheetId="{self.count - 1}"'
        self._areas.append(
            f"<definedName name=\"_xlnm.Print_Area\" {at}>'{name}'!{area(fitted, made, '$')}</definedName>"
        )
        if fitted.sheet.head_rows is not None:
            first, end = (made.begins[row] for row in fitted.sheet.head_rows)
            self._areas.append(
                f"<definedName name=\"_xlnm.Print_Titles\" {at}>'{name}'!${first + 1}:${end}</definedName>"
            )

    def add_empty(self) -> None:
        """List a sheet without a form: a file without any sheet is none."""
        self._add("")

    def _add(self, project: str) -> str:
        self.count += 1
        name = quoted(self._names.name(project, self.count))
        self._sheets.append(f'<sheet name="{name}" sheetId="{self.count}" r:id="rId{self.count}"/>')
        return name

    def parts(self) -> dict[str, str]:
        """Return the parts by name."""
        numbers = range(1, self.count + 1)
        areas = f"<definedNames>{''.join(self._areas)}</definedNames>" if self._areas else ""
        links = [_link(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
        links += [_link("styles", "styles", "styles.xml"), _link("theme", "theme", "theme/theme1.xml")]
        types = [_override(f"xl/worksheets/sheet{number}.xml", f"{_TYPE}worksheet+xml") for number in numbers]
        return {
            "xl/workbook.xml": f'{XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' xmlns:r="{_LINK}"><bookViews><workbookView/></bookViews><sheets>{"".join(self._sheets)}</sheets>'
            f"{areas}</workbook>",
            "xl/_rels/workbook.xml.rels": f"{XML}<Relationships"
            f' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(links)}</Relationships>',
            "[Content_Types].xml": XML + _TYPES.replace("|", "".join(types)),
        }


def _link(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{_LINK}/{kind}" Target="{target}"/>'


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}" ContentType="{kind}"/>'


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + _override("xl/workbook.xml", f"{_TYPE}sheet.main+xml")
    + _override("xl/styles.xml", f"{_TYPE}styles+xml")
    + _override("xl/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml")
    + _override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    + _override("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
    + "|</Types>"
)
