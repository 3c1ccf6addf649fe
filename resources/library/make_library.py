"""Makes `indicators.json`, `level2.toml` and `initials.txt` from the collected taxonomy.

    python resources/library/make_library.py PATH/TO/taxonomy.json      (needs pypinyin 0.55.0)

Taken are names of quality ok and qualitative. Names that are too general, that measure the execution of the budget, or
that stand under the wrong level 2 serve to recognise old tables and are never suggested. Of names that were only seen
in published forms of one unit, those that any unit could use are listed in GENERIC; the others stay out.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pypinyin import Style, pinyin

HERE = Path(__file__).resolve().parent
GOOD = {"ok", "qualitative"}
OPERATORS = {">=": "≥", "<=": "≤"}
KINDS = {
    "数量": (["数量指标"], ["数量"]),
    "质量": (["质量指标"], ["质量"]),
    "时效": (["时效指标"], ["时效"]),
    "成本": (["成本指标", "经济成本指标", "社会成本指标", "生态环境成本指标"], ["成本", "预算"]),
    "经济效益": (["经济效益指标"], ["经济"]),
    "社会效益": (["社会效益指标"], ["社会效益", "社会、"]),
    "生态效益": (["生态效益指标"], ["生态", "环境效益"]),
    "可持续影响": (["可持续影响指标"], ["可持续"]),
    "满意度": (["服务对象满意度指标"], ["满意"]),
}
GENERIC = frozenset(
    """
    受益群体满意度 使用人员满意度 使用对象满意度 使用部门满意度 系统使用满意率 群众满意度 居民满意度 受众满意度
    服务对象满意度 宣传对象满意度 受众群体满意度 奖励对象满意度 工程合格率 工程验收合格率 工程质量合格率
    工程完工及时率 服装验收合格率 定制服装数量 定制服装人数 检查任务完成率 完成项目及时率 宣传活动次数
    主题宣传活动次数 专题宣传活动次数 采购宣传制品的数量 宣传制品质量达标率 宣传区域覆盖率 宣传覆盖率
    宣传活动完成及时率 采购宣传制品及时率 宣传制品印刷及时率 宣传工作完成时间 宣传对象参与率 宣传品单价
    采购验收及时率 验收完成及时率 补助合规率 补助发放到位率 补助发放及时率 绩效奖励人数 绩效奖励发放合规率
    绩效奖励发放准确率 绩效奖励发放到位率 绩效奖励发放及时率 法律服务完成及时率 办公用品验收合格率
    购置办公用品及时率 租赁设备及时率 资金支付及时率 采购支付及时率 工作考核达标率 采购服务质量达标率
    采购服务验收合格率 租赁服务验收合格率 服务完成及时率 系统建设完成及时率 采购服务完成及时率
    系统设计使用年限 制服发放及时率 制服费用标准 场地数量 软件开发数量 提高工作效率 提高服务水平
    """.split()  # noqa: SIM905 - to be read and mended by people
)
_ASIDE = re.compile(r"[（(](?:%|套|台套)[)）]$")
_USUAL = re.compile(r"[≥≤=]?\d+(?:\.\d+)?(?:%|年|小时|分钟|秒)")


def main() -> int:
    """Write the three files; return 0, or 2 if the path is missing."""
    if len(sys.argv) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    taxonomy = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rows = entries(taxonomy["indicators"])
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (HERE / "indicators.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")
    (HERE / "level2.toml").write_text(level2(taxonomy["level2_aliases"]), encoding="utf-8", newline="\n")
    (HERE / "initials.txt").write_text(initials(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(rows)} names\n")
    return 0


def entries(indicators: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the names to suggest, in the order of the kinds and then as collected, each once in its kind."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for each in indicators:
        name = _ASIDE.sub("", unicodedata.normalize("NFC", each["name"].strip()))
        if each["quality"] not in GOOD or (each["source"] == "corpus" and name not in GENERIC):
            continue
        kind = next(kind for kind, (names, _) in KINDS.items() if each["level2"] in names)
        known = found.setdefault((kind, name), entry(each, name, kind))
        known["count"] = max(known["count"], each["corpus_count"])
    order = list(KINDS)
    return sorted(found.values(), key=lambda row: order.index(row["kind"]))


def entry(each: dict[str, Any], name: str, kind: str) -> dict[str, Any]:
    """Return one name with what the list shows beside it."""
    unit = "" if each["unit"] in ("日期", "期间") else each["unit"]
    if "元" not in unit:
        unit = "个月" if unit == "月" else unit.split("/")[0]
    typical = each["typical"].strip()
    worded = each["quality"] == "qualitative" and each["source"] != "corpus" and not re.search(r"\d|X", typical)
    return {
        "name": name,
        "kind": kind,
        "unit": unit,
        "operator": OPERATORS.get(each["direction"], ""),
        "typical": typical if worded or _USUAL.fullmatch(typical) else "",
        "categories": each["category"],
        "source": source(each["source"]),
        "count": each["corpus_count"],
    }


def source(text: str) -> str:
    """Return where a name comes from: 语料, 公开 or 待核."""
    if text == "corpus":
        return "语料"
    return "公开" if text.startswith(("published", "public")) else "待核"


def level2(aliases: dict[str, list[str]]) -> str:
    """Return which kinds of indicator stand under a level-2 name: by name, else by a word in it."""
    lines = [
        "# Which kind of indicator stands under a level-2 name: `names` are compared whole, `words` are looked for",
        "# in names that no kind has. A name that holds several kinds is found by its words.",
        "",
    ]
    for kind, (names, words) in KINDS.items():
        other = [alias for name in names for alias in aliases.get(name, []) if "、经济" not in alias]
        spellings = dict.fromkeys([*names, *(alias.replace(" ", "") for alias in other)])
        lines += [f'["{kind}"]', f"names = {_list(spellings)}", f"words = {_list(words)}", ""]
    return "\n".join(lines)


def initials() -> str:
    """Return a line for each Latin letter: the letter, then the characters that have a reading which begins with it."""
    groups: dict[str, list[str]] = defaultdict(list)
    for character in map(chr, (0x3007, *range(0x4E00, 0xA000))):
        readings = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
        for letter in sorted({reading[0] for reading in (readings[0] if readings else []) if reading}):
            if letter.isascii() and letter.isalpha():
                groups[letter].append(character)
    return "".join(f"{letter} {''.join(characters)}\n" for letter, characters in sorted(groups.items()))


def _list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(json.dumps(text, ensure_ascii=False) for text in texts) + "]"


if __name__ == "__main__":
    sys.exit(main())
