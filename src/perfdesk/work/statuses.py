"""The statuses of a form by name; what they mean is in `standing`. The menus name them before a draft is there."""

from __future__ import annotations

from typing import Final

DRAFT, CHECKED, SUBMITTED, RETURNED, FINAL = "草稿", "自查通过", "待审", "退回", "定稿"
STATUSES: Final = (DRAFT, CHECKED, SUBMITTED, RETURNED, FINAL)
