"""A draft file opened: whole, or as far as it can be read; never a crash, never a word dropped without notice."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from perfdesk.errors import UserError
from perfdesk.model import FORMAT, FORMAT_VERSION, Doubt, Draft, Form, Indicator
from perfdesk.store import decode
from perfdesk.store.backups import backups
from perfdesk.store.faults import shown
from perfdesk.store.mend import CODE, MAX_SEQ, Log, as_text, mend
from perfdesk.store.migrate import CURRENT, migrate, version_of
from perfdesk.store.placing import key_in_words, place_in_words
from perfdesk.store.salvage import Salvaged, salvage
from perfdesk.store.stamp import Stamp, read_file
from perfdesk.store.write import checksum

_SHOWN = 10  # places named one by one in a notice
_LEFTOVERS = 50  # pieces that become a doubt of their own
_KNOWN = {b"PK": "Word/Excel", b"%P": "PDF", b"\xd0\xcf": "旧版 Word/Excel"}


@dataclass(frozen=True)
class Opened:
    """A draft as it was read.

    Args:
        notices: what the clerk must know: repairs, losses, an odd encoding, a newer version.
        read_only: it may not be saved over its file (a newer major version wrote it).
        salvaged: something was damaged; the original should be kept and backups offered.
        stamp: the file as it was when read, None if it was read from bytes.
    """

    draft: Draft
    notices: tuple[str, ...] = ()
    read_only: bool = False
    salvaged: bool = False
    stamp: Stamp | None = None


def read_bytes(data: bytes) -> Opened:
    """Return the draft in `data`, mended where it is damaged.

    Raises:
        UserError: it is empty, too large, too deep, or no draft at all.
    """
    if len(data) > decode.MAX_BYTES:
        raise decode.too_large(len(data))
    if not data.strip(b" \t\r\n\0"):
        raise UserError(
            "E61",
            what="文件是空的，没有内容可读。",
            safe="文件没有改动。",
            todo="请打开这个文件的备份，或检查是否选错了文件。",
        )
    text, encoding, unreadable = decode.to_text(data)
    notices = [f"文件的编码是 {encoding}，已按此读取；再次保存时将用 UTF-8。"] if encoding else []
    if unreadable:
        notices.append("文件中有无法识别的字节（显示为“\ufffd”）。")
    with _without_collector():
        tree, remarks, broken = _tree(text, data)
        opened = _opened(tree, broken=broken or unreadable)
    notices += [*remarks, *opened.notices]
    if not opened.read_only:
        notices += _sum_notice(opened.draft, data if not encoding else text.encode("utf-8", "surrogatepass"))
    return replace(opened, notices=tuple(notices))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the search for cycles: a tree has none, and looking for them takes longer than reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def open_draft(path: Path) -> Opened:
    """Return the draft in a file, mended where it is damaged; backups are named if there are any.

    Raises:
        UserError: it cannot be read, is too large, or is no draft.
    """
    data, stamp = read_file(path)
    kept = backups(path)
    try:
        opened = read_bytes(data)
    except UserError as error:
        todo = (
            f"这个文件有 {len(kept)} 份备份，可以打开最近的一份（命令行：perfdesk recover）。" if kept else error.todo
        )
        what = f"无法打开“{shown(path)}”：{error.what}"
        raise UserError(error.code, what=what, safe=error.safe, todo=todo, exit_code=error.exit_code) from error
    notices = opened.notices
    if kept and opened.salvaged:
        notices = (*notices, f"这个文件有 {len(kept)} 份备份，可以打开最近的一份（命令行：perfdesk recover）。")
    return replace(opened, notices=notices, stamp=stamp)


def newest_whole(path: Path) -> Opened | None:
    """Return the newest backup of a draft that is whole; else the newest that can be read; None if none can."""
    readable = None
    for each in backups(path):
        try:
            opened = open_draft(each.path)
        except UserError:
            continue
        if not opened.salvaged:
            return opened
        readable = readable or opened
    return readable


def _tree(text: str, data: bytes) -> tuple[dict[str, Any], list[str], bool]:
    """Return (the outermost record, notices, whether it is damaged)."""
    try:
        found = decode.parse(text)
    except decode.BrokenError:
        rest = salvage(text)
        _find_forms(rest.tree)
        if not _is_draft(rest.tree):
            raise _no_draft(data) from None
        return rest.tree, _salvage_notices(rest), True
    renamed = isinstance(found.tree, dict) and _find_forms(found.tree)
    if not isinstance(found.tree, dict) or not _is_draft(found.tree):
        raise _no_draft(data)
    notices = ["文件中“forms”一词有损坏，已找到各表。"] if renamed else []
    if found.doubled:
        _add_doubts(
            found.tree,
            [(key_in_words(key), as_text(value)) for key, value in found.doubled],
            "同一栏目在文件中出现了两次。",
        )
        notices.append(f"有 {len(found.doubled)} 处栏目重复出现，前一个值已放入“存疑”。")
    if found.odd:
        notices.append(f"有 {len(found.odd)} 处数字无法计算，已按文字保留：{_listed(found.odd)}。")
    return found.tree, notices, bool(found.doubled or found.odd or renamed)


def _find_forms(tree: dict[str, Any]) -> bool:
    """Give the list of forms its name back if that was damaged; tell whether it was."""
    if isinstance(tree.get("forms"), list):
        return False
    for key, value in tree.items():
        if isinstance(value, list) and _has_forms(value):
            tree["forms"] = value
            del tree[key]
            return True
    return False


def _has_forms(value: list[Any]) -> bool:
    listed = [form for form in value if isinstance(form, dict)]
    return any("template" in form and ("fields" in form or "indicators" in form) for form in listed)


def _is_draft(tree: dict[str, Any]) -> bool:
    forms = tree.get("forms")
    return tree.get("format") == FORMAT or (isinstance(forms, list) and _has_forms(forms))


def _unreadable() -> UserError:
    return UserError(
        "E65", what="文件损坏得无法读取。", safe="文件没有改动。", todo="请打开它的备份，并把这个文件交给技术支持。"
    )


def _no_draft(data: bytes) -> UserError:
    kind = _KNOWN.get(data[:2])
    return UserError(
        "E64",
        what=f"这是{kind}文件，不是绩效目标草稿。" if kind else "这不是绩效目标草稿文件，或已损坏到无法识别。",
        safe="文件没有改动。",
        todo="请用“导入”打开它。" if kind else "请检查是否选错了文件；如果是草稿，请打开它的备份。",
    )


def _salvage_notices(rest: Salvaged) -> list[str]:
    forms = rest.tree.get("forms")
    count = len(forms) if isinstance(forms, list) else 0
    notices = [f"文件已损坏，读出了 {count} 张表；请核对，或打开备份。"]
    if rest.cut:
        notices.append("文件不完整：后面的内容没有了。")
        if "shared" not in rest.tree:
            notices.append("各表共用的栏目（年度、单位等）没有读到。")
    if rest.cut_form is not None:
        notices.append(f"第 {rest.cut_form + 1} 张表只读到一部分。")
    if rest.leftovers:
        notices.append(f"有 {len(rest.leftovers)} 处文字不能归位，原文已放入“存疑”。")
    pieces = rest.leftovers[:_LEFTOVERS]
    if rest.leftovers[_LEFTOVERS:]:
        pieces.append("\n".join(rest.leftovers[_LEFTOVERS:]))
    _add_doubts(rest.tree, [("", piece) for piece in pieces], "文件损坏，这段文字不能归位。")
    return notices


def _add_doubts(tree: dict[str, Any], pieces: list[tuple[str, str]], why: str) -> None:
    made = [Doubt(code=CODE, place=place, was=was, why=why).model_dump() for place, was in pieces]
    if made:
        old = tree.get("doubts", [])
        tree["doubts"] = [*(old if isinstance(old, list) else [old]), *made]


def _opened(tree: dict[str, Any], *, broken: bool) -> Opened:
    version = version_of(tree.get("format_version"))
    notices = []
    if version is None:
        tree = {**tree, "format_version": FORMAT_VERSION}
        notices.append("文件没有写明格式版本，已按当前版本读取。")
    tree = migrate(tree)
    newer = version is not None and version[0] > CURRENT[0]
    if newer:
        notices.append(
            f"这个文件由更新版本的程序保存（格式 {tree['format_version']}），"
            "只能查看能读懂的部分，不能保存；请升级程序后再编辑。"
        )
    tree, log = mend(tree)
    try:
        draft = Draft.model_validate(tree)
    except ValidationError as error:
        raise _unreadable() from error
    notices += _mend_notices(log)
    draft, doubled = with_own_ids(draft)
    if doubled:
        notices.append(f"有 {doubled} 张表或指标的编号重复或缺失，已重新编号。")
    damaged = bool(broken or log.count or doubled or version is None)
    return Opened(draft, tuple(notices), read_only=newer, salvaged=damaged and not newer)


def _mend_notices(log: Log) -> list[str]:
    if not log.count:
        return []
    places = [*log.changed, *(place for place, _ in log.aside)]
    named = list(dict.fromkeys(place_in_words(place) for place in places))
    return [f"有 {log.count} 处内容不合格式，已修正或放入“存疑”：{_listed(named)}。"]


def _listed(places: list[str]) -> str:
    named = "、".join(place[:60] for place in places[:_SHOWN])
    return named + ("等" if len(places) > _SHOWN else "")


def _sum_notice(draft: Draft, data: bytes) -> list[str]:
    if not draft.sha256 and not draft.seq:
        return []  # made by hand, never saved by the program
    return [] if draft.sha256 == checksum(data) else ["文件在别处改动过或有损坏（校验值不符），请核对内容。"]


def with_own_ids(draft: Draft) -> tuple[Draft, int]:
    """Return the draft with ids that differ, and how many had to be changed."""
    changed = 0
    forms: list[Form] = []
    for form, own in zip(draft.forms, _own_ids([form.id for form in draft.forms]), strict=True):
        rows = _own_ids([row.id for row in form.indicators])
        wrong = sum(row.id != name for row, name in zip(form.indicators, rows, strict=True)) + (own != form.id)
        indicators = tuple(_renamed(row, name) for row, name in zip(form.indicators, rows, strict=True))
        forms.append(form.model_copy(update={"id": own, "indicators": indicators}) if wrong else form)
        changed += wrong
    update: dict[str, Any] = {"forms": tuple(forms)} if changed else {}
    if not draft.id:
        content = hashlib.sha256(repr(draft.shared).encode("utf-8", "replace")).hexdigest()
        update["id"] = f"d{content[:12]}"
        changed += 1
    if not 0 <= draft.seq < MAX_SEQ:
        update["seq"] = 0
        changed += 1
    return (draft.model_copy(update=update), changed) if changed else (draft, 0)


def _renamed(row: Indicator, name: str) -> Indicator:
    return row if row.id == name else row.model_copy(update={"id": name})


def _own_ids(ids: list[str]) -> list[str]:
    """Return the ids with a new number for each that is empty or was there before."""
    taken = set(ids)
    seen: set[str] = set()
    made = []
    number = 1
    for name in ids:
        own = name
        if not name or name in seen:
            while str(number) in taken:
                number += 1
            own = str(number)
            taken.add(own)
        seen.add(own)
        made.append(own)
    return made
