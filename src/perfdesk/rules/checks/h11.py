"""H11: the number of a document in the wrong brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen, mended

_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff])\s*[【\[［（({]\s*((?:19|20)[0-9]{2})\s*[】\]］）)}]\s*(?=第?\s*[0-9]{1,5}\s*号)"
)


def run(seen: Seen) -> Iterator[Finding]:
    """文号里的年份用了“【】”“[]”“（）”，应当用六角括号“〔〕”。

    ## 为什么
    公文格式规定，发文字号的年份用六角括号。

    ## 怎么改
    一键改成“〔〕”，例如“云府办复〔2020〕6号”。
    """
    for each in seen.typed:
        found = _NUMBER.search(each.text) if "号" in each.text else None
        if found is not None:
            right = _NUMBER.sub(r"〔\1〕", each.text)
            message = f"文号里的“{found[0].strip()}”应当写成“〔{found[1]}〕”。"
            yield RULE.finding(seen, each.path, message, mended(seen, each, right, safe=True))


RULE = Rule("H11", "文号括号", Severity.HINT, run, source="GB/T 9704—2012 党政机关公文格式（待核）")
