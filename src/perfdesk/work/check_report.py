"""检查报告: what the rules say, as tables that every writer can take.

Two reports: a flat list of the findings of many files (the command line), and the report of one draft with a summary,
the findings by form with their answers, and what could not be judged (the window).
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO, Final

from perfdesk.grid import Cell, Grid, Paper, Paragraph, Sheet, Style
from perfdesk.model import Draft
from perfdesk.region import Template
from perfdesk.rules import Finding, Severity
from perfdesk.rules.checks import RULES
from perfdesk.store.safefile import replace_file
from perfdesk.work.answering import Sorted, sort_answered
from perfdesk.work.check_command import UNSURE, WORDS, Told
from perfdesk.work.checking import check_draft
from perfdesk.work.exporting import WRITERS, Exported
from perfdesk.work.forms import form_name
from perfdesk.work.undecided import Undecided, Undecideds
from perfdesk.writers import xlsx

_HEADS: Final = ("文件", "表号", "项目", "位置", "规则", "级别", "问题", "依据", "情况说明")
_WIDTHS_MM: Final = (32.0, 11.0, 34.0, 32.0, 13.0, 14.0, 66.0, 32.0, 33.0)
_ROWS = 2000  # of one sheet: more would be slow to lay out, and nobody scrolls further
_SHAPES: Final = {Severity.ERROR: "◆", Severity.WARNING: "▲", Severity.HINT: "○"}
_STYLES: Final = {
    "title": Style("小标宋", 16, 12, "center"),
    "line": Style("仿宋", 10.5, 9, "left"),
    "label": Style("宋体", 10, 9, "center", bold=True),
    "group": Style("宋体", 10, 9, "left", bold=True),
    "value": Style("宋体", 9, 9, "left"),
    "number": Style("宋体", 9, 9, "center"),
}
_SOURCES: Final = {rule.code: rule.source for rule in RULES}
_TITLE = "绩效目标检查报告"


# --- many files, one list ---


def write_report(out: Path, told: Sequence[Told], *, force: bool) -> Exported:
    """Write findings into an Excel file; return where it went and what the clerk must know.

    Raises:
        UserError: the file exists and `force` is off, or it cannot be written.
    """

    def fill(file: BinaryIO) -> None:
        xlsx.write(report_sheets(told), file, title="检查报告")

    written = replace_file(out, fill, force=force)
    return Exported((written.instead_of(out),), written.notices)


def report_sheets(told: Sequence[Told]) -> Iterator[Sheet]:
    """Yield the sheets of a report: one for each two thousand findings, one that says so if there is none."""
    counts = Counter(each.severity for each in told if not each.answer)
    total = "，".join(f"{word} {counts[name]}" for name, word in WORDS.items() if counts[name] or name != UNSURE)
    answered = sum(bool(each.answer) for each in told)
    line = f"共 {len(told)} 处：{total}" + (f"，已说明 {answered}" if answered else "")
    for number, first in enumerate(range(0, len(told), _ROWS) or (0,), 1):
        name = "检查报告" if number == 1 else f"检查报告（{number}）"
        rows = [_Row(_texts(each)) for each in told[first : first + _ROWS]]
        if not told:
            rows.append(_Row(("没有发现问题", *[""] * (len(_HEADS) - 1))))
        yield _sheet(name, (Paragraph("检查报告", "title"), Paragraph(line)), _Table(_HEADS, _WIDTHS_MM, rows))


def _texts(told: Told) -> tuple[str, ...]:
    rank = WORDS[told.severity]
    where = (told.file, str(told.form), told.project, told.place)
    return (*where, told.code, rank, told.message, told.source, told.answer)


# --- one draft ---


@dataclass(frozen=True)
class DraftReport:
    """What is said of a draft.

    Args:
        when: of the check, as it is printed; "" for none.
        left: what could not be judged, form by form.
    """

    draft: Draft
    found: Sorted
    left: tuple[Undecided, ...]
    when: str = ""


def report_on(draft: Draft, templates: Mapping[str, Template], when: str = "") -> DraftReport:
    """Check a draft and return what is said of it."""
    left = Undecideds()
    found = sort_answered(draft, check_draft(draft, templates, left.take))
    return DraftReport(draft, found, tuple(left.found), when)


def write_draft_report(report: DraftReport, out: Path, *, force: bool) -> Exported:
    """Write a report as Word, Excel or PDF, as the suffix says; return where it went and what the clerk must know.

    Raises:
        UserError: the file exists and `force` is off, or it cannot be written.
        KeyError: there is no writer for the suffix.
    """
    writer = importlib.import_module(WRITERS[out.suffix.lower().removeprefix(".")])
    notices: list[Any] = []

    def fill(file: BinaryIO) -> None:
        notices.extend(writer.write(draft_sheets(report), file, title=_TITLE))

    written = replace_file(out, fill, force=force)
    return Exported((written.instead_of(out),), (*written.notices, *(each.text() for each in notices)))


def draft_sheets(report: DraftReport) -> Iterator[Sheet]:
    """Yield the summary, the findings by form, and what could not be judged, where there is any."""
    yield _summary(report)
    rows = list(_found_rows(report))
    heads, widths = ("级别", "位置", "规则", "问题", "依据", "情况说明"), (16.0, 44.0, 14.0, 96.0, 45.0, 52.0)
    for number, first in enumerate(range(0, len(rows), _ROWS), 1):
        name = "问题" if number == 1 else f"问题（{number}）"
        above = (Paragraph("问题清单", "title"),)
        yield _sheet(name, above, _Table(heads, widths, rows[first : first + _ROWS]))
    if report.left:
        yield _left(report)


def _summary(report: DraftReport) -> Sheet:
    draft, rows = report.draft, []
    ranks = Counter((each.number, each.severity) for each in report.found.open)
    answered = Counter(each.number for each, _ in report.found.answered)
    left = Counter(each.number for each in report.left)
    for number, form in enumerate(draft.forms):
        comments = sum(not each.closed for each in form.comments)
        found = (ranks[number, rank] for rank in Severity)
        counts = (*found, answered[number], left[number], comments)
        rows.append(_Row((str(number + 1), form_name(draft, number), form.status, *map(_count, counts))))
    heads = ("表号", "项目", "状态", *(rank.value for rank in Severity), "已说明", "无法判断", "未办结批注")
    widths = (14.0, 91.0, 26.0, 20.0, 20.0, 20.0, 22.0, 26.0, 28.0)
    return _sheet("汇总", tuple(_lines(report)), _Table(heads, widths, rows, centred=frozenset((0, *range(2, 9)))))


def _lines(report: DraftReport) -> Iterator[Paragraph]:
    """Yield the lines above the summary: whose draft, when, how much."""
    shared = report.draft.shared
    yield Paragraph(_TITLE, "title")
    unit = shared.get("budget_unit") or shared.get("department") or ""
    year = f"{shared['year']}年" if shared.get("year") else ""
    when = f"检查时间：{report.when}" if report.when else ""
    if line := "　　".join(filter(None, (f"{unit}　{year}".strip("　"), when))):
        yield Paragraph(line)
    ranks = [each.severity for each in report.found.open]
    counts = "，".join(f"{rank.value} {ranks.count(rank)}" for rank in Severity)
    others = f"已说明 {len(report.found.answered)}，无法判断 {len(report.left)}"
    told = f"共 {len(report.draft.forms)} 张表：{counts}，{others}。"
    yield Paragraph(f"{told}本报告只反映程序能检查的内容，不代替人工审核。")


def _found_rows(report: DraftReport) -> Iterator[_Row]:
    """Yield a line for each form, below it what is open in it, the gravest first, then what was answered."""
    open_ = [(each, "") for each in report.found.open]
    answered = [(each, _said(given.text, given.when)) for each, given in report.found.answered]

    def order(pair: tuple[Finding, str]) -> tuple[int, bool, int]:
        return pair[0].number, bool(pair[1]), pair[0].severity.rank

    for number, group in groupby(sorted((*open_, *answered), key=order), key=lambda pair: pair[0].number):
        yield _Row(
            (f"第{number + 1}张　{form_name(report.draft, number)}（{report.draft.forms[number].status}）",), wide=True
        )
        for finding, answer in group:
            rank = f"{_SHAPES[finding.severity]} {finding.severity.value}"
            yield _Row((rank, finding.place, finding.code, finding.message, _SOURCES.get(finding.code, ""), answer))


def _left(report: DraftReport) -> Sheet:
    above = (Paragraph("无法判断", "title"), Paragraph("以下内容没有查出问题，也不能说没有问题，请人工核对。"))
    heads, widths = ("位置", "规则", "为什么无法判断"), (70.0, 60.0, 137.0)
    return _sheet("无法判断", above, _Table(heads, widths, list(_left_rows(report))))


def _left_rows(report: DraftReport) -> Iterator[_Row]:
    for number, left in groupby(report.left, key=lambda each: each.number):
        yield _Row((f"第{number + 1}张　{form_name(report.draft, number)}",), wide=True)
        yield from (_Row((each.place, f"{each.code} {each.name}", each.why)) for each in left)


def _said(text: str, when: str) -> str:
    return f"{text}（{when}）" if when else text


def _count(count: int) -> str:
    return str(count) if count else "—"


# --- the table ---


@dataclass(frozen=True, slots=True)
class _Row:
    """The texts of a row; a `wide` one is one cell over all columns."""

    texts: tuple[str, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    heads: Sequence[str]
    widths_mm: tuple[float, ...]
    rows: Sequence[_Row]
    centred: frozenset[int] = frozenset()

    def cells(self) -> Iterable[Cell]:
        for col, head in enumerate(self.heads):
            yield Cell(0, col, text=head)
        for row, each in enumerate(self.rows, 1):
            if each.wide:
                yield Cell(row, 0, cols=len(self.heads), text=each.texts[0], style="group")
                continue
            for col, text in enumerate(each.texts):
                yield Cell(row, col, text=text, style="number" if col in self.centred else "value")


def _sheet(name: str, above: tuple[Paragraph, ...], table: _Table) -> Sheet:
    return Sheet(
        name=name,
        title=above[0].text,
        paper=Paper(297.0, 210.0),
        grid=Grid(len(table.rows) + 1, len(table.heads), tuple(table.cells())),
        columns_mm=table.widths_mm,
        min_mm=(0.0,) * (len(table.rows) + 1),
        styles=_STYLES,
        above=above,
        head_rows=(0, 1),
    )
