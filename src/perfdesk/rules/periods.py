"""Over which years a form runs, as its own fields say."""

from __future__ import annotations

from functools import lru_cache

from perfdesk.model import dates
from perfdesk.model.fields import Date
from perfdesk.rules.seen import Seen

read_date = lru_cache(maxsize=4096)(dates.read_date)
read_period = lru_cache(maxsize=4096)(dates.read_period)
read_year = lru_cache(maxsize=4096)(dates.read_year)

NO_END = 9999
_FIELDS = ("start_year", "end_year", "start_date", "end_date", "mid_period")


def years(seen: Seen) -> tuple[int, int] | None:
    """Return the first and the last year of the form; None if it does not say so, or not clearly."""
    known = seen.template.fields
    for first, last in (("start_year", "end_year"), ("start_date", "end_date")):
        if first in known and last in known:
            one, two = read_year(seen.text(first)), read_year(seen.text(last))
            if one and two:
                return (one, two)
    span = period(seen)
    return (span[0].year, span[1].year) if span else None


def years_of(seen: Seen, horizon: str) -> tuple[int, int] | None:
    """Return the years in which a target of a horizon lies: those of the form, else its year; a mid-term has no end."""
    span = years(seen)
    year = None if span else read_year(seen.text("year"))
    return span if year is None else (year, year if horizon == "annual" else NO_END)


def period(seen: Seen) -> tuple[Date, Date] | None:
    """Return the first and the last date of 中期期间; None if the layout has none or it cannot be read."""
    return read_period(seen.text("mid_period")) if "mid_period" in seen.template.fields else None


def several_years(seen: Seen) -> bool | None:
    """Tell whether the form runs over more than one year; None if its fields leave it open, or turn it round.

    A layout without any field for it has a rolling mid-term goal, which is always of several years.
    """
    span = years(seen)
    if span is not None:
        return span[1] > span[0] if span[1] >= span[0] else None
    return None if any(name in seen.template.fields for name in _FIELDS) else True
