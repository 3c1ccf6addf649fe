"""The sketch shows a table so that a reviewer sees every cell and every merge."""

from __future__ import annotations

from perfdesk.grid import Cell, Grid, Paper, Paragraph, Sheet, sketch, sketch_sheet

GRID = Grid(
    3,
    4,
    (
        Cell(0, 0, text="项目名称"),
        Cell(0, 1, cols=3, text="流动书车", kind="field", source="fields/project_name"),
        Cell(1, 0, rows=2, text="总体目标"),
        Cell(1, 1, text="中期"),
        Cell(1, 2, rows=2, cols=2, text="一、进村\n二、进校", kind="field"),
        Cell(2, 1, text=""),
    ),
)
GOLDEN = """\
项目名称 | 流动书车 | < | <
总体目标 | 中期 | 一、进村⏎二、进校 | <
^ |  | ^ | <
"""


def test_a_sketch_shows_merges_and_line_ends() -> None:
    assert sketch(GRID) == GOLDEN


def test_a_sketch_of_a_sheet_has_the_lines_above_and_below() -> None:
    sheet = Sheet(
        name="流动书车",
        title="绩效目标表",
        paper=Paper(),
        grid=GRID,
        columns_mm=(20.0, 40.0, 60.0, 60.0),
        min_mm=(0.0, 0.0, 25.0),
        styles={},
        above=(Paragraph("绩效目标表", style="title"), Paragraph("(2026年度)")),
        below=(Paragraph("填表人："),),
    )
    assert sketch_sheet(sheet) == "绩效目标表\n(2026年度)\n" + GOLDEN + "填表人：\n"
