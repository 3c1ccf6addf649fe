"""Labels of an unknown layout that a template knows by name are pointed out beforehand."""

from __future__ import annotations

from perfdesk.readers.text import read_text
from perfdesk.region import templates
from perfdesk.translate.likely import likeliest, likely_marks
from perfdesk.translate.pointing import spots_of

_UNKNOWN = """项目支出绩效目标申报表

（2026年度）

项目名称\t古籍修复\t\t
主管部门：云溪市文化局\t\t\t
年度目标\t修复古籍200册。\t\t

一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t修复古籍数量\t≥200册
"""


def marked(template: str) -> dict[str, tuple[str, str]]:
    sources = read_text(_UNKNOWN)
    texts = {spot.key: spot.cell.text for spot in spots_of(sources)}
    marks = likely_marks(templates()[template], sources)
    return {texts[mark.source, mark.row, mark.col]: (mark.goes_to, mark.side) for mark in marks}


def test_labels_of_fields_and_columns_are_found_by_their_words() -> None:
    found = marked("dongguan-town-2022")
    assert found["项目名称"] == ("fields/project_name", "right")
    assert found["年度目标"] == ("fields/goal_annual", "right")
    assert found["一级指标"] == ("indicators/level1", "below")


def test_a_layout_with_one_column_shows_the_year_and_brackets_do_not_matter() -> None:
    found = marked("dongguan-town-2022")
    assert found["三级指标"] == ("indicators/annual/name", "below")
    assert found["指标值"] == ("indicators/annual/target", "below")


def test_a_value_behind_a_colon_stands_in_the_same_cell() -> None:
    assert marked("shanghai-2023")["主管部门：云溪市文化局"] == ("fields/department", "inside")


def test_the_layout_that_knows_most_labels_is_offered_first() -> None:
    assert likeliest(templates(), read_text(_UNKNOWN)) in templates()
    town = "项目名称\t甲\n批复单位：乙\n申报单位需要说明的其他情况\t无\n"
    assert likeliest(templates(), read_text(town)) == "dongguan-town-2022"
