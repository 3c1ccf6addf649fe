"""检查报告: one content in Word, Excel and PDF, read back from each."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import pytest

from papers import sample
from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.region import templates
from perfdesk.rules.checks import RULES
from perfdesk.work.answering import answer, can_answer
from perfdesk.work.check_report import draft_sheets, report_on, write_draft_report
from perfdesk.work.checking import check_draft
from perfdesk.work.exporting import Exported
from perfdesk.work.standing import set_status

_V04 = next(rule.source for rule in RULES if rule.code == "V04")


def _draft() -> Draft:
    """Return a draft with an error, an answered hint, a status and a comparison that stays open."""
    number = next(n for n, form in enumerate(sample().forms) if form.template == "shanghai-2023")
    draft = paths.put(sample(), 0, "indicators/3/annual/target", "98")
    draft = set_status(paths.put(draft, number, "fields/start_date", "明年春天"), 1, "自查通过")
    hint = next(each for each in check_draft(draft, templates()) if can_answer(each))
    return answer(draft, hint, "合同中另有约定。", "2026-03-01")


def _docx(file: Path) -> str:
    document = docx.Document(str(file))
    tables = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "".join((*(each.text for each in document.paragraphs), *tables))


def _xlsx(file: Path) -> str:
    book = openpyxl.load_workbook(file)
    return "".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def _pdf(file: Path) -> str:
    with pdfplumber.open(io.BytesIO(file.read_bytes())) as pages:
        rows = (row for page in pages.pages for table in page.extract_tables() for row in table)
        return "".join(cell or "" for row in rows for cell in row)


@pytest.mark.parametrize(("kind", "read"), [("docx", _docx), ("xlsx", _xlsx), ("pdf", _pdf)])
def test_every_finding_is_in_the_report_with_place_message_source_and_answer(
    tmp_path: Path, kind: str, read: object
) -> None:
    report = report_on(_draft(), templates(), "2026-03-05 10:32")
    out = tmp_path / f"报告.{kind}"
    assert write_draft_report(report, out, force=False) == Exported((out,), ())
    text = re.sub(r"\s", "", read(out))  # type: ignore[operator]
    for each in check_draft(_draft(), templates()):
        for part in (each.place, each.message, each.severity.value):
            assert re.sub(r"\s", "", part) in text
    for word in ("合同中另有约定。（2026-03-01）", "自查通过", _V04, "日期没有填全或者读不出来"):
        assert re.sub(r"\s", "", word) in text, word


def test_the_summary_counts_what_is_open_answered_and_undecided() -> None:
    summary, *others = draft_sheets(report_on(_draft(), templates()))
    assert [sheet.name for sheet in others] == ["问题", "无法判断"]
    found = check_draft(_draft(), templates())
    errors = sum(each.severity.value == "错误" for each in found)
    assert f"错误 {errors}，" in summary.above[-1].text
    assert "已说明 1，无法判断 1。" in summary.above[-1].text
    first = [cell.text for cell in summary.grid.cells if cell.row == 1]
    assert first[:4] == ["1", sample().forms[0].fields["project_name"], "草稿", "1"]


def test_a_draft_without_findings_has_a_summary_alone() -> None:
    empty = Draft(id="d")
    (summary,) = draft_sheets(report_on(empty, templates()))
    assert summary.grid.n_rows == 1
