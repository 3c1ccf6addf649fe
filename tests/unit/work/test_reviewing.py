"""While an import is checked, the source stands beside the form, and the cell a value came from is shown in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfdesk.grid import Sheet
from perfdesk.model import Draft
from perfdesk.model import path as paths
from perfdesk.region import templates
from perfdesk.work.importing import Imported, import_files
from perfdesk.work.reviewing import Review, review_of, source_cells

_FORM = """财政项目支出绩效目标批复表

（2026年度）

批复单位：云溪镇财政所

预算单位：云溪镇图书馆

项目名称\t{name}\t\t\t\t本年度申请镇财政预算资金（万元）\t12.50\t
总体目标\t中期滚动目标\t\t\t\t年度目标\t\t
\t三年内办好阅读推广\t\t\t\t今年办好阅读推广\t\t
\t一级指标\t二级指标\t三级指标\t指标值（或计划水平）\t二级指标\t三级指标\t计划指标值（或计划水平）
绩效指标\t预期产出指标\t质量指标\t上架准确率\t100%\t质量指标\t上架准确率\t100%
\t\t\t图书完好率\t100%\t\t图书完好率\t100%
\t满意度指标\t服务对象满意度指标\t读者满意度\t≥90%\t服务对象满意度指标\t读者满意度\t≥90%
申报单位需要说明的其他情况\t\t\t\t\t\t\t
审核人\t云溪财政分局审核意见\t\t\t\t\t审核时间\t
\t\t\t\t\t\t\t
"""


@pytest.fixture
def imported(tmp_path: Path) -> Imported:
    """Two files of one form each, as a clerk drops them together."""
    for name, project in (("甲.txt", "阅读推广"), ("乙.txt", "图书采购")):
        (tmp_path / name).write_text(_FORM.format(name=project), encoding="utf-8")
    return import_files([tmp_path / "甲.txt", tmp_path / "乙.txt"], templates())


def review(imported: Imported) -> Review:
    return review_of(imported, templates())


def sheet_of(imported: Imported, number: int) -> Sheet:
    found = review(imported).sheet(imported.draft.forms[number].id)
    assert found is not None
    return found


def target(draft: Draft, number: int, name: str) -> str:
    row = next(each for each in draft.forms[number].indicators if each.text("annual", "name") == name)
    return paths.join("indicators", row.id, "annual", "target")


def test_each_form_knows_its_file_and_its_part_of_it(imported: Imported) -> None:
    found = review(imported)
    assert [found.name(form.id) for form in imported.draft.forms] == ["甲.txt", "乙.txt"]
    assert any(cell.text == "图书采购" for cell in sheet_of(imported, 1).grid.cells)
    assert not any(cell.text == "图书采购" for cell in sheet_of(imported, 0).grid.cells)


def test_a_form_made_later_has_no_source(imported: Imported) -> None:
    assert review(imported).sheet("99") is None
    assert review(imported).name("99") == ""


def test_the_cell_that_a_value_came_from_is_found(imported: Imported) -> None:
    [cell] = source_cells(sheet_of(imported, 0), imported.draft, 0, "fields/amount_annual")
    assert cell.text == "12.50"


def test_of_many_equal_values_the_one_in_its_own_row_is_taken(imported: Imported) -> None:
    path = target(imported.draft, 0, "图书完好率")
    cells = source_cells(sheet_of(imported, 0), imported.draft, 0, path)
    assert {(cell.text, cell.row) for cell in cells} == {("100%", 5)}


def test_an_empty_value_without_a_doubt_points_nowhere(imported: Imported) -> None:
    assert source_cells(sheet_of(imported, 0), imported.draft, 0, "fields/remarks") == ()


def test_a_doubt_points_at_what_stood_in_the_source(imported: Imported) -> None:
    from perfdesk.model import Doubt

    doubt = Doubt(code="I01", path="fields/remarks", was="读者满意度 | ≥90%", why="移动过")
    cells = source_cells(sheet_of(imported, 0), imported.draft, 0, "fields/remarks", [doubt])
    assert {cell.text for cell in cells} == {"读者满意度", "≥90%"}
