"""Published text that nobody has seen before, each repair in doubt."""  # house: form after form, read as one

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from handmade import LAMP_HEADS, LAMP_ROWS, LAMPS, LIBRARY, STORES, STREETS, Read, read
from perfdesk.readers.text import read_text
from perfdesk.region import templates
from perfdesk.translate.extract import extract

LAMP = LAMPS + LAMP_HEADS + LAMP_ROWS
WHOLE = {"lamps": LAMP, "streets": STREETS, "stores": STORES, "library": LIBRARY}


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def values(form: Read) -> dict[str, str]:
    """Return every value of a form by a name: fields by id, parts of a row by the row's number and column."""
    template = templates()[form.form.template]
    cells = {name: form.field(name) for name in template.fields}
    for number, row in enumerate(form.rows, 1):
        cells |= {f"{number}.{column}": text for column, text in enumerate(row)}
    return cells


# --- forms without damage ---


@pytest.mark.parametrize("name", WHOLE)
def test_a_form_without_damage_comes_in_without_a_doubt(name: str) -> None:
    assert read(WHOLE[name]).doubts == []
    assert read(WHOLE[name]).unknown == []


def test_the_lamps_come_in_as_they_stand() -> None:
    form = read(LAMP)
    assert form.form.template == "dongkeng-2024"
    assert form.rows == [
        ["产出指标", "数量指标", "更换路灯数量", "≥360盏", "≥120盏"],
        ["产出指标", "质量指标", "灯具合格率", "100%", "100%"],
        ["产出指标", "时效指标", "更换及时率", "≥95%", "≥95%"],
        ["产出指标", "成本指标", "单盏成本", "≤700元", "≤700元"],
        ["效益指标", "社会效益指标", "夜间出行安全感", "提升", "提升"],
        ["效益指标", "生态效益指标", "节电率", "≥30%", "≥30%"],
        ["满意度指标", "服务对象满意度指标", "居民满意度", "≥85%", "≥85%"],
    ]
    assert {name: form.field(name) for name in templates()["dongkeng-2024"].fields} == {
        "project_name": "老旧路灯更换",
        "project_type": "其他特定目标类",
        "project_grade": "二级项目",
        "department": "某某镇公用事业中心",
        "executing_unit": "某某镇公用事业中心",
        "start_year": "2022",
        "end_year": "2024",
        "year": "2024",
        "amount_annual": "88000",
        "goal_mid": "三年内把全镇老旧路灯换成节能灯。",
        "goal_annual": "更换路灯120盏，夜间照明投诉下降。",
    }


def test_the_streets_come_in_as_they_stand() -> None:
    form = read(STREETS)
    assert form.form.template == "shanghai-2023"
    assert [
        form.field(name) for name in ("project_category", "fund_total", "fund_annual_fiscal", "fund_carryover")
    ] == [
        "经常性项目",
        "60.00",
        "58.00",
        "2.00",
    ]
    assert [form.field(name) for name in ("fund_other", "fund_annual_other", "mid_period")] == ["", "", "2023年-2023年"]
    assert [row[1:] for row in form.rows] == [
        ["数量指标", "清扫里程", "40公里"],
        ["时效指标", "清扫及时率", "≥95%"],
        ["成本指标", "预算控制", "≤60万元"],
        ["经济效益指标", "无", "无"],
        ["社会效益指标", "市容投诉", "下降"],
        ["生态效益指标", "道路扬尘", "下降"],
        ["可持续影响指标", "长效保洁机制", "建立"],
        ["服务对象满意度指标", "居民满意度", "≥80%"],
    ]


def test_the_stores_come_in_as_they_stand() -> None:
    form = read(STORES)
    assert form.form.template == "dongguan-town-2022"
    assert form.rows[1] == ["预期产出指标", "数量指标（或建筑规模指标）", "物资种类", "30种", "物资种类", "12种"]
    assert form.rows[4] == ["效果指标", "可持续影响指标", "物资轮换", "按期", "物资轮换", "每年一次"]
    assert [form.field(name) for name in ("reviewer", "review_opinion", "review_date", "review_office", "remarks")] == [
        "张三",
        "经审核，同意。",
        "2022年04月12日",
        "某某",
        "",
    ]


def test_the_library_comes_in_as_it_stands() -> None:
    form = read(LIBRARY)
    assert form.form.template == "dongguan-city-2020"
    assert [form.field(name) for name in ("amount_mid", "amount_annual", "mid_period", "year", "budget_unit")] == [
        "90.00",
        "30.00",
        "2020年--2022年",
        "2020",
        "某某市图书馆",
    ]
    assert form.rows[3] == ["预期产出指标", "预算（或投资规模）控制指标", "预算执行率", "100%", "预算执行率", "98%"]


# --- forms with damage: the values are those of the whole form, but for what is lost ---


@dataclass(frozen=True)
class Case:
    """A damage: what changes in the text, which doubts there must be, and which values are lost.

    Args:
        doubts: (code, path) that must be there; path None for the form.
        lost: values that the damage removed, by name as in `values`: they must be empty, with a doubt.
    """

    whole: str
    changes: tuple[tuple[str, str], ...]
    doubts: tuple[tuple[str, str | None], ...]
    lost: tuple[str, ...] = field(default=())


LAMP_QUALITY = "||质量指标|灯具合格率|100%|100%\n"
CASES = {
    "a row shifted right loses its last value": Case(
        "lamps",
        ((LAMP_QUALITY, "|||质量指标|灯具合格率|100%\n"),),
        (("I02", "indicators/2"), ("I02", "indicators/2/annual/target")),
        ("2.4",),
    ),
    "level 2 in column A, level 1 not repeated": Case(
        "lamps", ((LAMP_QUALITY, "质量指标|灯具合格率|100%|100%||\n"),), (("I01", "indicators/2"),)
    ),
    "level 2 in column B": Case(
        "lamps", ((LAMP_QUALITY, "|质量指标|灯具合格率|100%|100%|\n"),), (("I01", "indicators/2"),)
    ),
    "satisfaction at the left edge": Case(
        "lamps",
        (
            (
                "|满意度指标|服务对象满意度指标|居民满意度|≥85%|≥85%",
                "满意度指标|服务对象满意度指标|居民满意度|≥85%|≥85%|",
            ),
        ),
        (("I01", "indicators/7"),),
    ),
    "level names broken by blanks": Case(
        "lamps", (("满意度指标|服务对象满意度指标", "满意度指 标|服务对象 满意 度指标"),), (("I07", None),)
    ),
    "the annual goal in column A": Case(
        "lamps",
        (("|更换路灯120盏，夜间照明投诉下降。", "更换路灯120盏，夜间照明投诉下降。|"),),
        (("I01", "fields/goal_annual"),),
    ),
    "labels over two cells and over two rows": Case(
        "lamps",
        (
            ("总体绩效目标|实施周期总目标|", "总体绩效|实施周期总|目标"),
            ("|三年内", "目标|三年内"),
            ("2024年度目标|", "2024年度目|标"),
        ),
        (("I09", None),),
    ),
    "a separator and a second table of five columns": Case(
        "lamps",
        (
            (
                LAMP_ROWS,
                "|产出指标|数量指标|更换路灯数量|≥360盏|≥120盏\n\n---\n\n"
                "质量指标|灯具合格率|100%|100%|\n时效指标|更换及时率|≥95%|≥95%|\n成本指标|单盏成本|≤700元|≤700元|\n"
                "效益指标|经济效益指标|||\n|社会效益指标|夜间出行安全感|提升|提升\n|生态效益指标|节电率|≥30%|≥30%\n"
                "|可持续影响指标|||\n满意度指标|服务对象满意度指标|居民满意度|≥85%|≥85%\n",
            ),
        ),
        (("I09", None), *(("I01", f"indicators/{number}") for number in range(2, 8))),
    ),
    "a table of seven columns with narrow brackets": Case(
        "lamps",
        (
            ("2024年预算金额（元）|88000", "2024年预算金额(元)||88000"),
            ("起始年度|2022|到期年度|2024|", "起始年度|2022||到期年度|2024|"),
            ("三级指标|实施周期指标值", "三级指标||实施周期指标值"),
            ("更换路灯数量|", "更换路灯数量||"),
            (LAMP_QUALITY, "||质量指标||灯具合格率|100%|100%\n"),
            ("更换及时率|", "更换及时率||"),
            ("单盏成本|", "单盏成本||"),
            ("夜间出行安全感|", "夜间出行安全感||"),
            ("节电率|", "节电率||"),
            ("居民满意度|", "居民满意度||"),
        ),
        (("I03", None), ("I02", "indicators/2")),
    ),
    "trailing tabs stripped": Case(
        "lamps",
        (("||||\n", "\n"), ("|||\n", "\n"), ("经济效益指标|||\n", "经济效益指标\n"), ("影响指标|||\n", "影响指标\n")),
        (),
    ),
    "no column heads": Case("lamps", ((LAMP_HEADS, ""),), (("I10", None),)),
    "no head label": Case("lamps", (("绩效指标|一级", "|一级"),), ()),
    "web tags": Case(
        "lamps",
        (("|三年内把全镇老旧路灯换成节能灯。", "|<p>三年内把全镇老旧路灯换成节能灯。</p>"),),
        (("I06", "fields/goal_mid"),),
    ),
    "blanks from line ends in a value": Case(
        "lamps", (("夜间照明投诉", "夜间 照明 投诉"),), (("I07", "fields/goal_annual"),)
    ),
    "check boxes as inputs": Case(
        "streets",
        (
            (
                "专项资金□ 经常性项目☑ 一次性项目□",
                '专项资金 <input type="checkbox"/> 经常性项目 <input checked="" type="checkbox"/> '
                '一次性项目 <input type="checkbox"/>',
            ),
        ),
        (("I06", "fields/project_category"),),
    ),
    "carry-over beside the left other funds": Case(
        "streets",
        (("|||上年结转资金|2.00\n|其他资金||其他资金|\n", "|其他资金||上年结转资金|2.00\n|||其他资金|\n"),),
        (("I10", "fields/fund_other"),),
    ),
    "three rows of funds": Case(
        "streets",
        (("|||上年结转资金|2.00\n|其他资金||其他资金|\n", "|其他资金||上年结转资金|2.00\n"),),
        (("I10", "fields/fund_other"), ("I10", "fields/fund_annual_other")),
    ),
    "a target one column further right": Case(
        "streets",
        (
            ("三级指标|年度指标值", "三级指标|年度指标值|"),
            ("清扫及时率|≥95%", "清扫及时率||≥95%"),
            ("长效保洁机制|建立", "长效保洁机制||建立"),
        ),
        (("I02", "indicators/2"), ("I02", "indicators/7")),
    ),
    "rows of the streets shifted left": Case(
        "streets",
        (
            ("||成本指标|预算控制|≤60万元", "|成本指标|预算控制|≤60万元|"),
            ("|满意度指标|服务对象满意度指标|居民满意度|≥80%", "满意度指标|服务对象 满意度指标|居民满意度|≥80%|"),
        ),
        (("I01", "indicators/3"), ("I01", "indicators/8"), ("I07", None)),
    ),
    "the remarks in column B": Case(
        "stores",
        (("申报单位需要说明的其他情况|||||||", "|申报单位需要说明的其他情况||||||"),),
        (("I02", "fields/remarks"),),
    ),
    "the opinion over six columns": Case(
        "stores",
        (
            ("审核意见|||||审核时间|", "审核意见||||||审核时间"),
            ("同意。|||||2022年", "同意。||||||2022年"),
            ("12日|", "12日"),
        ),
        (("I03", None),),
    ),
    "the project name over three columns": Case(
        "stores",
        (
            (
                "应急物资采购||||本年度申请镇财政预算资金（万元）|36.5|",
                "应急物资采购|||本年度申请镇财政预算资金（万元）|36.5||",
            ),
        ),
        (("I03", None),),
    ),
    "paragraphs that hang together": Case(
        "stores", (("分局\n\n预算单位", "分局\n 预算单位"),), (("I04", "shared/budget_unit"),)
    ),
    "a whole two-panel row shifted left": Case(
        "stores",
        (
            (
                "||时效指标（工期指标）|采购及时率|95%|时效指标（工期指标）|采购及时率|98%",
                "|时效指标 (工期指标)|采购及时率|95%|时效指标 (工期指标)|采购及时率|98%|",
            ),
        ),
        (("I01", "indicators/3"),),
    ),
    "a second panel moved left": Case(
        "stores", (("|||物资种类|30种||物资种类|12种", "|||物资种类|30种|物资种类|12种|"),), (("I01", "indicators/2"),)
    ),
    "no lines above the table": Case(
        "library",
        (("（ 2020 年度）\n\n预算单位：某某市图书馆\n\n", ""),),
        (("I10", "fields/year"),),
        ("year", "budget_unit"),
    ),
    "labels broken by blanks": Case(
        "library",
        (
            ("市财政局批复意见", "市财 政局 批复 意见"),
            ("总体目标", "总体 目标"),
            ("本年度申请市财政", "本年度 申请市 财政"),
        ),
        (("I07", None),),
    ),
    "the opinion is missing": Case(
        "library",
        (("市财政局批复意见|同意按此执行。||||||\n", ""),),
        (("I10", "fields/review_opinion"),),
        ("review_opinion",),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_damage_is_repaired_and_doubted(name: str) -> None:
    case = CASES[name]
    want = values(read(WHOLE[case.whole]))
    got = read(changed(WHOLE[case.whole], *case.changes))
    assert values(got) == want | dict.fromkeys(case.lost, "")
    assert set(case.doubts) <= set(got.doubts), got.doubts
    paths = {doubt for _, doubt in got.doubts}
    assert {f"fields/{lost}" for lost in case.lost if "." not in lost} <= paths


def test_rows_that_lack_different_levels_stand_in_columns_a_b_and_c() -> None:
    rows = LAMP_QUALITY + "灯罩清洁率|||≥90%|≥92%|\n|接线合格率|||≥93%|≥94%\n||灯杆检测率||≥96%|≥97%\n"
    form = read(changed(LAMP, (LAMP_QUALITY, rows)))
    assert form.rows[1:5] == [
        ["产出指标", "质量指标", "灯具合格率", "100%", "100%"],
        ["产出指标", "质量指标", "灯罩清洁率", "≥90%", "≥92%"],
        ["产出指标", "质量指标", "接线合格率", "≥93%", "≥94%"],
        ["产出指标", "质量指标", "灯杆检测率", "≥96%", "≥97%"],
    ]
    assert [("I01", f"indicators/{number}") for number in (3, 4, 5)] == form.doubts


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("项目总目标 (2023.1年-2023.12年)", "2023.1年-2023.12年"),
        ("项目总目标（2023年—2025年）", "2023年—2025年"),
        ("项目总目标(2023 年-2023年)", "2023 年-2023年"),
    ],
)
def test_a_period_is_kept_as_it_stands(label: str, period: str) -> None:
    form = read(changed(STREETS, ("项目总目标(2023年-2023年)", label)))
    assert form.field("mid_period").replace(" ", "") == period.replace(" ", "")
    assert form.field("goal_mid") == "保持道路整洁。"


def test_a_value_that_the_table_lost_is_not_made_up() -> None:
    form = read(changed(LAMP, ("夜间出行安全感|提升|提升", "夜间出行安全感||")))
    assert form.rows[4] == ["效益指标", "社会效益指标", "夜间出行安全感", "", ""]
    assert {("I14", "indicators/5/mid/target"), ("I14", "indicators/5/annual/target")} <= set(form.doubts)


def test_a_text_beside_the_table_is_kept_in_a_doubt_and_points_at_its_neighbour() -> None:
    form = read(changed(LAMP, ("老旧路灯更换|", "老旧路灯更换|（二期）")))
    assert form.field("project_name") == "老旧路灯更换"
    assert ("I13", "fields/project_name") in form.doubts
    assert "（二期）" in [doubt.was for doubt in form.form.doubts if doubt.path is None]


def test_a_column_head_of_other_words_is_told() -> None:
    form = read(changed(LAMP, ("实施周期指标值|当年度指标值", "实施周期指标值|目标值")))
    assert "目标值" in [doubt.was for doubt in form.form.doubts if doubt.path is None]
    assert [row[4] for row in form.rows] == [row[4] for row in read(LAMP).rows]


def test_a_tick_as_a_target_is_a_target() -> None:
    form = read(changed(STREETS, ("清扫里程|40公里", "清扫里程|√")))
    assert form.rows[0][-1] == "√"
    assert form.doubts == []


def test_a_label_of_other_words_in_brackets_is_read_and_its_value_doubted() -> None:
    form = read(changed(LAMP, ("2024年预算金额（元）", "2024年预算金额（万元）")))
    assert (form.field("amount_annual"), form.field("year")) == ("88000", "2024")
    assert ("I08", "fields/amount_annual") in form.doubts


def test_a_value_like_a_label_that_stands_elsewhere_stays_as_it_is() -> None:
    form = read(
        changed(LAMP, ("老旧路灯更换|", "预算金额（万元）|"), ("灯具合格率|100%|100%", "主管部门（个）|100%|项目名称"))
    )
    assert form.field("project_name") == "预算金额（万元）"
    assert form.rows[1] == ["产出指标", "质量指标", "主管部门（个）", "100%", "项目名称"]


def test_a_label_and_its_value_in_one_cell_are_parted_and_a_text_that_begins_like_its_label_is_not() -> None:
    form = read(changed(LAMP, ("主管部门|某某镇公用事业中心|", "主管部门：某某镇公用事业中心||")))
    assert form.field("department") == "某某镇公用事业中心"
    assert any(code == "I08" and place and place.endswith("/department") for code, place in form.doubts)
    named = read(changed(LAMP, ("项目名称|老旧路灯更换", "项目名称|项目名称：老旧路灯更换")))
    assert named.field("project_name") == "项目名称：老旧路灯更换"


def test_a_level_that_the_layout_does_not_have_is_kept_and_doubted() -> None:
    form = read(changed(LAMP, ("||成本指标|单盏成本|≤700元|≤700元", "||安全指标|触电事故|0起|0起")))
    assert form.rows[3] == ["产出指标", "安全指标", "触电事故", "0起", "0起"]
    assert ("I08", "indicators/4") in form.doubts
    assert any(doubt.code == "I10" and "成本指标" in doubt.why for doubt in form.form.doubts)


def test_panels_that_disagree_in_level_2_are_doubted() -> None:
    form = read(changed(STORES, ("按期|可持续影响指标", "按期|质量指标")))
    assert form.rows[4] == ["效果指标", "可持续影响指标", "物资轮换", "按期", "物资轮换", "每年一次"]
    assert ("I11", "indicators/5/level2") in form.doubts


def test_a_form_whose_left_panel_is_empty_comes_in_whole() -> None:
    lines = LIBRARY.split("\n")
    first = next(number for number, line in enumerate(lines) if "一级指标" in line) + 1
    for number in range(first, first + 7):
        cells = lines[number].split("|")
        lines[number] = "|".join([*cells[:3], "", "", *cells[5:]])
    form = read("\n".join(lines))
    assert form.doubts == []
    assert form.rows[1] == ["预期产出指标", "质量指标", "", "", "验收合格率", "99%"]
    assert len(form.rows) == 7


# --- several forms, other layouts, other ways to write a table down ---


def test_forms_of_all_layouts_in_one_text_with_notes_between() -> None:
    text = "\n\n说明：以下各表已公示。\n\n".join(WHOLE.values())
    got = read(text)
    assert [form.template for form in got.draft.forms] == [
        "dongkeng-2024",
        "shanghai-2023",
        "dongguan-town-2022",
        "dongguan-city-2020",
    ]
    for form, whole in zip(got.draft.forms, WHOLE.values(), strict=True):
        assert [row.horizons for row in form.indicators] == [row.horizons for row in read(whole).form.indicators]
    assert sum("说明：以下各表已公示。" in doubt.was for _, doubt in got.draft.all_doubts()) == 3


def test_what_all_forms_share_is_stored_once_and_what_differs_stays_with_its_form() -> None:
    text = STORES + changed(STORES, ("某某镇应急办", "某某镇消防队"), ("应急物资采购", "消防栓维护")) + STORES
    got = read(text)
    assert got.draft.shared["budget_unit"] == "某某镇应急办"
    assert [form.fields.get("budget_unit") for form in got.draft.forms] == [None, "某某镇消防队", None]


def test_a_table_in_no_known_layout_says_so_and_makes_nothing_up() -> None:
    got = read("采购清单\n\n序号|名称|数量\n1|桌子|4\n2|椅子|8\n")
    assert got.draft.forms == ()
    assert len(got.unknown) == 1
    (doubt,) = got.draft.doubts
    assert (doubt.code, doubt.path) == ("I13", None)
    assert all(word in doubt.was for word in ("采购清单", "桌子", "椅子", "8"))


def test_an_unknown_form_after_a_known_one_keeps_its_own_title() -> None:
    other = "项目支出绩效目标申报表\n\n项目名称|别处的项目\n年度资金总额：|3\n绩效标准|高\n"
    got = read(LAMP + "\n" + other)
    assert [form.template for form in got.draft.forms] == ["dongkeng-2024"]
    assert got.draft.forms[0].doubts == ()
    assert [each.text.split("\n")[0] for each in got.unknown] == ["项目支出绩效目标申报表"]


def test_a_markdown_table_is_read() -> None:
    lines = [f"| {line.replace('|', ' | ')} |" if "|" in line else line for line in LAMP.strip().split("\n")]
    lines.insert(3, "|---|---|---|---|---|---|")
    got = extract(read_text("\n".join(lines)), templates(), "d")[0]
    assert [row.horizons for row in got.forms[0].indicators] == [row.horizons for row in read(LAMP).form.indicators]
    assert got.forms[0].fields == read(LAMP).form.fields


def test_the_clipboard_of_word_has_one_cell_for_each_merged_cell() -> None:
    rows = [
        changed(LAMPS, *[("||||\n", "\n") for _ in range(9)], ("到期年度|2024|", "到期年度|2024")).replace(
            "||||\n", "\n"
        ),
        LAMP_HEADS,
        LAMP_ROWS,
    ]
    form = read("".join(rows))
    assert values(form) == values(read(LAMP))


def test_a_cell_with_line_ends_comes_quoted_from_excel() -> None:
    form = read(changed(LAMP, ("三年内把全镇老旧路灯换成节能灯。", '"一、换灯；\n二、""节能""检测。"')))
    assert form.field("goal_mid") == '一、换灯；\n二、"节能"检测。'
    assert form.doubts == []


def test_merged_cells_may_be_repeated_in_each_place_they_cover() -> None:
    head, _, rest = LAMPS.partition("项目名称")
    lines = (f"项目名称{rest}" + LAMP_HEADS + LAMP_ROWS).strip().split("\n")
    full, above = [], [""] * 6
    for line in lines:
        cells = line.split("|")
        cells = [text or above[col] if col < 3 else text for col, text in enumerate(cells)]
        for col in range(1, 6):
            if not cells[col] and len(full) < 11:
                cells[col] = cells[col - 1]
        above = cells if len(full) >= 11 else [cells[0], *[""] * 5]
        full.append("|".join(cells))
    form = read(head + "\n".join(full))
    assert values(form) == values(read(LAMP))
    assert form.doubts == [("I09", None)]


def test_one_template_alone_is_taken_without_asking() -> None:
    only = {"dongkeng-2024": templates()["dongkeng-2024"]}
    text = "项目名称\t某项目\n2024年预算金额（元）\t5\n"
    draft, unknown = extract(read_text(text), only, "d")
    assert unknown == []
    assert draft.forms[0].fields["amount_annual"] == "5"
    assert sum(doubt.code == "I10" for doubt in draft.forms[0].doubts) > 3
