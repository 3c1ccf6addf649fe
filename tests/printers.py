"""A printer that writes a file, and what stands on its pages compared with what stands on others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from papers import sample, with_rows
from perfdesk.desk.printing.device import PrintRun
from perfdesk.model import Draft
from perfdesk.page import fit
from perfdesk.page.leaves import Side, leaves
from perfdesk.page.metrics import FONTS, font_file
from perfdesk.region import templates
from perfdesk.translate.render import render_form
from readback import Box

TWO_PAGES = with_rows(
    "shanghai-2023", *[("产出目标", "数量", f"第{number}项服务覆盖的社区数量", "≥12个") for number in range(30)]
)


def forms(template: str) -> Draft:
    """Return the form of the sample that is in a layout, alone; "two pages": one that goes on."""
    if template == "two pages":
        return TWO_PAGES
    form = next(each for each in sample().forms if each.template == template)
    return sample().model_copy(update={"forms": (form,)})


def many_sides(count: int) -> list[Side]:
    fits = [fit(render_form(templates()[form.template], sample(), at)) for at, form in enumerate(sample().forms)]
    return [*leaves((number, fits[number % len(fits)]) for number in range(count))]


@cache
def _fonts() -> list[QRawFont]:
    return [QRawFont(str(font_file(name)), 10.0) for name in FONTS]


@cache
def glyph(char: str) -> tuple[int, int]:
    """Return what a character looks like: Qt names glyphs by the first character that has them (⽬ for 目)."""
    for number, font in enumerate(_fonts()):
        found = font.glyphIndexesForString(char)
        if found and found[0]:
            return number, found[0]
    return -1, ord(char)


def looks(box: Box) -> list[list[tuple[int, int]]]:
    return [[glyph(char) for char in line] for line in box.lines]


def assert_same(one: Sequence[Sequence[Box]], two: Sequence[Sequence[Box]]) -> None:
    """Compare page by page, cell by cell: edges within a point, the same glyphs on the same lines."""
    assert len(one) == len(two)
    for first, second in zip(one, two, strict=True):
        assert len(first) == len(second) > 20
        for a, b in zip(first, second, strict=True):
            assert a.edges == pytest.approx(b.edges, abs=1.0)
            assert looks(a) == looks(b)


def to_pdf_printer(sides: Sequence[Side], file: Path) -> Path:
    """Print as on a real printer: the same run, its device a PDF printer."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    ended: list[object] = []
    run = PrintRun(printer, sides)
    run.done.connect(lambda _result: ended.append("done"))
    run.failed.connect(ended.append)
    run.start()
    while not ended:
        QApplication.processEvents()
    assert ended == ["done"]
    return file
