"""N08: an indicator that belongs to another kind of project."""

from __future__ import annotations

from collections.abc import Iterator

from perfdesk.rules.finding import Finding, Severity
from perfdesk.rules.rule import Rule
from perfdesk.rules.seen import Seen
from perfdesk.rules.settings import words


def run(seen: Seen) -> Iterator[Finding]:
    """指标名称与项目不符，例如执法经费用了“工程合格率”。

    ## 为什么
    从指标库里选错了指标，或者从别的项目抄来，自评时没有数据可填。

    ## 怎么改
    换成与本项目工作内容一致的指标。这条规则误报较多，默认不开，由版式决定。
    """
    about = f"{seen.about} {seen.text('remarks')}"
    for _, rows in seen.names:
        for _indicator, name, path in rows:
            for word, needed in words("N08").items():
                if word in name and not any(each in about for each in needed):
                    yield RULE.finding(seen, path, f"“{name.strip()}”与本项目看不出关系，请确认没有选错。")
                    break


RULE = Rule("N08", "指标与项目不符", Severity.HINT, run, source="财预〔2015〕88号：指标应与项目匹配（待核）", on=False)
