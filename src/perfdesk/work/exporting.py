"""A draft → documents: all forms in one file, or a file for each."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from perfdesk.grid import Sheet
from perfdesk.model import Draft
from perfdesk.paths import is_file
from perfdesk.region import Template
from perfdesk.store.faults import exists_already
from perfdesk.store.names import safe_name
from perfdesk.store.safefile import make_folder, replace_file
from perfdesk.translate.render import render
from perfdesk.translate.unprinted import unprinted

WRITERS: Mapping[str, str] = {
    "docx": "perfdesk.writers.docx",
    "xlsx": "perfdesk.writers.xlsx",
    "pdf": "perfdesk.writers.pdf",
}
"""Every output format and its writer; imported only when it is asked for."""


class _Notice(Protocol):
    form: int

    def text(self) -> str: ...


class _Write(Protocol):
    def __call__(self, sheets: Iterable[Sheet], out: BinaryIO, *, title: str = "") -> Sequence[_Notice]: ...


@dataclass(frozen=True)
class Exported:
    """The files written, and what the clerk must know of them, one sentence each.

    A file that another program held is written beside it, under a name of its own.
    """

    files: tuple[Path, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """What to export: form numbers (from 0) of a draft, in which format.

    Args:
        progress: called with (done, total) before each form.
    """

    draft: Draft
    templates: Mapping[str, Template]
    numbers: tuple[int, ...]
    kind: str
    progress: Callable[[int, int], None] | None = None
    adapt: Callable[[Sheet], Sheet] | None = None

    def sheets(self, numbers: Sequence[int]) -> Iterator[Sheet]:
        """Yield the sheets of some forms, one at a time, telling the progress."""
        for done, sheet in enumerate(render(self.templates, self.draft, numbers)):
            if self.progress:
                self.progress(done, len(numbers))
            yield self.adapt(sheet) if self.adapt else sheet


def export(order: Order, out: Path, *, force: bool = False) -> Exported:
    """Write the forms of an order into one file.

    Raises:
        UserError: the file exists and `force` is off, or it cannot be written.
    """
    title = document_title(order)
    notices: list[_Notice] = []
    write = _writer(order.kind)

    def fill(file: BinaryIO) -> None:
        notices.extend(write(order.sheets(order.numbers), file, title=title))

    written = replace_file(out, fill, force=force)
    told = [_renumbered(notice, order.numbers) for notice in notices]
    return Exported((written.instead_of(out),), (*written.notices, *told, *_unprinted(order)))


def export_split(order: Order, folder: Path, *, force: bool = False) -> Exported:
    """Write each form of an order into a file of its own, named after its project.

    Raises:
        UserError: the folder cannot be made, a file exists and `force` is off, or one cannot be written.
    """
    files = [folder / name for name in _names(order)]
    warnings, made = list[str](), list[Path]()
    write = _writer(order.kind)
    make_folder(folder)
    for file in files:
        if not force and is_file(file):
            raise exists_already(file)
    for done, (number, file) in enumerate(zip(order.numbers, files, strict=True)):
        if order.progress:
            order.progress(done, len(order.numbers))
        sheet = next(render(order.templates, order.draft, (number,)))
        sheet = order.adapt(sheet) if order.adapt else sheet
        buffer = io.BytesIO()
        notices = write([sheet], buffer, title=sheet.name)
        written = replace_file(file, buffer.getvalue(), force=force)
        made.append(written.instead_of(file))
        warnings.extend(written.notices)
        warnings.extend(_renumbered(notice, (number,)) for notice in notices)
    return Exported(tuple(made), (*warnings, *_unprinted(order)))


def _names(order: Order) -> list[str]:
    """Return the file name of each form; made beforehand, so that no file is written where one is in the way."""
    taken: list[str] = []
    sheets = render(order.templates, order.draft, order.numbers)
    for number, sheet in zip(order.numbers, sheets, strict=True):
        taken.append(safe_name(f"{number + 1:02d} {sheet.name}", suffix=f".{order.kind}", taken=taken))
    return taken


def document_title(order: Order) -> str:
    """Return the title of a document: the unit and year of the draft, or the project of its only form."""
    shared = order.draft.shared
    unit = shared.get("budget_unit") or shared.get("department") or ""
    year = f"{shared['year']}年" if shared.get("year") else ""
    return f"{unit}{year}项目支出绩效目标表"


def _writer(kind: str) -> _Write:
    return cast(_Write, importlib.import_module(WRITERS[kind]).write)


def _renumbered(notice: _Notice, numbers: Sequence[int]) -> str:
    """Return a notice with the number that the form has in the draft."""
    text = notice.text()
    own = f"第{notice.form}张表"
    return text.replace(own, f"第{numbers[notice.form - 1] + 1}张表", 1) if 0 < notice.form <= len(numbers) else text


def _unprinted(order: Order) -> Iterator[str]:
    """Yield a warning for each text that a layout has no place for."""
    for number in order.numbers:
        template = order.templates[order.draft.forms[number].template]
        for place, text in unprinted(template, order.draft, number):
            short = text if len(text) <= 30 else f"{text[:30]}…"
            yield f"第{number + 1}张表的版式没有地方印“{short}”（{place}），它仍保存在草稿里。"
