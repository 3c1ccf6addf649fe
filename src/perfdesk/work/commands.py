"""What each command of the command line does, without a terminal: texts go to `say` (messages) and `put` (data)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from perfdesk.errors import Exit, UserError
from perfdesk.grid import Sheet, sketch_sheet
from perfdesk.model import Draft
from perfdesk.paths import are_same, is_file, is_missing
from perfdesk.region import Template, read_template, templates
from perfdesk.store import Opened, backups, open_draft, save_draft
from perfdesk.store.faults import exists_already
from perfdesk.store.write import to_bytes
from perfdesk.translate.render import render_form
from perfdesk.work import import_command
from perfdesk.work.exporting import Exported, Order, export, export_split
from perfdesk.work.forms import blank_draft
from perfdesk.work.showing import as_text
from perfdesk.work.signature import with_signature

Say = Callable[[str], None]


@dataclass(frozen=True)
class Wish:
    """What an export shall look like and where it goes."""

    kind: str
    output: Path
    split: bool = False
    signature: bool = False
    force: bool = False

    @property
    def adapt(self) -> Callable[[Sheet], Sheet] | None:
        """What is done to each sheet before it is written."""
        return with_signature if self.signature else None


def import_documents(sources: Sequence[Path], output: Path, *, template: str | None, force: bool, say: Say) -> int:
    """Read documents into a draft file, told by one template or all of them."""
    chosen = templates() if template is None else {template: _template(template)}
    _check_output(output, sources, force=force)
    return import_command.import_documents(sources, output, chosen, force=force, say=say)


def show(path: Path, form: str, *, say: Say, put: Say) -> int:
    """Print a draft as text or as the JSON document that the schema describes."""
    opened = _opened(path, say)
    if form == "json":
        put(to_bytes(opened.draft).decode("utf-8", "backslashreplace"))
        return Exit.DONE
    for piece in as_text(opened.draft, templates()):
        put(piece)
    return Exit.DONE


def export_draft(path: Path, wish: Wish, choose: Callable[[int], tuple[int, ...]], *, say: Say) -> int:
    """Export the chosen forms of a draft file."""
    if not wish.split:
        _check_output(wish.output, (path,), force=wish.force)
    draft = _opened(path, say).draft
    if not draft.forms:
        raise UserError(
            "E03",
            what=f"“{path.name}”里没有表，没有可以导出的内容。",
            safe="草稿没有改动。",
            todo="请先在草稿里新建或导入表。",
            exit_code=Exit.USAGE,
        )
    return _export(draft, choose(len(draft.forms)), wish, say)


def export_blank(name: str, wish: Wish, *, say: Say) -> int:
    """Export the empty form of a template."""
    return _export(blank_draft(_template(name)), (0,), wish, say)


def _export(draft: Draft, numbers: tuple[int, ...], wish: Wish, say: Say) -> int:
    progress = _progress if sys.stderr.isatty() else None
    order = Order(draft, templates(), numbers, wish.kind, progress, wish.adapt)
    done: Exported = (export_split if wish.split else export)(order, wish.output, force=wish.force)
    for warning in done.warnings:
        say(f"注意：{warning}")
    say(f"已导出 {len(numbers)} 张表：" + "、".join(map(str, done.files[:5])) + ("等" if len(done.files) > 5 else ""))
    return Exit.DONE


def _progress(done: int, total: int) -> None:
    if total > 1:
        end = "\n" if done + 1 == total else ""
        sys.stderr.write(f"\r正在导出第 {done + 1} / {total} 张表…{end}")
        sys.stderr.flush()


def tell_templates(name: str | None, *, put: Say) -> int:
    """List the templates, or tell about one: where it was seen, what is inferred, its fields."""
    if name is None:
        for each in templates().values():
            put(f"{each.id}\t{each.data.name}\t{each.data.evidence.level}\n")
        return Exit.DONE
    template = _template(name)
    evidence = template.data.evidence
    put(f"{template.id}（第 {template.data.version} 版）\n{template.data.name}\n")
    put(f"依据：{evidence.level}，{evidence.document}\n")
    if evidence.inferred:
        put(f"推定（原文中看不出，待核）：{'、'.join(_INFERRED.get(each, each) for each in evidence.inferred)}\n")
    put(f"金额单位：{template.data.money.unit}\n指标体系：{template.taxonomy.data.name}\n栏目：\n")
    for field in template.fields.values():
        scope = "全部表共用" if field.scope == "draft" else "每张表"
        put(f"  {field.id}\t{field.name}\t{_KINDS[field.kind]}\t{scope}\n")
    put("\n" + sketch_sheet(render_form(template, blank_draft(template), 0)))
    return Exit.DONE


_INFERRED = {"columns_mm": "列宽", "style": "字体字号", "min_mm": "最小行高"}
_KINDS = {
    "text": "文字",
    "long text": "长文字",
    "amount": "金额",
    "year": "年度",
    "date": "日期",
    "choice": "选择",
}


def check_template(folder: Path, *, say: Say, put: Say) -> int:
    """Tell an author what is wrong with a template by file and line, and draw it blank and with its sample."""
    template, faults = read_template(folder)
    for fault in faults:
        say(str(fault))
    if template is None or faults:
        say(f"版式“{folder.name}”有 {len(faults)} 处错误。")
        return Exit.FINDINGS
    put(f"空白表：\n{sketch_sheet(render_form(template, blank_draft(template), 0))}\n")
    sample = folder / "sample.perfdesk"
    if not is_file(sample):
        say(f"{sample}:1: 缺少样例草稿")
        return Exit.FINDINGS
    opened = _opened(sample, say)
    wrong = [number for number, form in enumerate(opened.draft.forms, 1) if form.template != template.id]
    if wrong or not opened.draft.forms:
        say(f"{sample}:1: 样例里要有这个版式的表，而且只有这个版式的表")
        return Exit.FINDINGS
    for piece in as_text(opened.draft, {template.id: template}):
        put(piece)
    say(f"版式“{template.id}”没有错误。")
    return Exit.DONE


def recover(path: Path, output: Path | None, *, backup: int | None, force: bool, say: Say) -> int:
    """Tell what can be read of a draft and which backups there are; save either under another name."""
    kept = backups(path)
    if output is not None:
        _check_output(output, (path,), force=force)
    if backup is None:
        draft = _whatever_is_left(path, say) if not is_missing(path) or not kept else None
    else:
        if not 1 <= backup <= len(kept):
            raise UserError(
                "E02",
                what=f"没有第 {backup} 份备份。",
                safe="没有改动任何文件。",
                todo="请先不带 --backup 运行，查看备份清单。",
                exit_code=Exit.USAGE,
            )
        draft = _opened(kept[backup - 1].path, say).draft
    for number, each in enumerate(kept, 1):
        say(f"备份 {number}：{each.when:%Y-%m-%d %H:%M:%S}，第 {each.seq} 次保存，{each.size} 字节，{each.path}")
    if not kept:
        say("没有备份。")
    if output is not None and draft is not None:
        save_draft(output, draft, force=force)
        say(f"已另存为“{output}”。原文件没有改动。")
    elif kept:
        say("要取出一份备份，请加：--backup 序号 -o 文件")
    return Exit.DONE if draft is not None else Exit.UNREADABLE


def _whatever_is_left(path: Path, say: Say) -> Draft | None:
    """Return what can be read of a draft file and say how much that is; None, with the reason said, if nothing can."""
    try:
        opened = _opened(path, say)
    except UserError as error:
        say(error.text())
        return None
    state = "有损坏，已读出" if opened.salvaged else "完好，有"
    say(f"“{path.name}”{state} {len(opened.draft.forms)} 张表。")
    return opened.draft


def _check_output(output: Path, sources: Sequence[Path], *, force: bool) -> None:
    """Refuse an output that may not be written before anything is read.

    Raises:
        UserError: E02 it is one of the sources, whatever `force` says; E78 it is there and `force` is off.
    """
    if any(are_same(source, output) for source in sources):
        raise UserError(
            "E02",
            what=f"输出的文件就是“{output.name}”本身，写入会毁掉原来的内容。",
            safe="没有改动任何文件。",
            todo="请用 -o 指定另一个文件名。",
            exit_code=Exit.USAGE,
        )
    if not force and is_file(output):
        raise exists_already(output)


def _opened(path: Path, say: Say) -> Opened:
    opened = open_draft(path)
    for notice in opened.notices:
        say(f"{path}：{notice}")
    return opened


def _template(name: str) -> Template:
    known: Mapping[str, Template] = templates()
    if name in known:
        return known[name]
    near = [each for each in known if name.lower() in each or each.startswith(name.split("-", maxsplit=1)[0].lower())]
    hint = f"您要的是不是“{near[0]}”？" if near else ""
    raise UserError(
        "E32",
        what=f"没有版式“{name}”。{hint}",
        safe="没有改动任何文件。",
        todo=f"现有版式：{'、'.join(known)}。",
        exit_code=Exit.USAGE,
    )
