"""What can be wrong with a template beyond its shape: widths, fields, styles, sums, listed names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from perfdesk.region.schema import BlockData, TemplateData
from perfdesk.region.template import Template, pattern, used_fields

Place = tuple[str | int, ...]
_NEEDED_STYLES = ("title", "line", "label", "value")
_PAPER_MM = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in which file and line."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        """Return `file:line: what`."""
        return f"{self.path}:{self.line}: {self.text}"


def paper_mm(data: TemplateData) -> tuple[float, float]:
    """Return the width and height of the paper in mm."""
    width, height = _PAPER_MM[data.paper.size]
    return (height, width) if data.paper.turned else (width, height)


def faults_of(template: Template) -> Iterator[tuple[Place, str]]:
    """Yield (place in the file, what is wrong) for everything wrong with a template."""
    data = template.data
    yield from _paper(data)
    yield from _styles(data)
    for number, block in enumerate(data.block):
        yield from _block(data, number, block)
    yield from _indicator_blocks(template)
    yield from _inputs(data)
    yield from _sums(data)
    yield from _choices(template)


def _paper(data: TemplateData) -> Iterator[tuple[Place, str]]:
    width, height = paper_mm(data)
    top, right, bottom, left = data.paper.margins_mm
    if sum(data.paper.columns_mm) > width - left - right + 0.01:
        yield (
            ("paper", "columns_mm"),
            f"各列共宽 {sum(data.paper.columns_mm):g} mm，纸上只有 {width - left - right:g} mm",
        )
    if top + bottom > height - 60:
        yield ("paper", "margins_mm"), "上下页边距太大，放不下表格"


def _styles(data: TemplateData) -> Iterator[tuple[Place, str]]:
    for name in _NEEDED_STYLES:
        if name not in data.style:
            yield ("style",), f"缺少样式“{name}”"
    for name, style in data.style.items():
        if style.min_pt > style.pt:
            yield ("style", name), f"样式“{name}”的最小字号大于字号"
    for kind in ("above", "below"):
        for number, line in enumerate(getattr(data, kind)):
            if line.style not in data.style:
                yield (kind, number, "style"), f"没有样式“{line.style}”"


def _block(data: TemplateData, number: int, block: BlockData) -> Iterator[tuple[Place, str]]:
    place: Place = ("block", number)
    room = len(data.paper.columns_mm) - (block.head.w if block.head else 0)
    if block.kind == "indicators":
        if not block.columns or block.row:
            yield place, "指标块要有 columns，不能有 row"
        elif sum(column.w for column in block.columns) != room:
            yield (
                (*place, "columns"),
                f"各列合计 {sum(column.w for column in block.columns)} 列，表格在这里有 {room} 列",
            )
        return
    if block.columns or not block.row:
        yield place, "这一块要有 row，不能有 columns"
    for at, row in enumerate(block.row):
        width = sum(cell.w for cell in row.cells)
        if width != room:
            yield (*place, "row", at), f"这一行合计 {width} 列，表格在这里有 {room} 列"
        for cell in row.cells:
            if (cell.label is not None) + (cell.field is not None) + cell.blank != 1:
                yield (*place, "row", at), "每个单元格要有 label、field、blank 中的一个"
            if cell.style is not None and cell.style not in data.style:
                yield (*place, "row", at), f"没有样式“{cell.style}”"


def _indicator_blocks(template: Template) -> Iterator[tuple[Place, str]]:
    blocks = [number for number, block in enumerate(template.data.block) if block.kind == "indicators"]
    if len(blocks) != 1:
        yield ("block",), f"要有一个指标块，这里有 {len(blocks)} 个"
    for number in blocks:
        block = template.data.block[number]
        for column in block.columns:
            if column.horizon is None and column.part in ("name", "target"):
                yield ("block", number, "columns"), f"“{column.label}”一列要写明期间（horizon）"
        seen = [(column.part, column.horizon) for column in block.columns if column.part not in ("level1", "level2")]
        if len(set(seen)) != len(seen):
            yield ("block", number, "columns"), "有两列显示同一内容"
        known = {each.name for each in template.taxonomy.level2}
        for name in block.listed or ():
            if name not in known:
                yield ("block", number, "listed"), f"指标体系里没有二级指标“{name}”"


def _inputs(data: TemplateData) -> Iterator[tuple[Place, str]]:
    cells = [
        (("block", b, "row", r), cell.field)
        for b, block in enumerate(data.block)
        for r, row in enumerate(block.row)
        for cell in row.cells
        if cell.field
    ]
    seen: set[str] = set()
    for place, name in cells:
        if name in seen:
            yield place, f"栏目“{name}”出现了两次"
        seen.add(name)


def _sums(data: TemplateData) -> Iterator[tuple[Place, str]]:
    shown = set(used_fields(data))
    for number, each in enumerate(data.sum):
        for name in (each.total, *each.parts):
            if name not in shown:
                yield ("sum", number), f"合计里的栏目“{name}”不在表中"


def _choices(template: Template) -> Iterator[tuple[Place, str]]:
    for name, field in template.fields.items():
        if field.kind == "choice" and (not field.options or "{option}" not in field.show or "{box}" not in field.show):
            yield ("field", name), "选择栏目要有 options，show 里要有 {option} 和 {box}"


def check_label(text: str) -> str | None:
    """Return what is wrong with a label's braces, None if nothing is."""
    try:
        pattern(text)
    except ValueError as error:
        return str(error)
    return None
