"""Draft → sheet: a form drawn as its template prescribes; every stored text is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from perfdesk.errors import UserError
from perfdesk.grid import Cell, Grid, Paper, Paragraph, Part, Sheet, Style
from perfdesk.model import Draft, Indicator, path
from perfdesk.region import BlockData, CellData, ColumnData, LineData, RowData, Template, paper_mm, pattern
from perfdesk.translate import choice
from perfdesk.translate.arrange import Level1Node, Level2Node, name_shown, tree


def render(templates: Mapping[str, Template], draft: Draft, numbers: Iterable[int] | None = None) -> Iterator[Sheet]:
    """Yield the sheets of the forms `numbers` (from 0; all if None), one at a time.

    Raises:
        UserError: E31, a form's template is not installed.
    """
    for number in range(len(draft.forms)) if numbers is None else numbers:
        form = draft.forms[number]
        if form.template not in templates:
            raise UserError(
                "E31",
                what=f"第 {number + 1} 张表用的版式“{form.template}”没有安装。",
                safe="草稿没有改动，其他表不受影响。",
                todo="请安装带有这个版式的 perfdesk，或向提供草稿的人索取版式文件夹。",
            )
        yield render_form(templates[form.template], draft, number)


def render_form(template: Template, draft: Draft, number: int, *, typing: bool = False) -> Sheet:
    """Return form `number` (from 0) of the draft, drawn by `template`.

    With `typing` there is a place to type under every level-2 name, though the layout may print the filled ones alone.
    """
    page = _Page(template, draft, number, typing)
    for block in template.data.block:
        if block.kind == "indicators":
            page.add_indicators(block)
        else:
            page.add_rows(block)
    data = template.data
    width, height = paper_mm(data)
    margins = data.paper.margins_mm
    return Sheet(
        name=page.text("project_name")[0] or f"第{number + 1}张表",
        title=page.paragraph(data.above[0]).text if data.above else data.name,
        paper=Paper(width, height, margins),
        grid=Grid(len(page.min_mm), template.n_cols, tuple(page.cells)),
        columns_mm=data.paper.columns_mm,
        min_mm=tuple(page.min_mm),
        styles={
            name: Style(each.font, each.pt, each.min_pt, each.align, each.bold) for name, each in data.style.items()
        },
        above=tuple(map(page.paragraph, data.above)),
        below=tuple(map(page.paragraph, data.below)),
        head_rows=page.head_rows,
        head_until=page.head_until,
        together=tuple(page.together),
    )


@dataclass
class _Page:
    """Collects the cells of one form from top to bottom."""

    template: Template
    draft: Draft
    number: int
    typing: bool = False
    cells: list[Cell] = field(default_factory=list)
    min_mm: list[float] = field(default_factory=list)
    together: list[tuple[int, int]] = field(default_factory=list)
    head_rows: tuple[int, int] | None = None
    head_until: int | None = None

    def text(self, name: str) -> tuple[str, str]:
        """Return the text of a field and its path: the form's own, or the one the forms share."""
        own = self.draft.forms[self.number].fields
        shared = self.template.fields[name].scope == "draft" if name in self.template.fields else False
        if shared and name not in own:
            return self.draft.shared.get(name, ""), path.join("shared", name)
        return own.get(name, ""), path.join("fields", name)

    def paragraph(self, line: LineData) -> Paragraph:
        """Return a line above or below the table."""
        parts = self._parts(line.text)
        return Paragraph("".join(part.text for part in parts), line.style, parts)

    def add_rows(self, block: BlockData) -> None:
        """Add a block of ordinary rows with its head at the left."""
        top = len(self.min_mm)
        rows = [row for row in block.row if row.when is None or self._filled(row)]
        for row in rows:
            col = block.head.w if block.head else 0
            for data in row.cells:
                self.cells.append(self._cell(data, len(self.min_mm), col))
                col += data.w
            self.min_mm.append(row.min_mm)
        if block.head and rows:
            self._label(block.head.label, (top, 0, len(rows), block.head.w))
        if block.kind == "signature":
            self.together.append((top, len(self.min_mm)))

    def add_indicators(self, block: BlockData) -> None:
        """Add the column heads, and a row for each indicator and each empty level-2 name."""
        top = len(self.min_mm)
        left = block.head.w if block.head else 0
        col = left
        for column in block.columns:
            self._label(column.label, (top, col, 1, column.w))
            col += column.w
        self.min_mm.append(block.head_min_mm)
        if block.repeat_head:
            self.head_rows = (top, top + 1)
        nodes = tree(self.template, self.draft.forms[self.number].indicators, typing=self.typing)
        for node in nodes:
            self._add_level1(block, node, left)
        self.head_until = len(self.min_mm)
        if block.head:
            first = top + 1 if block.head.start == "first indicator" else top
            if first > top:
                self.cells.append(Cell(top, 0, 1, left, kind="blank"))
            self._label(block.head.label, (first, 0, len(self.min_mm) - first, left))

    def _add_level1(self, block: BlockData, node: Level1Node, left: int) -> None:
        top = len(self.min_mm)
        for two in node.level2:
            self._add_level2(block, (node.name, two), left)
        first = next((each for two in node.level2 for each in two.indicators), None)
        col = left
        for column in block.columns:
            if column.part == "level1":
                place = (top, col, len(self.min_mm) - top, column.w)
                self._level("level1", node.name, first, place)
            col += column.w

    def _add_level2(self, block: BlockData, names: tuple[str, Level2Node], left: int) -> None:
        top = len(self.min_mm)
        level1, node = names
        for indicator in node.indicators or (None,):
            step = indicator.id if indicator else path.new_indicator(level1, node.name)
            col = left
            for column in block.columns:
                if column.part not in ("level1", "level2"):
                    self._part(column, indicator, (step, col))
                col += column.w
            self.min_mm.append(block.min_mm)
        first = node.indicators[0] if node.indicators else None
        col, seen = left, False
        for column in block.columns:
            if column.part == "level2":
                place = (top, col, len(self.min_mm) - top, column.w)
                self._level("level2", node.name, None if seen else first, place)
                seen = True
            col += column.w

    def _level(self, part: str, name: str, first: Indicator | None, place: tuple[int, int, int, int]) -> None:
        source = path.join("indicators", first.id, part) if first else None
        self.cells.append(Cell(*place, text=name, kind="field" if first else "label", source=source, style="label"))

    def _part(self, column: ColumnData, indicator: Indicator | None, at: tuple[str, int]) -> None:
        step, col = at
        horizon: str = column.horizon or ""
        if indicator and column.part == "name":
            horizon = name_shown(self.template, indicator, horizon)
        text = indicator.text(horizon, column.part) if indicator else ""
        source = path.join("indicators", step, horizon, column.part)
        row = len(self.min_mm)
        self.cells.append(Cell(row, col, 1, column.w, text=text, kind="field", source=source, style="value"))

    def _filled(self, row: RowData) -> bool:
        return any(cell.field and self.text(cell.field)[0] for cell in row.cells)

    def _cell(self, data: CellData, row: int, col: int) -> Cell:
        if data.field:
            info = self.template.fields[data.field]
            text, source = self.text(data.field)
            shown = choice.show(info, text) if info.kind == "choice" else text
            style = data.style or ("amount" if info.kind == "amount" and "amount" in self._styles else "value")
            return Cell(row, col, 1, data.w, text=shown, kind="field", source=source, style=style)
        if data.label is None:
            return Cell(row, col, 1, data.w, kind="blank", style=data.style or "label")
        parts = self._parts(data.label)
        text = "".join(part.text for part in parts)
        kept = parts if any(part.source for part in parts) else ()
        return Cell(row, col, 1, data.w, text=text, parts=kept, style=data.style or "label")

    @property
    def _styles(self) -> Mapping[str, object]:
        return self.template.data.style

    def _label(self, label: str, place: tuple[int, int, int, int]) -> None:
        parts = self._parts(label)
        kept = parts if any(part.source for part in parts) else ()
        self.cells.append(Cell(*place, text="".join(part.text for part in parts), parts=kept, style="label"))

    def _parts(self, label: str) -> tuple[Part, ...]:
        parts = []
        for piece in pattern(label).pieces:
            if piece.field is None:
                parts.append(Part(piece.text))
            else:
                text, source = self.text(piece.field)
                parts.append(Part(text or self.template.fields[piece.field].blank, source))
        return tuple(parts)
