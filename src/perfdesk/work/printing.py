"""What is printed: forms laid out, the pages a clerk names, and what the paper cannot show."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from perfdesk.errors import UserError
from perfdesk.grid import Sheet
from perfdesk.model import Draft
from perfdesk.page import Fit, fit
from perfdesk.page.leaves import Leaf, Side
from perfdesk.page.metrics import missing
from perfdesk.region import Template
from perfdesk.store.safefile import replace_file
from perfdesk.translate.render import render_form
from perfdesk.translate.unprinted import unprinted
from perfdesk.work.exporting import Exported
from perfdesk.work.signature import with_signature

Progress = Callable[[int, int], None]
_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6})?)?|-(\d{1,6})", re.ASCII)
_SAME = str.maketrans("，、；;－–—~～至　０１２３４５６７８９", ",,,,------ 0123456789")


def printable(draft: Draft, templates: Mapping[str, Template]) -> tuple[int, ...]:
    """Return the numbers of the forms whose layout is installed."""
    return tuple(number for number, form in enumerate(draft.forms) if form.template in templates)


def laid_out(draft: Draft, templates: Mapping[str, Template], number: int, *, signature: bool) -> Fit:
    """Return a form with its pages, as every other medium shows it; a line to sign on below if `signature`."""
    sheet = render_form(templates[draft.forms[number].template], draft, number)
    return fit(with_signature(sheet) if signature else sheet)


def page_range(text: str, total: int) -> tuple[int, ...]:
    """Return the pages that a text names ("1-3,5"; "" for all), each once, in order, from 1.

    Raises:
        UserError: E90, it names none, or one that is not there.
    """
    plain = re.sub(r"\s+", "", text.translate(_SAME))
    if not plain:
        return tuple(range(1, total + 1))
    found: set[int] = set()
    for part in filter(None, plain.split(",")):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise _no_range(f"看不懂页码“{part}”。")
        first = int(match[1] or 1)
        last = int(match[3] or match[2] or (total if part.endswith("-") else first))
        if not 1 <= first <= last <= total:
            raise _no_range(f"没有第 {part} 页，一共 {total} 页。")
        found.update(range(first, last + 1))
    if not found:
        raise _no_range("没有写页码。")
    return tuple(sorted(found))


def warnings(draft: Draft, templates: Mapping[str, Template], fits: Iterable[tuple[int, Fit]]) -> Iterator[str]:
    """Yield what the paper cannot show, a sentence each: texts without a place, characters without a font."""
    for number, fitted in fits:
        for place, text in unprinted(templates[draft.forms[number].template], draft, number):
            short = text if len(text) <= 30 else f"{text[:30]}…"
            yield f"第{number + 1}张表的版式没有地方印“{short}”（{place}），它仍保存在草稿里。"
        if lost := sorted({char for text in _texts(fitted.sheet) for char in missing(text)}):
            yield f"第{number + 1}张表有 {len(lost)} 个字符没有字体可印，用方框代替。"


def write_pdf(sides: Sequence[Side], out: Path, title: str, progress: Progress) -> Exported:
    """Write the sides that would be printed into a PDF file, in place of what is there; return where it went.

    Raises:
        UserError: it cannot be written.
    """
    from perfdesk.writers.pdf import write_sides  # noqa: PLC0415 -- only when it is asked for

    def told() -> Iterator[Side]:
        for done, side in enumerate(sides):
            progress(done, len(sides))
            yield side

    buffer = io.BytesIO()
    write_sides(told(), buffer, title=title)
    written = replace_file(out, buffer.getvalue(), force=True)
    return Exported((written.instead_of(out),), written.notices)


def describe(leaf: Leaf) -> str:
    """Return which page of which form a leaf is."""
    name = " ".join(leaf.fit.sheet.name.split()) or f"第 {leaf.form + 1} 张表"
    pages = len(leaf.fit.pages)
    return f"{name} · 第 {leaf.page.number} / {pages} 页" if pages > 1 else name


def _texts(sheet: Sheet) -> Iterator[str]:
    yield from (each.text for each in (*sheet.above, *sheet.below))
    yield from (cell.text for cell in sheet.grid.cells if cell.text)


def _no_range(what: str) -> UserError:
    return UserError("E90", what=what, safe="还没有打印。", todo="请写成 1-3,5 这样，或留空打印全部页。")
