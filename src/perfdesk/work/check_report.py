"""检查报告: findings as a table that every writer can take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from perfdesk.grid import Cell, Grid, Paper, Paragraph, Sheet, Style
from perfdesk.rules import Severity
from perfdesk.store.safefile import replace_file
from perfdesk.writers import xlsx

if TYPE_CHECKING:
    from perfdesk.work.check_command import Told

_HEADS: Final = ("文件", "表号", "项目", "位置", "规则", "级别", "问题", "依据")
_WIDTHS_MM: Final = (36.0, 12.0, 40.0, 36.0, 13.0, 14.0, 76.0, 40.0)
_ROWS = 2000  # of one sheet: more would be slow to lay out, and nobody scrolls further
_RANKS: Final = {"error": Severity.ERROR.value, "warning": Severity.WARNING.value, "hint": Severity.HINT.value}
_STYLES: Final = {
    "title": Style("小标宋", 16, 12, "center"),
    "line": Style("仿宋", 10.5, 9, "left"),
    "label": Style("宋体", 10, 9, "center", bold=True),
    "value": Style("宋体", 9, 9, "left"),
}


def write_report(out: Path, told: Sequence[Told], *, force: bool) -> None:
    """Write findings into an Excel file.

    Raises:
        UserError: the file exists and `force` is off, or it cannot be written.
    """

    def fill(file: BinaryIO) -> None:
        xlsx.write(report_sheets(told), file, title="检查报告")

    replace_file(out, fill, force=force)


def report_sheets(told: Sequence[Told]) -> Iterator[Sheet]:
    """Yield the sheets of a report: one for each two thousand findings, one that says so if there is none."""
    counts = {name: sum(each.severity == name for each in told) for name in _RANKS}
    total = "，".join(f"{rank} {counts[name]}" for name, rank in _RANKS.items())
    for number, first in enumerate(range(0, len(told), _ROWS) or (0,), 1):
        name = "检查报告" if number == 1 else f"检查报告（{number}）"
        yield _sheet(name, f"共 {len(told)} 处：{total}", told[first : first + _ROWS])


def _sheet(name: str, line: str, told: Sequence[Told]) -> Sheet:
    rows = [list(_HEADS), *([_RANKS.get(text, text) for text in _texts(each)] for each in told)]
    if not told:
        rows.append(["没有发现问题", *[""] * (len(_HEADS) - 1)])
    return Sheet(
        name=name,
        title="检查报告",
        paper=Paper(297.0, 210.0),
        grid=Grid(len(rows), len(_HEADS), tuple(_cells(rows))),
        columns_mm=_WIDTHS_MM,
        min_mm=(0.0,) * len(rows),
        styles=_STYLES,
        above=(Paragraph("检查报告", "title"), Paragraph(line)),
        head_rows=(0, 1),
    )


def _texts(told: Told) -> tuple[str, ...]:
    return (
        told.file,
        str(told.form),
        told.project,
        told.place,
        told.code,
        told.severity,
        told.message,
        told.source,
    )


def _cells(rows: Iterable[Sequence[str]]) -> Iterator[Cell]:
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            yield Cell(row, col, text=text, kind="label", style="value" if row else "label")
