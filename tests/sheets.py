"""Sheets for tests: small made-up forms in the shapes of the official tables."""

from __future__ import annotations

from dataclasses import replace

from perfdesk.grid import Cell, Grid, Paper, Paragraph, Sheet, Style

STYLES = {
    "title": Style("小标宋", 18, 14, "center"),
    "line": Style("仿宋", 12, 10.5, "left"),
    "year": Style("仿宋", 12, 10.5, "center"),
    "label": Style("宋体", 10.5, 9, "center"),
    "value": Style("宋体", 10.5, 9, "left"),
}
TWO_PANEL_MM = (14.0, 20.0, 26.0, 34.0, 24.0, 22.0, 20.0, 20.0)
ONE_PANEL_MM = (22.0, 28.0, 30.0, 40.0, 30.0, 30.0)
GOAL = "改造阅览室两间，新增座位120个，全年开放不少于300天。"
_HEADS = (
    "",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值（或计划水平）",
    "二级指标",
    "三级指标",
    "计划指标值（或计划水平）",
)
_LEVELS = (
    ("预期产出指标", ("数量指标", "质量指标", "时效指标")),
    ("效果指标", ("社会效益指标", "可持续影响指标")),
    ("满意度指标", ("服务对象满意度指标",)),
)


def label(row: int, col: int, text: str, *, rows: int = 1, cols: int = 1) -> Cell:
    """Return a cell of fixed wording."""
    return Cell(row, col, rows, cols, text)


def value(row: int, col: int, text: str, *, rows: int = 1, cols: int = 1) -> Cell:
    """Return an input cell."""
    return Cell(row, col, rows, cols, text, "field", f"forms/0/r{row}c{col}", style="value")


def sheet_of(cells: list[Cell], columns_mm: tuple[float, ...], name: str = "", **looks: object) -> Sheet:
    """Return a sheet with these cells; `looks` are any other fields of a sheet."""
    n_rows = max(cell.row_end for cell in cells)
    made = Sheet(
        name=name,
        title="项目支出绩效目标表",
        paper=Paper(),
        grid=Grid(n_rows, len(columns_mm), tuple(cells)),
        columns_mm=columns_mm,
        min_mm=(0.0,) * n_rows,
        styles=STYLES,
    )
    return replace(made, **looks)  # type: ignore[arg-type]


def simple_sheet(text: str = "图书馆改造", name: str = "图书馆改造") -> Sheet:
    """Return a form of two rows with one value."""
    cells = [label(0, 0, "项目名称"), value(0, 1, text, cols=2), label(1, 0, "金额"), value(1, 1, "12.50", cols=2)]
    return sheet_of(cells, (30.0, 60.0, 90.0), name, above=(Paragraph("绩效目标表", "title"),))


def two_panel_sheet(rows: int = 6, goal: str = "", name: str = "图书馆改造") -> Sheet:
    """Return a form with two panels, `rows` indicators and signature rows; its goals say `goal`."""
    last = 4 + rows
    cells = [*_upper(name, goal or GOAL), label(4, 0, "绩效指标", rows=rows), *_indicators(4, rows), *_lower(last)]
    return sheet_of(
        cells,
        TWO_PANEL_MM,
        name,
        min_mm=tuple(25.0 if row == 2 else 0.0 for row in range(last + 3)),
        above=(
            Paragraph("项目支出绩效目标批复表", "title"),
            Paragraph("(2022年度)", "year"),
            Paragraph("预算单位：某镇文化服务中心"),
        ),
        head_rows=(3, 4),
        together=((last + 1, last + 3),),
    )


def _upper(name: str, goal: str) -> list[Cell]:
    """Return the rows above the indicators."""
    return [
        label(0, 0, "项目名称"),
        value(0, 1, name, cols=4),
        label(0, 5, "本年度申请财政预算资金（万元）"),
        value(0, 6, "12.50", cols=2),
        label(1, 0, "总体目标", rows=2),
        label(1, 1, "中期滚动目标", cols=4),
        label(1, 5, "年度目标", cols=3),
        value(2, 1, goal, cols=4),
        value(2, 5, goal, cols=3),
        *(label(3, col, text) for col, text in enumerate(_HEADS)),
    ]


def _lower(last: int) -> list[Cell]:
    """Return the rows below the indicators, the first at `last`."""
    return [
        label(last, 0, "申报单位需要说明的其他情况"),
        value(last, 1, "", cols=7),
        label(last + 1, 0, "审核人"),
        label(last + 1, 1, "财政分局审核意见", cols=5),
        label(last + 1, 6, "审核时间", cols=2),
        value(last + 2, 0, "陈一"),
        value(last + 2, 1, "同意。", cols=5),
        value(last + 2, 6, "2022年04月12日", cols=2),
    ]


def _indicators(first: int, count: int) -> list[Cell]:
    """Return the cells of `count` indicators: levels as tall as what stands under them."""
    seconds = [(level1, level2) for level1, names in _LEVELS for level2 in names]
    share = [seconds[number * len(seconds) // count] for number in range(count)]
    cells: list[Cell] = []
    for col, key in ((1, 0), (2, 1), (5, 1)):
        start = 0
        for number in range(1, count + 1):
            if number == count or share[number][: key + 1] != share[start][: key + 1]:
                cells.append(label(first + start, col, share[start][key], rows=number - start))
                start = number
    for number in range(count):
        cells += [
            value(first + number, 3, f"第{number + 1}项活动的完成次数"),
            value(first + number, 4, f"≥{number + 4}次"),
            value(first + number, 6, f"第{number + 1}项活动次数"),
            value(first + number, 7, f"≥{number + 2}次"),
        ]
    return cells


def long_goal_sheet(chars: int = 5000) -> Sheet:
    """Return a form whose goal has `chars` characters."""
    sentence = "完成馆舍修缮、图书采购与读者活动，服务群众约3,600人次；达到“一馆一策”的要求。"
    text = (sentence * (chars // len(sentence) + 1))[:chars]
    cells = [
        label(0, 0, "项目名称"),
        value(0, 1, "图书馆改造", cols=5),
        label(1, 0, "总体绩效目标", rows=2),
        label(1, 1, "实施周期总目标", cols=5),
        value(2, 1, text, cols=5),
        label(3, 0, "绩效指标", rows=2),
        *(label(3, col, head) for col, head in enumerate(_HEADS[1:6], 1)),
        *(value(4, col, f"值{col}") for col in range(1, 6)),
    ]
    return sheet_of(cells, ONE_PANEL_MM, "图书馆改造", above=(Paragraph("项目绩效目标表", "title"),), head_rows=(3, 4))


def signed_sheet() -> Sheet:
    """Return a form with a line for signatures below its table."""
    below = (Paragraph("填表人：　　　　单位负责人：　　　　（盖章）　　　　年　　月　　日"),)
    return replace(simple_sheet(), below=below)
