"""Web pages are read as a browser shows them: what is hidden is told, a table inside a layout is a table."""

from __future__ import annotations

import pytest

from perfdesk.grid import SourceDocument, SourceLine, SourceTable
from perfdesk.readers.html import read_html

TABLE = "<table><tr><td>项目名称<td>图书馆改造<tr><td>主管部门<td>文化局</table>"


def texts(document: SourceDocument) -> list[str]:
    """Return the lines, and the tables as rows of cells parted by bars."""
    found = []
    for each in document.sources:
        if isinstance(each, SourceLine):
            found.append(each.text)
            continue
        rows = (each.grid.starting_in(row) for row in range(each.grid.n_rows))
        found += ["|".join(cell.text for cell in row) for row in rows]
    return found


def whys(document: SourceDocument) -> list[str]:
    tables = [note.why for each in document.sources if isinstance(each, SourceTable) for note in each.notes]
    return tables + [note.why for note in document.notes]


@pytest.mark.parametrize(
    ("rule", "inside"),
    [
        (".旧{display:none}", '<span class="x 旧">888</span>'),
        ("td span.old , p { visibility : hidden }", '<span class="old">888</span>'),
        ("#a > span { color:red; display: none !important }", "<span>888</span>"),
        (".old { font-size: 0; }", '<span class="old">888</span>'),
        ("", '<span style="font-size:0pt">888</span>'),
    ],
)
def test_what_a_style_sheet_hides_is_not_read_but_told(rule: str, inside: str) -> None:
    page = f"<style><!-- {rule} --></style><div id=a><table><tr><td>金额<td>96{inside}<tr><td>单位<td>元</table></div>"
    document = read_html(page)
    assert texts(document) == ["金额|96", "单位|元"]
    assert any("隐藏" in why for why in whys(document))


@pytest.mark.parametrize(
    "rule",
    [
        "@media print { .old { display:none } }",
        ".old:hover { display:none }",
        "li .old { display:none }",
        ".old { display:block; color:none }",
        "div { font-size: 0 }",
    ],
)
def test_what_hides_only_on_paper_or_elsewhere_hides_nothing(rule: str) -> None:
    page = f"<style>{rule}</style><div><table><tr><td>金额<td><b class=old>96</b><tr><td>单位<td>万元</table></div>"
    document = read_html(page)
    assert texts(document) == ["金额|96", "单位|万元"]
    assert whys(document) == []


def test_the_style_sheet_before_a_copied_fragment_hides_in_it() -> None:
    page = f"<style>.old{{display:none}}</style><!--StartFragment--><p class=old>旧稿</p>{TABLE}<!--EndFragment-->"
    document = read_html(page)
    assert texts(document) == ["项目名称|图书馆改造", "主管部门|文化局"]
    assert [(note.was, "隐藏" in note.why) for note in document.notes] == [("旧稿", True)]


def test_rows_at_the_foot_stand_last_wherever_they_are_written() -> None:
    page = "<table><tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td>甲<td>1<tr><td>乙<td>2</tbody></table>"
    assert texts(read_html(page)) == ["甲|1", "乙|2", "合计|3"]


def test_a_large_table_between_other_things_of_a_page_is_read_as_a_table() -> None:
    rows = "".join(f"<tr><td>{number}<td>值{number}" for number in range(9))
    page = f"<table><tr><td>导航<td><p>绩效目标表</p><table>{rows}</table><td>链接</table>"
    assert texts(read_html(page)) == ["导航", "绩效目标表", *(f"{n}|值{n}" for n in range(9)), "链接"]


def test_a_small_table_in_a_cell_of_a_form_stays_text_of_the_cell_in_doubt() -> None:
    small = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>"
    page = f"<table><tr><td>概况<td>{small}<tr><td>单位<td>文化站<tr><td>年度<td>2026</table>"
    document = read_html(page)
    assert isinstance(document.sources[0], SourceTable)
    assert "甲" in texts(document)[0]
    assert any("还有一个表格" in why for why in whys(document))


def test_a_table_of_one_cell_in_a_cell_is_only_its_text() -> None:
    page = "<table><tr><td><table><tr><td>年度</table><td>2026<tr><td>单位<td>文化站</table>"
    document = read_html(page)
    assert texts(document) == ["年度|2026", "单位|文化站"]
    assert whys(document) == []
