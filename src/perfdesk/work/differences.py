"""What differs between two states of a draft, place by place, in a clerk's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from perfdesk.model import Comment, Draft, Form, Indicator
from perfdesk.region import Template
from perfdesk.work.forms import form_name

HORIZONS = {"mid": "中期", "whole": "周期", "annual": "年度"}
PARTS = {"name": "三级指标", "target": "指标值", "unit": "单位", "weight": "权重"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A text that is not the same: in which form ("" for all), at which place, what stood and what stands there."""

    form: str
    place: str
    was: str
    now: str


def differences(old: Draft, new: Draft, templates: Mapping[str, Template]) -> tuple[Difference, ...]:
    """Return what differs from `old` to `new`: shared texts, then form by form in the order of `new`."""
    found = [
        Difference("", _field_name(new, name, templates), old.shared.get(name, ""), new.shared.get(name, ""))
        for name in dict.fromkeys((*old.shared, *new.shared))
        if old.shared.get(name, "") != new.shared.get(name, "")
    ]
    before = {form.id: (number, form) for number, form in enumerate(old.forms)}
    after = {form.id for form in new.forms}
    for number, form in enumerate(new.forms):
        name = form_name(new, number)
        if form.id not in before:
            found.append(Difference(name, "整张表", "", "新增"))
        elif before[form.id][1] != form:
            told = tuple(_of_form(name, before[form.id][1], form, templates.get(form.template)))
            found.extend(
                told or (Difference(name, "其他内容", "", "有改动"),)
            )  # never nothing: a copy would be dropped
    gone = [(number, form) for form_id, (number, form) in before.items() if form_id not in after]
    found += [Difference(form_name(old, number), "整张表", "有", "已删除") for number, _form in gone]
    kept = [form.id for form in old.forms if form.id in after]
    if kept != [form.id for form in new.forms if form.id in before]:
        found.append(Difference("", "表的顺序", "", "已调整"))
    return tuple(found)


def _of_form(name: str, old: Form, new: Form, template: Template | None) -> Iterator[Difference]:
    fields = template.fields if template else {}
    for field in dict.fromkeys((*old.fields, *new.fields)):
        was, now = old.fields.get(field, ""), new.fields.get(field, "")
        if was != now:
            yield Difference(name, fields[field].name if field in fields else field, was, now)
    rows = {row.id: row for row in old.indicators}
    for row in new.indicators:
        if rows.get(row.id) != row:
            yield from _of_row(name, rows.pop(row.id, None), row)
        else:
            del rows[row.id]
    for row in rows.values():
        yield Difference(name, f"指标 {_row_name(row)}", _row_text(row), "已删除")
    same = [row.id for row in old.indicators] == [row.id for row in new.indicators]
    if not same and {row.id for row in old.indicators} == {row.id for row in new.indicators}:
        yield Difference(name, "指标的顺序", "", "已调整")
    if len(old.doubts) != len(new.doubts):
        yield Difference(name, "存疑", f"{len(old.doubts)} 处", f"{len(new.doubts)} 处")
    yield from _of_remarks(name, old, new)


def _of_remarks(name: str, old: Form, new: Form) -> Iterator[Difference]:
    """Yield what differs in status, answers and comments."""
    if old.status != new.status:
        yield Difference(name, "状态", old.status, new.status)
    answers = [{(each.code, each.path, each.message): each.text for each in form.answers} for form in (old, new)]
    comments = [{each.id: each for each in form.comments} for form in (old, new)]
    remarks = [{key: _remark(each) for key, each in told.items()} for told in comments]
    for place, (was, now) in (("情况说明", answers), ("批注", remarks)):
        for key in dict.fromkeys((*was, *now)):
            if was.get(key, "") != now.get(key, ""):
                yield Difference(name, place, was.get(key, ""), now.get(key, "已删除"))


def _remark(comment: Comment) -> str:
    reply = f"　答复：{comment.reply}" if comment.reply else ""
    return f"{comment.text}{reply}{'（已办结）' if comment.closed else ''}"


def _of_row(form: str, old: Indicator | None, new: Indicator) -> Iterator[Difference]:
    if old is None:
        yield Difference(form, f"指标 {_row_name(new)}", "", _row_text(new) or "新增")
        return
    for label, was, now in (("一级指标", old.level1, new.level1), ("二级指标", old.level2, new.level2)):
        if was != now:
            yield Difference(form, f"{_row_name(new)} · {label}", was, now)
    for horizon in dict.fromkeys((*old.horizons, *new.horizons)):
        parts = dict.fromkeys((*old.horizons.get(horizon, {}), *new.horizons.get(horizon, {})))
        for part in parts:
            was, now = old.text(horizon, part), new.text(horizon, part)
            if was != now:
                words = f"{HORIZONS.get(horizon, horizon)}{PARTS.get(part, part)}"
                yield Difference(form, f"{_row_name(new)} · {words}", was, now)


def _row_name(row: Indicator) -> str:
    named = (parts["name"] for parts in row.horizons.values() if parts.get("name"))
    return next(named, "") or row.level2 or row.level1 or "未命名"


def _row_text(row: Indicator) -> str:
    texts = (text for parts in row.horizons.values() for text in parts.values() if text)
    return "，".join(dict.fromkeys(texts))


def _field_name(draft: Draft, field: str, templates: Mapping[str, Template]) -> str:
    for form in draft.forms:
        template = templates.get(form.template)
        if template is not None and field in template.fields:
            return template.fields[field].name
    return field
