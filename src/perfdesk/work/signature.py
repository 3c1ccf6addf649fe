"""签字栏: one line below a table whose layout has no signature rows; not part of the official table."""

from __future__ import annotations

from dataclasses import replace

from perfdesk.grid import Paragraph, Sheet

LINE = "填表人：　　　　　单位负责人：　　　　　（盖章）　　　　日期：　　　年　　月　　日"


def with_signature(sheet: Sheet) -> Sheet:
    """Return the sheet with the signature line below it; as it is if its layout has signature rows."""
    if sheet.together:
        return sheet
    return replace(sheet, below=(*sheet.below, Paragraph(LINE, "line")))
