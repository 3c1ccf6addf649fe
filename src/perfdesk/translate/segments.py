"""Parts a document into forms: which lines and rows belong to one form, before its template is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from perfdesk.errors import UserError
from perfdesk.grid import Source, SourceLine
from perfdesk.region import Template, fold, fold_label
from perfdesk.translate.source import SourceRow, rows_of
from perfdesk.translate.steps import Label, Step, label_of, steps_of
from perfdesk.translate.wording import Reworded

_LONGEST = 200
_RULE_SIGNS = "-—–―─=*_"
_SET = re.compile(r":-+:?|-+:")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
MOST_FORMS = 1000
"""More forms than this are not taken from one document."""
SIGNATURE_WORDS = ("填表人", "单位负责人", "盖章", "日期")
"""What the optional line below the table asks for; a document of ours may carry it."""


@dataclass
class Segment:
    """The lines and rows of what may be one form.

    Args:
        n_above: how many of the lines stand above the first row.
        opened: it has the row with which a form of some layout begins.
        rules: separator lines that stood inside, as they stood.
        margins: texts of columns beside the layout's, with where they begin.
        unsure: texts of such columns right after a label, with their row: they may be its value.
        reworded: labels that were not worded as the layout has them.
        stood: the rows as the document has them, before anything was taken out.
    """

    lines: list[SourceLine] = field(default_factory=list)
    rows: list[SourceRow] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    n_above: int = 0
    margins: list[tuple[str, str]] = field(default_factory=list)
    unsure: list[tuple[str, str]] = field(default_factory=list)
    opened: bool = False
    reworded: list[Reworded] = field(default_factory=list)
    stood: tuple[SourceRow, ...] = ()

    @property
    def text(self) -> str:
        """Everything in the segment, for a doubt."""
        return "\n".join([*(line.text for line in self.lines), *(row.text for row in self.rows if row.tokens)])


@dataclass(frozen=True)
class Layout:
    """A template with what the recognition needs of it."""

    template: Template
    steps: tuple[Step, ...]
    above: tuple[Label, ...]
    below: tuple[Label, ...]

    @property
    def opening(self) -> Step:
        """The first row with labels: a form begins where it stands."""
        return next(step for step in self.steps if step.kind == "labels")


def layouts_of(templates: Mapping[str, Template]) -> tuple[Layout, ...]:
    """Return the layouts of some templates."""
    return tuple(map(layout_of, templates.values()))


def layout_of(template: Template) -> Layout:
    """Return the layout of a template."""
    above = tuple(
        label_of(line.text, (*line.aliases, *_with_year(template, line.text))) for line in template.data.above
    )
    below = tuple(label_of(line.text, line.aliases) for line in template.data.below)
    return Layout(template, steps_of(template), above, below)


def _with_year(template: Template, title: str) -> tuple[str, ...]:
    """Return a title as others write it, the year in front."""
    if "{" in title or "year" not in template.fields:
        return ()
    return tuple(f"{{year}}{word}{title}" for word in ("年度", "年"))


def segments(sources: Iterable[Source], layouts: Sequence[Layout]) -> list[Segment]:
    """Return the segments of a document in order; each begins with its own title lines or its opening row.

    Raises:
        UserError: E21, more forms than one file may hold.
    """
    parted = _Parted(layouts)
    for number, source in enumerate(sources):
        if isinstance(source, SourceLine):
            parted.add_line(source)
        else:
            for row in rows_of(source, number):
                parted.add_row(row)
    return [segment for segment in parted.segments if segment.lines or segment.rows]


def is_rule(text: str) -> bool:
    """Say whether a text is a separator: at least three dashes or the like, and nothing else but blanks and bars.

    Under a column head Markdown takes fewer, if a colon says how the column is set.
    """
    bare = "".join(text.split())
    if _SET.fullmatch(bare):
        return True
    signs = bare.replace("|", "").replace(":", "")
    return len(signs) > 2 and not signs.strip(_RULE_SIGNS)


def without_heading(text: str) -> str:
    """Return a line without the marks of a Markdown heading."""
    return _HEADING.sub("", text)


class _Parted:
    def __init__(self, layouts: Sequence[Layout]) -> None:
        self.layouts = layouts
        self._openings = [layout.opening for layout in layouts]
        labels = [step.labels[0].label for step in self._openings]
        self._first_words = {each.fixed for label in labels if label is not None for each in label.patterns}
        self.segments = [Segment()]
        self._pending = 0

    def add_line(self, line: SourceLine) -> None:
        if is_rule(line.text):
            self.segments[-1].rules.append(line.text)
            return
        if self.segments[-1].rows and self._is_title(line.text):
            self._pending = 0
            self._begin()
        self.segments[-1].lines.append(line)
        ours = self._is_line(line.text) or all(word in line.text for word in SIGNATURE_WORDS)
        rows = self.segments[-1].rows
        if rows and line.below_row and not ours:
            rows[-1] = replace(rows[-1], below=line.text)
        self._pending = 0 if ours or not rows else self._pending + 1

    def add_row(self, row: SourceRow) -> None:
        if len(row.tokens) == 1 and self._is_line(row.tokens[0].text):
            self.add_line(SourceLine(row.tokens[0].text.strip(), row.where))
            return
        if row.tokens and is_rule(row.text) and all(is_rule(token.text) for token in row.tokens):
            self.segments[-1].rules.append(row.text)
            return
        if self.segments[-1].rows and self.segments[-1].rows[-1].sheet != row.sheet:
            self._begin()
        if self._opens(row):
            if self.segments[-1].opened and len(self.segments[-1].rows) > 1:
                self._begin()
            self.segments[-1].opened = True
        if not self.segments[-1].rows:
            self.segments[-1].n_above = len(self.segments[-1].lines)
        self.segments[-1].rows.append(row)
        self._pending = 0

    def _begin(self) -> None:
        """Begin a segment; lines since the last row that no layout knows are its title."""
        if len(self.segments) > MOST_FORMS:
            raise UserError(
                "E21",
                what=f"文档里的表超过 {MOST_FORMS} 张，一次导入不了这么多。",
                safe="没有导入，也没有任何内容被改动。",
                todo="请确认选对了文件，或拆成几个文件再导入。",
            )
        last = self.segments[-1]
        cut = len(last.lines) - self._pending
        self.segments.append(Segment(lines=last.lines[cut:]))
        del last.lines[cut:]
        self._pending = 0

    def _is_title(self, text: str) -> bool:
        text = without_heading(text)
        return any(label.match(text) for layout in self.layouts for label in layout.above)

    def _is_line(self, text: str) -> bool:
        text = without_heading(text)
        return any(label.match(text) for layout in self.layouts for label in (*layout.above, *layout.below))

    def _opens(self, row: SourceRow) -> bool:
        if not row.tokens or len(row.tokens[0].text) > _LONGEST or not self._is_first_word(row.tokens[0].text):
            return False
        return any(opens(step, row) for step in self._openings)

    def _is_first_word(self, text: str) -> bool:
        return fold(text) in self._first_words or fold_label(text) in self._first_words


def opens(step: Step, row: SourceRow) -> bool:
    """Say whether a row is the opening row: its first label stands first, at the left edge or with all the others."""
    first = step.labels[0].label
    if not row.tokens or first is None or first.match(row.tokens[0].text) is None:
        return False
    others = [slot.label for slot in step.labels[1:] if slot.label is not None]
    rest = row.tokens[1:]
    return row.tokens[0].col == 0 or (
        bool(others) and all(any(label.match(token.text) for token in rest) for label in others)
    )
