"""G10: slips of the keyboard: doubled words, half-width punctuation and blanks inside Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, mended

_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_DOUBLED = re.compile(rf"(?<=[{_HAN}])((?<!目)的的|和和|与与|及及|将将|在在)(?=[{_HAN}])(?!确)")
_HALF = re.compile(rf"(?<=[{_HAN}”’）》])([,;:!?])(?=[{_HAN}“‘（《]|$)")
_BLANK = re.compile(rf"(?<=[{_HAN}，。；：！？、）”])[ \t\u3000]+(?=[{_HAN}（“])")
_NO_END = (  # words after which something must come; not the ends of 温和, 普及, 参与, 针对
    "(?<![共温平饱缓总调中])和",
    "(?<![普涉触波顾危])及",
    "(?<![参给赋授])与",
    "(?<![面针应核校比查结相反绝成])对",
)
_BROKEN = re.compile(rf"(?:{'|'.join(_NO_END)})[，。；、,;]|对为(?!了)|[，、；]{{2,}}|[，、；。][，、；]")
_LIKELY = re.compile(r"[ \t\u3000,;:!?，、；。]|([的和与及将在])\1|对为")
_FULL = str.maketrans(",;:!?", "，；：！？")


def run(seen: Seen) -> Iterator[Finding]:
    """文字里有叠字（“的的”）、多余的标点（“和，”）、中文里的半角标点或者空格。

    ## 为什么
    这些是输入和粘贴时的差错，印出来不整齐，公开后显得粗心。

    ## 怎么改
    空格、半角标点、叠字可以一键改；“和，”后面可能缺了字，要自己看。
    """
    for each in seen.typed:
        if each.field == "mid_period":
            continue
        found = _first(each.text)
        if found is None:
            continue
        tidy = tidied(each.text)
        fix = mended(seen, each, tidy, safe=True) if tidy != each.text and not _BROKEN.search(tidy) else None
        yield RULE.finding(seen, each.path, _message(each.text, found), fix)


def tidied(text: str) -> str:
    """Return a text without blanks, half-width punctuation and doubled words inside Chinese."""
    text = _DOUBLED.sub(lambda found: found[0][0], text)
    text = _HALF.sub(lambda found: found[0].translate(_FULL), text)
    return _BLANK.sub("", text)


def _first(text: str) -> re.Match[str] | None:
    if not _LIKELY.search(text):
        return None
    for pattern in (_BROKEN, _DOUBLED, _HALF, _BLANK):
        found = pattern.search(text)
        if found is not None:
            return found
    return None


def _message(text: str, found: re.Match[str]) -> str:
    around = text[max(0, found.start() - 4) : found.end() + 4].strip()
    if found.re is _BLANK:
        return f"“{around}”中间有多余的空格。"
    if found.re is _HALF:
        return f"“{around}”里的“{found[0]}”是半角标点，应当用全角。"
    return f"“{around}”里的“{found[0]}”像是多打或者漏打了字。"


RULE = Rule("G10", "叠字、空格和半角标点", Severity.HINT, run, source="填报常见差错（公开的表）")
