"""Forms as text for the tests of extract: written by hand, damaged as published ones are."""

from __future__ import annotations

from dataclasses import dataclass

from perfdesk.model import Draft, Form
from perfdesk.readers.text import read_text
from perfdesk.region import templates
from perfdesk.translate.extract import Unknown, extract

LAMPS = """
项目绩效目标表

项目名称|老旧路灯更换|||||
项目类型|其他特定目标类|||||
项目等级|二级项目|||||
主管部门|某某镇公用事业中心|||||
用款单位|某某镇公用事业中心|||||
实施周期|起始年度|2022|到期年度|2024|
2024年预算金额（元）|88000|||||
总体绩效目标|实施周期总目标|||||
|三年内把全镇老旧路灯换成节能灯。|||||
|2024年度目标|||||
|更换路灯120盏，夜间照明投诉下降。|||||
""".replace("|||||\n", "||||\n")
LAMP_HEADS = "绩效指标|一级指标|二级指标|三级指标|实施周期指标值|当年度指标值\n"
LAMP_ROWS = """\
|产出指标|数量指标|更换路灯数量|≥360盏|≥120盏
||质量指标|灯具合格率|100%|100%
||时效指标|更换及时率|≥95%|≥95%
||成本指标|单盏成本|≤700元|≤700元
|效益指标|经济效益指标|||
||社会效益指标|夜间出行安全感|提升|提升
||生态效益指标|节电率|≥30%|≥30%
||可持续影响指标|||
|满意度指标|服务对象满意度指标|居民满意度|≥85%|≥85%
"""
STREETS = """
财政项目支出绩效目标表

(2023年度)

项目名称|道路清扫|项目类别|专项资金□ 经常性项目☑ 一次性项目□|
主管部门|某某镇政府|实施单位|某某市容所|
计划开始日期|2023年1月1日|计划完成日期|2023年12月31日|
项目资金(万元)|项目资金总额|60.00|年度资金申请总额|60.00
|其中：财政资金|60.00|其中：当年财政拨款|58.00
|||上年结转资金|2.00
|其他资金||其他资金|
项目绩效目标|项目总目标(2023年-2023年)||年度总体目标|
|保持道路整洁。||全年清扫道路40公里。|
绩效指标|一级指标|二级指标|三级指标|年度指标值
|产出指标|数量指标|清扫里程|40公里
||时效指标|清扫及时率|≥95%
||成本指标|预算控制|≤60万元
|效益指标|经济效益指标|无|无
||社会效益指标|市容投诉|下降
||生态效益指标|道路扬尘|下降
||可持续影响指标|长效保洁机制|建立
|满意度指标|服务对象满意度指标|居民满意度|≥80%
"""
STORES = """
财政项目支出绩效目标批复表

（2022年度）

批复单位：某某市财政局某某分局

预算单位：某某镇应急办

项目名称|应急物资采购||||本年度申请镇财政预算资金（万元）|36.5|
总体目标|中期滚动目标||||年度目标||
|三年内配齐应急物资。||||采购应急物资一批。||
|一级指标|二级指标|三级指标|指标值（或计划水平）|二级指标|三级指标|计划指标值（或计划水平）
绩效指标|预期产出指标|数量指标（或建筑规模指标）|采购批次|3批|数量指标（或建筑规模指标）|采购批次|1批
|||物资种类|30种||物资种类|12种
||时效指标（工期指标）|采购及时率|95%|时效指标（工期指标）|采购及时率|98%
|效果指标|社会、经济、生态效益指标|应急保障能力|提升|社会、经济、生态效益指标|应急保障能力|增强
||可持续影响指标|物资轮换|按期|可持续影响指标|物资轮换|每年一次
|满意度指标|服务对象满意度指标|群众满意度|满意|服务对象满意度指标|群众满意度|满意
申报单位需要说明的其他情况|||||||
审核人|某某财政分局审核意见|||||审核时间|
张三|经审核，同意。|||||2022年04月12日|
"""
LIBRARY = """
# 东莞市财政项目支出绩效目标批复表

（ 2020 年度）

预算单位：某某市图书馆

项目名称|阅览室改造|中期市财政预算（万元）|90.00|本年度申请市财政预算资金（万元）|30.00||
总体目标|中期滚动目标（2020年--2022年）|||年度目标|||
|改造三个阅览室。|||改造一个阅览室。|||
绩效指标|一级指标|二级指标|三级指标|指标值（或计划水平）|二级指标|三级指标|计划指标值（或计划水平）
|预期产出指标|数量指标（或建筑规模指标）|改造面积|900平方米|数量指标（或建筑规模指标）|改造面积|300平方米
||质量指标|验收合格率|100%|质量指标|验收合格率|99%
||时效指标（工期指标）|完工时间|三年内|时效指标（工期指标）|完工时间|2020年12月前
||预算（或投资规模）控制指标|预算执行率|100%|预算（或投资规模）控制指标|预算执行率|98%
|效果指标|社会、经济、生态效益指标|到馆人次|30万|社会、经济、生态效益指标|到馆人次|10万
||可持续影响指标|设施使用年限|8年|可持续影响指标|设施使用年限|6年
|满意度指标|服务对象满意度指标|读者满意度|90%|服务对象满意度指标|读者满意度|88%
市财政局批复意见|同意按此执行。||||||
"""


@dataclass(frozen=True)
class Read:
    """What was read: the draft, what was in no known layout, and the first form made plain."""

    draft: Draft
    unknown: list[Unknown]

    @property
    def form(self) -> Form:
        assert len(self.draft.forms) == 1, [form.template for form in self.draft.forms]
        return self.draft.forms[0]

    def field(self, name: str) -> str:
        return self.form.fields.get(name, self.draft.shared.get(name, ""))

    @property
    def rows(self) -> list[list[str]]:
        """Level 1, level 2, then the names and targets in the order of the columns, empty ones left out of a name."""
        template = templates()[self.form.template]
        columns = template.indicators.columns if template.indicators else ()
        parts = [(column.horizon or "", column.part) for column in columns if column.part not in ("level1", "level2")]
        return [[row.level1, row.level2, *(row.text(*part) for part in parts)] for row in self.form.indicators]

    @property
    def doubts(self) -> list[tuple[str, str | None]]:
        return [(doubt.code, doubt.path) for _, doubt in self.draft.all_doubts()]


def read(text: str) -> Read:
    """Read a form in which "|" stands for a tab."""
    return Read(*extract(read_text(text.replace("|", "\t")), templates(), "d"))
