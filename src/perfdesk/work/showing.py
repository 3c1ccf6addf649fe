"""A draft as text: every form as a grid sketch, its doubts below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perfdesk.grid import sketch_sheet
from perfdesk.model import Doubt, Draft
from perfdesk.region import Template
from perfdesk.translate.render import render_form


def as_text(draft: Draft, templates: Mapping[str, Template]) -> Iterator[str]:
    """Yield the draft in pieces of text: a form's heading, table and doubts at a time."""
    for number, form in enumerate(draft.forms):
        template = templates.get(form.template)
        heading = f"== 第{number + 1}张表 · {form.template}"
        if template is None:
            yield f"{heading}（没有安装这个版式）\n"
        else:
            yield f"{heading}\n{sketch_sheet(render_form(template, draft, number))}"
        yield "".join(f"  {kept.place}：{kept.text}（转换时没有地方放）\n" for kept in form.kept)
        yield "".join(f"  {doubt_text(doubt)}\n" for doubt in form.doubts) + "\n"
    if draft.doubts:
        yield "== 不属于任何一张表\n" + "".join(f"  {doubt_text(doubt)}\n" for doubt in draft.doubts)


def doubt_text(doubt: Doubt) -> str:
    """Return a doubt on one line: code, place, reason, what stood in the source."""
    was = " ".join(doubt.was.split())
    quoted = f" 原文：{was[:120]}{'…' if len(was) > 120 else ''}" if was else ""
    return f"存疑 {doubt.code} {doubt.place}：{doubt.why}{quoted}"
