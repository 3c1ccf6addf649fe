"""Word and Excel ask for the parts of an element in the order of their schema (ECMA-376); other programs do not."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from perfdesk.writers import docx, xlsx
from sheets import long_goal_sheet, signed_sheet, simple_sheet, two_panel_sheet

ORDER = {
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl kinsoku wordWrap overflowPunct topLinePunct"
    " autoSpaceDE autoSpaceDN adjustRightInd snapToGrid spacing ind jc rPr sectPr",
    "rPr": "rFonts b bCs color sz szCs lang",
    "sectPr": "type pgSz pgMar",
    "style": "name basedOn uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr",
    "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols sheetData mergeCells printOptions pageMargins"
    " pageSetup headerFooter rowBreaks ignoredErrors",
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles",
    "workbook": "bookViews sheets definedNames",
}


@pytest.mark.parametrize("write", [docx.write, xlsx.write])
def test_parts_stand_in_the_order_of_the_schema(write: object) -> None:
    assert callable(write)
    out = io.BytesIO()
    write([two_panel_sheet(60), long_goal_sheet(5000), signed_sheet(), simple_sheet("甲\t乙")], out)
    seen = set()
    with zipfile.ZipFile(out) as package:
        roots = [etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")]
    for element in (each for root in roots for each in root.iter("{*}*")):
        name = etree.QName(element).localname
        order = ORDER.get(name, "").split()
        parts = [etree.QName(child).localname for child in element]
        if order:
            seen.add(name)
            assert [order.index(part) for part in parts] == sorted(order.index(part) for part in parts), (name, parts)
    assert seen >= ({"tblPr", "trPr", "tcPr", "pPr"} if write is docx.write else {"worksheet", "styleSheet"})
