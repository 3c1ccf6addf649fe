"""The meaning of what was typed: amounts, dates, targets. The text is never changed."""

from perfdesk.model.amount import Amount, MoneyUnit, in_yuan, read_amount
from perfdesk.model.dates import Date, read_date, read_period, read_year
from perfdesk.model.target import Kind, Operator, Target, normal_form, read_target

__all__ = [
    "Amount",
    "Date",
    "Kind",
    "MoneyUnit",
    "Operator",
    "Target",
    "in_yuan",
    "normal_form",
    "read_amount",
    "read_date",
    "read_period",
    "read_target",
    "read_year",
]
