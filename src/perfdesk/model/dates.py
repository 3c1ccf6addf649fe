"""Years, dates and periods: what a text says of time, and nothing that it leaves open."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

from perfdesk.model.digits import fold, read_chinese, read_chinese_digits

_LONGEST: Final = 64
_YEARS: Final = range(1900, 2200)
_YEAR = re.compile(r"([0-9]{4})(?:年度?)?")
_DATES: Final = (
    re.compile(r"([0-9]{4})年(?:([0-9]{1,2})月(?:([0-9]{1,2})[日号])?)?"),
    re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?: ?0?0:00(?::00)?)?"),
    re.compile(r"([0-9]{4})\.([0-9]{1,2})年"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
    _YEAR,
)
_CHINESE_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?)?"  # noqa: RUF001 (the zero of Chinese dates)
)
_TO = re.compile(r"[-—–―─~～〜]+|至|到")
_LATER_IN_YEAR = re.compile(r"([0-9]{1,2})月(?:([0-9]{1,2})[日号])?")
_FRAMES: Final = {"(": ")", "（": "）"}


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A day, a month (`day` None) or a year (`month` None too), as exact as the text says."""

    year: int
    month: int | None = None
    day: int | None = None


def read_year(text: str) -> int | None:
    """Return the year of "2022", "2022年度" or of a date; None if there is none between 1900 and 2199."""
    date = read_date(text)
    return None if date is None else date.year


def read_date(text: str) -> Date | None:
    """Return the date that the whole of `text` says; None where there is none or no such day exists.

    Read are 2022年04月12日, 2026/1/1, 2026-01-01, 2023.1, 20260101, 2024年12月, 2024, 二〇二四年三月一日.
    """
    folded = fold(text)
    if not folded or len(folded) > _LONGEST:
        return None
    for form in _DATES:
        found = form.fullmatch(folded)
        if found is not None:
            return make_date(*found.groups())
    return _chinese_date(folded)


def read_period(text: str) -> tuple[Date, Date] | None:
    """Return first and last date of "2020年--2022年", "2023.1年-2023.12年", "2024年3月至9月"; None if not sure.

    The order is that of the text: a period that ends before it starts is returned as it stands.
    """
    folded = fold(text)
    if _FRAMES.get(folded[:1]) == folded[-1:] != "":
        folded = folded[1:-1]
    if len(folded) > _LONGEST:
        return None
    found = [pair for cut in _TO.finditer(folded) if (pair := _pair(folded[: cut.start()], folded[cut.end() :]))]
    return found[0] if len(found) == 1 else None


def make_date(year: str, month: str | None = None, day: str | None = None) -> Date | None:
    """Return the date of these digits, None if the calendar has no such day."""
    y, m, d = int(year), int(month) if month else None, int(day) if day else None
    if y not in _YEARS or (m is not None and not 1 <= m <= 12):
        return None
    if d is not None and (m is None or not 1 <= d <= monthrange(y, m)[1]):
        return None
    return Date(y, m, d)


def _chinese_date(folded: str) -> Date | None:
    found = _CHINESE_DATE.fullmatch(folded)
    if found is None:
        return None
    year = read_chinese_digits(found[1])
    rest = [read_chinese(part) if part else 0 for part in found.groups()[1:]]
    if year is None or None in rest:
        return None
    return make_date(year, *(str(part) if part else None for part in rest))


def _pair(left: str, right: str) -> tuple[Date, Date] | None:
    start = read_date(left)
    if start is None:
        return None
    within = _LATER_IN_YEAR.fullmatch(right)
    if within is not None and start.month is not None:
        end = make_date(str(start.year), *within.groups())
    else:
        end = read_date(right)
    return None if end is None else (start, end)
