"""Lines as Chinese typesetting asks for them."""

from __future__ import annotations

import pytest

from perfdesk.page.lines import break_lines
from perfdesk.page.metrics import MM_PER_PT

EM = 10 * MM_PER_PT


def broken(text: str, ems: float) -> list[str]:
    return [line.text for line in break_lines(text, "宋体", 10, ems * EM)]


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("", 5, []),
        ("甲乙丙丁", 2, ["甲乙", "丙丁"]),
        ("甲乙，丙", 2, ["甲", "乙，", "丙"]),
        ("甲（乙）丙", 2, ["甲", "（乙）"[:2], "）丙"]),
        ("一行\n两行", 9, ["一行", "两行"]),
        ("空行\n\n以后", 9, ["空行", "", "以后"]),
        ("完成\n", 9, ["完成", ""]),
        ("采购2026册", 4, ["采购", "2026册"]),
        ("共计Internet服务", 4, ["共计", "Interne", "t服务"]),
    ],
)
def test_lines_break_where_a_typesetter_would_break_them(text: str, ems: float, lines: list[str]) -> None:
    assert broken(text, ems) == lines


def test_each_line_knows_where_its_text_began() -> None:
    text = "第一行较长的文字，分成几行\n第二段"
    for line in break_lines(text, "宋体", 10, 4 * EM):
        assert text[line.start : line.start + len(line.text)] == line.text


def test_blanks_at_a_line_end_hang_over_and_are_not_lost() -> None:
    lines = break_lines("甲乙    丙丁", "宋体", 10, 2 * EM)
    assert "".join(line.text for line in lines) == "甲乙    丙丁"
    assert lines[0].width_mm == pytest.approx(2 * EM)


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("完成≥95%以上", 4.3, ["完成", "≥95%以", "上"]),
        ("投入45,000元", 3.6, ["投入", "45,000", "元"]),
        ("起止2023.1-2023.12年", 4.5, ["起止", "2023.1-", "2023.12", "年"]),
        ("甲乙——丙", 3, ["甲乙", "——丙"]),
        ("甲乙……丙", 3, ["甲", "乙……", "丙"]),
        ("甲乙\u00a0丙", 2.4, ["甲", "乙\u00a0丙"]),
        ("“一馆一策”好", 5, ["“一馆一", "策”好"]),
        ("甲" * 3, 0.5, ["甲", "甲", "甲"]),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, ems: float, lines: list[str]) -> None:
    assert broken(text, ems) == lines
