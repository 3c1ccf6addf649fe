"""The draft as frozen values, paths into it, and the meaning of what was typed."""

from perfdesk.model.draft import (
    FORMAT,
    FORMAT_VERSION,
    Answer,
    Comment,
    Doubt,
    Draft,
    Form,
    Indicator,
    Kept,
    Origin,
)
from perfdesk.model.schema import schema

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "Answer",
    "Comment",
    "Doubt",
    "Draft",
    "Form",
    "Indicator",
    "Kept",
    "Origin",
    "schema",
]
