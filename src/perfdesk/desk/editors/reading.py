"""What was understood of a text, as a faint hint; nothing here changes what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from perfdesk.desk.document import Document
from perfdesk.desk.editors.kinds import kind_of
from perfdesk.model.fields import Target, normal_form, read_amount, read_date, read_target, read_year
from perfdesk.region import Template
from perfdesk.work.totals import offered_sum

_OPERATORS = {"": "", "≥": "不少于 ", "≤": "不超过 ", ">": "多于 ", "<": "少于 ", "=": "等于 "}


@dataclass(frozen=True)
class Hint:
    """A line under the cell: what was understood, and a text that one key puts in the place of what was typed."""

    words: str
    offer: str | None = None


def hint(document: Document, path: str, text: str) -> Hint | None:
    """Return the hint for `text` in an input; None if there is nothing to say."""
    kind = kind_of(document.template, path)
    if kind == "amount":
        return total_hint(document, path, text) or _amount(document.template, text)
    if not text.strip():
        return None
    if kind == "target":
        return _target(text)
    if kind == "date":
        return _date(text)
    if kind == "year" and read_year(text) is None:
        return Hint("不是四位数字的年份，照原样保留")
    return None


def total_hint(document: Document, path: str, text: str) -> Hint | None:
    """Return the sum of the parts for a total that is empty or differs; None for everything else."""
    total = offered_sum(document.live_draft(), document.number, path, document.template)
    if total is None or text.strip() == total:
        return None
    return Hint("各项合计", total)


def target_words(target: Target) -> str:
    """Return in words what a target says, "" if nothing was understood."""
    if target.kind == "number":
        return f"{_OPERATORS[target.operator]}{target.number:f}{target.unit}".strip()
    if target.kind == "range":
        return f"{target.low:f} 至 {target.high:f}{target.unit}"
    if target.kind == "several":
        return "；".join(target_words(part) for part in target.parts)
    if target.kind == "date" and target.date is not None:
        when = target.date
        words = f"{when.year}年" + (f"{when.month}月" if when.month else "") + (f"{when.day}日" if when.day else "")
        return f"期限 {words}" if target.operator else f"日期 {words}"
    return {"date": "期限", "qualitative": "文字说明"}.get(target.kind, "")


def _target(text: str) -> Hint | None:
    words = target_words(read_target(text))
    usual = normal_form(text)
    if usual is None and not words:
        return Hint("没有读出数值，照原样保留")
    return Hint(f"读作：{words}" if words else "", usual)


def _amount(template: Template, text: str) -> Hint | None:
    if not text.strip():
        return None
    found = read_amount(text)
    if found is None:
        return Hint("没有读出金额，照原样保留")
    unit = found.unit or template.data.money.unit
    return Hint(f"读作：{found.number:f} {unit}") if found.unit or f"{found.number:f}" != text.strip() else None


def _date(text: str) -> Hint | None:
    found = read_date(text)
    if found is None:
        return Hint("没有读出日期，照原样保留")
    usual = f"{found.year}年" + (f"{found.month}月" if found.month else "") + (f"{found.day}日" if found.day else "")
    return None if usual == text.strip() else Hint(f"读作：{usual}", usual)
