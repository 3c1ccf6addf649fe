"""The command `import`: documents into a draft file; each doubt, then what came in of each file and what was left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from perfdesk.errors import Exit
from perfdesk.region import Template
from perfdesk.store import save_draft
from perfdesk.work.importing import Imported, import_files
from perfdesk.work.pointings import saved_pointings

Say = Callable[[str], None]


@dataclass
class _File:
    """What came in of one file: how many forms of each layout, how many doubts of them, how many unknown parts."""

    layouts: Counter[str] = field(default_factory=Counter)
    doubts: int = 0
    unknown: int = 0


def import_documents(
    sources: Sequence[Path], output: Path, templates: Mapping[str, Template], *, force: bool, say: Say
) -> int:
    """Read documents into a draft file; every doubt is told as `path:form:place: I01 …`.

    Args:
        templates: those that may be recognised; one alone is taken without asking how well it fits.
    """
    imported = import_files(sources, templates, saved_pointings())
    for number, doubt in imported.draft.all_doubts():
        where = f"{imported.files[number]}:{number + 1}" if number is not None else f"{sources[0]}:-"
        say(f"{where}:{doubt.place}: {doubt.code} {doubt.why}")
    saved = save_draft(output, imported.draft, force=force)
    for notice in saved.notices:
        say(notice)
    for path, error in imported.refused:
        say(f"没有读取“{path}”：{error.text()}")
    for line in _summary(imported, templates):
        say(line)
    say(f"{_whole(imported, templates)}：{output}")
    return Exit.UNREADABLE if imported.refused else Exit.DONE


def _summary(imported: Imported, templates: Mapping[str, Template]) -> Iterator[str]:
    """Yield a line for each of several files: its forms by layout, their doubts, what was left of it."""
    files: dict[str, _File] = {str(path): _File() for path, _ in imported.documents}
    for path, form in zip(imported.files, imported.draft.forms, strict=True):
        file = files[str(path)]
        file.layouts[form.template] += 1
        file.doubts += len(form.doubts)
    for left in imported.left:
        files[str(left.path)].unknown = len(left.parts)
    if len(files) + len(imported.refused) < 2:
        return
    for name, file in files.items():
        came = f"{file.layouts.total()} 张表（{_layouts(file.layouts, templates)}）" if file.layouts else "没有表"
        doubts = f"，{file.doubts} 处存疑" if file.doubts else ""
        unknown = f"，{file.unknown} 部分不是已知版式" if file.unknown else ""
        yield f"{name}：{came}{doubts}{unknown}"


def _whole(imported: Imported, templates: Mapping[str, Template]) -> str:
    forms = imported.draft.forms
    doubts = sum(1 for _ in imported.draft.all_doubts())
    said = f"已导入 {len(forms)} 张表（{_layouts(Counter(form.template for form in forms), templates)}）"
    said += f"，{doubts} 处存疑待确认" if doubts else "，没有存疑"
    if imported.unknown:
        said += f"；另有 {len(imported.unknown)} 部分不是已知版式，原文保留在存疑里"
    if imported.refused:
        said += f"；另有 {len(imported.refused)} 个文件没有读取"
    return said


def _layouts(counts: Mapping[str, int], templates: Mapping[str, Template]) -> str:
    """Return how many forms there are of each layout, in words."""
    data = {key: templates[key].data for key in counts if key in templates}
    names = {key: data[key].short or data[key].name if key in data else key for key in counts}
    return "、".join(f"{names[key]} {count} 张" for key, count in counts.items())
