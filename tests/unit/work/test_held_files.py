"""A document that another program holds open (Word on Windows): what is written beside it is told by its own name."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from papers import sample
from perfdesk.page.leaves import leaves
from perfdesk.region import templates
from perfdesk.store import safefile
from perfdesk.work.check_report import report_on, write_draft_report, write_report
from perfdesk.work.exporting import Exported, Order, export, export_split
from perfdesk.work.printing import laid_out, write_pdf


@pytest.fixture(autouse=True)
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no file take the place of another, as Windows does where a program holds it."""

    def refuse(_temp: Path, _target: Path) -> None:
        error = PermissionError(13, "held")
        error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
        raise error

    monkeypatch.setattr(safefile, "Way", partial(safefile.Way, replace=refuse, patience_s=0))


def _told_beside(made: Exported, out: Path) -> None:
    (file,) = made.files
    assert file != out
    assert file.parent == out.parent
    assert file.read_bytes() != b"open in Word"
    assert out.read_bytes() == b"open in Word"
    assert file.name in made.warnings[0]
    assert "没有覆盖" in made.warnings[0]


def test_an_export_says_where_it_went_and_that_the_open_document_is_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "图书馆.docx"
    out.write_bytes(b"open in Word")
    _told_beside(export(Order(sample(), templates(), (0,), "docx"), out, force=True), out)


def test_so_does_a_file_for_each_form(tmp_path: Path) -> None:
    order = Order(sample(), templates(), (0,), "docx")
    (out,) = export_split(order, tmp_path).files
    out.write_bytes(b"open in Word")
    _told_beside(export_split(order, tmp_path, force=True), out)


def test_so_do_a_report_and_a_print_into_a_file(tmp_path: Path) -> None:
    out = tmp_path / "图书馆.pdf"
    out.write_bytes(b"open in Word")
    sides = leaves([(0, laid_out(sample(), templates(), 0, signature=False))])
    _told_beside(write_pdf(sides, out, "题", lambda _done, _total: None), out)
    _told_beside(write_draft_report(report_on(sample(), templates()), out, force=True), out)
    _told_beside(write_report(out, (), force=True), out)
