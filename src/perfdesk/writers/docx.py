"""Word files: real, editable tables with true merges; the same line and page breaks as the pages.

python-docx makes the shell once (`docx_shell`); the body is streamed as text, form by form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from perfdesk.grid import Paper, Sheet
from perfdesk.page import fit
from perfdesk.page.pages import Fit, Page, PlacedParagraph
from perfdesk.writers import carry
from perfdesk.writers.docx_body import Looks, line, new_page, section, table_xml
from perfdesk.writers.docx_shell import shell
from perfdesk.writers.docx_tables import Table, tables
from perfdesk.writers.notice import Notice
from perfdesk.writers.package import XML, Package, properties

_HEAD = f'{XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_TAIL = "</w:body></w:document>"


def write(sheets: Iterable[Sheet], out: BinaryIO, *, title: str = "") -> list[Notice]:
    """Write one Word file with each form on pages of its own; the same sheets give the same bytes.

    Args:
        sheets: the forms; may be an iterator, one is held at a time.
        out: where the bytes go; need not seek, stays open.
        title: the document's title in its properties.

    Returns:
        The characters that the file does not carry as typed (XML has no way to write them), with form and place.
    """
    notices: list[Notice] = []
    looks = Looks()
    ready = shell()
    package = Package(out)
    for name, part in ready.parts.items():
        package.add(name, part)
    package.stream("word/document.xml", _document(sheets, looks, notices))
    package.add("word/styles.xml", ready.styles + looks.xml() + "</w:styles>")
    package.add("docProps/core.xml", properties(title))
    package.close()
    return notices


def _document(sheets: Iterable[Sheet], looks: Looks, notices: list[Notice]) -> Iterator[str]:
    yield _HEAD
    ends = section(Paper(), flows=False)
    for number, sheet in enumerate(sheets, 1):
        notices.extend(carry.notices(sheet, number))
        fitted = fit(sheet)
        own = section(sheet.paper, flows=any(row.parts > 1 for page in fitted.pages for row in page.rows))
        if number > 1 and own != ends:
            yield f"<w:p><w:pPr>{looks.gap}{ends}</w:pPr></w:p>"
        yield from _form(fitted, looks, breaks=number > 1 and own == ends)
        ends = own
    yield f"<w:p><w:pPr>{looks.gap}</w:pPr></w:p>{ends}{_TAIL}"


def _form(fitted: Fit, looks: Looks, *, breaks: bool) -> Iterator[str]:
    """Yield the form's lines and tables; `breaks`: it begins on a new page."""
    made = {table.pages[0]: table for table in tables(fitted)}
    flowing = {number for table in made.values() for number in table.pages[1:]}
    for number, page in enumerate(fitted.pages):
        new = (breaks or number > 0) and number not in flowing
        yield from _page(fitted, page, made.get(number), looks, new)


def _page(fitted: Fit, page: Page, table: Table | None, looks: Looks, new: bool) -> Iterator[str]:  # noqa: FBT001
    """Yield what begins on this page: lines above the table, the table, lines below."""
    end = page.rows[-1].y_mm + page.rows[-1].height_mm if page.rows else 0.0
    begun = [placed for placed in page.paragraphs if not placed.lines or placed.lines[0].start == 0]
    above = [placed for placed in begun if page.rows and placed.y_mm < page.rows[0].y_mm]
    below = begun[len(above) :]
    new = new and len(begun) == len(page.paragraphs)
    if new and table is not None and not above:
        yield new_page(looks.again if table.goes_on else looks.gap)
        new = False
    top = fitted.sheet.paper.margins_mm[0]
    goal = page.rows[0].y_mm if page.rows else None
    yield from _lines(fitted, above, looks, (top, goal, new))
    if table is not None:
        yield table_xml(fitted, table, looks)
        new = False
    elif above:
        new = False
    yield from _lines(fitted, below, looks, (end or top, None, new))


def _lines(
    fitted: Fit, placed: list[PlacedParagraph], looks: Looks, where: tuple[float, float | None, bool]
) -> Iterator[str]:
    """Yield lines outside the table; `where`: the y where they begin, the y of the table below, a new page."""
    y_mm, goal, new = where
    for number, one in enumerate(placed):
        before = max(0.0, one.y_mm - y_mm)
        y_mm = one.y_mm + one.line_mm * max(1, len(one.lines))
        last = number == len(placed) - 1
        after = max(0.0, goal - y_mm) if last and goal is not None else 0.0
        yield line(fitted, one, looks, (before, after, new and number == 0))
