"""G09: tags, marks and control characters that came with pasting."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from perfdesk.rules.checks.g10 import tidied
from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, mended

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,400})?/?>|<!--.*?-->")
_ENTITY = re.compile(r"&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|middot|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,4});")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff\ufffd]")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_LINE = re.compile(r"^[ \t]*(?:-{3,}|={3,}|\*{3,})[ \t]*$\n?|(?<![0-9年])-{3,}(?![0-9])", re.MULTILINE)
_LIKELY = re.compile(r"[<&*_#=]|-{3}|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd]")
_PATTERNS = (_TAG, _ENTITY, _CONTROL, _BOLD, _HEADING, _LINE)


def run(seen: Seen) -> Iterator[Finding]:
    """文字里混进了网页标记、排版符号或者看不见的控制字符。

    ## 为什么
    从网页、聊天工具粘贴时会带进来。打印和公开时，这些符号会照样印出来，或者让文件打不开。

    ## 怎么改
    一键去掉，文字不变。
    """
    for each in seen.typed:
        if not _LIKELY.search(each.text):
            continue
        found = next((match for pattern in _PATTERNS if (match := pattern.search(each.text))), None)
        if found is None:
            continue
        shown = found[0].strip() if found[0].isprintable() and found[0].strip() else "看不见的字符"
        message = f"文字里有“{shown[:20]}”，是粘贴时带进来的。"
        yield RULE.finding(seen, each.path, message, mended(seen, each, tidied(cleaned(each.text)), safe=True))


def cleaned(text: str) -> str:
    """Return a text without tags, marks and control characters; what they enclose stays."""
    for _ in range(8):
        before = text
        text = html.unescape(text) if _ENTITY.search(text) else text
        text = _TAG.sub("", text.replace("\xa0", " "))
        text = _HEADING.sub("", _LINE.sub("", _BOLD.sub(r"\2", text)))
        text = _CONTROL.sub("", text)
        if text == before:
            break
    return text.strip()


RULE = Rule("G09", "网页标记和控制字符", Severity.ERROR, run, source="填报常见差错（公开的表）")
