"""Where in a draft file something stands, in the words of a clerk."""

from __future__ import annotations

from collections.abc import Iterator

_WHOLE = {"forms": "第 {} 张表", "indicators": "第 {} 条指标"}
_WORDS = {
    "answers": "情况说明",
    "comments": "批注",
    "doubts": "存疑",
    "fields": "栏目",
    "format_version": "格式版本",
    "horizons": "指标内容",
    "id": "编号",
    "kept": "保留的内容",
    "level1": "一级指标",
    "level2": "二级指标",
    "shared": "各表共用的栏目",
    "status": "状态",
    "tables": "附表",
    "template": "版式",
    "template_version": "版式版次",
}


_PARTS = {
    **{"mid": "中期", "whole": "周期", "annual": "年度"},
    **{"name": "三级指标", "target": "指标值", "unit": "单位", "weight": "权重"},
}


def place_in_words(place: str) -> str:
    """Return what a clerk would call a place such as "forms/1/indicators/7/id"; what has no word is quoted."""
    steps, words = iter(place.split("/")), []
    for step in steps:
        if step in _WHOLE:
            number = next(steps, "")
            words.append(_WHOLE[step].format(int(number) + 1) if number.isdecimal() else "表的列表")
        elif step in ("fields", "shared"):
            words.append(_WORDS[step] + "".join(f"“{_field(name)}”" for name in (next(steps, ""),) if name))
        elif step == "horizons":
            words.append("".join(_parts(steps)) or _WORDS[step])
        else:
            words.append(_WORDS.get(step, f"“{step[:60]}”"))
    return "的".join(words).replace("的“", "“")


def key_in_words(key: str) -> str:
    """Return what a clerk would call what a draft file keeps under a key, wherever it stands."""
    return _WORDS.get(key) or _PARTS.get(key) or _field(key)


def _parts(steps: Iterator[str]) -> Iterator[str]:
    """Yield the words of what is left: the horizon, and the part of it."""
    for step in steps:
        yield _PARTS.get(step, f"“{step[:60]}”")


def _field(name: str) -> str:
    """Return the name of a field by its id, the id itself if there is none of it."""
    from perfdesk.region import vocabulary  # noqa: PLC0415 -- only for a damaged file

    field = vocabulary().get(name)
    return (field.name if field is not None else None) or name[:60]
