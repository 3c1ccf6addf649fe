"""Document → draft: each form recognised, its values taken out, and everything not literal in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from perfdesk.grid import Source
from perfdesk.model import Doubt, Draft, Form, path
from perfdesk.region import Template, fold
from perfdesk.translate.accounts import unaccounted
from perfdesk.translate.align import MOST_ROWS, Alignment, align
from perfdesk.translate.branches import BranchReader
from perfdesk.translate.broken import known_words, mend
from perfdesk.translate.columns import without_own_columns
from perfdesk.translate.doubts import MEANINGS, Doubts, cut_off, placed
from perfdesk.translate.fieldrows import may_be_values
from perfdesk.translate.fields import FieldReader
from perfdesk.translate.lines import read_lines
from perfdesk.translate.margins import without_margins, without_strangers
from perfdesk.translate.recognise import MARGIN, THRESHOLD, Recogniser, labels_once
from perfdesk.translate.segments import Layout, Segment, layouts_of, segments, without_heading
from perfdesk.translate.sharing import share
from perfdesk.translate.units import doubt_units
from perfdesk.translate.wording import reworded

_HARDLY = 0.25
_STRANGE_LINE = 2.0
UNPLACED = "I13"
"""The code of doubts that keep a text which has found no place."""


@dataclass(frozen=True)
class Unknown:
    """A part of the document in no known layout.

    Args:
        sources: the numbers of its lines and tables, of those that no known form has a part in.
    """

    text: str
    nearest: str
    sources: tuple[int, ...] = ()


def extract(sources: Sequence[Source], templates: Mapping[str, Template], draft_id: str) -> tuple[Draft, list[Unknown]]:
    """Return the draft that a document holds, and the parts of it that are in no known layout.

    Args:
        templates: those that may be recognised; one alone is taken without asking how well it fits.

    Raises:
        UserError: E21, more forms than one file may hold.
    """
    forms: list[Form] = []
    unknown: list[Unknown] = []
    loose: list[Doubt] = []
    known: set[int] = set()
    for segment, layout, doubts in recognised(sources, templates):
        if layout is None:
            nearest = doubts.items[0].now if doubts.items else ""
            unknown.append(Unknown(segment.text, nearest, _numbers(segment, sources)))
            loose.append(_unplaced(segment.text, "文档中的这一部分不是已知的版式，没有导入。"))
            continue
        form = _read_form(layout, segment, doubts)
        forms.append(form.model_copy(update={"id": str(len(forms) + 1)}))
        known.update(row.table for row in segment.rows)
    left = [replace(each, sources=tuple(sorted({*each.sources} - known))) for each in unknown]
    return share(Draft(id=draft_id, forms=tuple(forms), doubts=tuple(loose)), templates), left


def _numbers(segment: Segment, sources: Sequence[Source]) -> tuple[int, ...]:
    """Return the numbers of the lines and tables that a segment has a part in."""
    lines = set(map(id, segment.lines))
    return tuple({*(row.table for row in segment.rows), *(n for n, each in enumerate(sources) if id(each) in lines)})


def recognised(
    sources: Sequence[Source], templates: Mapping[str, Template]
) -> Iterator[tuple[Segment, Layout | None, Doubts]]:
    """Yield the parts of a document in order, each with its layout (None: unknown) and what is doubtful about that.

    Raises:
        UserError: E21, more forms than one file may hold.
    """
    layouts = layouts_of(templates)
    recogniser = Recogniser(layouts)
    for segment in _whole(segments(sources, layouts), recogniser):
        layout, doubts = _recognise(segment, recogniser)
        if layout is not None:
            segment.stood = tuple(segment.rows)
            strangers = without_strangers(segment, layout)
            segment.reworded = reworded(segment.rows, layout.template, layout.steps)
            segment.margins = [*strangers, *without_own_columns(segment, layout), *without_margins(segment, layout)]
        yield segment, layout, doubts


def _whole(parts: Sequence[Segment], recogniser: Recogniser) -> list[Segment]:
    """Return the segments; one that is like no layout, and has no title of its own, goes on from the one before it."""
    whole: list[Segment] = []
    for part in parts:
        if whole and whole[-1].rows and _goes_on(whole[-1], part, recogniser):
            whole[-1].rows.extend(part.rows)
            whole[-1].rules.extend([line.text for line in part.lines] + part.rules)
        else:
            whole.append(part)
    return whole


def _goes_on(last: Segment, part: Segment, recogniser: Recogniser) -> bool:
    """Say whether a segment is the next page of the form before it, with or without that form's title again.

    Under the same title again it is the next page if it has no label that the page before has.
    """
    if part.rows and last.rows[-1].sheet != part.rows[0].sheet:
        layout = recogniser.likenesses(last)[0].layout
        if part.lines or not labels_once(layout, part.rows) - labels_once(layout, last.rows):
            return False
    if not part.lines:
        return recogniser.likenesses(part)[0].share < _HARDLY
    again = [fold(line.text) for line in last.lines]
    if part.opened or not part.rows or not all(any(fold(line.text) in one for one in again) for line in part.lines):
        return False
    both = Segment(lines=last.lines, rows=[*last.rows, *part.rows])
    layout = recogniser.likenesses(both)[0].layout
    return not labels_once(layout, last.rows) & labels_once(layout, part.rows)


def _recognise(segment: Segment, recogniser: Recogniser) -> tuple[Layout | None, Doubts]:
    doubts = Doubts()
    found = recogniser.likenesses(segment)
    best = found[0]
    if not segment.rows or len(segment.rows) > MOST_ROWS:
        return None, doubts
    if len(found) > 1 and best.share < THRESHOLD:
        doubts.add("I12", "未知版式", now=best.layout.template.data.name)
        return None, doubts
    near = [each for each in found if best.share - each.share < MARGIN]
    if len(near) > 1:
        costs = {each.layout.template.id: _strangeness(each.layout, segment) for each in near}
        near.sort(key=lambda each: costs[each.layout.template.id])
        best = near[0]
        names = "、".join(each.layout.template.data.name for each in near)
        doubts.add(
            "I12",
            f"版式可能是：{names}；这里按第一个读取，请确认。",
            now=best.layout.template.data.name,
        )
    return best.layout, doubts


def _strangeness(layout: Layout, segment: Segment) -> float:
    """Return what it costs to read a segment in a layout: its rows, and the lines above them that are none of its."""
    rows, _ = mend(segment.rows, known_words(layout))
    lines = [without_heading(line.text) for line in segment.lines[: segment.n_above]]
    strange = sum(not any(label.match(line) for label in layout.above) for line in lines)
    return align(layout.template, layout.steps, rows).cost + _STRANGE_LINE * strange


def _read_form(layout: Layout, segment: Segment, doubts: Doubts) -> Form:
    template = layout.template
    rows, torn = mend(segment.rows, known_words(layout))
    alignment = align(template, layout.steps, rows)
    fields = FieldReader(template, layout.steps, doubts)
    read_lines(fields, layout, segment.lines, segment.n_above)
    fields.read(alignment)
    _doubt_wording(segment, fields)
    _doubt_emptied(layout, segment, alignment, fields)
    _doubt_cut_off(layout, alignment, fields)
    _doubt_before_tree(layout, alignment, fields)
    _doubt_beside_left(alignment, fields)
    _doubt_beside_table(layout, segment, alignment, fields)
    step = next(each for each in layout.steps if each.kind == "indicator")
    branches = BranchReader(template, step, doubts)
    branches.read(alignment)
    torn += [row.text for row in segment.rows if row.torn]
    if any(layout.steps[number].kind == "heads" for number in alignment.missing):
        doubts.add("I10", "原文中没有“一级指标、二级指标……”这一行列标题，各列按版式的顺序读取，请核对。")
    _note_form(doubts, fields, branches, [*torn, *segment.rules])
    doubt_units(fields, [text for _, text in (*fields.left, *branches.left, *segment.margins)])
    for where, text in segment.margins:
        doubts.items.append(_unplaced(text, f"表格里多出的一列或旁边的表，没有归入任何栏目（{where}起）。"))
    form = Form(
        id="1",
        template=template.id,
        template_version=template.data.version,
        fields=fields.texts,
        indicators=tuple(branches.indicators),
    )
    form = form.model_copy(update={"doubts": tuple(doubts.items)})
    lost = [_unplaced(text, why) for text, why in unaccounted(layout, segment, form)]
    return form.model_copy(update={"doubts": placed([*doubts.items, *lost], form, template)})


def _doubt_wording(segment: Segment, fields: FieldReader) -> None:
    """Doubt what stands at labels that are not worded as the layout has them."""
    for each in segment.reworded:
        why = f"原文这里写作“{each.was[:50]}”，按标签“{each.now}”读取（{each.where}）。"
        for name in each.fields:
            now = fields.texts.get(name, "")
            fields.doubts.add("I08", why, path=path.join("fields", name), was=each.was, now=now)
        if not each.fields:
            fields.doubts.add("I08", why, was=each.was, now=each.now)


def _doubt_emptied(layout: Layout, segment: Segment, alignment: Alignment, fields: FieldReader) -> None:
    """Doubt a field left empty in a row from which a repeated text was taken: it may have been the field's own."""
    before = {row.where: row for row in segment.rows}
    for each in alignment.rows:
        was = before.get(each.row.where)
        if each.step is None or was is None or len(was.tokens) == len(each.row.tokens):
            continue
        for slot in layout.steps[each.step].fields:
            if not fields.texts.get(slot.field):
                why = f"这一行有重复的文字，看作合并格的重复，这一栏因此为空（{each.row.where}）。"
                fields.doubts.add("I09", why, path=path.join("fields", slot.field), was=was.text)


def _doubt_cut_off(layout: Layout, alignment: Alignment, fields: FieldReader) -> None:
    """Doubt the fields of a row below which a text stands that may be the end of its last cell."""
    for each in alignment.rows:
        if each.row.below and each.step is not None and each.tree is None:
            for name in layout.steps[each.step].field_ids:
                now = fields.texts.get(name, "")
                fields.doubts.add("I09", cut_off(each.row), path=path.join("fields", name), was=each.row.below, now=now)


def _doubt_before_tree(layout: Layout, alignment: Alignment, fields: FieldReader) -> None:
    """Doubt the fields right above a row of the tree that has no level yet: it may be the end of their text."""
    names: tuple[str, ...] = ()
    for each in alignment.rows:
        if each.tree is None:
            names = () if each.step is None else layout.steps[each.step].field_ids
        elif each.row.tokens:
            if any(layout.template.taxonomy.has(token.text) for token in each.row.tokens):
                return
            for name in names:
                why = f"下面紧接着一行不属于任何指标的文字，可能是它的后半段（{each.row.where}）。"
                place, now = path.join("fields", name), fields.texts.get(name, "")
                fields.doubts.add("I09", why, path=place, was=each.row.text, now=now)


def _doubt_beside_left(alignment: Alignment, fields: FieldReader) -> None:
    """Doubt each empty field of a form with a row that fits nowhere: the row may hold its text."""
    left = [each.row for each in alignment.rows if each.step is None and may_be_values(each.row)]
    doubted = {doubt.path for doubt in fields.doubts.items}
    for name, text in fields.texts.items():
        place = path.join("fields", name)
        if left and not text and place not in doubted:
            why = f"这一栏是空的，而有一行文字没有归入任何栏目，可能是它的内容（{left[0].where}）。"
            fields.doubts.add("I13", why, path=place, was=left[0].text)


def _doubt_beside_table(layout: Layout, segment: Segment, alignment: Alignment, fields: FieldReader) -> None:
    """Doubt a field whose text stands in a column beside the table: it may be a remark that somebody has put there."""
    for each in alignment.rows:
        said = [text for where, text in segment.unsure if where == each.row.where]
        for name in layout.steps[each.step].field_ids if each.step is not None else ():
            now = fields.texts.get(name, "")
            if now and now in said:
                why = f"这段文字在表格旁边多出的一列里，不一定是这一栏的内容（{each.row.where}）。"
                fields.doubts.add("I03", why, path=path.join("fields", name), was=each.row.text, now=now)


def _note_form(doubts: Doubts, fields: FieldReader, branches: BranchReader, torn: list[str]) -> None:
    """Add the doubts that are told once a form, and what is left over."""
    if fields.moved:
        where = "、".join(row.where for row in fields.moved[:6]) + ("等" if len(fields.moved) > 6 else "")
        was = "\n".join(row.text for row in fields.moved)
        doubts.add("I03", f"{MEANINGS['I03']}（{where}）。", was=was)
    spaced = [*fields.spaced, *branches.spaced]
    if spaced:
        doubts.add("I07", "标签中有换行留下的空格，识别时已忽略。", was="；".join(dict.fromkeys(spaced)))
    if branches.numbered:
        why = "一级、二级指标名称前的序号已去掉，名称按版式的写法读入，请核对。"
        doubts.add("I08", why, was="；".join(dict.fromkeys(branches.numbered)))
    if torn:
        doubts.add("I09", f"{MEANINGS['I09']}。", was="；".join(torn))
    for where, text in [*fields.left, *branches.left]:
        doubts.items.append(_unplaced(text, f"这段文字无法归入任何栏目（{where}）。"))


def _unplaced(text: str, why: str) -> Doubt:
    return Doubt(code=UNPLACED, path=None, was=text, why=why)
