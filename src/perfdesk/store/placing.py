"""Where in a draft file something stands, in the words of a clerk."""

from __future__ import annotations

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


def place_in_words(place: str) -> str:
    """Return what a clerk would call a place such as "forms/1/indicators/7/id"; what has no word is quoted."""
    steps, words = iter(place.split("/")), []
    for step in steps:
        if step in _WHOLE:
            number = next(steps, "")
            words.append(_WHOLE[step].format(int(number) + 1) if number.isdecimal() else "表的列表")
        else:
            words.append(_WORDS.get(step, f"“{step[:60]}”"))
    return "的".join(words).replace("的“", "“")
